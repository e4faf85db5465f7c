/** createVodFetch and signingMiddleware, for clients of other makers. */
import createClient from 'openapi-fetch';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createVodFetch,
  type paths,
  signingMiddleware,
  type VodFetchOptions,
} from '../../src/index.js';
import { type LocalVod, startLocalVod } from '../../src/local/index.js';
import { answer, nowhere, reset, startFaultyVod, type Step } from './faulty-vod.js';
import {
  accessKey,
  errorOf,
  type Options,
  outcomeOf,
  projectId,
  transports,
  watchedLogger,
} from './watched-client.js';

/** A fetch for a server, and the URL of a path there. */
async function fetchFor(steps: Step[] = [], options: Options = {}) {
  const vod = await startFaultyVod(steps);
  const usual = { endpoint: vod.url, credentials: accessKey, logger: watchedLogger() };
  const fetch = createVodFetch({ ...usual, ...options } as VodFetchOptions); // No option is undefined.
  return { vod, fetch, to: (path: string) => `${vod.url}/v1.0/${projectId}/asset${path}` };
}

describe('createVodFetch', () => {
  const post = { method: 'POST', body: 'x' };
  const put = { method: 'PUT' };
  it.each<[string, (url: string) => [string | URL | Request, RequestInit?]]>([
    ['a text and options', (url) => [url, post]],
    ['a URL and options', (url) => [new URL(url), post]],
    ['a Request', (url) => [new Request(url, post)]],
    ['a Request and options, which win', (url) => [new Request(url, put), post]],
  ])('takes %s', async (_what, inputOf) => {
    const { vod, fetch, to } = await fetchFor();
    expect((await fetch(...inputOf(to('/extract_audio')))).status).toBe(202);
    const headers = { 'x-project-id': projectId, authorization: expect.any(String) };
    expect(vod.requests).toMatchObject([{ ...post, headers }]);
  });

  it.each([400, 404, 500, 503])('resolves to the last answer, a %i, to be read', async (status) => {
    const body = { error_code: 'X.1', error_msg: 'scripted' };
    const { vod, fetch, to } = await fetchFor([1, 2, 3].map(() => answer(status, body)));
    const response = await fetch(to('/list'));
    expect([response.status, response.ok, response.url]).toEqual([status, false, to('/list')]);
    expect(await response.json()).toEqual(body);
    expect(vod.requests).toHaveLength(status < 500 ? 1 : 3);
  });

  it('resolves to a redirect, which is not followed', async () => {
    const { vod, fetch, to } = await fetchFor([answer(307, '', { location: '/elsewhere' })]);
    const response = await fetch(to('/list'), { redirect: 'follow' });
    expect([response.status, response.headers.get('location')]).toEqual([307, '/elsewhere']);
    expect(vod.requests).toHaveLength(1);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('does not repeat an unknown %s', async (method) => {
    const { vod, fetch, to } = await fetchFor([reset]);
    const url = to('/unknown');
    expect(await errorOf(fetch(url, { method, body: 'x' }))).toMatchObject({
      name: 'AmbiguousOutcomeError',
      operation: `${method} /v1.0/${projectId}/asset/unknown`,
      request: { method, url, body: 'x' },
    });
    expect(vod.requests).toHaveLength(1);
  });

  it.each(['GET', 'HEAD', 'OPTIONS'])('repeats an unknown %s after a reset', async (method) => {
    const { vod, fetch, to } = await fetchFor([reset]);
    expect((await fetch(to('/unknown'), { method })).ok).toBe(true);
    expect(vod.requests).toHaveLength(2);
  });

  it('does not take a path that only looks like one of the contract for it', async () => {
    for (const path of ['/publish', '/status/publish/', '//status/publish', '/status/%70ublish']) {
      const { vod, fetch, to } = await fetchFor([reset]);
      const { name } = await errorOf(fetch(to(path), { method: 'POST' }));
      expect(name).toBe('AmbiguousOutcomeError');
      expect(vod.requests).toHaveLength(1);
    }
  });

  it.each(Object.entries(transports))('changes no bytes, over %s', async (_transport, options) => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index * 7);
    const text = Buffer.from(bytes).toString('latin1');
    const echo: Step = async ({ readBody, socket }) => {
      const body = Buffer.from(await readBody(), 'latin1');
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n`);
      socket.write(body);
    };
    const { vod, fetch, to } = await fetchFor([echo, echo], options);
    const stream = new Blob([bytes]).stream();
    for (const init of [{ body: bytes }, { body: stream, duplex: 'half' }]) {
      const response = await fetch(to('/bytes'), { method: 'PUT', ...init });
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    }
    expect(vod.requests.map(({ body }) => body === text)).toEqual([true, true]);
  });

  it('refuses another origin before the credentials are read', async () => {
    const credentials = vi.fn(() => accessKey);
    const { vod, fetch } = await fetchFor([], { credentials });
    const { port } = new URL(vod.url);
    const others = [`http://localhost:${port}/`, `https://127.0.0.1:${port}/`, nowhere, 'data:,x'];
    for (const url of others) {
      expect(await errorOf(fetch(url, { method: 'POST' }))).toBeInstanceOf(TypeError);
    }
    expect([credentials.mock.calls, vod.connections]).toEqual([[], 0]);
  });

  it.each(['/relative', 'http://u:p@127.0.0.1/'])('rejects, not throws, for %s', async (url) => {
    const { fetch } = await fetchFor();
    let promise: Promise<Response> | undefined;
    expect(() => (promise = fetch(url))).not.toThrow();
    await expect(promise).rejects.toBeInstanceOf(TypeError);
  });

  it.each(['%zz', '%E9', '%0A', '键'])('takes the project id %s as it is', async (id) => {
    const { vod, fetch } = await fetchFor();
    expect((await fetch(`${vod.url}/v1.0/${id}/asset/list`)).status).toBe(200);
    expect(vod.requests[0]?.headers['x-project-id']).toBe(id === '键' ? '%E9%94%AE' : id);
  });

  it('rejects with the reason of a signal, also while the body is read that is to be sent', async () => {
    const { vod, fetch, to } = await fetchFor();
    const stop = new AbortController();
    const body = new ReadableStream(); // Never ends.
    const init = { method: 'POST', body, signal: stop.signal, duplex: 'half' };
    const call = outcomeOf(fetch(to('/unknown'), init));
    const reason = new Error('changed my mind');
    setTimeout(() => stop.abort(reason), 1);
    expect((await call).error).toBe(reason);
    expect(vod.connections).toBe(0);
  });
});

describe('a plain openapi-fetch client of the local VOD service', () => {
  let local: LocalVod;
  beforeAll(async () => {
    local = await startLocalVod();
  });
  afterAll(() => local.close());

  const withVodFetch = () => {
    const { url, credentials } = local;
    const fetch = createVodFetch({ endpoint: url, credentials });
    return createClient<paths>({ baseUrl: url, fetch });
  };
  const withMiddleware = () => {
    const client = createClient<paths>({ baseUrl: local.url, redirect: 'manual' });
    client.use(signingMiddleware(local.credentials));
    return client;
  };

  it.each([
    ['createVodFetch', withVodFetch],
    ['signingMiddleware alone', withMiddleware],
  ])('gets data and error with %s', async (_how, make) => {
    const client = make();
    const path = { project_id: local.projectId };
    const params = { path, query: { media_type: ['MP4' as const, 'MP3' as const] } };
    const list = await client.GET('/v1.0/{project_id}/asset/list', { params });
    expect(list).toMatchObject({ data: { total: 0 }, response: { status: 200 } });
    const create = { params: { path }, body: { asset_id: 'a'.repeat(32) } };
    const refused = await client.POST('/v1.0/{project_id}/asset/extract_audio', create);
    const error = { error_code: 'VOD.10062' };
    expect(refused).toMatchObject({ error, response: { status: 400 } });
    expect(refused.data).toBeUndefined();
  });
});
