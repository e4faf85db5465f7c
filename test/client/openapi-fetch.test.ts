/** What openapi-fetch's own tests show of openapi-fetch holds for a VOD client, too. */
import { QueryClient } from '@tanstack/react-query';
import { wrapAsPathBasedClient } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { describe, expect, it } from 'vitest';
import type { VodClient } from '../../src/index.js';
import { isSigned } from '../auth/independent-verifier.js';
import { assetId } from './faulty-vod.js';
import { accessKey, errorOf, observedClient, projectId, read } from './watched-client.js';

const origin = 'https://vod.example.com';
const details = '/v1.0/{project_id}/asset/details';
const list = '/v1.0/{project_id}/asset/list';
const create = '/v1.0/{project_id}/asset/extract_audio';
const ofAsset = { params: { query: { asset_id: assetId } } };

/** A call of any method and path; the types of VodClient know those of the contract alone. */
type AnyCall = (path: string, init?: object) => Promise<{ data?: unknown; response: Response }>;
const anyCall = (vod: VodClient, method: string) => vod[method as 'GET'] as unknown as AnyCall;

/** The one request of a call, whose signature has to be right. */
async function requestOf(call: (vod: VodClient) => Promise<unknown>): Promise<Request> {
  const { vod, requests } = observedClient();
  await call(vod);
  const [request] = requests;
  if (request === undefined) throw new Error('Nothing was sent.');
  expect(requests).toHaveLength(1);
  expect(await isSigned(request, accessKey.secretAccessKey)).toBe(true);
  return request;
}
/** The request of a call with this `init`, which may be more than the types allow. */
const requestFor = (method: string, path: string, init: object) =>
  requestOf((vod) => anyCall(vod, method)(path, init));

describe('the URL of a call', () => {
  const categories = ['base_info', 'transcode_info'];
  const joined = (style: string) => ({ array: { style, explode: false } });
  const reserved = { allowReserved: true };
  // The query, what becomes of it, and the querySerializer.
  it.each<[string, object, string, unknown?]>([
    ['repeats an array', { categories }, 'categories=base_info&categories=transcode_info'],
    ['leaves out undefined, null and empty arrays', { a: undefined, b: null, c: [] }, ''],
    ['has numbers and booleans', { page: 0, flag: false }, 'page=0&flag=false'],
    ['escapes values', { title: 'a b&c=d/é+' }, 'title=a%20b%26c%3Dd%2F%C3%A9%2B'],
    ['may have commas', { categories }, 'categories=base_info,transcode_info', joined('form')],
    ['may have spaces', { c: ['a', 'b'] }, 'c=a%20b', joined('spaceDelimited')],
    ['may have bars', { c: ['a', 'b'] }, 'c=a|b', joined('pipeDelimited')],
    ['may have reserved characters', { title: 'a/b' }, 'title=a/b', reserved],
    ['may have a serializer of its own', {}, 'alpha=1', () => '?alpha=1'],
  ])('%s', async (_what, query, expected, querySerializer) => {
    const init = { params: { query }, ...(querySerializer ? { querySerializer } : {}) };
    const { url } = await requestFor('GET', list, init);
    expect(url.split('?')[1] ?? '').toBe(expected);
  });

  it.each([
    [";/?:@&=+$,# '", "%3B%2F%3F%3A%40%26%3D%2B%24%2C%23%20'"],
    ["aAzZ09-_.!~*'()", "aAzZ09-_.!~*'()"],
    ['键🎬', '%E9%94%AE%F0%9F%8E%AC'],
  ])('escapes the project id %j in the path', async (project_id, expected) => {
    const { url } = await requestFor('GET', list, { params: { path: { project_id } } });
    expect(new URL(url).pathname).toBe(`/v1.0/${expected}/asset/list`);
  });

  it('has the path that a pathSerializer makes', async () => {
    const pathSerializer = (path: string) => path.replace('{project_id}', 'p2');
    const { url } = await requestFor('GET', list, { pathSerializer });
    expect(new URL(url).pathname).toBe('/v1.0/p2/asset/list');
  });

  it('has the path of a baseUrl at the same origin', async () => {
    const { url } = await requestFor('GET', list, { baseUrl: `${origin}/v9/` });
    expect(new URL(url).pathname).toBe(`/v9/v1.0/${projectId}/asset/list`);
  });

  it('is refused at another origin before the credentials are read', async () => {
    let asked = 0;
    const credentials = () => ({ token: `fake-token${String((asked += 1))}` });
    // Without a project id, the credentials would be asked for it.
    const { vod, requests } = observedClient(undefined, { credentials, projectId: undefined });
    for (const other of ['https://example.com', 'http://vod.example.com', `${origin}:8443`]) {
      const error = await errorOf(vod.GET(list, { baseUrl: other }));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toContain(`sends its credentials to ${origin} alone`);
    }
    expect([asked, requests]).toEqual([0, []]);
  });
});

