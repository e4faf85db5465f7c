/** The object storage beside the service: files by GET, whole and in ranges, and nothing else. */
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractAudio } from '../../../src/extraction/extract-audio.js';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { clientOf, detailsOf, upload } from '../service.js';
import { upload as uploadBytes } from '../assets/uploaded.js';

const secret = 'what nobody may read';

let outside = '';
let local: LocalVod;
let urls: Record<'MP3' | 'AAC', string>;
let mp3: Buffer;
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'object-storage-test-'));
  const folder = join(outside, 'files');
  await mkdir(folder);
  await writeFile(join(outside, 'secret.txt'), secret);
  await writeFile(join(folder, 'inside.txt'), secret);
  local = await startLocalVod({ folder });
  const vod = clientOf(local);
  const assetId = await upload(vod);
  const extract = async (format: 'MP3' | 'AAC') => {
    const job = await extractAudio(vod, { assetId, format });
    return (await job.wait({ firstPollMs: 20 })).url;
  };
  urls = { MP3: await extract('MP3'), AAC: await extract('AAC') };
  const name = (await readdir(folder)).find((file) => file.endsWith('.mp3')) ?? '';
  mp3 = await readFile(join(folder, name));
});
afterAll(async () => {
  await local.close();
  await rm(outside, { recursive: true });
});

