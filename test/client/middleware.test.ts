/** What openapi-fetch's middleware does around a VOD client: it runs once a call, around all attempts. */
import type { Middleware } from 'openapi-fetch';
import { describe, expect, it, vi } from 'vitest';
import { VodApiError } from '../../src/index.js';
import { isSigned } from '../auth/independent-verifier.js';
import { acceptance, assetId } from './faulty-vod.js';
import { accessKey, errorOf, extract, observedClient, projectId, read } from './watched-client.js';

const details = '/v1.0/{project_id}/asset/details';
const init = { params: { query: { asset_id: assetId } } };

/** Answers that are repeated at once. */
const busy = () => new Response(null, { status: 429, headers: { 'retry-after': '0' } });
const refused = () =>
  Response.json({ error_code: 'VOD.10062', error_msg: 'No such asset.' }, { status: 400 });

/** A client with middleware; without an answer, fetch is not expected to be called. */
function clientWith(middleware: Middleware, answer?: () => unknown) {
  const observed = observedClient(answer);
  observed.vod.use(middleware);
  return observed;
}

/** Middleware that notes when it runs. */
const noting = (notes: string[], name: string): Middleware => ({
  onRequest: () => void notes.push(`request ${name}`),
  onResponse: () => void notes.push(`response ${name}`),
});

describe('middleware', () => {
  it('runs in the order of use() for requests, that of the call last, and in reverse for responses', async () => {
    const notes: string[] = [];
    const { vod } = observedClient();
    vod.use(noting(notes, 'a'), noting(notes, 'b'));
    vod.use(noting(notes, 'c'));
    await vod.GET(details, { ...init, middleware: [noting(notes, 'd')] });
    const order = ['a', 'b', 'c', 'd'];
    expect(notes).toEqual([
      ...order.map((name) => `request ${name}`),
      ...order.reverse().map((name) => `response ${name}`),
    ]);
  });

  it('runs once a call, and each attempt sends and signs what it set', async () => {
    const answers = [busy(), busy(), Response.json(acceptance(1), { status: 202 })];
    const { vod, requests } = observedClient(() => answers.shift(), { maxRetries: 2 });
    const notes: string[] = [];
    vod.use(noting(notes, 'a'), {
      onRequest({ request }) {
        request.headers.set('x-domain-id', 'of-the-middleware'); // A header that is signed.
        return new Request(`${request.url}?added=a+b`, request);
      },
    });
    await extract(vod);
    expect(notes).toEqual(['request a', 'response a']);
    expect(requests).toHaveLength(3);
    for (const request of requests) {
      expect(request.url).toContain('?added=a%20b');
      expect(request.headers.get('authorization')).toContain('host;x-domain-id;');
      expect(await isSigned(request, accessKey.secretAccessKey)).toBe(true);
      expect(await request.json()).toMatchObject({ asset_id: assetId });
    }
  });

  it('is given the path template, the params with the project id, the options and one id a call', async () => {
    vi.mocked(Math.random).mockReturnValue(0.7); // Of which the id is made.
    const given: unknown[] = [];
    const { vod } = clientWith({
      onRequest: ({ schemaPath, params, options, id }) =>
        void given.push({ schemaPath, params, baseUrl: options.baseUrl, id }),
      onResponse: ({ id }) => void given.push(id),
    });
    await read(vod);
    const params = { query: { asset_id: assetId }, path: { project_id: projectId } };
    const baseUrl = 'https://vod.example.com';
    const id = expect.stringMatching(/^\w+$/);
    expect(given).toEqual([{ schemaPath: details, params, baseUrl, id }, id]);
    expect(given[0]).toMatchObject({ id: given[1] });
  });

  it('cannot send the credentials to another origin', async () => {
    const { vod, requests } = clientWith({ onRequest: () => new Request('https://example.com/') });
    const error = await errorOf(read(vod));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(/^https:\/\/example\.com is not called/);
    expect(requests).toEqual([]);
  });

  it('no longer runs once it is ejected', async () => {
    const notes: string[] = [];
    const { vod } = observedClient();
    const middleware = noting(notes, 'a');
    vod.use(middleware);
    vod.eject(middleware);
    await read(vod);
    expect(notes).toEqual([]);
  });
});

