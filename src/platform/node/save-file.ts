/** Saving files with `node:fs`. The same exports as web/save-file.ts. */
import { randomUUID } from 'node:crypto';
import { fsync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Writes a file. It is written under another name first and renamed when it is complete, so that an older file stays
 * until then, and there is never a part of a file.
 *
 * @throws what the chunks throw, or the error of the system. Nothing is left behind then.
 */
export async function saveFile(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  // Not path with a suffix, which could be longer than a name may be.
  const partial = join(dirname(path), `.${randomUUID()}.part`);
  const file = await open(partial, 'wx'); // What is there already is neither written nor removed.
  try {
    try {
      for await (const chunk of chunks) await file.writeFile(chunk);
      // On the disk before the rename, in case the machine stops. Yarn's Plug'n'Play has no file.sync().
      await promisify(fsync)(file.fd);
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined); // The first error says more.
    throw error;
  }
}
