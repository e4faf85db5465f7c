/** Sources that cannot be read, have another length than expected, or change: they are never confirmed. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, truncateSync, utimesSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadAsset, type UploadSource } from '../../src/upload/index.js';
import { content, failing, stateOf, storedIn } from './contents.js';
import { faultyStorageOfFile } from './faulty-storage.js';

const fileName = 'clip.mp4';
const inParts = { fileName, partSize: 1000, parallel: 1 };
const windows = process.platform === 'win32';

const storage = await faultyStorageOfFile();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unusable-sources-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('uploadAsset of a file', () => {
  it.each([
    ['that does not exist', 'none.mp4', /none\.mp4 cannot be read: there is no such file/],
    ['below a file', join('file.mp4', 'a.mp4'), /a part of its path is not a folder|no such file/],
    ['that is a folder', '.', /cannot be read: it is a folder/],
    ['that is empty', 'empty.mp4', /reading the source: it is empty/],
  ])('%s creates no asset', async (_, name, message) => {
    await writeFile(join(folder, 'file.mp4'), 'a');
    await writeFile(join(folder, 'empty.mp4'), '');
    const error = await failing(storage.vod, join(folder, name), { fileName });
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/No asset was created\.$/);
    expect(error).toMatchObject({ assetId: undefined, state: undefined });
    expect(storage.arrived).toEqual([]);
  });

  it('has the error of the system as cause of its own', async () => {
    const { cause } = await failing(storage.vod, join(folder, 'none.mp4'));
    expect((cause as Error).cause).toMatchObject({ code: 'ENOENT' });
  });

  // Windows has other permissions, and root may read everything.
  it.skipIf(windows || process.getuid?.() === 0)('says that it may not be read', async () => {
    const file = join(folder, 'secret.mp4');
    await writeFile(file, 'a');
    await chmod(file, 0);
    expect((await failing(storage.vod, file)).message).toMatch(/this user may not read it/);
  });

  // Windows has no named pipes in its file system.
  it.skipIf(windows)('does not wait for a named pipe', async () => {
    const pipe = join(folder, 'pipe.mp4');
    execFileSync('mkfifo', [pipe]);
    expect((await failing(storage.vod, pipe)).message).toMatch(/it is not a regular file/);
  });

  it.each<[string, (file: string) => void, RegExp]>([
    ['grows', (file) => appendFileSync(file, 'more'), /was changed during the upload/],
    ['is written', (file) => utimesSync(file, 1, 1), /was changed during the upload/],
    ['shrinks', (file) => truncateSync(file, 1500), /ended after 1500 of 2500 bytes/],
  ])('that %s meanwhile is marked as failed', async (_, change, message) => {
    const file = join(folder, 'growing.mp4');
    await writeFile(file, content(2500));
    let changed = false;
    const onProgress = () => {
      if (!changed) change(file);
      changed = true;
    };
    const error = await failing(storage.vod, file, { ...inParts, onProgress });
    expect(error.message).toMatch(message);
    expect(error.state).toBeUndefined();
    expect(storage.steps()).not.toContain('complete');
    expect(storage.steps().slice(-2)).toEqual(['abort', 'confirm']);
    expect(await stateOf(storage.vod, error.assetId)).toBe('UPLOAD_FAILED');
  });

  it('of more than 200 GB sends nothing', async () => {
    const file = join(folder, 'huge.mp4');
    await writeFile(file, '');
    truncateSync(file, 200_000_000_001); // A sparse file, which takes no space.
    const { message } = await failing(storage.vod, file);
    expect(message).toMatch(/longer than 10000 parts of 20000000 bytes/);
    expect(storage.arrived).toEqual([]);
  });
});

describe('uploadAsset of a stream', () => {
  /** Chunks of 100 bytes, and then perhaps an error. */
  async function* chunks(count: number, error?: Error): AsyncGenerator<Uint8Array> {
    for (let number = 0; number < count; number += 1) yield await Promise.resolve(content(100));
    if (error) throw error;
  }
  const broken = (count: number) => chunks(count, new Error('the camera is off'));

  it.each<[string, UploadSource, number | undefined, RegExp]>([
    ['that is empty', chunks(0), undefined, /it is empty/],
    ['that is too short', chunks(3), 301, /ended after 300 of 301 bytes/],
    ['that is too long', chunks(4), 301, /has more than 301 bytes/],
    ['that breaks', broken(3), undefined, /the camera is off/],
    // JavaScript can pass this.
    ['of texts', Readable.from(['text']) as AsyncIterable<Buffer>, undefined, /a string instead/],
  ])('%s creates no asset', async (_, source, size, message) => {
    const options = size === undefined ? { fileName } : { fileName, size };
    const error = await failing(storage.vod, source, options);
    expect(error.message).toMatch(message);
    expect(storage.arrived).toEqual([]);
  });

  it.each<[string, number, RegExp]>([
    ['short', 3001, /ended after 3000 of 3001 bytes/],
    ['long', 2950, /has more than 2950 bytes/],
  ])('that is too %s is not completed after its parts', async (_, size, message) => {
    const error = await failing(storage.vod, chunks(30), { ...inParts, size });
    expect(error.message).toMatch(message);
    expect(storage.steps()).not.toContain('complete');
    expect(storage.steps().slice(-2)).toEqual(['abort', 'confirm']);
  });

  it('that breaks after its first part continues with a new stream', async () => {
    const { state, message, cause } = await failing(storage.vod, broken(15), inParts);
    expect(message).toMatch(/the camera is off.*as resume/);
    expect(cause).toBeInstanceOf(Error);
    storage.reset();
    if (!state) throw new Error('The upload cannot be continued.');
    const assetId = await uploadAsset(storage.vod, chunks(15), { resume: state });
    expect(storage.steps()).toEqual(['list', 'part 2', 'complete', 'confirm']);
    expect((await storedIn(storage.vod, assetId)).length).toBe(1500);
  });

  it('ends the stream when the upload fails', async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield await Promise.resolve(content(1000));
      } finally {
        ended = true;
      }
    }
    storage.spoil('start', { status: 409 });
    await failing(storage.vod, endless(), inParts);
    expect(ended).toBe(true);
  });
});
