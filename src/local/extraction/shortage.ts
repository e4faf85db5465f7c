/** What this machine can lack for a while. A task that meets such a shortage waits instead of failing. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

interface Shortage {
  problem: string;
  /** What to do about it. */
  advice: string;
}

const fullDisk: Shortage = { problem: 'the disk has no room', advice: 'Free some space' };
const descriptors: Shortage = {
  problem: 'there are too many open files',
  advice: 'Raise the limit (ulimit -n), or close connections',
};
const memory: Shortage = {
  problem: 'there is not enough memory, or there are too many processes',
  advice: 'Stop other programs, or raise the limits',
};
const folder: Shortage = {
  problem: 'the folder of the service cannot be read or written',
  advice: 'Check that it is there, and that this user may write it',
};

/** Shortages by the error codes of the system and of Node. */
const shortages: Readonly<Record<string, Shortage>> = {
  ENOSPC: fullDisk,
  EDQUOT: fullDisk,
  EFBIG: fullDisk,
  EMFILE: descriptors,
  ENFILE: descriptors,
  ERR_WORKER_INIT_FAILED: descriptors, // Node has these two when a new thread cannot open what it needs.
  ERR_INVALID_PACKAGE_CONFIG: descriptors,
  ENOMEM: memory,
  EAGAIN: memory,
  EROFS: folder,
  EACCES: folder,
  EPERM: folder,
  EBUSY: folder, // On Windows, while a virus scanner has the file open.
};

/** The shortage that caused an error; undefined for any other error. */
export function shortageOf(error: unknown): Shortage | undefined {
  if (!(error instanceof Error && 'code' in error)) return undefined;
  const isFolderGone =
    error.code === 'ENOENT' && 'path' in error && !existsSync(dirname(String(error.path)));
  return isFolderGone ? folder : shortages[String(error.code)];
}

/** Whether an error code says that a disk, a quota or the largest size of a file is exhausted. */
export function meansFullDisk(code: string | undefined): boolean {
  return shortages[code ?? ''] === fullDisk;
}
