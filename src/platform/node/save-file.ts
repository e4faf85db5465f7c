/** Writes files with node:fs; see ../save-file.ts. */
import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file: beside it first, and in place when it is whole, so that nothing half-written ever stands
 * there and an older file stays until then.
 *
 * @throws what the chunks throw, or the system's error; nothing is left then.
 */
export async function saveFile(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  // Not made from the name, which may be as long as the system allows.
  const partial = join(dirname(path), `.${randomUUID()}.part`);
  try {
    const file = await open(partial, 'wx');
    try {
      for await (const chunk of chunks) await file.writeFile(chunk);
      await file.sync(); // Else a power cut could leave an empty file under the final name.
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
