/** All kinds of sources, small and large, are stored as they are. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileTypeOf, uploadAsset, type UploadOptions } from '../../src/upload/index.js';
import { shortened } from '../../src/upload/file-name.js';
import { partSizeFor } from '../../src/upload/multipart.js';
import { completeMultipartUpload, storedPartsOf, textOf } from '../../src/upload/storage-xml.js';
import { detailsOf } from '../local/service.js';
import { content, storedIn } from './contents.js';
import { faultyStorageOfFile, type Step } from './faulty-storage.js';

const fileName = 'a.mp4';
const small = content(1000);
/** Three parts of 1000 bytes. */
const large = content(2500);

const storage = await faultyStorageOfFile();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upload-test-'));
  await writeFile(join(folder, 'small.mp4'), small);
  await writeFile(join(folder, 'large.mp4'), large);
});
afterAll(() => rm(folder, { recursive: true }));

/** A stream whose chunks are not the parts. */
function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 77) yield bytes.subarray(at, at + 77);
}

const whole = ['create', 'put', 'confirm'];
const parts = (...numbers: number[]) => [
  ...['create', 'start', ...numbers.map((number) => `part ${number}`), 'complete', 'confirm'],
];

/** The content type of a step, and the length of its MD5, which only parts have. */
const types: Partial<Record<Step, [type: string, md5: number | undefined]>> = {
  put: ['video/mp4', undefined],
  start: ['video/mp4', undefined],
  part: ['application/octet-stream', 24],
  complete: ['application/xml', undefined],
};

