/** How long requests may be, and how many may come in a minute. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../../src/local/index.js';
import { ask, call } from '../answers.js';
import { askRaw } from './raw-requests.js';

let local: LocalVod;
beforeAll(async () => {
  local = await startLocalVod();
});
afterAll(() => local.close());

const unknownId = '0'.repeat(32);
const details = `details?asset_id=${unknownId}`;
/** A caller who is let in learns that there is no such asset. */
const letIn = { status: 400, code: 'VOD.10062' };

describe('a body', () => {
  const largest = 12 * 1024 * 1024;
  const tooLarge = { status: 413, code: 'APIGW.0201', text: 'API request error.' };
  const padded = (size: number) => `{"asset_id":"${unknownId}"}`.padEnd(size);

  it.each([64 * 1024, 64 * 1024 + 1, largest])('of %i bytes is read', async (size) => {
    expect(await ask(local, 'extract_audio', { body: padded(size) })).toMatchObject(letIn);
  });

  it('of more than 12 MB is too large', async () => {
    const headers = { 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' }; // The signer reads no more than 12 MB.
    const told = await ask(local, 'extract_audio', { body: padded(largest + 1), headers });
    expect(told).toMatchObject(tooLarge);
  });

  it('of more than 12 MB is answered 413 too when the caller sends all of it first', async () => {
    const path = `/v1.0/${local.projectId}/asset/extract_audio`;
    const head = [
      `POST ${path} HTTP/1.1`,
      'Content-Length: 13000000',
      `X-Auth-Token: ${local.token}`,
    ];
    const body = new Uint8Array(13_000_000);
    expect(await askRaw(local.url, head, { body })).toMatchObject(tooLarge);
  });

  it('of more than 12 MB in chunks is answered 413', async () => {
    const chunk = Buffer.concat([
      Buffer.from('d00000\r\n'),
      Buffer.alloc(0xd00000),
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    const path = `/v1.0/${local.projectId}/asset/extract_audio`;
    const head = [
      `POST ${path} HTTP/1.1`,
      'Transfer-Encoding: chunked',
      `X-Auth-Token: ${local.token}`,
    ];
    expect(await askRaw(local.url, head, { body: new Uint8Array(chunk) })).toMatchObject(tooLarge);
  });
});

describe('a head', () => {
  it('with a URL of more than 32 KB is refused', async () => {
    const told = await ask(local, `list?query_string=${'a'.repeat(33_000)}`);
    expect(told).toMatchObject({ status: 414, code: 'APIGW.0201' });
  });

  it.each([
    ['with a token of 20 KB is read', 20_000, [], 401, 'APIGW.0301'],
    ['with a header of more than 32 KB is refused', 33_000, [], 494, 'APIGW.0201'],
    [
      'with headers of more than 128 KB is refused',
      30_000,
      ['a', 'b', 'c', 'd'],
      494,
      'APIGW.0201',
    ],
  ] as const)('%s', async (_what, length, more, status, code) => {
    const others = more.map((name) => [`x-${name}`, 'z'.repeat(30_000)]);
    const headers = { 'x-auth-token': 'a'.repeat(length), ...Object.fromEntries(others) };
    expect(await ask(local, details, { signed: false, headers })).toMatchObject({ status, code });
  });
});

describe('a rate limit', () => {
  const over = (limit: number) => ({
    status: 429,
    code: 'APIGW.0308',
    text: expect.stringContaining(`limit:${limit},`),
  });

  async function start(callsPerMinute?: LocalVodOptions['callsPerMinute']) {
    const service = await startLocalVod(callsPerMinute === undefined ? {} : { callsPerMinute });
    onTestFinished(() => service.close());
    return service;
  }

  const extract = (service: LocalVod) =>
    call(service, 'createExtractAudioTask', {
      body: { asset_id: unknownId },
      date: new Date(service.clock.now()),
    });

  it('is the documented one by default, and counts each operation by itself', async () => {
    const service = await start();
    const first = await Promise.all(Array.from({ length: 100 }, () => extract(service)));
    expect(first.every(({ code }) => code === 'VOD.10062')).toBe(true);
    expect(await extract(service)).toMatchObject(over(100));
    expect(await ask(service, details)).toMatchObject(letIn);
    service.clock.advance(60_000);
    expect(await extract(service)).toMatchObject(letIn);
  });

  it('can be set to one number, which each operation has by itself, and does not count callers who are refused', async () => {
    const service = await start(1);
    const key = { ...service.credentials, secretAccessKey: 'fake-wrong' };
    expect(await ask(service, details, { key })).toMatchObject({ status: 401 });
    expect(await ask(service, details)).toMatchObject(letIn);
    expect(await ask(service, details)).toMatchObject(over(1));
    expect(await extract(service)).toMatchObject(letIn);
  });

  it.each([1, 60_000, 24 * 60 * 60 * 1000])(
    'counts anew when the clock is set back by %i ms',
    async (backMs) => {
      const service = await start(1);
      const read = () => ask(service, details, { date: new Date(service.clock.now()) });
      expect(await read()).toMatchObject(letIn);
      expect(await read()).toMatchObject(over(1));
      service.clock.advance(-backMs - 1000);
      expect(await read()).toMatchObject(letIn);
      expect(await read()).toMatchObject(over(1));
      service.clock.advance(60_000);
      expect(await read()).toMatchObject(letIn);
    },
  );

  it('can be switched off for one operation', async () => {
    const service = await start({ createExtractAudioTask: Infinity, listAssetList: 0 });
    const told = await Promise.all(Array.from({ length: 110 }, () => extract(service)));
    expect(told.every(({ code }) => code === 'VOD.10062')).toBe(true);
    expect(await call(service, 'listAssetList')).toMatchObject(over(0));
  });

  it.each([NaN, -1, { listAssetList: NaN }, { noSuchOperation: 1 }])(
    'that is %j is a TypeError',
    async (callsPerMinute) => {
      await expect(startLocalVod({ callsPerMinute })).rejects.toThrow(
        /^callsPerMinute takes one limit for each operation, or limits by operation id; for /,
      );
    },
  );
});
