/** What a `fetch` of whichever runtime or library tells of a request that failed, and how long it is believed. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FetchFunction } from '../../src/index.js';
import { acceptance, assetId, nowhere, startFaultyVod } from './faulty-vod.js';
import {
  clientOf,
  errorOf,
  extract,
  projectId,
  read,
  token,
  transports,
} from './watched-client.js';

beforeAll(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0); // Pauses between attempts are chosen at random.
});
afterAll(() => {
  vi.restoreAllMocks();
});

const withCode = (code: string, message = 'scripted') =>
  Object.assign(new Error(message), { code });
const failed = (cause: unknown) => new TypeError('fetch failed', { cause });

/** Fails twice, then accepts. */
function failing(error: Error) {
  let calls = 0;
  const fetch: FetchFunction = () => {
    calls += 1;
    return new Promise((resolve, reject) => {
      if (calls < 3) reject(error);
      else resolve(Response.json(acceptance(1), { status: 202 }));
    });
  };
  return { fetch, calls: () => calls };
}

describe('a rejection of fetch', () => {
  it('that says that no connection was made proves nothing, because it may come after another try', async () => {
    const { fetch, calls } = failing(failed(withCode('ECONNREFUSED')));
    const client = clientOf(nowhere, { fetch });
    expect(await errorOf(extract(client))).toMatchObject({ name: 'AmbiguousOutcomeError' });
    expect(calls()).toBe(1);
  });

  it.each<[string, Error]>([
    ['reset', failed(withCode('ECONNRESET'))],
    ['closed', failed(withCode('UND_ERR_SOCKET', 'other side closed'))],
    ['too slow', failed(withCode('ETIMEDOUT'))],
    ['too slow to answer', failed(withCode('UND_ERR_HEADERS_TIMEOUT'))],
    ['unreachable all of a sudden', failed(withCode('EHOSTUNREACH', 'read EHOSTUNREACH'))],
    ['no words', new TypeError('fetch failed')],
    // Not every library rejects with an Error.
    ['no error', 'a text' as unknown as Error],
    ['nothing', undefined as unknown as Error],
  ])('proves nothing: %s', async (_what, error) => {
    const { fetch, calls } = failing(error);
    const client = clientOf(nowhere, { fetch });
    expect(await errorOf(extract(client))).toMatchObject({ name: 'AmbiguousOutcomeError' });
    expect(calls()).toBe(1);
  });

  it('that is thrown proves nothing either', async () => {
    const fetch = () => {
      throw new Error('scripted');
    };
    const client = clientOf(nowhere, { fetch });
    expect(await errorOf(extract(client))).toMatchObject({ name: 'AmbiguousOutcomeError' });
  });
});

describe('a fetch that does not listen to its signal', () => {
  const never = () => new Promise<never>(() => undefined);
  const endless = () =>
    Promise.resolve(new Response(new ReadableStream({ pull: never }), { status: 202 }));

  it.each<[string, FetchFunction]>([
    ['never answers', never],
    ['never ends its answer', endless],
  ])('is left alone when it %s', async (_what, fetch) => {
    const client = clientOf(nowhere, { fetch, timeoutMs: 20 });
    expect(await errorOf(extract(client))).toMatchObject({
      name: 'AmbiguousOutcomeError',
      attempts: 1,
      cause: {
        name: 'VodConnectionError',
        message: expect.stringMatching(/nothing within 0\.02 s/),
      },
    });
    expect(await errorOf(read(client))).toMatchObject({ name: 'VodConnectionError', attempts: 3 });
    const signal = AbortSignal.timeout(10);
    expect(await errorOf(read(client, { timeoutMs: 60_000, signal }))).toBe(signal.reason);
  });
});

describe('a value that no header can have', () => {
  it.each([
    ['a token', { token: `${token}\n` }],
    ['a token in two lines', { token: `${token.slice(0, 20)}\r\n${token.slice(20)}` }],
    ['another alphabet', { token: `${token}é漢` }],
    ['the id of a key', { accessKeyId: 'FAKEAK\n', secretAccessKey: 'fake-secret' }],
  ])('is refused before anything is sent, and not shown: %s', async (_what, credentials) => {
    for (const fetch of [undefined, (request: Request) => globalThis.fetch(request)]) {
      const vod = await startFaultyVod();
      const client = clientOf(vod, { credentials, ...(fetch ? { fetch } : {}) });
      const error = await errorOf(extract(client));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toMatch(/^(x-auth-token|authorization) holds a line break/);
      expect(vod.connections).toBe(0);
    }
  });
});

describe('what is sent', () => {
  it.each(Object.entries(transports))(
    'has the headers of the call, over %s',
    async (_transport, options) => {
      const vod = await startFaultyVod();
      const headers = { 'X-Extra': 'of the caller', 'Accept-Language': 'en' };
      await extract(clientOf(vod, options), { headers });
      const [request] = vod.requests;
      expect(request).toMatchObject({
        method: 'POST',
        path: `/v1.0/${projectId}/asset/extract_audio`,
        body: `{"asset_id":"${assetId}","parameter":{"format":"MP3"}}`,
      });
      expect(request?.headers).toMatchObject({
        'x-extra': 'of the caller',
        'accept-language': 'en',
        'content-type': 'application/json',
        'x-project-id': projectId,
        authorization: expect.stringContaining('SignedHeaders=host;x-project-id;x-sdk-date,'),
      });
    },
  );

  it('goes to the fetch that was given, and nowhere else', async () => {
    const vod = await startFaultyVod();
    const sent: Request[] = [];
    const fetch: FetchFunction = (request) => {
      sent.push(request);
      return Promise.resolve(Response.json({ asset_id: assetId }));
    };
    await read(clientOf(vod, { fetch }));
    expect(vod.connections).toBe(0);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      url: `${vod.url}/v1.0/${projectId}/asset/details?asset_id=${assetId}`,
      method: 'GET',
      redirect: 'manual',
    });
    expect(sent[0]?.headers.get('x-project-id')).toBe(projectId);
  });
});
