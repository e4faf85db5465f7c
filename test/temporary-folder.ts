/** Folders that are removed after the tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Makes a folder for this test; with `afterAll`, awaited at the top of a file, for all tests of the file. */
export async function temporaryFolder(
  after: (cleanUp: () => Promise<void>) => void = onTestFinished,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vod-test-'));
  after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
