/** What an error tells of the answer that it is for; client.test.ts has the shapes of error bodies. */
import { beforeEach, describe, expect, it } from 'vitest';
import { errorCatalogue } from '../../generated/error-catalogue.js';
import { type FetchFunction, isVodApiError, type VodApiError } from '../../src/index.js';
import { type LocalVod, startLocalVod } from '../../src/local/index.js';
import { fakeSecrets } from './canary.js';
import { accept, answer, startFaultyVod } from './faulty-vod.js';
import { clientOf, errorOf, extract, type Options, read, transports } from './watched-client.js';

/** The error of a call, not repeated, that is answered like this. */
async function errorFor(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
  options: Options & { call?: typeof read | typeof extract } = {},
): Promise<VodApiError> {
  const vod = await startFaultyVod([answer(status, body, headers)]);
  const { call = read, ...rest } = options;
  const error = await errorOf(call(clientOf(vod, { maxRetries: 0, ...rest })));
  if (isVodApiError(error)) return error;
  throw error;
}

describe('an error', () => {
  it('has all that there is to tell', async () => {
    const entry = errorCatalogue['VOD.10062'] ?? expect.fail();
    const error = await errorFor(400, { error_code: 'VOD.10062', error_msg: 'No such asset.' });
    expect(Object.fromEntries(Object.entries(error))).toEqual({
      name: 'VodApiError',
      operation: 'GET /v1.0/{project_id}/asset/details',
      requestId: 'fake-request-id',
      retryable: false,
      attempts: 1,
      status: 400,
      code: 'VOD.10062',
      hint: entry.remedy,
      retry: 'never',
      response: error.response,
      serviceMessage: 'No such asset.',
    });
    expect(error.response?.status).toBe(400);
    expect(await error.response?.json()).toMatchObject({ error_code: 'VOD.10062' });
    expect(error.message).toBe(
      'GET /v1.0/{project_id}/asset/details was answered with 400 VOD.10062: No such asset. ' +
        `${entry.remedy} (request id fake-request-id)`,
    );
    expect(error.cause).toBeUndefined();
  });

  it.each<[string, unknown, string, RegExp]>([
    ['null', null, 'HTTP.400', /: null /],
    ['a list', [{ error_code: 'VOD.1' }], 'HTTP.400', /: \[\{"error_code":"VOD\.1"\}\] /],
    ['a number', 7, 'HTTP.400', /: 7 /],
    ['an empty object', {}, 'HTTP.400', /: \{\} /],
    ['an empty text', '', 'HTTP.400', /: the answer has no body /],
    ['half of JSON', '{"error_code":"VOD.1006', 'HTTP.400', /: \{"error_code":"VOD\.1006 /],
    ['an empty message', { error_code: 'X.1', error_msg: '' }, 'X.1', /X\.1: \{"error_code"/],
    ['a message that is none', { error_code: 'X.1', error_msg: [1] }, 'X.1', /"error_msg":\[1\]/],
    ['an error that is a text', { error: 'bad' }, 'HTTP.400', /: \{"error":"bad"\} /],
    ['an error inside', { error: { code: 'X.1', message: 'bad' } }, 'X.1', /X\.1: bad /],
    ['what every object has', { error_code: 'constructor' }, 'constructor', /400 constructor: /],
  ])('for a body that is %s shows what there is', async (_what, body, code, message) => {
    const error = await errorFor(400, body);
    expect(error).toMatchObject({ code, hint: undefined, retry: 'never' });
    expect(error.message).toMatch(message);
  });

  it.each<[string, unknown, number]>([
    ['a page', 'x'.repeat(2 ** 20), 500],
    ['a message', { error_code: 'X.1', error_msg: 'x'.repeat(2 ** 20) }, 4000],
  ])('shows the beginning of %s', async (_what, body, length) => {
    const { message } = await errorFor(400, body);
    expect(/x+/g.exec(message)?.[0].length).toBe(length);
  });

  it.each<[string, Record<string, string>, unknown, string | undefined]>([
    ['the header', { 'x-request-id': 'r1' }, {}, 'r1'],
    ['the body', { 'x-request-id': 'r1' }, { request_id: 'r2' }, 'r2'],
    ['IAM', { 'x-request-id': '', 'x-iam-trace-id': 'r3' }, {}, 'r3'],
    ['nobody', { 'x-request-id': '' }, {}, undefined],
  ])('has the request id of %s', async (_where, headers, body, id) => {
    expect((await errorFor(400, body, headers)).requestId).toBe(id);
  });

  it.each<[number, string | undefined, string, boolean, boolean]>([
    // Status, code, retry class; whether a read and an extraction may be repeated.
    [400, 'VOD.10062', 'never', false, false],
    [400, 'VOD.10083', 'later', true, true],
    [401, 'APIGW.0307', 'new-token', true, true],
    [408, undefined, 'never', false, false],
    [429, undefined, 'later', true, true],
    [429, 'APIGW.0308', 'later', true, true],
    [500, 'APIGW.0605', 'later', true, true],
    [500, 'APIGW.0611', 'never', false, false],
    [500, 'VOD.10051', 'unknown', true, false],
    [503, undefined, 'unknown', true, false],
    [599, 'X.1', 'unknown', true, false],
  ])('%i %s says whether to repeat: %s', async (status, code, retry, readable, extractable) => {
    const body = code ? { error_code: code } : '';
    expect(await errorFor(status, body)).toMatchObject({ retry, retryable: readable });
    const vod = await startFaultyVod([answer(status, body)]);
    const error = await errorOf(extract(clientOf(vod, { maxRetries: 0 })));
    if (retry === 'unknown') expect(error).toMatchObject({ retryable: false, cause: { retry } });
    else expect(error).toMatchObject({ retry, retryable: extractable });
  });

  it('says that redirects are not followed', async () => {
    const error = await errorFor(307, '', { location: 'https://elsewhere.example.com' });
    expect(error.hint).toBe('Redirects are not followed: check the endpoint.');
  });

  it('leaves words of the gateway alone that are like those of a header', async () => {
    const text = 'Incorrect IAM authentication information: x-auth-token not found';
    const error = await errorFor(401, { error_code: 'APIGW.0301', error_msg: text });
    expect(error.message).toContain(`APIGW.0301: ${text} `);
  });
});

describe('a signature that the gateway refuses', () => {
  let local: LocalVod;
  // One for each test, because five wrong signatures lock a key.
  beforeEach(async () => {
    local = await startLocalVod();
    return () => local.close();
  });

  const same =
    'The gateway signs the same canonical request: the secret access key is not the one of this access key id.';
  type Change = (url: URL, init: RequestInit) => void;
  const setHeader = (init: RequestInit, name: string, value: string) => {
    init.headers = { ...(init.headers as Record<string, string>), [name]: value }; // As the client sends them.
  };

  it.each(Object.entries(transports))(
    'for its secret is said to be that, over %s',
    async (_transport, options) => {
      const { accessKeyId } = local.credentials;
      const { secretAccessKey } = fakeSecrets;
      const { projectId } = local;
      const client = clientOf(local.url, {
        ...options,
        projectId,
        credentials: { accessKeyId, secretAccessKey },
      });
      const error = await errorOf(extract(client));
      expect(error).toMatchObject({
        status: 401,
        code: 'APIGW.0301',
        hint: same,
        attempts: 1,
        retryable: false,
      });
      expect(error.message).toMatch(/canonicalRequest:POST\|\/v1\.0\/.*\|.*host:127\.0\.0\.1:/);
    },
  );

  it.each<[string, Change, RegExp]>([
    [
      'method',
      (_, init) => (init.method = 'DELETE'),
      /line 1 \(method\): signed here "POST", by the gateway "DELETE"/,
    ],
    [
      'path',
      (url) => (url.pathname = url.pathname.replace('extract_audio', 'status/uploaded')),
      /line 2 \(path\): signed here ".*extract_audio\/", by the gateway ".*status\/uploaded\/"/,
    ],
    [
      'query',
      (url) => (url.search = '?utm=1'),
      /line 3 \(query\): signed here "", by the gateway "utm=1"/,
    ],
    [
      'header',
      (_, init) => setHeader(init, 'host', 'proxy.example.com'),
      /line 4 \(headers\): signed here "host:127.*", by the gateway "host:proxy\.example\.com"/,
    ],
    [
      'body',
      (_, init) => (init.body = '{"asset_id":"other"}'),
      /line 9 \(body hash\): signed here "[0-9a-f]{64}", by the gateway "[0-9a-f]{64}"/,
    ],
    ['secret', () => undefined, /The gateway signs the same/],
  ])('for a change of its %s on the way shows the line', async (_what, change, hint) => {
    const fetch: FetchFunction = async (request) => {
      const url = new URL(request.url);
      const { method, headers } = request;
      const init = { method, headers: Object.fromEntries(headers), body: await request.text() };
      change(url, init);
      return local.fetch(url, init);
    };
    const { projectId, url, credentials } = local;
    const wrong = { ...credentials, secretAccessKey: fakeSecrets.secretAccessKey };
    const error = await errorOf(
      extract(
        clientOf(url, { fetch, projectId, credentials: hint.test(same) ? wrong : credentials }),
      ),
    );
    expect(error).toMatchObject({ status: 401, hint: expect.stringMatching(hint) });
  });
});

describe('a success', () => {
  it('has the response and its request id', async () => {
    for (const options of Object.values(transports)) {
      const vod = await startFaultyVod([accept]);
      const { requestId, response } = await extract(clientOf(vod, options));
      expect(requestId).toBe('fake-request-id');
      expect([response.status, response.headers.get('content-type')]).toEqual([
        202,
        'application/json',
      ]);
    }
  });
});
