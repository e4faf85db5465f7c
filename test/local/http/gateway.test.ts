/** The gateway checks who calls, over real HTTP. */
import { createHash, createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { OfficialBuilder, OfficialCore } from '../../../scripts/bench/callers.js';
import type { AccessKey } from '../../../src/auth/credentials.js';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../../src/local/index.js';
import { ask, type Told } from '../answers.js';
import { askRaw } from './raw-requests.js';

const accessKey: AccessKey = { accessKeyId: 'FAKEAK', secretAccessKey: 'fake-secret-key' };
const wrongKey = { ...accessKey, secretAccessKey: 'another-secret-key' };
const token = 'fake-token';
const unknownId = '0'.repeat(32);
const serverTime = Date.UTC(2026, 10, 22, 10, 25);
const date = new Date(serverTime);
const sdkDate = '20261122T102500Z';
const fiveMinutes = 5 * 60 * 1000;

let local: LocalVod;
beforeAll(async () => {
  local = await start();
});
afterAll(() => local.close());

async function start(options: LocalVodOptions = {}): Promise<LocalVod> {
  return startLocalVod({ accessKey, token, now: () => serverTime, ...options });
}

/** A service for one test. */
async function startOther(options: LocalVodOptions = {}): Promise<LocalVod> {
  const other = await start(options);
  onTestFinished(() => other.close());
  return other;
}

/** A caller who is let in learns that there is no such asset. */
const details = `details?asset_id=${unknownId}`;
const letIn = { status: 400, code: 'VOD.10062' };

function refused(why: string): Partial<Told> {
  const text = `Incorrect IAM authentication information: ${why}`;
  return { status: 401, code: 'APIGW.0301', text };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const authorization = (names: string, signature: string) =>
  `SDK-HMAC-SHA256 Access=FAKEAK, SignedHeaders=${names}, Signature=${signature}`;

/** The headers of a request that is signed by hand. */
function signed(canonical: string): Record<string, string> {
  const text = `SDK-HMAC-SHA256\n${sdkDate}\n${sha256(canonical)}`;
  const signature = createHmac('sha256', accessKey.secretAccessKey).update(text).digest('hex');
  return { 'x-sdk-date': sdkDate, authorization: authorization('host;x-sdk-date', signature) };
}

/** The canonical request, written down from the rules and not from src/. */
function canonicalLines(method: string, path: string, query: string, body: string): string[] {
  const headers = [`host:${new URL(local.url).host}`, `x-sdk-date:${sdkDate}`];
  const whole = `/v1.0/${local.projectId}/asset/${path}/`;
  return [method, whole, query, ...headers, '', 'host;x-sdk-date', sha256(body)];
}

describe('a signature', () => {
  it.each([
    ['extract_audio', { body: '{"asset_id":"Straße"}' }, ''],
    [
      'details',
      { query: 'b=2&asset_id=a%2fb*c&empty&Z=~&b=%C3%A4+1&b=10' },
      'Z=~&asset_id=a%2Fb%2Ac&b=10&b=2&b=%C3%A4%201&empty=',
    ],
  ])(
    'by another secret is refused, and the text has the canonical request (%s)',
    async (...row) => {
      const [path, asking, query] = row;
      const body = 'body' in asking ? asking.body : '';
      const whole = 'query' in asking ? `${path}?${asking.query}` : path;
      const told = await ask(local, whole, { ...(body && { body }), key: wrongKey, date });
      const echo = canonicalLines(body ? 'POST' : 'GET', path, query, body).join('|');
      expect(told).toMatchObject(refused(`verify aksk signature fail, canonicalRequest:${echo}`));
    },
  );

  it('that is made by hand from the rules is accepted', async () => {
    const canonical = canonicalLines('GET', 'details', `asset_id=${unknownId}`, '').join('\n');
    const told = await ask(local, details, { signed: false, headers: signed(canonical) });
    expect(told).toMatchObject(letIn);
  });

  // The vendor's Java SDK signs repeated values of a query in the given order, the other SDKs sort them.
  it.each([
    ['b=2&b=10&asset_id=a+b&b=%c3%a4', 'asset_id=a%2Bb&b=10&b=2&b=%C3%A4', 'accepted'],
    ['b=2&b=10&asset_id=a+b&b=%c3%a4', 'asset_id=a%2Bb&b=2&b=10&b=%C3%A4', 'accepted'],
    ['b=2&b=10&asset_id=a+b&b=%c3%a4', 'asset_id=a%2Bb&b=%C3%A4&b=10&b=2', 'refused'],
    ['b=10&b=2&asset_id=(a)*', 'asset_id=%28a%29%2A&b=2&b=10', 'refused'],
    ['b=10&b=2&asset_id=(a)*', 'asset_id=%28a%29%2A&b=10&b=2', 'accepted'],
  ])('over %s as %s is %s', async (query, canonicalQuery, outcome) => {
    const canonical = canonicalLines('GET', 'details', canonicalQuery, '').join('\n');
    const told = await ask(local, `details?${query}`, {
      signed: false,
      headers: signed(canonical),
    });
    expect(told).toMatchObject(outcome === 'accepted' ? letIn : { status: 401 });
  });

  it('of an unknown access key is refused', async () => {
    const told = await ask(local, details, { key: { ...accessKey, accessKeyId: 'FAKEX' }, date });
    expect(told).toMatchObject(refused('Get secretKey failed,ak:FAKEX,err:ak not exist'));
  });

  it.each([
    [-16 * 60, '20261122T100900Z'],
    [16 * 60, '20261122T104100Z'],
    [15 * 60 + 1, '20261122T104001Z'],
  ])(
    'that is %i seconds off is refused, and the text has both times',
    async (seconds, signedAt) => {
      const off = new Date(serverTime + seconds * 1000);
      const why = `signature expired, signature time:${signedAt},server time:${sdkDate}`;
      expect(await ask(local, details, { date: off })).toMatchObject(refused(why));
    },
  );

  it.each([-15 * 60, -14 * 60, 14 * 60, 15 * 60])(
    'that is %i seconds off is accepted',
    async (seconds) => {
      const off = new Date(serverTime + seconds * 1000);
      expect(await ask(local, details, { date: off })).toMatchObject(letIn);
    },
  );

  it.each([
    ['of another scheme', 'Basic ZmFrZTpmYWtl'],
    ['with the name of the algorithm alone', 'SDK-HMAC-SHA256'],
    ['without a signature', 'SDK-HMAC-SHA256 Access=FAKEAK, SignedHeaders=x-sdk-date'],
    ['with a signature that is not hexadecimal', authorization('x-sdk-date', 'z'.repeat(64))],
    ['with a signature that is too short', authorization('x-sdk-date', 'ab'.repeat(31))],
    ['without signed headers', authorization('', 'ab'.repeat(32))],
  ])('in an Authorization header %s is refused', async (_what, value) => {
    const headers = { authorization: value, 'x-sdk-date': sdkDate };
    const why = 'the Authorization header is not of the form of SDK-HMAC-SHA256';
    expect(await ask(local, details, { signed: false, headers })).toMatchObject(refused(why));
  });

  it.each([
    ['does not cover x-sdk-date', { 'x-sdk-date': sdkDate }, 'host'],
    ['covers an x-sdk-date that is missing', {}, 'host;x-sdk-date'],
  ])('that %s is refused', async (_what, more, names) => {
    const headers = { authorization: authorization(names, 'ab'.repeat(32)), ...more };
    const told = await ask(local, details, { signed: false, headers });
    expect(told).toMatchObject(refused('x-sdk-date is missing or not signed'));
  });

  it('over another body is refused', async () => {
    const headers = signed(
      canonicalLines('POST', 'extract_audio', '', '{"asset_id":"a"}').join('\n'),
    );
    const changed = { body: '{"asset_id":"b"}', signed: false, headers };
    expect(await ask(local, 'extract_audio', changed)).toMatchObject({ status: 401 });
  });

  it('covers the body of a GET', async () => {
    const query = `asset_id=${unknownId}`;
    const { authorization: value = '' } = signed(
      canonicalLines('GET', 'details', query, '{}').join('\n'),
    );
    const get = (body: string) => {
      const line = `GET /v1.0/${local.projectId}/asset/details?${query} HTTP/1.1`;
      const head = [line, `X-Sdk-Date: ${sdkDate}`, `Authorization: ${value}`];
      const bytes = new TextEncoder().encode(body);
      return askRaw(local.url, [...head, `Content-Length: ${bytes.length}`], { body: bytes });
    };
    expect(await get('{}')).toMatchObject(letIn);
    expect(await get('{ }')).toMatchObject({ status: 401, code: 'APIGW.0301' });
  });

  it('may leave the body out with a signed UNSIGNED-PAYLOAD only', async () => {
    const unsigned = { 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' };
    const body = { asset_id: unknownId };
    expect(await ask(local, 'extract_audio', { body, headers: unsigned, date })).toMatchObject(
      letIn,
    );
    const lines = [
      ...canonicalLines('POST', 'extract_audio', '', '').slice(0, -1),
      'UNSIGNED-PAYLOAD',
    ];
    const headers = { ...signed(lines.join('\n')), ...unsigned };
    const told = await ask(local, 'extract_audio', { body, signed: false, headers });
    expect(told).toMatchObject({ status: 401 });
  });

  it('may cover more headers than it has to', async () => {
    const headers = { 'x-project-id': local.projectId, 'x-domain-id': '  fake domain  ' };
    expect(await ask(local, details, { headers, date })).toMatchObject(letIn);
  });

  it('of the official Node SDK is accepted, which signs {} with a GET and sends it', async () => {
    const { url, projectId, credentials } = await startOther({ now: Date.now });
    const require = createRequire(import.meta.url);
    // Its types do not compile under this project's options.
    const { BasicCredentials } = require('@huaweicloud/huaweicloud-sdk-core') as OfficialCore;
    const { ClientBuilder } =
      require('@huaweicloud/huaweicloud-sdk-core/ClientBuilder') as OfficialBuilder;
    const credential = new BasicCredentials()
      .withAk(credentials.accessKeyId)
      .withSk(credentials.secretAccessKey)
      .withProjectId(projectId);
    const official = new ClientBuilder((client) => client)
      .withEndpoint(url)
      .withCredential(credential)
      .build();
    const answer = await official.sendRequest({
      method: 'GET',
      url: '/v1.0/{project_id}/asset/list',
      contentType: 'application/json',
      queryParams: { page: 0, size: 10 },
      pathParams: { project_id: projectId },
      headers: {},
      data: {},
    });
    expect(answer).toMatchObject({ total: 0, assets: [] });
  });
});

describe('a temporary access key', () => {
  const temporary = { ...accessKey, securityToken: 'fake-security-token' };
  const unknown = refused('Get secretKey failed,ak:FAKEAK,err:ak not exist');

  it('is unknown without its security token', async () => {
    const other = await startOther({ accessKey: temporary });
    expect(await ask(other, details, { date })).toMatchObject(letIn);
    for (const key of [accessKey, { ...temporary, securityToken: 'another' }]) {
      expect(await ask(other, details, { key, date })).toMatchObject(unknown);
    }
  });

  it('is unknown after its end', async () => {
    const expiresAt = new Date(serverTime + 60_000);
    const other = await startOther({ accessKey: { ...temporary, expiresAt } });
    expect(await ask(other, details, { date })).toMatchObject(letIn);
    other.clock.advance(60_000);
    expect(await ask(other, details, { date })).toMatchObject(unknown);
  });

  it('has to have its security token signed', async () => {
    const other = await startOther({ accessKey: temporary });
    const headers = {
      ...{ 'x-sdk-date': sdkDate, 'x-security-token': temporary.securityToken },
      authorization: authorization('host;x-sdk-date', 'ab'.repeat(32)),
    };
    const told = await ask(other, details, { signed: false, headers });
    expect(told).toMatchObject(refused('x-security-token is not signed'));
  });
});

describe('a caller', () => {
  it.each([
    ['without credentials', {}, 'x-auth-token not found'],
    ['with a wrong token', { 'x-auth-token': 'another-fake-token' }, 'decrypt token fail'],
  ])('%s is refused', async (_what, headers, why) => {
    expect(await ask(local, details, { signed: false, headers })).toMatchObject(refused(why));
  });

  it('with the right token is let in', async () => {
    const headers = { 'x-auth-token': token };
    expect(await ask(local, details, { signed: false, headers })).toMatchObject(letIn);
  });

  it.each([
    ['signature', {}],
    ['token', { signed: false, headers: { 'x-auth-token': token } }],
  ])('of another project with a good %s is refused', async (_what, credentials) => {
    const told = await ask(local, `/v1.0/${unknownId}/asset/${details}`, { ...credentials, date });
    const text = 'Tenant ID verification failed.';
    expect(told).toMatchObject({ status: 403, code: 'VOD.10057', text });
  });
});

describe('the lock of the access key', () => {
  const locked = { code: 'APIGW.0301', text: expect.stringContaining('failed to reach the limit') };
  const wrong = { code: 'APIGW.0301', text: expect.stringContaining('verify aksk signature fail') };
  const atNow = (other: LocalVod) => ({ date: new Date(other.clock.now()) });
  const forge = (other: LocalVod) => ask(other, details, { key: wrongKey, ...atNow(other) });
  const read = (other: LocalVod) => ask(other, details, atNow(other));

  it('closes with the sixth wrong signature in a row, for five minutes', async () => {
    const other = await startOther();
    for (let count = 0; count < 6; count += 1) expect(await forge(other)).toMatchObject(wrong);
    expect(await read(other)).toMatchObject(locked);
    expect(
      await ask(other, details, { signed: false, headers: { 'x-auth-token': token } }),
    ).toMatchObject(letIn);
    other.clock.advance(fiveMinutes - 1000);
    expect(await read(other)).toMatchObject(locked);
    other.clock.advance(1000);
    expect(await read(other)).toMatchObject(letIn);
    expect(await forge(other)).toMatchObject(wrong);
  });

  it.each([fiveMinutes, 24 * 60 * 60 * 1000])(
    'opens when the clock is set back by %i ms, and closes again',
    async (backMs) => {
      const other = await startOther();
      for (let round = 0; round < 2; round += 1) {
        for (let count = 0; count < 6; count += 1) expect(await forge(other)).toMatchObject(wrong);
        expect(await read(other)).toMatchObject(locked);
        other.clock.advance(-backMs);
        expect(await read(other)).toMatchObject(letIn);
      }
    },
  );

  it('stays open when right signatures come between', async () => {
    const other = await startOther();
    for (let count = 0; count < 12; count += 1) {
      expect(await forge(other)).toMatchObject(wrong);
      if (count % 5 === 4) expect(await read(other)).toMatchObject(letIn);
    }
  });
});

describe('a request', () => {
  it.each(['/', '/index.html', `/v2x/${unknownId}/asset`])('to %s finds no API', async (path) => {
    const text = 'The API does not exist or has not been published in the environment.';
    const told = await ask(local, path, { date });
    expect(told).toMatchObject({ status: 404, code: 'APIGW.0101', text });
  });

  it.each([
    ['GET', `/v1.0/${unknownId}/asset/never-offered`],
    ['PUT', `/v2/${unknownId}/asset/never-offered`],
    ['PUT', `/v1.0/${unknownId}/asset/extract_audio`],
  ] as const)('%s %s is answered that this is not offered', async (method, path) => {
    expect(await ask(local, path, { method, date })).toMatchObject({
      status: 501,
      code: 'LOCAL.501',
      text:
        `The local VOD service does not offer ${method} ${path} yet. ` +
        'It offers the operations of its contract, openapi.json.',
    });
  });

  it('gets an id of its own, which errors of the gateway repeat and those of VOD do not', async () => {
    const headers = { 'x-request-id': 'an-id-of-the-caller' };
    const answers = [
      ...(await Promise.all([1, 2].map(() => ask(local, details, { signed: false, headers })))),
      await ask(local, details, { date }),
    ];
    const ids = answers.map((told) => told.headers.get('x-request-id') ?? '');
    expect(new Set([...ids, 'an-id-of-the-caller']).size).toBe(4);
    const repeated = answers.map(({ body }) => (body as { request_id?: string }).request_id);
    expect(repeated).toEqual([...ids.slice(0, 2), undefined]);
  });
});