describe('uploadAsset', () => {
  it.each<[string, () => Parameters<typeof uploadAsset>[1], Buffer, UploadOptions, string[]]>([
    ['a small file', () => join(folder, 'small.mp4'), small, {}, whole],
    ['a large file', () => join(folder, 'large.mp4'), large, {}, parts(1, 2, 3)],
    ['a small File', () => new File([small], fileName), small, {}, whole],
    ['a large File', () => new File([large], fileName), large, {}, parts(1, 2, 3)],
    ['a Blob', () => new Blob([small]), small, { fileName }, whole],
    ['a few bytes', () => small, small, { fileName }, whole],
    ['many bytes', () => new Uint8Array(large), large, { fileName }, parts(1, 2, 3)],
    ['a web stream', () => new Blob([small]).stream(), small, { fileName, size: 1000 }, whole],
    ['a short stream', () => Readable.from(chunksOf(content(999))), content(999), {}, whole],
    [
      'a long stream of known length',
      () => Readable.from(chunksOf(large)),
      large,
      { fileName, size: large.length },
      parts(1, 2, 3),
    ],
    ['a long stream', () => Readable.from(chunksOf(large)), large, { fileName }, parts(1, 2, 3)],
    ['a stream of one part', () => Readable.from(chunksOf(small)), small, { fileName }, parts(1)],
  ])('stores %s', async (_, source, bytes, options, steps) => {
    const progress: [number, number | undefined][] = [];
    const assetId = await uploadAsset(storage.vod, source(), {
      fileName,
      partSize: 1000,
      ...options,
      onProgress: ({ bytesSent, totalBytes }) => progress.push([bytesSent, totalBytes]),
    });
    expect(storage.steps()).toEqual(steps);
    expect(bytes.equals(await storedIn(storage.vod, assetId))).toBe(true);

    for (const { step, url, headers } of storage.arrived) {
      if (!url.startsWith('/upload/')) continue;
      // No credentials but those in the URL, and a length.
      expect(Object.keys(headers).filter((name) => /^x-|^authorization$/.test(name))).toEqual([]);
      expect(headers).not.toHaveProperty('transfer-encoding');
      expect([headers['content-type'], headers['content-md5']?.length]).toEqual(types[step]);
    }

    const amounts = progress.map(([amount]) => amount);
    expect(amounts).toEqual([...amounts].sort((one, other) => one - other));
    expect(progress.at(-1)).toEqual([bytes.length, bytes.length]);
    expect(new Set(progress.map(String)).size).toBe(progress.length);
  });

  it('reports progress within one request', async () => {
    let calls = 0;
    await uploadAsset(storage.vod, content(5_000_000), {
      fileName,
      onProgress: () => (calls += 1),
    });
    expect(calls).toBeGreaterThan(10);
    expect(storage.steps()).toEqual(whole);
  });

  it('gives the asset its title and the other members', async () => {
    const path = join(folder, 'small.mp4');
    const asset = { description: 'a day at the sea', tags: 'sea' };
    const named = await uploadAsset(storage.vod, path, { asset });
    const names = { title: 'small', video_name: 'small.mp4', video_type: 'MP4' };
    expect((await detailsOf(storage.vod, named)).base_info).toMatchObject({ ...asset, ...names });
    const options: UploadOptions = { fileName: 'b', fileType: 'MKV', title: 'The sea' };
    const other = await uploadAsset(storage.vod, path, options);
    const otherNames = { title: 'The sea', video_name: 'b', video_type: 'MKV' };
    expect((await detailsOf(storage.vod, other)).base_info).toMatchObject(otherNames);
  });

  const family = '👨‍👩‍👧‍👦';
  const accented = `a${'\u0301'.repeat(150)}`;
  it.each<[string, string, string]>([
    ['Chinese', '片'.repeat(60), '片'.repeat(42)],
    ['emoji', '🎬'.repeat(40), '🎬'.repeat(32)],
    ['joined emoji', family.repeat(6), family.repeat(5)],
    ['flags', '🇨🇳'.repeat(17), '🇨🇳'.repeat(16)],
    ['letters with combining accents', 'e\u0301'.repeat(50), 'e\u0301'.repeat(42)],
    ['one letter with many accents', accented, accented.slice(0, 64)],
    ['words', `${'a'.repeat(127)} b`, 'a'.repeat(127)],
    ['128 letters', 'a'.repeat(128), 'a'.repeat(128)],
    ['half of a surrogate pair', `a\ud83c${'b'.repeat(128)}`, `a\ufffd${'b'.repeat(124)}`],
    ['white space', '   ', '   .mp4'],
  ])('fits the names of a file to 128 bytes between characters: %s', async (_, name, title) => {
    const assetId = await uploadAsset(storage.vod, new File([small], `${name}.mp4`));
    const { base_info: info } = await detailsOf(storage.vod, assetId);
    expect(info?.title).toBe(title);
    const fileName = info?.video_name ?? '';
    expect(fileName).toMatch(/\.mp4$/);
    expect(title.startsWith(fileName.slice(0, -4))).toBe(true);
    expect(Buffer.byteLength(fileName)).toBeLessThanOrEqual(128);
  });

  it('shortens no name that was given, and the error of the service says which is too long', async () => {
    const given = { fileName: `${'片'.repeat(60)}.mp4` };
    const error = await uploadAsset(storage.vod, small, given).catch(String);
    expect(error).toMatch(/VOD\.10053: .+ The field at fault is video_name\. /);
    const title = '片'.repeat(60);
    const other = await uploadAsset(storage.vod, small, { fileName, title }).catch(String);
    expect(other).toContain('The field at fault is title.');
  });

  it.each<[string, unknown, UploadOptions, RegExp]>([
    ['undefined', undefined, {}, /give a path, a Blob or File, a Uint8Array, or a stream/],
    ['a number', 5, {}, /give a path/],
    ['an object', {}, {}, /give a path/],
    ['a Blob without a name', new Blob(['a']), {}, /has no name: give fileName/],
    ['an unknown suffix', new Blob(['a']), { fileName: 'a.txt' }, /"a\.txt".*It accepts MP4/],
    ['a part of 0 bytes', small, { fileName, partSize: 0 }, /partSize is 0/],
    ['parts of 20 MiB', small, { fileName, partSize: 20 * 1024 ** 2 }, /partSize is 20971520/],
  ])('throws a TypeError for %s', async (_, source, options, message) => {
    // JavaScript can pass these.
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

  it.each(['notes.txt', 'clip', 'constructor.toString', ''])('refuses "%s"', (name) => {
    expect(() => fileTypeOf(name)).toThrow(/VOD does not accept/);
  });
});

describe('shortened', () => {
  it('splits no surrogate pair without Intl.Segmenter either', () => {
    const { Segmenter } = Intl;
    Reflect.deleteProperty(Intl, 'Segmenter');
    try {
      expect(shortened('a🎬🎬', 8)).toBe('a🎬');
      expect(shortened('a🎬🎬', 9)).toBe('a🎬🎬');
    } finally {
      Object.assign(Intl, { Segmenter });
    }
  });
});

describe('partSizeFor', () => {
  const mebibyte = 1024 ** 2;
  it.each([
    [20_000_001, undefined, 8 * mebibyte],
    [8000 * mebibyte, undefined, 8 * mebibyte],
    [10_000_000_000, undefined, 10_000_000],
    [200_000_000_000, undefined, 20_000_000],
    [undefined, undefined, 20_000_000],
    [2500, 1000, 1000],
    [undefined, 1000, 1000],
  ])('for %s bytes and the chosen size %s is %i', (size, chosen, expected) => {
    expect(partSizeFor(size, chosen)).toBe(expected);
  });
});

describe('the XML of object storage', () => {
  it('is read in any layout', () => {
    const list = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <ListPartsResult xmlns="http://obs.cn-north-4.myhuaweicloud.com/doc/2015-06-30/">
        <Part><PartNumber>2</PartNumber><ETag>&quot;b&quot;</ETag><Size>3</Size></Part>
        <Part>
          <Size> 5 </Size><PartNumber>1</PartNumber>
          <ETag>"a"</ETag>
        </Part>
        <Part><PartNumber>3</PartNumber></Part>
      </ListPartsResult>`;
    expect([...storedPartsOf(list)]).toEqual([
      [2, { etag: '"b"', size: 3 }],
      [1, { etag: '"a"', size: 5 }],
    ]);
    const message = '<Message lang="en">a &lt;b&gt; &amp;amp; &#39;c&#39;</Message>';
    expect(textOf(message, 'Message')).toBe("a <b> &amp; 'c'");
  });

  it('is written with its parts in order', () => {
    const etags = new Map([
      [10, '"<b>&"'],
      [2, '"a"'],
    ]);
    expect(completeMultipartUpload(etags)).toBe(
      '<CompleteMultipartUpload><Part><PartNumber>2</PartNumber><ETag>"a"</ETag></Part>' +
        '<Part><PartNumber>10</PartNumber><ETag>"&lt;b&gt;&amp;"</ETag></Part></CompleteMultipartUpload>',
    );
  });
});
