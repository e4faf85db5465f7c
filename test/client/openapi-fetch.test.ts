/** What openapi-fetch's own tests show of openapi-fetch holds for a VOD client, too. */
import { QueryClient } from '@tanstack/react-query';
import { wrapAsPathBasedClient } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { describe, expect, it } from 'vitest';
import type { VodClient } from '../../src/index.js';
import { isSigned } from '../auth/independent-verifier.js';
import { assetId } from './faulty-vod.js';
import { accessKey, errorOf, extract, observedClient, projectId, read } from './watched-client.js';

const details = '/v1.0/{project_id}/asset/details';
const list = '/v1.0/{project_id}/asset/list';
const create = '/v1.0/{project_id}/asset/extract_audio';
const cancellation = { params: { query: { asset_id: assetId } } };

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
  const array = (style: string, explode = false) => ({
    query: { categories },
    querySerializer: { array: { style, explode } },
  });
  it.each<[string, { query: object; querySerializer?: unknown }, string]>([
    [
      'repeats an array for each value',
      { query: { categories, size: 1 } },
      'categories=base_info&categories=transcode_info&size=1',
    ],
    [
      'leaves out undefined, null and empty arrays',
      { query: { a: undefined, b: null, c: [] } },
      '',
    ],
    ['has numbers and booleans', { query: { page: 0, flag: false } }, 'page=0&flag=false'],
    ['escapes values', { query: { title: 'a b&c=d/é+' } }, 'title=a%20b%26c%3Dd%2F%C3%A9%2B'],
    ['joins an array with commas if told to', array('form'), 'categories=base_info,transcode_info'],
    [
      'joins an array with spaces if told to',
      array('spaceDelimited'),
      'categories=base_info%20transcode_info',
    ],
    [
      'joins an array with bars if told to',
      array('pipeDelimited'),
      'categories=base_info|transcode_info',
    ],
    [
      'may leave reserved characters',
      { query: { title: 'a/b' }, querySerializer: { allowReserved: true } },
      'title=a/b',
    ],
    [
      'may have a serializer of its own',
      { query: {}, querySerializer: () => '?alpha=1' },
      'alpha=1',
    ],
  ])('%s', async (_what, { query, querySerializer }, expected) => {
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
    const { url } = await requestFor('GET', list, { baseUrl: 'https://vod.example.com/v9/' });
    expect(new URL(url).pathname).toBe(`/v9/v1.0/${projectId}/asset/list`);
  });

  it('is refused at another origin before the credentials are read', async () => {
    let asked = 0;
    const credentials = () => ({ token: `fake-token${String((asked += 1))}` });
    const { vod, requests } = observedClient(undefined, { credentials });
    for (const baseUrl of [
      'https://example.com',
      'http://vod.example.com',
      'https://vod.example.com:8443',
    ]) {
      const error = await errorOf(vod.GET(list, { baseUrl }));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toContain('sends its credentials to https://vod.example.com alone');
    }
    expect([asked, requests]).toEqual([0, []]);
  });
});