describe('the headers of a call', () => {
  const type = (value?: string | null) => ({ 'content-type': value });
  const pair = (name: string, value: string) => [name, value];
  // The headers, what becomes of them, and params.header.
  it.each<[string, object, object, object?]>([
    ['may be an object', { A: 'a', b: 1, c: true }, { a: 'a', b: '1', c: 'true' }],
    ['may be pairs', [pair('A', 'a'), pair('a', 'b')], { a: 'a, b' }],
    ['may be a Headers', new Headers({ A: 'a' }), { a: 'a' }],
    ['join the values of an array', { a: ['b', 'c'] }, { a: 'b, c' }],
    ['leave a default as it is when undefined', type(), type('application/json')],
    ['take a default away when null', type(null), type('text/plain;charset=UTF-8')],
    ['replace a default', type('text/json'), type('text/json')],
    ['have those of params.header, which win', { a: '1', b: '2' }, { a: '3', b: '2' }, { a: '3' }],
    ['keep an X-Project-Id of the caller', { 'x-project-id': 'p2' }, { 'x-project-id': 'p2' }],
  ])('%s', async (_what, headers, expected, header) => {
    const init = { body: { asset_id: 'a' }, headers, params: { header } };
    const request = await requestFor('POST', create, init);
    const names = Object.keys(expected);
    const sent = names.map((name) => [name, request.headers.get(name)] as const);
    expect(Object.fromEntries(sent)).toEqual(expected);
  });

  it('have no content type without a body', async () => {
    const { headers } = await requestFor('POST', create, { body: undefined });
    expect(headers.get('content-type')).toBeNull();
  });
});

describe('the body of a call', () => {
  const form = new FormData();
  form.set('asset_id', 'a');
  const urlEncoded = { 'Content-Type': 'application/x-www-form-urlencoded' };
  it.each<[string, object, RegExp]>([
    ['is JSON', { body: { asset_id: 'é' } }, /^\{"asset_id":"é"\}$/],
    ['may be null', { body: null }, /^null$/],
    ['may be an empty text', { body: '' }, /^""$/],
    ['is made by a bodySerializer', { body: {}, bodySerializer: () => 'own' }, /^own$/],
    ['may be a form', { body: { a: '1', b: '2' }, headers: urlEncoded }, /^a=1&b=2$/],
    ['may be FormData', { body: form }, /^------formdata.*name="asset_id"\r\n\r\na\r\n------/s],
  ])('%s', async (_what, init, expected) => {
    const request = await requestFor('POST', create, init);
    expect(await request.text()).toMatch(expected);
  });
});

describe('a call', () => {
  it.each(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'])(
    'sends %s, by its own method and by `request`',
    async (method) => {
      const { vod, requests } = observedClient(() => new Response(null, { status: 204 }));
      const path = '/v2/elsewhere';
      const { data, response } = await anyCall(vod, method)(path);
      const request = vod.request as unknown as (method: string, path: string) => Promise<unknown>;
      await request(method.toLowerCase(), path);
      expect([data, response.status]).toEqual([undefined, 204]);
      const url = `https://vod.example.com${path}`;
      expect(requests).toMatchObject([
        { method, url },
        { method, url },
      ]);
    },
  );

  it('hands the rest of its init to fetch, except that redirects are never followed', async () => {
    const init = { cache: 'no-store', credentials: 'include', keepalive: true, redirect: 'follow' };
    const request = await requestFor('POST', create, { ...init, body: {} });
    const { cache, credentials, keepalive, redirect } = request;
    expect({ cache, credentials, keepalive, redirect }).toEqual({ ...init, redirect: 'manual' });
  });

  it("may have a fetch of its own, which takes the place of the client's for each attempt", async () => {
    const { vod, requests } = observedClient();
    const busy = () => new Response(null, { status: 429, headers: { 'retry-after': '0' } });
    const answers = [busy(), busy(), Response.json({ asset_id: assetId })];
    const fetch = () => Promise.resolve(answers.shift() ?? expect.fail());
    const { data } = await vod.GET(details, { ...ofAsset, maxRetries: 2, fetch });
    expect([data, answers, requests]).toEqual([{ asset_id: assetId }, [], []]);
  });
});

describe('the result of a call', () => {
  it('has data, response and request id, and no error', async () => {
    const answer = Response.json({ asset_id: assetId }, { headers: { 'x-request-id': 'r1' } });
    const result = await read(observedClient(() => answer).vod);
    expect(result).toEqual({ data: { asset_id: assetId }, response: answer, requestId: 'r1' });
  });

  it.each([
    ['a 204', new Response(null, { status: 204 })],
    ['a content-length of 0', new Response('', { headers: { 'content-length': '0' } })],
    ['an empty body', new Response('')],
  ])('has no data for %s where the contract has no body', async (_what, answer) => {
    const { vod } = observedClient(() => answer);
    expect((await vod.DELETE(create, ofAsset)).data).toBeUndefined();
  });

  it('has data in the form that parseAs names', async () => {
    const { vod } = observedClient();
    const text = `{"asset_id":"${assetId}"}`;
    expect((await vod.GET(details, { ...ofAsset, parseAs: 'text' })).data).toBe(text);
    expect(await (await vod.GET(details, { ...ofAsset, parseAs: 'blob' })).data.text()).toBe(text);
    const { data: buffer } = await vod.GET(details, { ...ofAsset, parseAs: 'arrayBuffer' });
    expect(new TextDecoder().decode(buffer)).toBe(text);
    const { data: stream } = await vod.GET(details, { ...ofAsset, parseAs: 'stream' });
    expect(await new Response(stream).text()).toBe(text);
  });
});

describe('the libraries around openapi-fetch', () => {
  it('include its path-based client, which works over a VOD client', async () => {
    const { vod } = observedClient();
    const { data } = await wrapAsPathBasedClient(vod)[details].GET(ofAsset);
    expect(data).toEqual({ asset_id: assetId });
  });

  it('include openapi-react-query, which gets data and errors from a VOD client', async () => {
    const query = createQueryClient(observedClient().vod).queryOptions('get', details, ofAsset);
    expect(await new QueryClient().query(query)).toEqual({ asset_id: assetId });
    const refusing = observedClient(() => Response.json({ code: 'X.1' }, { status: 400 }));
    const refused = createQueryClient(refusing.vod).queryOptions('get', list);
    expect(await errorOf(new QueryClient().query(refused))).toMatchObject({ code: 'X.1' });
  });
});
