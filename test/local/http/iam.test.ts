/** Tokens and projects, as IAM hands them out. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { call } from '../answers.js';
import { detailsOf, upload } from '../assets/uploaded.js';

const oneDay = 24 * 60 * 60 * 1000;
const start = Date.UTC(2026, 10, 22, 10, 25, 0, 701);
const iamUser = { name: 'ode-to-joy-app', password: 'fake-password', domain: 'example-account' };

let local: LocalVod;
let now = start;
beforeAll(async () => {
  local = await startLocalVod({ iamUser, projectName: 'cn-east-2', now: () => now });
});
beforeEach(() => {
  now = start;
});
afterAll(() => local.close());

const fromNow = () => ({ date: new Date(now) });

interface Login {
  user?: object;
  scope?: object;
  methods?: string[];
}

function login({ user = {}, scope = { name: 'cn-east-2' }, methods = ['password'] }: Login = {}) {
  const { name, password, domain } = iamUser;
  const whole = { name, password, domain: { name: domain }, ...user };
  return {
    auth: { identity: { methods, password: { user: whole } }, scope: { project: scope } },
  };
}

const getToken = (body: unknown = login(), query = '') =>
  call(local, 'keystoneCreateUserTokenByPassword', { body, query, signed: false });

async function token(): Promise<string> {
  return (await getToken()).headers.get('x-subject-token') ?? '';
}

describe('a token', () => {
  it('is issued to the user, for the project, for 24 hours', async () => {
    const { status, body } = await getToken();
    const domain = { id: expect.stringMatching(/^[0-9a-f]{32}$/), name: 'example-account' };
    expect(status).toBe(201);
    expect(body.token).toMatchObject({
      catalog: [],
      issued_at: '2026-11-22T10:25:00.701000Z',
      expires_at: '2026-11-23T10:25:00.701000Z',
      methods: ['password'],
      project: { id: local.projectId, name: 'cn-east-2', domain },
      user: { name: 'ode-to-joy-app', domain },
    });
  });

  it('comes without the catalogue when that is asked for', async () => {
    expect((await getToken(login(), 'nocatalog=true')).body.token).not.toHaveProperty('catalog');
  });

  it.each([
    ['its name', () => ({ name: 'cn-east-2' })],
    ['its id', () => ({ id: local.projectId })],
    ['both', () => ({ name: 'cn-east-2', id: local.projectId })],
  ])('is for the project by %s', async (_what, scope) => {
    expect((await getToken(login({ scope: scope() }))).status).toBe(201);
  });

  it.each<[number, string, unknown]>([
    [401, 'another password', login({ user: { password: 'fake-passwort' } })],
    [401, 'an empty password', login({ user: { password: '' } })],
    [401, 'another user', login({ user: { name: 'somebody' } })],
    [401, 'another account', login({ user: { domain: { name: 'another' } } })],
    [404, 'another project', login({ scope: { name: 'cn-north-9' } })],
    [404, 'the id of another project', login({ scope: { id: '0'.repeat(32) } })],
    [404, 'a name and an id that differ', login({ scope: { name: 'cn-east-2', id: 'x' } })],
    [400, 'no project', login({ scope: {} })],
    [400, 'another method', login({ methods: ['totp'] })],
    [400, 'a password that is a number', login({ user: { password: 5 } })],
    [400, 'no JSON', '{"auth":'],
    [400, 'no body', ''],
    [400, 'an empty object', {}],
    [400, 'a body that is too large', `${JSON.stringify(login())}${' '.repeat(32 * 1024)}`],
  ])('is refused with %i for %s', async (status, _what, body) => {
    const told = await getToken(body);
    expect(told.status).toBe(status);
    expect(told.headers.get('x-subject-token')).toBeNull();
    expect(told.body).toEqual({
      error: { code: status, message: told.text, title: expect.any(String) },
    });
  });

  it('does not tell whether the name or the password was wrong', async () => {
    const password = await getToken(login({ user: { password: 'x' } }));
    const name = await getToken(login({ user: { name: 'x' } }));
    expect(password.text).toBe('The username or password is wrong.');
    expect(name.text).toBe(password.text);
  });

  it('names the project that it does not know', async () => {
    const { text } = await getToken(login({ scope: { name: 'cn-north-9' } }));
    expect(text).toBe('Could not find project: cn-north-9.');
  });
});

describe('with a token', () => {
  it('audio can be extracted, until the token expires', async () => {
    now = Date.now();
    const video = await upload(local);
    const headers = { 'x-auth-token': await token() };
    const start = () =>
      call(local, 'createExtractAudioTask', {
        body: { asset_id: video },
        headers,
        signed: false,
      });
    const { status, body } = await start();
    expect(status).toBe(202);
    expect((await detailsOf(local, body.audio_asset_id)).status).toBe(200);
    now += oneDay - 1;
    expect((await start()).status).not.toBe(401);
    now += 1;
    expect(await start()).toMatchObject({ status: 401, code: 'APIGW.0307' });
  });

  it('a later one does not end an earlier one', async () => {
    const [one, other] = [await token(), await token()];
    expect(one).not.toBe(other);
    for (const each of [one, other]) expect(await list(each)).toMatchObject({ status: 200 });
  });

  it.each<[string, (good: string) => string]>([
    ['changed', (good) => good.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    ['made to last', (good) => good.replace(/^\d+/, '9999999999999')],
    ['cut short', (good) => good.slice(0, -1)],
    ['empty', () => ''],
  ])('that was %s nobody is let in', async (_what, change) => {
    const told = await list(change(await token()));
    expect(told).toMatchObject({ status: 401, code: 'APIGW.0301' });
  });

  it('of another service nobody is let in', async () => {
    const other = await startLocalVod({ iamUser, projectName: 'cn-east-2', now: () => now });
    const body = login();
    const told = await call(other, 'keystoneCreateUserTokenByPassword', { body, signed: false });
    await other.close();
    const strange = await list(told.headers.get('x-subject-token') ?? '');
    expect(strange).toMatchObject({ status: 401, code: 'APIGW.0301' });
  });

  it('that the service was started with there is no end', async () => {
    now += 365 * oneDay;
    expect((await list(local.token)).status).toBe(200);
  });

  const list = (value: string) =>
    call(local, 'listAssetList', { headers: { 'x-auth-token': value }, signed: false });
});

describe('the project', () => {
  it('is found by its name, with a signature or a token', async () => {
    const query = 'name=cn-east-2';
    const signed = await call(local, 'keystoneListProjects', { query, ...fromNow() });
    expect(signed.body.projects).toMatchObject([{ id: local.projectId, name: 'cn-east-2' }]);
    const headers = { 'x-auth-token': await token() };
    const byToken = await call(local, 'keystoneListProjects', { query, headers, signed: false });
    expect(byToken.body).toEqual(signed.body);
  });

  it.each([
    ['', 1],
    ['enabled=true&is_domain=&page=1&per_page=100', 1],
    ['name=cn-north-4', 0],
    ['enabled=false', 0],
    ['is_domain=true', 0],
    ['domain_id=another', 0],
    ['page=2&per_page=1', 0],
  ])('"%s" finds %i', async (query, count) => {
    const told = await call(local, 'keystoneListProjects', { query, ...fromNow() });
    expect(told.body.projects).toHaveLength(count);
  });

  it.each(['page=0', 'per_page=5001', 'enabled=yes', 'page=one'])(
    '"%s" is no question',
    async (query) => {
      const told = await call(local, 'keystoneListProjects', { query, ...fromNow() });
      expect(told.status).toBe(400);
    },
  );

  it.each<[string, () => Promise<Record<string, string>>]>([
    ['nobody', () => Promise.resolve({})],
    ['a wrong token', () => Promise.resolve({ 'x-auth-token': 'another' })],
    [
      'an expired token',
      async () => {
        const headers = { 'x-auth-token': await token() };
        now += oneDay;
        return headers;
      },
    ],
  ])('is not shown to %s', async (_what, credentials) => {
    const headers = await credentials();
    const told = await call(local, 'keystoneListProjects', { headers, signed: false });
    expect(told).toMatchObject({ status: 401 });
  });

  it('is not shown to an expired signature, and the text says why', async () => {
    const date = new Date(now - 16 * 60 * 1000);
    const told = await call(local, 'keystoneListProjects', { date });
    expect(told).toMatchObject({ status: 401, text: expect.stringMatching('signature expired') });
  });
});

it('without options there is a user of its own', async () => {
  const other = await startLocalVod();
  const { name, password, domain } = other.iamUser;
  const user = { name, password, domain: { name: domain } };
  const auth = {
    identity: { methods: ['password'], password: { user } },
    scope: { project: { name: other.projectName } },
  };
  expect(other.iamUrl).toBe(other.url);
  const told = await call(other, 'keystoneCreateUserTokenByPassword', {
    body: { auth },
    signed: false,
  });
  expect(told.status).toBe(201);
  await other.close();
});
