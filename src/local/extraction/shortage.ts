/** What this machine can lack for a while. A task that meets such a shortage waits instead of failing. */
import { existsSync } from 'node:fs';
import { appendFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FFmpegResult } from './ffmpeg-command.js';

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

const mostRuns = 4;

/**
 * Runs a command that writes `file`. When FFmpeg's log tells of a full disk, that is checked by writing more, because
 * a hostile file could bring such words into the log. If there is room, which another extraction may just have made,
 * the command is run again.
 *
 * @throws Node's own error when the disk is full.
 */
export async function runWithRoom(
  file: string,
  run: () => Promise<FFmpegResult>,
): Promise<FFmpegResult> {
  for (let runs = 1; ; runs += 1) {
    const result = await run();
    if (shortages[result.fault ?? ''] !== fullDisk) return result;
    await appendFile(file, new Uint8Array(2 ** 20));
    if (runs === mostRuns) return result;
    await rm(file);
  }
}