describe('the headers of a call', () => {
  it.each<[string, object, Record<string, string | null>]>([
    ['may be an object', { headers: { A: 'a', b: 1, c: true } }, { a: 'a', b: '1', c: 'true' }],
    [
      'may be pairs',
      {
        headers: [
          ['A', 'a'],
          ['a', 'b'],
        ],
      },
      { a: 'a, b' },
    ],
    ['may be a Headers', { headers: new Headers({ A: 'a' }) }, { a: 'a' }],

    ['join the values of an array', { headers: { a: ['b', 'c'] } }, { a: 'b, c' }],
    [
      'leave a default as it is when undefined',
      { headers: { 'content-type': undefined } },
      { 'content-type': 'application/json' },
    ],
    [
      'take a default away when null',
      { headers: { 'Content-Type': null } },
      { 'content-type': 'text/plain;charset=UTF-8' },
    ],
    [
      'replace a default',
      { headers: { 'content-type': 'text/json' } },
      { 'content-type': 'text/json' },
    ],
    [
      'have those of params.header, which win',
      { headers: { a: '1', b: '2' }, params: { header: { a: '3' } } },
      { a: '3', b: '2' },
    ],
    [
      'keep an X-Project-Id of the caller',
      { headers: { 'x-project-id': 'p2' } },
      { 'x-project-id': 'p2' },
    ],
  ])('%s', async (_what, init, expected) => {
    const { headers } = await requestFor('POST', create, { body: { asset_id: 'a' }, ...init });
    const names = Object.keys(expected);
    expect(Object.fromEntries(names.map((name) => [name, headers.get(name)]))).toEqual(expected);
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
    [
      'is a form if the content type says so',
      { body: { a: '1', b: '2' }, headers: urlEncoded },
      /^a=1&b=2$/,
    ],
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
      expect(requests.map((sent) => `${sent.method} ${new URL(sent.url).pathname}`)).toEqual([
        `${method} ${path}`,
        `${method} ${path}`,
      ]);
    },
  );

  it('hands the rest of its init to fetch, except that redirects are never followed', async () => {
    const init = { cache: 'no-store', credentials: 'include', keepalive: true, redirect: 'follow' };
    const { cache, credentials, keepalive, redirect } = await requestFor('POST', create, {
      ...init,
      body: {},
    });
    expect({ cache, credentials, keepalive, redirect }).toEqual({ ...init, redirect: 'manual' });
  });

  it("may have a fetch of its own, which takes the place of the client's for each attempt", async () => {
    const { vod, requests } = observedClient();
    const urls: string[] = [];
    const fetch = ({ url }: Request) => {
      const isThird = urls.push(url) === 3;
      return Promise.resolve(
        isThird
          ? Response.json({ asset_id: 'a' })
          : new Response(null, { status: 429, headers: { 'retry-after': '0' } }),
      );
    };
    const { data } = await vod.GET(details, {
      params: { query: { asset_id: 'a' } },
      maxRetries: 2,
      fetch,
    });
    expect(data).toEqual({ asset_id: 'a' });
    expect(urls).toHaveLength(3);
    expect(requests).toEqual([]);
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
    expect((await vod.DELETE(create, cancellation)).data).toBeUndefined();
  });

  it('has data in the form that parseAs names', async () => {
    const { vod } = observedClient();
    const init = { params: { query: { asset_id: assetId } } };
    const text = `{"asset_id":"${assetId}"}`;
    expect((await vod.GET(details, { ...init, parseAs: 'text' })).data).toBe(text);
    expect(await (await vod.GET(details, { ...init, parseAs: 'blob' })).data.text()).toBe(text);
    const { data: buffer } = await vod.GET(details, { ...init, parseAs: 'arrayBuffer' });
    expect(new TextDecoder().decode(buffer)).toBe(text);
    const { data: stream } = await vod.GET(details, { ...init, parseAs: 'stream' });
    expect(await new Response(stream).text()).toBe(text);
  });
});

describe('the libraries around openapi-fetch', () => {
  it('include its path-based client, which works over a VOD client', async () => {
    const { vod } = observedClient();
    const { data } = await wrapAsPathBasedClient(vod)[details].GET({
      params: { query: { asset_id: assetId } },
    });
    expect(data).toEqual({ asset_id: assetId });
  });

  it('include openapi-react-query, which gets data and errors from a VOD client', async () => {
    const query = createQueryClient(observedClient().vod).queryOptions('get', details, {
      params: { query: { asset_id: assetId } },
    });
    expect(await new QueryClient().query(query)).toEqual({ asset_id: assetId });
    const refusing = observedClient(
      () => new Response('{"error_code":"VOD.10062"}', { status: 400 }),
    );
    const refused = createQueryClient(refusing.vod).queryOptions('get', list);
    expect(await errorOf(new QueryClient().query(refused))).toMatchObject({
      code: 'VOD.10062',
    });
  });

  it('leave a VOD client as it is', async () => {
    expect((await extract(observedClient().vod)).data.audio_asset_id).toBe('job1');
  });
});
