/** Files of object storage: served whole and in ranges, and nothing else is. */
import { readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { create, upload } from '../assets/uploaded.js';
import { stemOf, TestedService } from './multipart-steps.js';

const secret = 'what no caller may read';
const content = new Uint8Array(10_000).map((_, index) => index % 251);
const size = content.length;

const service = new TestedService('file');
let url = '';
let otherUrl = '';
beforeAll(async () => {
  await writeFile(join(service.folder, 'inside.txt'), secret);
  await writeFile(join(dirname(service.folder), 'secret.txt'), secret);
  url = await service.urlOf(
    await upload(service.local, { video_type: 'MP3', video_name: 'a.mp3' }, content),
  );
  otherUrl = await service.urlOf(await upload(service.local, {}, 'another'));
});

async function get(range?: string, method = 'GET', of = url) {
  const headers = range === undefined ? {} : { range };
  const response = await fetch(of, { method, headers });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}

describe('GET of a file', () => {
  it('answers with all of it, and HEAD with the same headers, also for a range', async () => {
    const [whole, head] = [await get(), await get('bytes=0-1', 'HEAD')];
    for (const { status, headers } of [whole, head]) {
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('audio/mpeg');
      expect(headers.get('accept-ranges')).toBe('bytes');
      expect(headers.get('content-length')).toBe(String(size));
    }
    expect(Buffer.from(whole.bytes).equals(content)).toBe(true);
    expect(head.bytes).toHaveLength(0);
  });

  it.each<[string, number, number]>([
    ['bytes=0-99', 0, 99],
    ['bytes=0-0', 0, 0],
    ['bytes=1000-2999', 1000, 2999],
    ['bytes=-500', size - 500, size - 1],
    ['bytes=5000-', 5000, size - 1],
    ['bytes=5000-999999999', 5000, size - 1],
    ['bytes=-999999999', 0, size - 1],
    ['Bytes=0-1', 0, 1],
    ['bytes= 0-1', 0, 1],
    ['bytes=,0-1 ,', 0, 1],
  ])('answers the range %s with the bytes %d to %d', async (range, first, last) => {
    const { status, headers, bytes } = await get(range);
    expect(status).toBe(206);
    expect(headers.get('content-range')).toBe(`bytes ${first}-${last}/${size}`);
    expect(headers.get('content-length')).toBe(String(last - first + 1));
    expect(Buffer.from(bytes).equals(content.subarray(first, last + 1))).toBe(true);
  });

  it.each([`bytes=${size}-`, `bytes=${size * 2}-${size * 3}`, 'bytes=-0'])(
    'answers 416 to %s, which has no byte of it',
    async (range) => {
      const { status, headers, bytes } = await get(range);
      expect(status).toBe(416);
      expect(headers.get('content-range')).toBe(`bytes */${size}`);
      expect(headers.get('content-type')).toBe('application/xml');
      expect(Buffer.from(bytes).toString()).toContain('<Code>InvalidRange</Code>');
    },
  );

  it.each([
    ...['bytes=0-0,2-3', 'bytes=a-b', 'bytes=-', 'bytes=5-2', 'bytes=', 'bytes', 'bytes=0', '0-1'],
    ...['items=0-1', 'bytes=0-1-2', 'bytes=--1', 'bytes= 0 - 1', 'bytes=1e1-', 'bytes:0-1'],
  ])('ignores %s, which is no single range', async (range) => {
    const { status, headers, bytes } = await get(range);
    expect([status, headers.has('content-range'), bytes.length]).toEqual([200, false, size]);
  });

  it('answers ranges of an empty file with 416, or with nothing for the last bytes', async () => {
    const empty = await service.urlOf(await upload(service.local, {}, ''));
    const answer = async (range?: string) => {
      const { status, headers } = await get(range, 'GET', empty);
      return [status, headers.get('content-range')];
    };
    expect(await answer()).toEqual([200, null]);
    expect(await answer('bytes=0-')).toEqual([416, 'bytes */0']);
    expect(await answer('bytes=-5')).toEqual([200, null]);
  });

  it('answers 404 when the file was removed, and before the upload is confirmed', async () => {
    const gone = await service.urlOf(await upload(service.local, {}, 'gone'));
    await rm(join(service.folder, gone.split('/').at(-1) ?? ''));
    const { status, bytes } = await get(undefined, 'GET', gone);
    expect(status).toBe(404);
    expect(Buffer.from(bytes).toString()).toContain('<Code>NoSuchKey</Code>');

    const asset = await create(service.local);
    await fetch(asset.video_upload_url, { method: 'PUT', body: 'no video' });
    const announced = asset.target?.object.split('/').at(-1) ?? '';
    const names = await readdir(service.folder);
    const stored = names.find((name) => name.startsWith(stemOf(asset))) ?? '';
    expect(stored).not.toBe('');
    for (const name of [announced, stored]) {
      const of = `${service.local.url}/asset/${asset.asset_id}/${name}`;
      expect((await get(undefined, 'GET', of)).status).toBe(404);
    }
  });
});

/** The parts of the URL, and the name in the other one. */
function names() {
  const [, , id = '', name = ''] = new URL(url).pathname.split('/');
  return { id, name, otherName: otherUrl.split('/').at(-1) ?? '' };
}

describe('a path', () => {
  type Names = ReturnType<typeof names>;
  it.each<[string, (names: Names) => string]>([
    ['an unknown asset', ({ name }) => `/asset/${'0'.repeat(32)}/${name}`],
    ['an unknown name', ({ id }) => `/asset/${id}/inside.txt`],
    ['the name of another asset', ({ id, otherName }) => `/asset/${id}/${otherName}`],
    ['no name', ({ id }) => `/asset/${id}/`],
    ['no asset', () => '/asset/'],
    ['.. after the asset', ({ id }) => `/asset/${id}/../../../secret.txt`],
    ['.. before the asset', () => '/asset/../secret.txt'],
    ['%2e%2e as the asset', ({ name }) => `/asset/%2e%2e/${name}`],
    ['%2f', ({ id }) => `/asset/${id}/..%2fsecret.txt`],
    ['%2e%2e%2f', ({ id }) => `/asset/${id}/%2e%2e%2fsecret.txt`],
    ['%252e', ({ id }) => `/asset/${id}/%252e%252e%252fsecret.txt`],
    ['a backslash', ({ id }) => `/asset/${id}/..\\secret.txt`],
    ['.. after the name', ({ id, name }) => `/asset/${id}/${name}%2f..%2f..%2fsecret.txt`],
    ['a doubled slash', ({ id }) => `//asset//${id}//inside.txt`],
    ['a zero byte', ({ id, name }) => `/asset/${id}/${name}%00.txt`],
    ['broken UTF-8', ({ id }) => `/asset/${id}/%ff%c0%ae%c0%ae/secret.txt`],
    ['a whole URL', ({ id }) => `http://localhost/asset/${id}/../../secret.txt`],
    ['a file of the system', () => '/asset/%2fetc%2fpasswd/passwd'],
  ])('with %s leads to no file', async (_what, path) => {
    const answer = await getRaw(path(names()));
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(answer).not.toContain(secret);
  });

  it.each(['PUT', 'POST', 'DELETE'])('leads to no file by %s', async (method) => {
    expect((await get(undefined, method)).status).toBe(404);
  });
});

/** GETs a path as it is: HTTP clients resolve the dots first. */
async function getRaw(path: string): Promise<string> {
  const { port, hostname, host } = new URL(service.local.url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}
