/** How long a request may be, over real HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { ask, askRaw } from './wire.js';

let local: LocalVod;
beforeAll(async () => {
  local = await startLocalVod();
});
afterAll(() => local.close());

const unknownId = '0'.repeat(32);
const details = `details?asset_id=${unknownId}`;
/** Who is let in learns that there is no such asset. */
const letIn = { status: 400, code: 'VOD.10062' };

describe('a body', () => {
  const largest = 12 * 1024 * 1024;
  const tooLarge = { status: 413, code: 'APIGW.0201', text: 'API request error.' };
  const padded = (size: number) => `{"asset_id":"${unknownId}"}`.padEnd(size);

  it('of 12 MB is read', async () => {
    const told = await ask(local, 'extract_audio', { body: padded(largest) });
    expect(told).toMatchObject(letIn);
  });

  it.each([largest + 1, 13_000_000])('of %i bytes is too large', async (size) => {
    const headers = { 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' }; // The signer reads no more than 12 MB.
    const told = await ask(local, 'extract_audio', { body: padded(size), headers });
    expect(told).toMatchObject(tooLarge);
  });

  it('of 13 MB is too large, also for a sender that reads the answer only afterwards', async () => {
    const path = `/v1.0/${local.projectId}/asset/extract_audio`;
    const head = [`POST ${path} HTTP/1.1`, 'Content-Length: 13000000'];
    expect(await askRaw(local.url, head, { body: new Uint8Array(13_000_000) })).toMatchObject(
      tooLarge,
    );
  });
});

describe('a head', () => {
  const tooLong = { code: 'APIGW.0201', text: 'API request error.' };

  it('with a URL of over 32 KB is refused', async () => {
    const told = await ask(local, `list?query_string=${'a'.repeat(33_000)}`, {});
    expect(told).toMatchObject({ status: 414, ...tooLong });
  });

  it.each([
    ['with a token of 20 KB is read', 20_000, {}, 401, 'APIGW.0301'],
    ['with a header of over 32 KB is refused', 33_000, {}, 494, 'APIGW.0201'],
    [
      'with headers of over 128 KB together is refused',
      30_000,
      Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`x-${name}`, 'z'.repeat(30_000)])),
      494,
      'APIGW.0201',
    ],
  ])('%s', async (_what, length, more, status, code) => {
    const headers = { 'x-auth-token': 'a'.repeat(length), ...more };
    expect(await ask(local, details, { signWith: 'none', headers })).toMatchObject({
      status,
      code,
    });
  });
});
