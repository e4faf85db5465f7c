import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createVodClient,
  isVodApiError,
  VodAnswerError,
  VodApiError,
  type VodClientOptions,
  VodConnectionError,
} from '../../src/index.js';

const projectId = '0123456789abcdef0123456789abcdef';
const assetId = '3e1cd21131a94525be55acf65888bf46';
const accessKey = {
  accessKeyId: 'FAKEAK0000000000TEST',
  secretAccessKey: 'fakeSecretKey0123456789abcdefghijklmnopq',
};
const accepted = { asset_id: assetId, audio_asset_id: 'b6f1c4d2a97e4f0c8d35e21f7a90cc14' };

/** A client whose requests are kept, and answered by `answer`. */
function observedClient(
  answer: (request: Request) => Response | Promise<Response>,
  options: Partial<VodClientOptions> = {},
) {
  const requests: Request[] = [];
  const vod = createVodClient({
    region: 'cn-north-4',
    projectId,
    credentials: accessKey,
    maxRetries: 0,
    fetch: async (request) => {
      requests.push(request.clone());
      return answer(request);
    },
    ...options,
  });
  const extract = () =>
    vod.POST('/v1.0/{project_id}/asset/extract_audio', {
      body: { asset_id: assetId, parameter: { format: 'MP3' } },
    });
  const read = () =>
    vod.GET('/v1.0/{project_id}/asset/details', { params: { query: { asset_id: assetId } } });
  return { vod, requests, extract, read };
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('It was expected to fail.');
    },
    (error: unknown) => error,
  );
}

describe('a call', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is signed over exactly what is sent', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T10:25:00Z') });
    const { requests, extract } = observedClient(() => Response.json(accepted, { status: 202 }));
    await extract();
    const [request] = requests;
    expect(request?.url).toBe(
      `https://vod.cn-north-4.myhuaweicloud.com/v1.0/${projectId}/asset/extract_audio`,
    );
    expect(await request?.text()).toBe(`{"asset_id":"${assetId}","parameter":{"format":"MP3"}}`);
    expect(request?.headers.get('x-sdk-date')).toBe('20261122T102500Z');
    // Computed by another program from the documented rules.
    expect(request?.headers.get('authorization')).toBe(
      'SDK-HMAC-SHA256 Access=FAKEAK0000000000TEST, SignedHeaders=host;x-project-id;x-sdk-date, ' +
        'Signature=0f7aecd852b2c1df60aeca43d169dc3a81fb16d8ba6dbdd71c20f462e58ba3a3',
    );
  });

  it('resolves to the parsed body, the response and the request id', async () => {
    const { extract } = observedClient(() =>
      Response.json(accepted, { status: 202, headers: { 'x-request-id': 'r1' } }),
    );
    const { data, response, requestId } = await extract();
    expect({ data, status: response.status, requestId }).toEqual({
      data: accepted,
      status: 202,
      requestId: 'r1',
    });
  });

  it('carries a token instead of a signature', async () => {
    const { requests, extract } = observedClient(() => Response.json(accepted, { status: 202 }), {
      credentials: { token: 'fake-token' },
    });
    await extract();
    expect(requests[0]?.headers.get('x-auth-token')).toBe('fake-token');
    expect(requests[0]?.headers.has('authorization')).toBe(false);
  });

  it('repeats a query parameter for each of its values, and takes another project', async () => {
    const { vod, requests } = observedClient(() => Response.json({ asset_id: 'a b&c' }));
    await vod.GET('/v1.0/{project_id}/asset/details', {
      params: {
        path: { project_id: 'another project' },
        query: { asset_id: 'a b&c', categories: ['base_info', 'transcode_info'] },
      },
    });
    expect(requests[0]?.url.split('.com')[1]).toBe(
      '/v1.0/another%20project/asset/details?asset_id=a%20b%26c&categories=base_info&categories=transcode_info',
    );
  });

  it('has no data where the contract has no body', async () => {
    const { vod } = observedClient(() => new Response(null, { status: 204 }));
    const { data } = await vod.DELETE('/v1.0/{project_id}/asset/extract_audio', {
      params: { query: { asset_id: assetId } },
    });
    expect(data).toBeUndefined();
  });
});

describe('where a client calls', () => {
  it('refuses to guess', () => {
    expect(() => createVodClient({ projectId, credentials: accessKey })).toThrow(/region/);
    // @ts-expect-error There is no such region.
    expect(() => createVodClient({ region: 'mars', projectId, credentials: accessKey })).toThrow(
      /mars/,
    );
    expect(() =>
      createVodClient({ region: 'cn-north-4', projectId: '', credentials: accessKey }),
    ).toThrow(/projectId/);
  });

  it.each([
    ['https://vod.example.com', 'https://vod.example.com/v1.0/'],
    ['https://vod.example.com:8443/', 'https://vod.example.com:8443/v1.0/'],
    ['http://127.0.0.1:9/prefix/', 'http://127.0.0.1:9/prefix/v1.0/'],
  ])('takes the endpoint %s', async (endpoint, start) => {
    const { requests, extract } = observedClient(() => Response.json(accepted, { status: 202 }), {
      endpoint,
    });
    await extract();
    expect(requests[0]?.url.startsWith(start)).toBe(true);
  });
});

