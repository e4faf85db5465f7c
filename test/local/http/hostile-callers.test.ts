/** Requests that are broken on purpose: they get an answer, cost little, and do not hold up others. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BodyReader } from '../../../src/local/http/request-body.js';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { askRaw, signedHead } from './raw-requests.js';

let local: LocalVod;
beforeAll(async () => {
  local = await startLocalVod();
});
afterAll(() => local.close());

describe('a Host header that is no host', () => {
  const hosts = ['999.1.1.1', 'a.1', '1.2.3.4.5', '256.256.256.256', '0x100000000', '08.1.1.1'];

  it.each(hosts)('is answered with 400 (%s)', async (host) => {
    for (const path of ['/v1.0/x/asset/list', '/v3/projects', '/upload/x', '/nowhere']) {
      const told = await askRaw(local.url, [`GET ${path} HTTP/1.1`, `Host: ${host}`], { host: '' });
      expect(told).toMatchObject({ status: 400, code: 'APIGW.0201' });
    }
  });

  // Versions of Node differ in which of these they take for a host.
  it.each(['xn--', 'xn--a-.com', 'a_b', '-', 'a..b'])('never causes a 500 (%s)', async (host) => {
    const head = ['GET /v1.0/x/asset/list HTTP/1.1', `Host: ${host}`];
    expect((await askRaw(local.url, head, { host: '' })).status).toBeLessThan(500);
  });
});

describe('a body that never comes', () => {
  const path = '/v1.0/x/asset/extract_audio';

  it.each<[string, () => Promise<string[]> | string[]]>([
    ['there are no credentials', () => [`POST ${path} HTTP/1.1`]],
    ['the token is wrong', () => [`POST ${path} HTTP/1.1`, 'X-Auth-Token: another']],
    [
      'the Authorization header is malformed',
      () => [`POST ${path} HTTP/1.1`, 'Authorization: Basic ZmFrZTpmYWtl'],
    ],
    ['the access key is unknown', () => signedHead(local, 'POST', { accessKeyId: 'FAKE' })],
    ['the date is wrong', () => signedHead(local, 'POST', {}, new Date(0))],
    ['no header is signed', () => [`POST ${path} HTTP/1.1`, 'X-Sdk-Date: 20261122T102500Z']],
  ])('is not awaited when %s', async (_what, headOf) => {
    const head = [...(await headOf()), 'Content-Length: 11000000'];
    expect(await askRaw(local.url, head)).toMatchObject({ status: 401, code: 'APIGW.0301' });
  });

  it('is not awaited when it would be too long', async () => {
    const head = [`POST ${path} HTTP/1.1`, 'Content-Length: 13000000'];
    expect(await askRaw(local.url, head)).toMatchObject({ status: 413 });
  });
});

describe('BodyReader', () => {
  const limits = { largest: 12 * 1024 * 1024, isAuthenticated: false };
  const requestOf = (body: RequestInit['body']) =>
    // The type of the DOM does not know `duplex`.
    new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit);
  /** A body of which `size` bytes come, and then no more. */
  const stalled = (size: number) =>
    requestOf(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array(size)) }));
  const long = 'a'.repeat(100_000);

  it('reads a long body of an unknown caller after it has given up another one', async () => {
    const reader = new BodyReader(50);
    const first = reader.read(stalled(100_000), {}, limits);
    const second = reader.read(requestOf(long), {}, limits);
    await expect(first).rejects.toMatchObject({ status: 400, code: 'APIGW.0201' });
    expect(Buffer.from((await second) ?? []).toString()).toBe(long);
  });

  it('does not let short bodies, or bodies of known callers, wait for a long one', async () => {
    const reader = new BodyReader(60_000);
    void reader.read(stalled(100_000), {}, limits).catch(() => undefined);
    expect(await reader.read(requestOf('short'), {}, limits)).toHaveLength(5);
    const known = { ...limits, isAuthenticated: true };
    expect(await reader.read(requestOf(long), {}, known)).toHaveLength(100_000);
  });

  it('returns undefined for a body that is too long', async () => {
    const reader = new BodyReader();
    for (const isAuthenticated of [true, false]) {
      const read = reader.read(requestOf(long), {}, { largest: 99_999, isAuthenticated });
      expect(await read).toBeUndefined();
    }
  });
});

it.each([
  ['a request line that is none', 'NONSENSE\r\n\r\n'],
  ['a header without a name', 'GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n'],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
  ],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n'],
  ['a URL that is none', 'GET http://999.1.1.1/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  ['a backslash in the path', 'GET /a\\b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
])('the server answers 400 to %s', async (_what, request) => {
  const { port, hostname } = new URL(local.url);
  const socket = connect(Number(port), hostname);
  socket.write(request);
  expect(await text(socket)).toMatch(/^HTTP\/1.1 400 /);
});