describe('a file', () => {
  it.each([
    ['MP3', 'audio/mpeg'],
    ['AAC', 'audio/aac'],
  ] as const)('comes whole, as what it is: %s is %s', async (format, type) => {
    const response = await fetch(urls[format]);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    if (format === 'MP3') expect(bytes.equals(mp3)).toBe(true);
    else expect(bytes.readUInt16BE() & 0xfff6).toBe(0xfff0);
  });

  it('is described by HEAD without being sent', async () => {
    const response = await fetch(urls.MP3, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('audio/mpeg');
    expect(response.headers.get('content-length')).toBe(String(mp3.length));
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(await response.text()).toBe('');
  });

  it.each<[string, string, (size: number) => [number, number]]>([
    ['the first bytes', 'bytes=0-99', () => [0, 99]],
    ['one byte', 'bytes=0-0', () => [0, 0]],
    ['bytes of the middle', 'bytes=1000-2999', () => [1000, 2999]],
    ['the last bytes', 'bytes=-500', (size) => [size - 500, size - 1]],
    ['all from a byte on', 'bytes=5000-', (size) => [5000, size - 1]],
    ['more than there is', 'bytes=5000-999999999', (size) => [5000, size - 1]],
    ['a longer end than there is', 'bytes=-999999999', (size) => [0, size - 1]],
  ])('comes in parts: %s', async (_what, range, expected) => {
    const [first, last] = expected(mp3.length);
    const response = await fetch(urls.MP3, { headers: { range } });
    expect(response.status).toBe(206);
    const place = `bytes ${String(first)}-${String(last)}/${String(mp3.length)}`;
    expect(response.headers.get('content-range')).toBe(place);
    expect(response.headers.get('content-length')).toBe(String(last - first + 1));
    const part = Buffer.from(await response.arrayBuffer());
    expect(part.equals(mp3.subarray(first, last + 1))).toBe(true);
  });

  it.each<[string, (size: number) => string]>([
    ['starts beyond the end', (size) => `bytes=${String(size)}-`],
    ['starts far beyond the end', (size) => `bytes=${String(size * 2)}-${String(size * 3)}`],
    ['has no bytes', () => 'bytes=-0'],
  ])('has no part that %s', async (_what, range) => {
    const response = await fetch(urls.MP3, { headers: { range: range(mp3.length) } });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${String(mp3.length)}`);
    expect(response.headers.get('content-type')).toBe('application/xml');
    expect(await response.text()).toContain('<Code>InvalidRange</Code>');
  });

  it.each([
    ...['bytes=0-0,2-3', 'bytes=a-b', 'bytes=-', 'bytes=5-2', 'bytes=', 'bytes', 'bytes=0', '0-1'],
    ...['items=0-1', 'bytes=0-1-2', 'bytes=--1', 'bytes= 0 - 1', 'bytes=1e1-', 'bytes:0-1'],
  ])('comes whole when the range is not one: %s', async (range) => {
    const response = await fetch(urls.MP3, { headers: { range } });
    expect(response.status).toBe(200);
    expect(response.headers.has('content-range')).toBe(false);
    expect((await response.arrayBuffer()).byteLength).toBe(mp3.length);
  });

  it.each(['Bytes=0-1', 'bytes= 0-1', 'bytes=,0-1 ,'])('comes in a range by %s', async (range) => {
    const response = await fetch(urls.MP3, { headers: { range } });
    expect(response.headers.get('content-range')).toBe(`bytes 0-1/${String(mp3.length)}`);
    expect(await response.arrayBuffer()).toHaveProperty('byteLength', 2);
  });

  it('has no ranges for HEAD', async () => {
    const init = { method: 'HEAD', headers: { range: 'bytes=0-1' } };
    const response = await fetch(urls.MP3, init);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(mp3.length));
  });

  it('of no bytes has no range', async () => {
    const id = await uploadBytes(local, {}, ''); // The client would not send it.
    const url = (await detailsOf(clientOf(local), id)).base_info?.video_url ?? '';
    const ask = async (range?: string) => {
      const response = await fetch(url, { headers: range === undefined ? {} : { range } });
      return [response.status, response.headers.get('content-range')];
    };
    expect(await ask()).toEqual([200, null]);
    expect(await ask('bytes=0-')).toEqual([416, 'bytes */0']);
    expect(await ask('bytes=-5')).toEqual([200, null]);
  });

  it('that somebody took away is not there', async () => {
    const vod = clientOf(local);
    const id = await upload(vod, 'gone.mp4', 'gone');
    const url = (await detailsOf(vod, id)).base_info?.video_url ?? '';
    await rm(join(outside, 'files', url.split('/').at(-1) ?? ''));
    const response = await fetch(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<Code>NoSuchKey</Code>');
  });

  it('is not there before its upload is confirmed', async () => {
    const body = { title: 'clip', video_name: 'clip.mp4', video_type: 'MP4' } as const;
    const { data } = await clientOf(local).POST('/v1.0/{project_id}/asset', { body });
    const content = 'no video';
    expect((await fetch(data.video_upload_url, { method: 'PUT', body: content })).ok).toBe(true);
    const announced = data.target?.object.split('/').at(-1) ?? '';
    const [stem = announced] = announced.split('.');
    const names = await readdir(join(outside, 'files'));
    const stored = names.find((name) => name.startsWith(stem)) ?? '';
    expect(stored).not.toBe('');
    for (const name of [announced, stored]) {
      const response = await fetch(`${local.url}/asset/${data.asset_id}/${name}`);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('<Code>NoSuchKey</Code>');
    }
  });
});

/** The parts of the MP3's URL, and the name of the AAC. */
function names() {
  const [, , id = '', name = ''] = new URL(urls.MP3).pathname.split('/');
  const [, , otherId = '', otherName = ''] = new URL(urls.AAC).pathname.split('/');
  return { id, name, otherId, otherName };
}

describe('a path', () => {
  type Names = ReturnType<typeof names>;
  it.each<[string, (names: Names) => string]>([
    ['of an unknown asset', ({ name }) => `/asset/${'0'.repeat(32)}/${name}`],
    ['of an unknown name', ({ id }) => `/asset/${id}/inside.txt`],
    ['of the name of another asset', ({ id, otherName }) => `/asset/${id}/${otherName}`],
    ['without a name', ({ id }) => `/asset/${id}/`],
    ['without an asset', () => '/asset/'],
    ['up by ..', ({ id }) => `/asset/${id}/../../../secret.txt`],
    ['up by .. before the asset', () => '/asset/../secret.txt'],
    ['up by %2e%2e', ({ id }) => `/asset/${id}/%2e%2e/secret.txt`],
    ['up by %2e%2e as the asset', ({ name }) => `/asset/%2e%2e/${name}`],
    ['up by %2f', ({ id }) => `/asset/${id}/..%2fsecret.txt`],
    ['up by %2e%2e%2f', ({ id }) => `/asset/${id}/%2e%2e%2fsecret.txt`],
    ['up by %252e', ({ id }) => `/asset/${id}/%252e%252e%252fsecret.txt`],
    ['up by a backslash', ({ id }) => `/asset/${id}/..\\secret.txt`],
    ['up by %5c', ({ id }) => `/asset/${id}/..%5csecret.txt`],
    ['up behind the name', ({ id, name }) => `/asset/${id}/${name}/../../secret.txt`],
    ['up behind the name by %2f', ({ id, name }) => `/asset/${id}/${name}%2f..%2f..%2fsecret.txt`],
    ['of a doubled slash', ({ id }) => `//asset//${id}//inside.txt`],
    ['of a zero byte', ({ id, name }) => `/asset/${id}/${name}%00.txt`],
    ['of broken UTF-8', ({ id }) => `/asset/${id}/%ff%c0%ae%c0%ae/secret.txt`],
    ['of a whole URL', ({ id }) => `http://localhost/asset/${id}/../../secret.txt`],
    ['of a file of the system', () => '/asset/%2fetc%2fpasswd/passwd'],
  ])('%s leads to no file', async (_what, path) => {
    const answer = await getRaw(path(names()));
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(answer).not.toContain(secret);
    expect((await fetch(urls.MP3, { method: 'HEAD' })).status).toBe(200);
  });

  it('leads to a file by GET and HEAD alone', async () => {
    for (const method of ['PUT', 'POST', 'DELETE']) {
      expect((await fetch(urls.MP3, { method })).status).toBe(404);
    }
    expect((await fetch(urls.MP3, { method: 'HEAD' })).status).toBe(200);
  });
});

it('a reader that breaks off does no harm', async () => {
  const socket = connect(Number(new URL(local.url).port), '127.0.0.1');
  socket.write(`GET ${new URL(urls.MP3).pathname} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await once(socket, 'data');
  socket.resetAndDestroy();
  const response = await fetch(urls.MP3);
  expect(Buffer.from(await response.arrayBuffer()).equals(mp3)).toBe(true);
});

/** GETs a path as it stands, which no HTTP client would: they resolve the dots first. */
async function getRaw(path: string): Promise<string> {
  const { port, hostname, host } = new URL(local.url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}