describe('an error answer', () => {
  it.each<[string, unknown, number, string, RegExp]>([
    [
      'of VOD',
      { error_code: 'VOD.10062', error_msg: 'Media asset or resource does not exist.' },
      400,
      'VOD.10062',
      /does not exist.* Check asset_id/,
    ],
    [
      'of the gateway',
      { error_code: 'APIGW.0308', error_msg: 'Too fast.', request_id: 'from-body' },
      429,
      'APIGW.0308',
      /Too fast.*request id from-body/,
    ],
    [
      'of IAM',
      { error: { code: 401, message: 'The password is wrong.', title: 'Unauthorized' } },
      401,
      'IAM.401',
      /password is wrong/,
    ],
    ['with code and message', { code: 'SMN.1', message: 'No topic.' }, 404, 'SMN.1', /No topic/],
    ['without a known shape', { oops: true }, 400, 'HTTP.400', /"oops":true/],
  ])('%s is thrown with its code and text', async (_name, body, status, code, message) => {
    const { extract } = observedClient(() => Response.json(body, { status }));
    const error = await errorOf(extract());
    expect(isVodApiError(error)).toBe(true);
    expect(error).toMatchObject({
      status,
      code,
      message: expect.stringMatching(message),
      operation: 'POST /v1.0/{project_id}/asset/extract_audio',
    });
  });

  it('says whether to repeat the call, and what to do', async () => {
    const { extract } = observedClient(() =>
      Response.json(
        { error_code: 'VOD.10083', error_msg: 'Busy.' },
        { status: 400, headers: { 'x-request-id': 'r2' } },
      ),
    );
    expect(await errorOf(extract())).toMatchObject({
      retry: 'later',
      hint: expect.stringContaining('Wait'),
      requestId: 'r2',
    });
  });

  it('that is a page of a proxy keeps the beginning of it', async () => {
    const page = `<html>${'x'.repeat(100_000)}</html>`;
    const { read } = observedClient(() => new Response(page, { status: 502 }));
    const error = await errorOf(read());
    expect(error).toMatchObject({ code: 'HTTP.502', status: 502 });
    expect(String(error).length).toBeLessThan(1000);
  });

  it('without a body is an error all the same', async () => {
    const { read } = observedClient(() => new Response(null, { status: 500 }));
    expect(await errorOf(read())).toBeInstanceOf(VodApiError);
  });

  it('that echoes a signed security token does not show it', async () => {
    const echo =
      'Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:' +
      'POST|/||host:h|x-sdk-date:d|x-security-token:fake-security-token||host;x-sdk-date|00';
    const { extract } = observedClient(
      () => Response.json({ error_code: 'APIGW.0301', error_msg: echo }, { status: 401 }),
      { credentials: { ...accessKey, securityToken: 'fake-security-token' } },
    );
    const shown = inspect(await errorOf(extract()), { depth: 10, showHidden: true });
    expect(shown).toContain('verify aksk signature fail');
    expect(shown).not.toContain('fake-security-token');
    expect(shown).not.toContain(accessKey.secretAccessKey);
  });
});

describe('a success that is not what the contract says', () => {
  it.each([
    ['truncated JSON', new Response('{"asset_id":"3e1c', { status: 202 })],
    ['a page', new Response('<html></html>', { status: 202 })],
    ['no body', new Response(null, { status: 202 })],
    ['an empty text', new Response('', { status: 202, headers: { 'content-length': '0' } })],
  ])('is refused: %s', async (_name, response) => {
    const { extract, read } = observedClient(() => response.clone());
    expect(await errorOf(read())).toBeInstanceOf(VodAnswerError);
    // The task was created, and the id of its audio asset is lost.
    expect(await errorOf(extract())).toMatchObject({
      name: 'AmbiguousOutcomeError',
      cause: expect.any(VodAnswerError),
    });
  });
});

describe('over a real connection', () => {
  let server: Server;
  let answer: RequestListener;
  let endpoint: string;

  beforeEach(async () => {
    server = createServer((request, response) => {
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const call = (signal?: AbortSignal) =>
    createVodClient({ endpoint, projectId, credentials: accessKey, maxRetries: 0 }).GET(
      '/v1.0/{project_id}/asset/details',
      { params: { query: { asset_id: assetId } }, ...(signal ? { signal } : {}) },
    );

  it('a redirect is an error and is not followed', async () => {
    const targets: (string | undefined)[] = [];
    answer = (request, response) => {
      targets.push(request.url);
      response.writeHead(307, { location: '/elsewhere' }).end();
    };
    expect(await errorOf(call())).toMatchObject({ status: 307 });
    expect(targets).toEqual([`/v1.0/${projectId}/asset/details?asset_id=${assetId}`]);
  });

  it('a connection that breaks is an error that says where', async () => {
    answer = (request) => {
      request.socket.destroy();
    };
    const error = await errorOf(call());
    expect(error).toBeInstanceOf(VodConnectionError);
    expect(String(error)).toMatch(/got no answer from 127\.0\.0\.1:\d+: socket hang up/);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/Signature=|fakeSecretKey/);
  });

  it('a refused connection says so', async () => {
    server.close();
    expect(String(await errorOf(call()))).toMatch(/ECONNREFUSED/);
  });

  it('an abort is the caller’s own', async () => {
    const stop = new AbortController();
    answer = () => {
      stop.abort(new Error('changed my mind'));
    };
    expect(String(await errorOf(call(stop.signal)))).toMatch(/changed my mind/);
  });
});
