/** Whatever is uploaded arrives as it was: files, Blobs, bytes and streams, small and large. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileTypeOf, uploadAsset, type UploadOptions } from '../../src/upload/index.js';
import { detailsOf } from '../local/service.js';
import { content, storedIn } from './contents.js';
import { type FaultyStorage, startFaultyStorage, type Step } from './faulty-storage.js';

const small = content(100_000);
/** Three parts of 8 MiB, the last of them shorter. */
const large = content(20_000_001);
/** More than one part of a stream of unknown length. */
const longer = content(21_000_000);

let storage: FaultyStorage;
let folder = '';
beforeAll(async () => {
  storage = await startFaultyStorage();
  folder = await mkdtemp(join(tmpdir(), 'upload-test-'));
  await writeFile(join(folder, 'small.mp4'), small);
  await writeFile(join(folder, 'large.mp4'), large);
});
afterAll(async () => {
  await storage.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => storage.forget());

/** A stream whose chunks have nothing to do with the parts. */
function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 77_777) yield bytes.subarray(at, at + 77_777);
}

const whole = ['create', 'put', 'confirm'];
const inThree = ['create', 'start', 'part 1', 'part 2', 'part 3', 'complete', 'confirm'];
const inTwo = ['create', 'start', 'part 1', 'part 2', 'complete', 'confirm'];

/** The content type of a step and the length of its MD5: only parts have one. */
const types: Partial<Record<Step, [type: string, md5: number | undefined]>> = {
  put: ['video/mp4', undefined],
  start: ['video/mp4', undefined],
  part: ['application/octet-stream', 24],
  complete: ['application/xml', undefined],
};

describe('uploadAsset', () => {
  it.each<[string, () => Parameters<typeof uploadAsset>[1], Buffer, UploadOptions, string[]]>([
    ['a small file', () => join(folder, 'small.mp4'), small, {}, whole],
    ['a large file', () => join(folder, 'large.mp4'), large, {}, inThree],
    ['a File', () => new File([small], 'a.mp4'), small, {}, whole],
    ['a large File', () => new File([large], 'a.mp4'), large, {}, inThree],
    ['a Blob', () => new Blob([small]), small, { fileName: 'a.mp4' }, whole],
    ['bytes', () => small, small, { fileName: 'a.mp4' }, whole],
    ['many bytes', () => new Uint8Array(large), large, { fileName: 'a.mp4' }, inThree],
    [
      'a web stream',
      () => new Blob([small]).stream(),
      small,
      { fileName: 'a.mp4', size: small.length },
      whole,
    ],
    ['a Node stream', () => Readable.from(chunksOf(small)), small, { fileName: 'a.mp4' }, whole],
    [
      'a long stream of known length',
      () => Readable.from(chunksOf(large)),
      large,
      { fileName: 'a.mp4', size: large.length },
      inThree,
    ],
    [
      'a long stream of unknown length',
      () => Readable.from(chunksOf(longer)),
      longer,
      { fileName: 'a.mp4' },
      inTwo,
    ],
    [
      'a stream that ends with its first part',
      () => Readable.from(chunksOf(content(20_000_000))),
      content(20_000_000),
      { fileName: 'a.mp4' },
      ['create', 'start', 'part 1', 'complete', 'confirm'],
    ],
  ])('stores %s', async (_what, source, bytes, options, steps) => {
    const progress: [number, number | undefined][] = [];
    const assetId = await uploadAsset(storage.vod, source(), {
      ...options,
      onProgress: ({ bytesSent, totalBytes }) => progress.push([bytesSent, totalBytes]),
    });
    expect(storage.steps()).toEqual(steps);
    expect(bytes.equals(await storedIn(storage.vod, assetId))).toBe(true);

    for (const { step, url, headers } of storage.arrived) {
      if (!url.startsWith('/upload/')) continue;
      // No credentials but those of the URL, and its length beforehand.
      expect(Object.keys(headers).filter((name) => /^x-|^authorization$/.test(name))).toEqual([]);
      expect(headers).not.toHaveProperty('transfer-encoding');
      const given = [headers['content-type'], headers['content-md5']?.length];
      expect(given).toEqual(types[step]);
    }

    const amounts = progress.map(([amount]) => amount);
    expect(amounts).toEqual([...amounts].sort((one, other) => one - other));
    expect(progress.at(-1)).toEqual([bytes.length, bytes.length]);
    expect(new Set(progress.map(String)).size).toBe(progress.length);
  });

  it('tells on the way how far it is', async () => {
    let calls = 0;
    await uploadAsset(storage.vod, content(5_000_000), {
      fileName: 'a.mp4',
      onProgress: () => (calls += 1),
    });
    expect(calls).toBeGreaterThan(10);
  });

  it('gives the asset what it is told, and a title of its name', async () => {
    const asset = { description: 'a day at the sea', tags: 'sea' };
    const named = await uploadAsset(storage.vod, join(folder, 'small.mp4'), { asset });
    expect((await detailsOf(storage.vod, named)).base_info).toMatchObject({
      ...asset,
      title: 'small',
      video_name: 'small.mp4',
      video_type: 'MP4',
    });
    const options: UploadOptions = { fileName: 'b', fileType: 'MKV', title: 'The sea' };
    const other = await uploadAsset(storage.vod, join(folder, 'small.mp4'), options);
    expect((await detailsOf(storage.vod, other)).base_info).toMatchObject({
      title: 'The sea',
      video_name: 'b',
      video_type: 'MKV',
    });
  });

  it.each<[string, unknown, UploadOptions, RegExp]>([
    ['nothing', undefined, {}, /give a path, a Blob or File, a Uint8Array, or a stream/],
    ['a number', 5, {}, /give a path/],
    ['an object', {}, {}, /give a path/],
    ['a Blob without a name', new Blob(['a']), {}, /has no name: give fileName/],
    ['a name of another type', new Blob(['a']), { fileName: 'a.txt' }, /"a\.txt".*It takes MP4/],
  ])('refuses %s, and creates nothing', async (_what, source, options, message) => {
    // As a caller without types would.
    const error = await uploadAsset(storage.vod, source as Blob, options).catch(String);
    expect(error).toMatch(/^TypeError: /);
    expect(error).toMatch(message);
    expect(storage.arrived).toEqual([]);
  });
});

describe('fileTypeOf', () => {
  it.each([
    ['clip.mp4', 'MP4'],
    ['CLIP.Final.MKV', 'MKV'],
    ['clip.3gp', '3GP'],
  ])('of %s is %s', (name, type) => {
    expect(fileTypeOf(name)).toBe(type);
  });

  it.each(['notes.txt', 'clip', 'constructor.toString', ''])('refuses %s', (name) => {
    expect(() => fileTypeOf(name)).toThrow(/VOD does not take/);
  });
});
