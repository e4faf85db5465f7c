/** Files and MD5 by Node's own modules, which Deno and Bun have too; same names as ../files.ts. */
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Md5, OpenFile } from '../web/files.js';

/** Plain words for what commonly stands in the way. */
const systemErrors: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EMFILE: 'too many files are open',
};

/**
 * Opens a file for reading.
 *
 * @throws Error that says why not, such as that it is a folder; its `cause` is the system's own.
 */
export async function openFile(path: string): Promise<OpenFile> {
  const inWords = (cause: NodeJS.ErrnoException): never => {
    const reason = systemErrors[cause.code ?? ''] ?? cause.message;
    throw new Error(`${path} cannot be read: ${reason}.`, { cause });
  };
  // Asked before it is opened: opening a pipe waits for someone to write.
  const kind = await stat(path).catch(inWords);
  if (kind.isDirectory()) throw new Error(`${path} cannot be read: it is a folder.`);
  if (!kind.isFile()) throw new Error(`${path} cannot be read: it is no regular file.`);
  const handle = await open(path).catch(inWords);
  // To the nanosecond, and of the open file, which stays the same when another takes its name.
  const before = await handle.stat({ bigint: true });
  return {
    name: basename(path),
    size: Number(before.size),
    async read(from, room) {
      let filled = 0;
      while (filled < room.length) {
        const { bytesRead } = await handle
          .read(room, filled, room.length - filled, from + filled)
          .catch(inWords);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return filled;
    },
    async isUnchanged() {
      const now = await handle.stat({ bigint: true });
      return now.size === before.size && now.mtimeNs === before.mtimeNs;
    },
    close: () => handle.close(),
  };
}

/** The MD5 of bytes. */
export function md5(bytes: Uint8Array): Md5 {
  const digest = createHash('md5').update(bytes).digest();
  return { base64: digest.toString('base64'), hex: digest.toString('hex') };
}
