/** What the gateway in front of the service lets in, over real HTTP. */
import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { AccessKey } from '../../../src/auth/credentials.js';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { ask, askRaw, type Told } from './wire.js';

const accessKey: AccessKey = { accessKeyId: 'FAKEAK', secretAccessKey: 'fake-secret-key' };
const token = 'fake-token';
const unknownId = '0'.repeat(32);
const serverTime = Date.UTC(2026, 10, 22, 10, 25);
const date = new Date(serverTime);
const sdkDate = '20261122T102500Z';

let local: LocalVod;
beforeAll(async () => {
  local = await startLocalVod({ accessKey, token, now: () => serverTime });
});
afterAll(() => local.close());

/** The same question with different credentials; who is let in learns that there is no such asset. */
const details = `details?asset_id=${unknownId}`;
const letIn = { status: 400, code: 'VOD.10062' };

function refused(why: string): Partial<Told> {
  const text = `Incorrect IAM authentication information: ${why}`;
  return { status: 401, code: 'APIGW.0301', text };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The canonical request, written down from the rules and not from src/. */
function canonicalLines(
  ...[method, path, query, body]: [string, string, string, string]
): string[] {
  const headers = [`host:${new URL(local.url).host}`, `x-sdk-date:${sdkDate}`];
  return [method, path, query, ...headers, '', 'host;x-sdk-date', sha256(body)];
}

describe('a signature', () => {
  const wrongKey = { ...accessKey, secretAccessKey: 'another-secret-key' };

  it('made with another secret is refused, with the canonical request of a POST', async () => {
    const body = '{"asset_id":"Straße"}';
    const told = await ask(local, 'extract_audio', { body, signWith: wrongKey, date });
    const path = `/v1.0/${local.projectId}/asset/extract_audio/`;
    const echo = canonicalLines('POST', path, '', body).join('|');
    expect(told).toMatchObject(refused(`verify aksk signature fail, canonicalRequest:${echo}`));
  });

  it('made with another secret is refused, with the canonical request of a query', async () => {
    const query = 'b=2&asset_id=a%2fb*c&empty&Z=~&b=%C3%A4+1&b=10';
    const told = await ask(local, `details?${query}`, { signWith: wrongKey, date });
    const path = `/v1.0/${local.projectId}/asset/details/`;
    const sorted = 'Z=~&asset_id=a%2Fb%2Ac&b=10&b=2&b=%C3%A4%201&empty=';
    const echo = canonicalLines('GET', path, sorted, '').join('|');
    expect(told).toMatchObject(refused(`verify aksk signature fail, canonicalRequest:${echo}`));
  });

  it('made by hand from the rules is accepted', async () => {
    const path = `/v1.0/${local.projectId}/asset/details/`;
    const canonical = canonicalLines('GET', path, `asset_id=${unknownId}`, '').join('\n');
    const told = await ask(local, details, { signWith: 'none', headers: signed(canonical) });
    expect(told).toMatchObject(letIn);
  });

  it('of an unknown access key is refused', async () => {
    const signWith = { ...accessKey, accessKeyId: 'FAKEOTHER' };
    const told = await ask(local, details, { signWith, date });
    expect(told).toMatchObject(refused('Get secretKey failed,ak:FAKEOTHER,err:ak not exist'));
  });

  it.each([
    [-16 * 60, '20261122T100900Z'],
    [16 * 60, '20261122T104100Z'],
    [15 * 60 + 1, '20261122T104001Z'],
  ])('%i seconds off is expired, and the text has both times', async (seconds, signedAt) => {
    const off = new Date(serverTime + seconds * 1000);
    const why = `signature expired, signature time:${signedAt},server time:${sdkDate}`;
    expect(await ask(local, details, { date: off })).toMatchObject(refused(why));
  });

  it.each([-15 * 60, -14 * 60, 14 * 60, 15 * 60])('%i seconds off is accepted', async (seconds) => {
    const off = new Date(serverTime + seconds * 1000);
    expect(await ask(local, details, { date: off })).toMatchObject(letIn);
  });

  it.each([
    ['another scheme', 'Basic ZmFrZTpmYWtl'],
    ['the name of the algorithm alone', 'SDK-HMAC-SHA256'],
    ['no signature', 'SDK-HMAC-SHA256 Access=FAKEAK, SignedHeaders=x-sdk-date'],
    ['a signature that is no hexadecimal number', authorization('x-sdk-date', 'z'.repeat(64))],
    ['a signature that is too short', authorization('x-sdk-date', 'ab'.repeat(31))],
    ['no signed headers', authorization('', 'ab'.repeat(32))],
  ])('with %s is refused', async (_what, value) => {
    const headers = { authorization: value, 'x-sdk-date': sdkDate };
    const why = 'the Authorization header is not of the form of SDK-HMAC-SHA256';
    expect(await ask(local, details, { signWith: 'none', headers })).toMatchObject(refused(why));
  });

  it.each([
    ['does not cover x-sdk-date', { 'x-sdk-date': sdkDate }, 'host'],
    ['covers an x-sdk-date that is not there', {}, 'host;x-sdk-date'],
  ])('that %s is refused', async (_what, more, names) => {
    const headers = { authorization: authorization(names, 'ab'.repeat(32)), ...more };
    const told = await ask(local, details, { signWith: 'none', headers });
    expect(told).toMatchObject(refused('x-sdk-date is missing or not signed'));
  });

  it('over a body that was changed on the way is refused', async () => {
    const path = `/v1.0/${local.projectId}/asset/extract_audio/`;
    const headers = signed(canonicalLines('POST', path, '', '{"asset_id":"a"}').join('\n'));
    const changed = { body: '{"asset_id":"b"}', signWith: 'none', headers } as const;
    expect(await ask(local, 'extract_audio', changed)).toMatchObject({ status: 401 });
  });

  it('may leave the body out with UNSIGNED-PAYLOAD', async () => {
    const headers = { 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' };
    const body = { asset_id: unknownId };
    expect(await ask(local, 'extract_audio', { body, headers, date })).toMatchObject(letIn);
  });

  it('may not leave the body out with an UNSIGNED-PAYLOAD that is not signed itself', async () => {
    const path = `/v1.0/${local.projectId}/asset/extract_audio/`;
    const lines = [...canonicalLines('POST', path, '', '').slice(0, -1), 'UNSIGNED-PAYLOAD'];
    const headers = { ...signed(lines.join('\n')), 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' };
    const asking = { body: { asset_id: unknownId }, signWith: 'none', headers } as const;
    expect(await ask(local, 'extract_audio', asking)).toMatchObject({ status: 401 });
  });

  it('may cover more headers than it has to', async () => {
    const headers = { 'x-project-id': local.projectId, 'x-domain-id': '  fake domain  ' };
    expect(await ask(local, details, { headers, date })).toMatchObject(letIn);
  });
});

describe('a caller', () => {
  it('without credentials is refused', async () => {
    const told = await ask(local, details, { signWith: 'none' });
    expect(told).toMatchObject(refused('x-auth-token not found'));
  });

  it('with a wrong token is refused', async () => {
    const headers = { 'x-auth-token': 'another-fake-token' };
    const told = await ask(local, details, { signWith: 'none', headers });
    expect(told).toMatchObject(refused('decrypt token fail'));
  });

  it('with the right token is let in', async () => {
    const headers = { 'x-auth-token': token };
    expect(await ask(local, details, { signWith: 'none', headers })).toMatchObject(letIn);
  });

  it.each([
    ['signature', {}],
    ['token', { signWith: 'none', headers: { 'x-auth-token': token } }],
  ] as const)('with a good %s, but of another project, is refused', async (_what, credentials) => {
    const path = `/v1.0/${unknownId}/asset/${details}`;
    expect(await ask(local, path, { ...credentials, date })).toMatchObject({
      status: 403,
      code: 'VOD.10057',
      text: 'Tenant ID verification failed.',
    });
  });
});

it('the body of a GET is a part of its signature', async () => {
  const path = `/v1.0/${local.projectId}/asset/details/`;
  const query = `asset_id=${unknownId}`;
  const get = (body: string) => {
    const { authorization: value = '' } = signed(
      canonicalLines('GET', path, query, '{}').join('\n'),
    );
    const head = [
      `GET ${path.slice(0, -1)}?${query} HTTP/1.1`,
      `X-Sdk-Date: ${sdkDate}`,
      `Authorization: ${value}`,
      `Content-Length: ${body.length}`,
    ];
    return askRaw(local.url, head, { body: new TextEncoder().encode(body) });
  };
  expect(await get('{}')).toMatchObject(letIn);
  expect(await get('{ }')).toMatchObject({ status: 401, code: 'APIGW.0301' });
});

it('a temporary access key ends at its time', async () => {
  const expiresAt = new Date(serverTime + 60_000);
  const temporary = { ...accessKey, securityToken: 'fake-security-token', expiresAt };
  const other = await startLocalVod({ accessKey: temporary, now: () => serverTime });
  onTestFinished(() => other.close());
  expect(await ask(other, details, { date })).toMatchObject(letIn);
  other.clock.advance(60_000);
  const why = 'Get secretKey failed,ak:FAKEAK,err:ak not exist';
  expect(await ask(other, details, { date })).toMatchObject(refused(why));
});

it('the security token of a temporary access key has to be signed', async () => {
  const other = await startLocalVod({
    accessKey: { ...accessKey, securityToken: 'fake-security-token' },
    now: () => serverTime,
  });
  onTestFinished(() => other.close());
  const path = `/v1.0/${other.projectId}/asset/details/`;
  const host = new URL(other.url).host;
  const lines = ['GET', path, `asset_id=${unknownId}`, `host:${host}`, `x-sdk-date:${sdkDate}`, ''];
  const canonical = [...lines, 'host;x-sdk-date', sha256('')].join('\n');
  const headers = { ...signed(canonical), 'x-security-token': 'fake-security-token' };
  const told = await ask(other, details, { signWith: 'none', headers });
  expect(told).toMatchObject(refused('x-security-token is not signed'));
});

it('a temporary access key needs its security token', async () => {
  const temporary = { ...accessKey, securityToken: 'fake-security-token' };
  const other = await startLocalVod({ accessKey: temporary, now: () => serverTime });
  onTestFinished(() => other.close());
  expect(await ask(other, details, { date })).toMatchObject(letIn);
  for (const signWith of [accessKey, { ...temporary, securityToken: 'another' }]) {
    const why = 'Get secretKey failed,ak:FAKEAK,err:ak not exist';
    expect(await ask(other, details, { signWith, date })).toMatchObject(refused(why));
  }
});

describe('a request', () => {
  it.each(['/', '/index.html', `/v2x/${unknownId}/asset`])('to %s finds no API', async (path) => {
    const text = 'The API does not exist or has not been published in the environment.';
    expect(await ask(local, path, { date })).toMatchObject({
      status: 404,
      code: 'APIGW.0101',
      text,
    });
  });

  it.each([
    ['GET', `/v1.0/${unknownId}/asset/category`],
    ['GET', `/v2/${unknownId}/asset/categories`],
    ['PUT', `/v1.0/${unknownId}/asset/cover`],
    ['PUT', `/v1.0/${unknownId}/asset/extract_audio`],
  ] as const)('%s %s is told that this is not offered here', async (method, path) => {
    expect(await ask(local, path, { method, date })).toMatchObject({
      status: 501,
      code: 'LOCAL.501',
      text:
        `The local VOD service does not offer ${method} ${path} yet. ` +
        'It offers the operations of its contract, openapi.json.',
    });
  });

  it('gets an id of its own, which errors of the gateway repeat and those of VOD do not', async () => {
    const answers = [
      ...(await Promise.all([1, 2, 3].map(() => ask(local, details, { signWith: 'none' })))),
      await ask(local, details, { date }),
    ];
    const ids = answers.map(({ headers }) => headers.get('x-request-id') ?? '');
    expect(new Set(ids).size).toBe(4);
    const repeated = answers.map(({ body }) => (body as { request_id?: string }).request_id);
    expect(repeated).toEqual([...ids.slice(0, 3), undefined]);
  });
});

function authorization(names: string, signature: string): string {
  return `SDK-HMAC-SHA256 Access=FAKEAK, SignedHeaders=${names}, Signature=${signature}`;
}

function signed(canonical: string): Record<string, string> {
  const text = `SDK-HMAC-SHA256\n${sdkDate}\n${sha256(canonical)}`;
  const signature = createHmac('sha256', accessKey.secretAccessKey).update(text).digest('hex');
  return { 'x-sdk-date': sdkDate, authorization: authorization('host;x-sdk-date', signature) };
}
