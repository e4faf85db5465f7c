/** Sources that cannot be read, or are not what they were said to be: nothing of them is ever confirmed. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, truncateSync, utimesSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { uploadAsset, type UploadSource } from '../../src/upload/index.js';
import { content, failing, opened, stateOf, storedIn } from './contents.js';
import { type FaultyStorage, startFaultyStorage } from './faulty-storage.js';

const fileName = 'clip.mp4';
const windows = process.platform === 'win32';

let storage: FaultyStorage;
let folder = '';
beforeAll(async () => {
  storage = await startFaultyStorage();
  folder = await mkdtemp(join(tmpdir(), 'upload-damage-test-'));
});
afterAll(async () => {
  await storage.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => storage.forget());

describe('a file', () => {
  it.each([
    ['that is missing', 'none.mp4', /none\.mp4 cannot be read: there is no such file/],
    ['below a file', join('file.mp4', 'a.mp4'), /a part of its path is no folder|no such file/],
    ['that is a folder', '.', /cannot be read: it is a folder/],
    ['without a byte', 'empty.mp4', /reading its source: it is empty/],
  ])('%s is not uploaded, and nothing is created', async (_what, name, message) => {
    await writeFile(join(folder, 'file.mp4'), 'a');
    await writeFile(join(folder, 'empty.mp4'), '');
    const error = await failing(storage.vod, join(folder, name), { fileName });
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/Nothing was created\.$/);
    expect(error).toMatchObject({ assetId: undefined, state: undefined });
    expect(storage.arrived).toEqual([]);
  });

  it('of which the system says why it cannot be read, has that as its cause', async () => {
    const { cause } = await failing(storage.vod, join(folder, 'none.mp4'));
    expect((cause as Error).cause).toMatchObject({ code: 'ENOENT' });
  });

  // Windows has other permissions, and a superuser may read anything.
  it.skipIf(windows || process.getuid?.() === 0)('that may not be read', async () => {
    const file = join(folder, 'secret.mp4');
    await writeFile(file, 'a');
    await chmod(file, 0);
    expect((await failing(storage.vod, file)).message).toMatch(/this user may not read it/);
  });

  // Windows has no pipes in its file system.
  it.skipIf(windows)('that is a pipe is not waited for', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.mp4')]);
    expect((await failing(storage.vod, join(folder, 'pipe.mp4'))).message).toMatch(
      /it is no regular file/,
    );
  });

  it.each<[string, (file: string) => void, RegExp]>([
    ['grows', (file) => appendFileSync(file, 'more'), /was changed while it was uploaded/],
    ['is written to', (file) => utimesSync(file, 1, 1), /was changed while it was uploaded/],
    ['shrinks', (file) => truncateSync(file, 1500), /ended after 1500 of 2500 bytes/],
  ])('that %s meanwhile is not confirmed', async (_how, change, message) => {
    const file = join(folder, 'growing.mp4');
    await writeFile(file, content(2500));
    const resume = await opened(storage.vod, 2500);
    let changed = false;
    const error = await failing(storage.vod, file, {
      resume,
      parallel: 1,
      onProgress() {
        if (!changed) change(file);
        changed = true;
      },
    });
    expect(error.message).toMatch(message);
    expect(error.state).toBeUndefined();
    expect(storage.steps()).not.toContain('complete');
    expect(storage.steps().slice(-2)).toEqual(['abort', 'confirm']);
    expect(await stateOf(storage.vod, error.assetId ?? '')).toBe('UPLOAD_FAILED');
  });
});

describe('a stream', () => {
  /** So many chunks of 100 kB, and then perhaps an error. */
  async function* chunks(count: number, error?: Error): AsyncGenerator<Uint8Array> {
    for (let number = 0; number < count; number += 1) {
      yield content(100_000);
      await Promise.resolve();
    }
    if (error) throw error;
  }

  it.each<[string, UploadSource, number | undefined, RegExp]>([
    ['that is empty', chunks(0), undefined, /it is empty/],
    ['that is shorter than was said', chunks(3), 300_001, /ended after 300000 of 300001 bytes/],
    ['that is longer than was said', chunks(4), 300_001, /has more than its 300001 bytes/],
    ['that breaks', chunks(3, new Error('the camera is off')), undefined, /the camera is off/],
    // As a caller without types would.
    ['of texts', Readable.from(['text']) as AsyncIterable<Buffer>, undefined, /holds a string/],
  ])('%s is not uploaded, and nothing is created', async (_what, source, size, message) => {
    const options = size === undefined ? { fileName } : { fileName, size };
    const error = await failing(storage.vod, source, options);
    expect(error.message).toMatch(message);
    expect(storage.arrived).toEqual([]);
  });

  it.each<[string, number, RegExp]>([
    ['shorter', 300_001, /ended after 300000 of 300001 bytes/],
    ['longer', 299_500, /has more than its 299500 bytes/],
  ])('that turns out %s among its parts is not put together', async (_what, size, message) => {
    const resume = await opened(storage.vod, size, 100_000);
    const error = await failing(storage.vod, chunks(3), { resume });
    expect(error.message).toMatch(message);
    expect(storage.steps()).not.toContain('complete');
    expect(storage.steps().slice(-2)).toEqual(['abort', 'confirm']);
  });

  it('that broke among its parts can be given again', async () => {
    const broken = chunks(250, new Error('the camera is off'));
    const { state, message, cause } = await failing(storage.vod, broken, { fileName, parallel: 1 });
    expect(message).toMatch(/the camera is off.*as resume/);
    expect(cause).toBeInstanceOf(Error);
    storage.forget();
    if (!state) throw new Error('It cannot be continued.');
    const assetId = await uploadAsset(storage.vod, chunks(250), { resume: state });
    expect(storage.steps()).toEqual(['list', 'part 2', 'complete', 'confirm']);
    expect((await storedIn(storage.vod, assetId)).length).toBe(25_000_000);
  });

  it('is told when nobody wants more of it', async () => {
    let told = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          yield content(1_000_000);
          await Promise.resolve();
        }
      } finally {
        told = true;
      }
    }
    storage.spoil('start', { status: 409 });
    await failing(storage.vod, endless(), { fileName });
    expect(told).toBe(true);
  });
});

it('more than 200 GB are not begun', async () => {
  const file = join(folder, 'huge.mp4');
  await writeFile(file, '');
  truncateSync(file, 200_000_000_001); // It takes no room on the disk.
  expect((await failing(storage.vod, file)).message).toMatch(
    /more than the 200 GB that 10000 parts hold/,
  );
  expect(storage.arrived).toEqual([]);
});
