/** What an error shows of the answer that it is for. */
import { beforeEach, describe, expect, it } from 'vitest';
import { errorCatalogue } from '../../generated/error-catalogue.js';
import { type FetchFunction, VodApiError } from '../../src/index.js';
import { type LocalVod, startLocalVod } from '../../src/local/index.js';
import { fakeSecrets } from './canary.js';
import { answer, startFaultyVod } from './faulty-vod.js';
import {
  clientOf,
  errorOf,
  extract,
  type Options,
  projectId,
  read,
  temporaryKey,
  transports,
} from './watched-client.js';

/** The error of a read, not repeated, that is answered like this. */
async function errorFor(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
  options: Options = {},
): Promise<VodApiError> {
  const vod = await startFaultyVod([answer(status, body, headers)]);
  const error = await errorOf(read(clientOf(vod, { maxRetries: 0, ...options })));
  if (error instanceof VodApiError) return error;
  throw error;
}

describe('a VodApiError', () => {
  it('has the call, the answer, its code and text, and what to do', async () => {
    const entry = errorCatalogue['VOD.10062'] ?? expect.fail();
    const error = await errorFor(400, { error_code: 'VOD.10062', error_msg: 'No such asset.' });
    const { response, ...facts } = error;
    expect(facts).toEqual({
      name: 'VodApiError',
      operation: 'GET /v1.0/{project_id}/asset/details',
      requestId: 'fake-request-id',
      retryable: false,
      attempts: 1,
      status: 400,
      code: 'VOD.10062',
      hint: entry.remedy,
      retry: 'never',
      serviceMessage: 'No such asset.',
    });
    expect([response?.status, response?.statusText]).toEqual([400, 'Scripted']);
    expect(response?.headers.get('content-type')).toBe('application/json');
    expect(await response?.json()).toEqual({
      error_code: 'VOD.10062',
      error_msg: 'No such asset.',
    });
    expect(error.message).toBe(
      'GET /v1.0/{project_id}/asset/details was answered with 400 VOD.10062: No such asset. ' +
        `${entry.remedy} (request id fake-request-id)`,
    );
    expect(error.cause).toBeUndefined();
  });

  const noText = { error_code: 'X.1', error_msg: '' };
  const listForText = { error_code: 'X.1', error_msg: [1] };
  it.each<[string, unknown, string, RegExp]>([
    ['of the gateway', { error_code: 'APIGW.9', error_msg: 'Bad.' }, 'APIGW.9', /\.9: Bad\./],
    ['of IAM', { error: { code: 401, message: 'Bad.' } }, 'IAM.401', /IAM\.401: Bad\./],
    ['with an error inside', { error: { code: 'X.1', message: 'bad' } }, 'X.1', /X\.1: bad /],
    ['with code and message', { code: 'X.1', message: 'No topic.' }, 'X.1', /X\.1: No topic/],
    ['without a known shape', { oops: true }, 'HTTP.400', /: \{"oops":true\} /],
    ['that is null', null, 'HTTP.400', /: null /],
    ['that is a list', [{ error_code: 'V.1' }], 'HTTP.400', /: \[\{"error_code":"V\.1"\}\] /],
    ['that is a number', 7, 'HTTP.400', /: 7 /],
    ['that is empty', '', 'HTTP.400', /: the answer has no body /],
    ['that is half of JSON', '{"error_code":"V.1', 'HTTP.400', /: \{"error_code":"V\.1 /],
    ['with an empty message', noText, 'X.1', /X\.1: \{"error_code"/],
    ['with a list for a message', listForText, 'X.1', /"error_msg":\[1\]/],
    ['with a text for an error', { error: 'bad' }, 'HTTP.400', /: \{"error":"bad"\} /],
    ['with a member of every object', { code: 'constructor' }, 'constructor', / constructor: /],
  ])('reads a body %s', async (_what, body, code, message) => {
    const error = await errorFor(400, body);
    expect(error).toMatchObject({ code, hint: undefined, retry: 'never' });
    expect(error.message).toMatch(message);
  });

  const long = 'x'.repeat(2 ** 20);
  it.each<[string, unknown, number, number | undefined]>([
    ['a page', long, 500, undefined],
    ['a message', { error_code: 'X.1', error_msg: long }, 4000, 4000],
  ])('shows the beginning of %s, and has the rest', async (_what, body, shown, inMessage) => {
    const error = await errorFor(400, body);
    expect(/x+/.exec(error.message)?.[0].length).toBe(shown);
    expect(error.serviceMessage?.length).toBe(inMessage);
    expect(await error.response?.text()).toContain(long);
  });

  it.each<[string, Record<string, string>, unknown, string | undefined]>([
    ['of the header', { 'x-request-id': 'r1' }, {}, 'r1'],
    ['of the body', { 'x-request-id': 'r1' }, { request_id: 'r2' }, 'r2'],
    ['of IAM', { 'x-request-id': '', 'x-iam-trace-id': 'r3' }, {}, 'r3'],
    ['undefined', { 'x-request-id': '' }, {}, undefined],
  ])('has the request id %s', async (_where, headers, body, id) => {
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
  ])('for %i %s says whether to repeat: %s', async (status, code, retry, readable, extractable) => {
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
    expect(error.response?.headers.get('location')).toBe('https://elsewhere.example.com');
  });

  it('hides a security token that the gateway repeats, also in its response', async () => {
    const { securityToken } = temporaryKey;
    const text = `verify aksk signature fail, canonicalRequest:GET|/||x-security-token:${securityToken}||x|00`;
    const body = { error_code: 'APIGW.0301', error_msg: text };
    const options = { credentials: temporaryKey };
    const error = await errorFor(401, body, { 'x-echo': securityToken }, options);
    const hidden = text.replace(securityToken, '(hidden)');
    expect(error.serviceMessage).toBe(hidden);
    expect(await error.response?.json()).toEqual({ ...body, error_msg: hidden });
    expect(error.response?.headers.get('x-echo')).toBe('(hidden)=');
  });

  it('leaves words of the gateway alone that are like those of a header', async () => {
    const text = 'Incorrect IAM authentication information: x-auth-token not found';
    const error = await errorFor(401, { error_code: 'APIGW.0301', error_msg: text });
    expect(error.message).toContain(`APIGW.0301: ${text} `);
  });
});

describe('the error for a signature that the gateway refuses', () => {
  let local: LocalVod;
  // One for each test, because five wrong signatures lock a key.
  beforeEach(async () => {
    local = await startLocalVod();
    return () => local.close();
  });

  it.each(Object.entries(transports))(
    'says over %s that the secret is wrong',
    async (_, options) => {
      const { url } = local;
      const { accessKeyId } = local.credentials;
      const credentials = { accessKeyId, secretAccessKey: fakeSecrets.secretAccessKey };
      const error = await errorOf(
        extract(clientOf(url, { ...options, projectId: local.projectId, credentials })),
      );
      const refusal = { status: 401, code: 'APIGW.0301', attempts: 1, retryable: false };
      expect(error).toMatchObject({
        ...refusal,
        hint: 'The gateway signs the same canonical request: the secret access key is not the one of this access key id.',
      });
      expect(error.message).toMatch(/canonicalRequest:POST\|\/v1\.0\/.*\|.*host:127\.0\.0\.1:/);
    },
  );

  const lines = (number: number, what: string, signed: string, received: string) =>
    new RegExp(
      `line ${String(number)} \\(${what}\\): signed here "${signed}", by the gateway "${received}"`,
    );
  const elsewhere = `/v1.0/${projectId}/asset/status/uploaded`;
  interface Sent {
    method: string;
    url: URL;
    headers: Headers;
    body: string;
  }
  it.each<[string, (sent: Sent) => unknown, RegExp]>([
    ['method', (sent) => (sent.method = 'DELETE'), lines(1, 'method', 'POST', 'DELETE')],
    [
      'path',
      ({ url }) => (url.pathname = elsewhere),
      lines(2, 'path', '.*_audio/', `${elsewhere}/`),
    ],
    ['query', ({ url }) => (url.search = '?utm=1'), lines(3, 'query', '', 'utm=1')],
    [
      'host',
      ({ headers }) => headers.set('host', 'a.b'),
      lines(4, 'headers', 'host:127.*', 'host:a.b'),
    ],
    ['body', (sent) => (sent.body = '{}'), lines(9, 'body hash', '[0-9a-f]{64}', '[0-9a-f]{64}')],
  ])('shows which line was changed on the way: its %s', async (_what, change, hint) => {
    const fetch: FetchFunction = async (request) => {
      const { method, headers } = request;
      const sent = { method, url: new URL(request.url), headers, body: await request.text() };
      change(sent);
      return local.fetch(sent.url, sent);
    };
    const { url, credentials } = local;
    const error = await errorOf(extract(clientOf(url, { fetch, credentials })));
    expect(error).toMatchObject({ status: 401, hint: expect.stringMatching(hint) });
  });
});
