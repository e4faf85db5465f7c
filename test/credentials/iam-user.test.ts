/** fromIamUser with the IAM of the local VOD service, and with servers that answer something else. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromIamUser, type IamUserOptions, type Token } from '../../src/credentials/index.js';
import {
  createVodClient,
  VodAnswerError,
  VodApiError,
  VodConnectionError,
  VodError,
} from '../../src/index.js';
import { type LocalVod, startLocalVod } from '../../src/local/index.js';
import { serve } from '../platform/server.js';
import { credentialsOf, errorOf, expectNoSecrets, fake, nowhere } from './provider-calls.js';

const user = { user: 'ode-to-joy-app', password: fake.password, domain: 'example-account' };
const projectName = 'cn-east-2';

let local: LocalVod;
beforeAll(async () => {
  const { user: name, password, domain } = user;
  local = await startLocalVod({ iamUser: { name, password, domain }, projectName });
});
afterAll(() => local.close());
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0); // Pauses between attempts are chosen at random.
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const fromLocal = (options: Partial<IamUserOptions> = {}) =>
  fromIamUser({ ...user, iamEndpoint: local.iamUrl, projectName, ...options });

describe('fromIamUser', () => {
  it('gives a token with its expiry and project, which VOD accepts', async () => {
    const credentials = fromLocal();
    const given = (await credentialsOf(credentials)) as Token; // Otherwise the next lines fail.
    expect(given).toStrictEqual({
      token: expect.stringMatching(/./),
      expiresAt: expect.any(Date),
      projectId: local.projectId,
    });
    const lastsMs = (given.expiresAt?.getTime() ?? 0) - Date.now();
    expect(lastsMs).toBeGreaterThan(23.9 * 60 * 60_000);
    const vod = createVodClient({ endpoint: local.url, credentials });
    expect((await vod.GET('/v1.0/{project_id}/asset/list', {})).data.total).toBe(0);
    expectNoSecrets(credentials);
  });

  it.each<[string, () => Partial<IamUserOptions>]>([
    ['of the id', () => ({ projectId: local.projectId, projectName: 'another' })],
    ['of the region', () => ({ region: projectName, projectName: undefined as never })],
  ])('gets a token for the project %s', async (_, options) => {
    expect(await credentialsOf(fromLocal(options()))).toMatchObject({ projectId: local.projectId });
  });
});

describe('the call of IAM', () => {
  const sent: { url: string; body: string }[] = [];
  const fetch = async (request: Request) => {
    sent.push({ url: request.url, body: await request.text() });
    return answer();
  };
  const answer = (body: object = { token: {} }) =>
    Response.json(body, { status: 201, headers: { 'x-subject-token': 'fake-token' } });
  afterEach(() => {
    sent.length = 0;
  });

  it('goes to the region, without the catalogue, for the project of the region', async () => {
    vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', undefined);
    await credentialsOf(fromIamUser({ ...user, region: 'ap-southeast-3', fetch }));
    expect(sent[0]?.url).toBe(
      'https://iam.ap-southeast-3.myhuaweicloud.com/v3/auth/tokens?nocatalog=true',
    );
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
      auth: {
        identity: {
          methods: ['password'],
          password: {
            user: { name: user.user, password: user.password, domain: { name: user.domain } },
          },
        },
        scope: { project: { name: 'ap-southeast-3' } },
      },
    });
  });

  it('goes to the URL in the variable', async () => {
    vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', 'https://iam.example.com/');
    await credentialsOf(fromIamUser({ ...user, region: 'cn-north-4', fetch }));
    expect(sent[0]?.url).toBe('https://iam.example.com/v3/auth/tokens?nocatalog=true');
  });

  it.each<[string, object, object]>([
    ['an empty body', {}, {}],
    ['no token', { token: null }, {}],
    ['members of other types', { token: { expires_at: 'soon', project: { id: 5 } } }, {}],
    ['no project', { token: { project: null } }, {}],
    [
      'members of the login',
      { token: { catalog: [{ type: 'identity' }], methods: ['password'], project: { id: 'p1' } } },
      { projectId: 'p1' },
    ],
  ])('gives a token when its answer has %s', async (_, body, more) => {
    const fetch = () => Promise.resolve(answer(body));
    const provider = fromIamUser({ ...user, region: 'cn-north-4', fetch });
    expect(await credentialsOf(provider)).toStrictEqual({ token: 'fake-token', ...more });
  });
});

describe('the error of fromIamUser', () => {
  it.each<[number, Partial<IamUserOptions>, RegExp]>([
    [401, { password: `${fake.password}x` }, /password is wrong\. .+ Check user.+ HUAWEI ID/],
    [401, { user: 'somebody' }, /second factor is not supported\. An access key/],
    [404, { projectName: 'cn-north-9' }, /find project: cn-north-9\. .+ Check projectId or/],
  ])('says what to do after a %i of IAM for %j', async (status, options, message) => {
    const error = await errorOf(fromLocal(options));
    expect(error).toBeInstanceOf(VodApiError);
    expect(error).toMatchObject({
      status,
      code: `IAM.${status}`,
      operation: 'POST /v3/auth/tokens',
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
      retry: 'never',
      attempts: 1,
    });
    expect(error.message).toMatch(message);
  });

  it.each<[string, string, (sent: string) => unknown]>([
    ['the login', 'IAM', () => ({ error: { code: 401, message: `Look: ${fake.password}` } })],
    ['the login in its text', 'HTTP', () => `Look: ${fake.password}`],
    ['the request', 'HTTP', (sent) => sent],
    ['the request as JSON', 'HTTP', (sent) => ({ error: { message: sent } })],
  ])('does not show the password when a proxy repeats %s', async (_, family, shown) => {
    for (const status of [400, 401, 403, 404]) {
      const endpoint = await serve((request, response) => {
        request.setEncoding('utf8').on('data', (sent: string) => {
          const text = shown(sent);
          response.writeHead(status).end(typeof text === 'string' ? text : JSON.stringify(text));
        });
      });
      const error = await errorOf(fromLocal({ iamEndpoint: endpoint }));
      expect(error).toMatchObject({ code: `${family}.${family === 'IAM' ? 401 : status}` });
      expect(error.message).toMatch(/Look: \(hidden\)|\(not shown, because it repeats the login\)/);
    }
  });

  it('has the hint of the catalogue for a known code', async () => {
    const endpoint = await serve((_request, response) => {
      response.writeHead(401).end('{"error_code":"IAM.0061","error_msg":"locked"}');
    });
    const error = await errorOf(fromLocal({ iamEndpoint: endpoint }));
    expect(error.message).toMatch(/locked Wait until the lock ends[^]+meanwhile\.$/);
  });

  it('comes after a retry if IAM fails', async () => {
    let calls = 0;
    const endpoint = await serve((_request, response) => {
      calls += 1;
      response.writeHead(503, { 'retry-after': '0' }).end();
    });
    const error = await errorOf(fromLocal({ iamEndpoint: endpoint }));
    expect(error).toMatchObject({ status: 503, attempts: calls });
    expect(calls).toBeGreaterThan(1);
  });

  it('says that the header with the token is missing', async () => {
    const endpoint = await serve((_request, response) => response.writeHead(201).end('{}'));
    const error = await errorOf(fromLocal({ iamEndpoint: endpoint }));
    expect(error).toBeInstanceOf(VodAnswerError);
    expect(error.message).toMatch(
      `without the header X-Subject-Token. Is ${new URL(endpoint).host}`,
    );
  });

  it('shows what was answered instead of JSON, without the password', async () => {
    const endpoint = await serve((_request, response) => response.end(`<p>${fake.password}</p>`));
    const error = await errorOf(fromLocal({ iamEndpoint: endpoint }));
    expect(error).toBeInstanceOf(VodError);
    expect(error.message).toMatch(/^POST \/v3\/auth\/tokens .+<p>\(hidden\)<\/p>/);
  });

  it('is a VodConnectionError if there is no server', async () => {
    const endpoint = nowhere;
    const error = await errorOf(fromLocal({ iamEndpoint: endpoint }));
    expect(error).toBeInstanceOf(VodConnectionError);
    expect(error.message).toMatch(new URL(endpoint).host);
  });
});

it('fromIamUser throws the reason of its signal', async () => {
  const caller = new AbortController();
  const reason = new Error('given up');
  const endpoint = await serve(() => caller.abort(reason));
  expect(await errorOf(fromLocal({ iamEndpoint: endpoint }), caller.signal)).toBe(reason);
});

it.each<[Partial<IamUserOptions>, RegExp]>([
  [{ user: '' }, /^user is empty/],
  [{ password: '' }, /^password is empty/],
  [{ domain: undefined as never }, /^domain is empty/],
  [{ password: `${fake.password}\n` }, /^password has white space around it/],
  [{ password: ` ${fake.password}` }, /^password has white space around it/],
  [{ user: 'ode-to-joy-app\r\n' }, /^user has white space around it/],
  [{ domain: '\u00a0example-account' }, /^domain has white space around it/],
  [{ projectName: '' }, /^The project is missing: give/],
  [{ iamEndpoint: `https://u:${fake.sk}@host` }, /^iamEndpoint is no base URL/],
  [{ iamEndpoint: '' }, /^The address of IAM is missing: give/],
])('fromIamUser throws a TypeError for %j', (options, message) => {
  vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', undefined);
  let failure: unknown;
  try {
    fromLocal(options);
  } catch (error) {
    failure = error;
  }
  expect(failure).toBeInstanceOf(TypeError);
  expect(String(failure).replace('TypeError: ', '')).toMatch(message);
  expectNoSecrets(failure);
});