describe('middleware that answers by itself', () => {
  const own = (answer: () => Response) => clientWith({ onRequest: answer });
  const noLength = { 'content-length': 0 };
  const anyNoJson: unknown = expect.stringContaining('its answer is no JSON');
  const empty = (status: number, headers = {}) => new Response(null, { status, headers });
  const apiError = (status: number, code: string, text: string) => ({
    ...{ name: 'VodApiError', status, code },
    message: expect.stringContaining(text),
  });

  it('gives a success without a request', async () => {
    const { vod, requests } = own(() => Response.json(acceptance(7), { status: 202 }));
    expect((await extract(vod)).data).toEqual(acceptance(7));
    expect(requests).toEqual([]);
  });

  it.each<[string, () => Response, object]>([
    ['an error', refused, apiError(400, 'VOD.10062', 'No such asset.')],
    ['a page', () => new Response('<p>', { status: 502 }), apiError(502, 'HTTP.502', '<p>')],
    ['an error without a body', busy, apiError(429, 'HTTP.429', 'no body')],
    ['an error of length 0', () => empty(500, noLength), apiError(500, 'HTTP.500', 'no body')],
    ['a success without a body', () => empty(200), { name: 'VodAnswerError' }],
    ['no JSON', () => new Response('<p>'), { name: 'VodAnswerError', message: anyNoJson }],
  ])('throws for %s, also in a create: nothing was sent', async (_what, answer, expected) => {
    const { vod, requests } = own(answer);
    expect(await errorOf(read(vod))).toMatchObject(expected);
    expect(await errorOf(extract(vod))).toMatchObject(expected);
    expect(requests).toEqual([]);
  });
});

describe('middleware that throws', () => {
  const scripted = new Error('scripted');
  const fail = (): never => {
    throw scripted;
  };
  it.each<[string, Middleware]>([
    ['onRequest', { onRequest: fail }],
    ['onResponse', { onResponse: fail }],
  ])('in %s fails the call with its error', async (_hook, middleware) => {
    expect(await errorOf(read(clientWith(middleware).vod))).toBe(scripted);
  });
});

describe('middleware that sees the answer', () => {
  it('sees the last one, before it is thrown if it is an error', async () => {
    const seen: unknown[] = [];
    const answers = [busy(), refused()];
    const { vod } = observedClient(() => answers.shift(), { maxRetries: 1 });
    vod.use({ onResponse: async ({ response }) => void seen.push(await response.json()) });
    const error = await errorOf(read(vod));
    expect(error).toMatchObject({ code: 'VOD.10062', attempts: 2 });
    const body: unknown = error instanceof VodApiError && (await error.response?.json());
    expect(seen).toEqual([body]);
    expect(body).toMatchObject({ error_code: 'VOD.10062' });
  });

  it.each<[string, () => Response]>([
    ['an error', refused],
    ['a success', () => Response.json({ asset_id: assetId })],
  ])('may replace %s by a success', async (_what, answer) => {
    const replacement = () => Response.json({ asset_id: 'replaced' });
    const { vod } = clientWith({ onResponse: replacement }, answer);
    expect((await read(vod)).data).toEqual({ asset_id: 'replaced' });
  });

  it('may replace a success by an error, which is thrown', async () => {
    const { vod } = clientWith({ onResponse: refused });
    expect(await errorOf(extract(vod))).toMatchObject({ name: 'VodApiError', code: 'VOD.10062' });
  });

  it.each(['', '<html>'])('makes the outcome of a create unknown with %j', async (text) => {
    const { vod } = clientWith({ onResponse: () => new Response(text) });
    expect(await errorOf(extract(vod))).toMatchObject({
      name: 'AmbiguousOutcomeError',
      cause: { name: 'VodAnswerError' },
      request: { method: 'POST', body: expect.stringContaining(assetId) },
    });
  });
});

describe('middleware with onError', () => {
  const reset = () => Promise.reject(new TypeError('fetch failed'));

  it('sees what no answer came for, in the reverse order of use(), and may replace it', async () => {
    const notes: unknown[] = [];
    const { vod } = observedClient(reset);
    vod.use(
      { onError: ({ error }) => void notes.push(error) },
      { onError: ({ error }) => new Error('replaced', { cause: error }) },
    );
    const error = await errorOf(extract(vod));
    expect(error).toMatchObject({ message: 'replaced', cause: { name: 'AmbiguousOutcomeError' } });
    expect(notes).toEqual([error]);
  });

  it('may answer in place of the service', async () => {
    const { vod } = clientWith({ onError: () => Response.json({ asset_id: 'cached' }) }, reset);
    expect((await read(vod)).data).toEqual({ asset_id: 'cached' });
  });

  it('does not see an answer that is an error', async () => {
    const notes: unknown[] = [];
    const { vod } = clientWith({ onError: ({ error }) => void notes.push(error) }, refused);
    expect(await errorOf(read(vod))).toMatchObject({ code: 'VOD.10062' });
    expect(notes).toEqual([]);
  });
});
