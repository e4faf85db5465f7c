/** Files, the home folder and MD5 by modules of Node, which Deno and Bun have too. The same exports as web/files.ts. */
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename } from 'node:path';
import type { Md5, OpenFile } from '../web/files.js';

export { homedir, type Md5, type OpenFile };

/** Common errors of the system, in words. */
const systemErrors: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is not a folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EMFILE: 'too many files are open',
};

/**
 * Opens a file for reading.
 *
 * @throws Error that says why it cannot be read. Its `cause` is the error of the system.
 */
export async function openFile(path: string): Promise<OpenFile> {
  const inWords = (cause: NodeJS.ErrnoException): never => {
    const reason = systemErrors[cause.code ?? ''] ?? cause.message;
    throw new Error(`${path} cannot be read: ${reason}.`, { cause });
  };
  // Before it is opened: opening a pipe waits for a writer.
  const kind = await stat(path).catch(inWords);
  if (kind.isDirectory()) throw new Error(`${path} cannot be read: it is a folder.`);
  if (!kind.isFile()) throw new Error(`${path} cannot be read: it is not a regular file.`);
  const handle = await open(path).catch(inWords);
  // In nanoseconds, and of the open file: another file can get its name.
  const before = await handle.stat({ bigint: true });
  return {
    name: basename(path),
    size: Number(before.size),
    async read(from, space) {
      let filled = 0;
      while (filled < space.length) {
        const { bytesRead } = await handle
          .read(space, filled, space.length - filled, from + filled)
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
