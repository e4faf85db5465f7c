/** What a call sends, and what the rejection of a `fetch` proves. */
import { describe, expect, it, vi } from 'vitest';
import type { FetchFunction } from '../../src/index.js';
import { acceptance, assetId, nowhere, settled, startFaultyVod } from './faulty-vod.js';
import {
  clientOf,
  errorOf,
  extract,
  observedClient,
  outcomeOf,
  projectId,
  read,
  temporaryKey,
  token,
  transports,
} from './watched-client.js';

const body = `{"asset_id":"${assetId}","parameter":{"format":"MP3"}}`;

describe('a call', () => {
  it.each(Object.entries(transports))('sends its request over %s', async (_transport, options) => {
    const vod = await startFaultyVod();
    const headers = { 'X-Extra': 'of the caller', 'Accept-Language': 'en' };
    const { data, response, requestId } = await extract(clientOf(vod, options), { headers });
    const path = `/v1.0/${projectId}/asset/extract_audio`;
    expect(vod.requests).toMatchObject([{ method: 'POST', path, body }]);
    expect(vod.requests[0]?.headers).toMatchObject({
      'x-extra': 'of the caller',
      'accept-language': 'en',
      'content-type': 'application/json',
      'content-length': String(body.length),
      'x-project-id': projectId,
      authorization: expect.stringContaining('SignedHeaders=host;x-project-id;x-sdk-date,'),
    });
    expect([data, requestId]).toEqual([acceptance(1), 'fake-request-id']);
    expect(response).toMatchObject({ status: 202, url: `${vod.url}${path}` });
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('is signed over exactly what is sent', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T10:25:00Z') });
    const secretAccessKey = 'fakeSecretKey0123456789abcdefghijklmnopq';
    const credentials = { accessKeyId: 'FAKEAK0000000000TEST', secretAccessKey };
    const options = { region: 'cn-north-4', endpoint: undefined, credentials } as const;
    const { vod, requests } = observedClient(undefined, options);
    await extract(vod);
    const [request] = requests;
    const origin = 'https://vod.cn-north-4.myhuaweicloud.com';
    expect(request?.url).toBe(`${origin}/v1.0/${projectId}/asset/extract_audio`);
    expect(await request?.text()).toBe(body);
    expect(request?.headers.get('x-sdk-date')).toBe('20261122T102500Z');
    // Computed by another program from the documented rules.
    expect(request?.headers.get('authorization')).toBe(
      'SDK-HMAC-SHA256 Access=FAKEAK0000000000TEST, SignedHeaders=host;x-project-id;x-sdk-date, ' +
        'Signature=0f7aecd852b2c1df60aeca43d169dc3a81fb16d8ba6dbdd71c20f462e58ba3a3',
    );
  });

  it('with a temporary key sends its security token, signed', async () => {
    const { vod, requests } = observedClient(undefined, { credentials: temporaryKey });
    await read(vod);
    expect(requests[0]?.headers.get('x-security-token')).toBe(temporaryKey.securityToken);
    expect(requests[0]?.headers.get('authorization')).toContain(';x-sdk-date;x-security-token,');
  });

  it('with a token sends that and no signature', async () => {
    const { vod, requests } = observedClient(undefined, { credentials: { token } });
    await read(vod);
    expect(requests[0]?.headers.get('x-auth-token')).toBe(token);
    expect(requests[0]?.headers.has('authorization')).toBe(false);
  });

  it.each([
    ['a token in two lines', { token: `${token.slice(0, 20)}\r\n${token.slice(20)}` }],
    ['a token in another alphabet', { token: `${token}é漢` }],
  ])('with %s is refused before it is sent, without showing it', async (_what, credentials) => {
    const { vod, requests } = observedClient(undefined, { credentials });
    const error = await errorOf(extract(vod));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(/^(x-auth-token|authorization) holds|(Id|Key) is empty/);
    expect(requests).toEqual([]);
  });
});

const unknownOutcome = { name: 'AmbiguousOutcomeError', attempts: 1 };
const noAnswer = { name: 'VodConnectionError', attempts: 3 };

describe("the rejection of a user's fetch", () => {
  const withCode = (code: string, message = 'scripted') =>
    Object.assign(new Error(message), { code });
  const failed = (cause: unknown) => new TypeError('fetch failed', { cause });

  it.each<[string, unknown]>([
    ['that no connection was made', failed(withCode('ECONNREFUSED'))],
    ['that there is no such host', failed(withCode('ENOTFOUND'))],
    ['a reset', failed(withCode('ECONNRESET'))],
    ['that the other side closed', failed(withCode('UND_ERR_SOCKET', 'other side closed'))],
    ['a timeout', failed(withCode('ETIMEDOUT'))],
    ['that the answer was slow', failed(withCode('UND_ERR_HEADERS_TIMEOUT'))],
    ['that the host is unreachable', failed(withCode('EHOSTUNREACH', 'read EHOSTUNREACH'))],
    ['nothing', new TypeError('fetch failed')],
    ['a text instead of an error', 'a text'],
    ['undefined', undefined],
  ])('does not prove that a create was not sent when it says %s', async (_what, reason) => {
    const vod = await startFaultyVod();
    // It has sent the request before it rejects, as one that repeats by itself does.
    const fetch: FetchFunction = async (request) => {
      await globalThis.fetch(request);
      throw reason;
    };
    expect(await errorOf(extract(clientOf(vod, { fetch })))).toMatchObject(unknownOutcome);
    expect([vod.requests.length, vod.jobs]).toEqual([1, 1]);
    expect(await errorOf(read(clientOf(vod, { fetch })))).toMatchObject(noAnswer);
  });

  const throwing = (): never => {
    throw new Error('scripted');
  };
  const readBefore = async (): Promise<Response> => {
    const response = Response.json(acceptance(1), { status: 202 });
    await response.text();
    return response;
  };
  it.each<[string, FetchFunction]>([
    ['is thrown', throwing],
    ['comes as a value that is no Response', () => Promise.resolve({} as Response)],
    ['comes as a Response that was read before', readBefore],
  ])('leaves the outcome of a create unknown when it %s', async (_what, fetch) => {
    const error = await errorOf(extract(clientOf(nowhere, { fetch })));
    expect(error).toMatchObject(unknownOutcome);
  });
});

describe('a fetch that does not listen to its signal', () => {
  const never = () => new Promise<never>(() => undefined);
  const endless = () =>
    Promise.resolve(new Response(new ReadableStream({ pull: never }), { status: 202 }));

  it.each<[string, FetchFunction]>([
    ['never answers', never],
    ['never ends its answer', endless],
  ])('does not hold up a call when it %s', async (_what, fetch) => {
    const client = clientOf(nowhere, { fetch, timeoutMs: 20 });
    const message = expect.stringContaining('nothing within 0.02 s');
    const error = await errorOf(extract(client));
    expect(error).toMatchObject({
      ...unknownOutcome,
      cause: { ...noAnswer, attempts: 1, message },
    });
    expect(await errorOf(read(client))).toMatchObject({ ...noAnswer, message });
    const stop = new AbortController();
    const call = outcomeOf(read(client, { timeoutMs: 60_000, signal: stop.signal }));
    await settled();
    stop.abort(new Error('changed my mind'));
    expect((await call).error).toBe(stop.signal.reason);
  });
});
