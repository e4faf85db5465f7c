/** IAM issues tokens and finds the project. */
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

/** What a login can have in the place of what is right. */
interface Login {
  user?: object;
  project?: object;
  methods?: string[];
}

/** The body of a login. */
function login({ user, project = { name: 'cn-east-2' }, methods = ['password'] }: Login = {}) {
  const { name, password, domain } = iamUser;
  const whole = { name, password, domain: { name: domain }, ...user };
  return { auth: { identity: { methods, password: { user: whole } }, scope: { project } } };
}

const getToken = (body: unknown = login(), query = '', service = local) =>
  call(service, 'keystoneCreateUserTokenByPassword', { body, query, signed: false });
const newToken = async (service = local) =>
  (await getToken(login(), '', service)).headers.get('x-subject-token') ?? '';
const list = (token: string) =>
  call(local, 'listAssetList', { headers: { 'x-auth-token': token }, signed: false });

describe('a token', () => {
  it('is issued to the user for the project, for 24 hours', async () => {
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

  it('is answered without the catalogue with nocatalog', async () => {
    expect((await getToken(login(), 'nocatalog=true')).body.token).not.toHaveProperty('catalog');
  });

  it('is issued for a project by its name, by its id, or by both', async () => {
    const [name, id] = ['cn-east-2', local.projectId];
    for (const project of [{ name }, { id }, { name, id }]) {
      expect((await getToken(login({ project }))).status).toBe(201);
    }
  });

  it.each<[number, string, unknown]>([
    [401, 'another password', login({ user: { password: 'fake-passwort' } })],
    [401, 'an empty password', login({ user: { password: '' } })],
    [401, 'another user', login({ user: { name: 'somebody' } })],
    [401, 'another account', login({ user: { domain: { name: 'another' } } })],
    [404, 'another project', login({ project: { name: 'cn-north-9' } })],
    [404, 'the id of another project', login({ project: { id: '0'.repeat(32) } })],
    [404, 'a name and an id that differ', login({ project: { name: 'cn-east-2', id: 'x' } })],
    [400, 'no project', login({ project: {} })],
    [400, 'another method', login({ methods: ['totp'] })],
    [400, 'a password that is a number', login({ user: { password: 5 } })],
    [400, 'no JSON', '{"auth":'],
    [400, 'no body', ''],
    [400, 'an empty object', {}],
    [400, 'a body that is too long', `${JSON.stringify(login())}${' '.repeat(32 * 1024)}`],
  ])('is refused with %i for %s', async (status, _what, body) => {
    const told = await getToken(body);
    expect(told.status).toBe(status);
    expect(told.headers.get('x-subject-token')).toBeNull();
    expect(told.body).toEqual({
      error: { code: status, message: told.text, title: expect.any(String) },
    });
  });

  it('is refused with the same text for a wrong name and a wrong password', async () => {
    for (const user of [{ password: 'x' }, { name: 'x' }]) {
      const { text } = await getToken(login({ user }));
      expect(text).toBe('The username or password is wrong.');
    }
  });

  it('is refused with the name of an unknown project', async () => {
    const { text } = await getToken(login({ project: { name: 'cn-north-9' } }));
    expect(text).toBe('Could not find project: cn-north-9.');
  });

  it('is issued to a user of its own by a service without options', async () => {
    const other = await startLocalVod();
    const { name, password, domain } = other.iamUser;
    const user = { name, password, domain: { name: domain } };
    const body = login({ user, project: { name: other.projectName } });
    expect(other.iamUrl).toBe(other.url);
    expect((await getToken(body, '', other)).status).toBe(201);
    await other.close();
  });
});

describe('a caller with a token', () => {
  it('can extract audio until the token expires', async () => {
    now = Date.now();
    const video = await upload(local);
    const headers = { 'x-auth-token': await newToken() };
    const extract = () =>
      call(local, 'createExtractAudioTask', { body: { asset_id: video }, headers, signed: false });
    const { status, body } = await extract();
    expect(status).toBe(202);
    expect((await detailsOf(local, body.audio_asset_id)).status).toBe(200);
    now += oneDay - 1;
    expect((await extract()).status).not.toBe(401);
    now += 1;
    expect(await extract()).toMatchObject({ status: 401, code: 'APIGW.0307' });
  });

  it('can use an earlier token beside a later one', async () => {
    const tokens = [await newToken(), await newToken()];
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) expect(await list(token)).toMatchObject({ status: 200 });
  });

  it.each<[string, (good: string) => string]>([
    ['was changed', (good) => good.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    ['was made to last', (good) => good.replace(/^\d+/, '9999999999999')],
    ['was cut short', (good) => good.slice(0, -1)],
    ['is empty', () => ''],
  ])('is refused when the token %s', async (_what, change) => {
    const told = await list(change(await newToken()));
    expect(told).toMatchObject({ status: 401, code: 'APIGW.0301' });
  });

  it('is refused with the token of another service', async () => {
    const other = await startLocalVod({ iamUser, projectName: 'cn-east-2', now: () => now });
    const strange = await newToken(other);
    await other.close();
    expect(await list(strange)).toMatchObject({ status: 401, code: 'APIGW.0301' });
  });

  it('can use the token of the options for ever', async () => {
    now += 365 * oneDay;
    expect((await list(local.token)).status).toBe(200);
  });
});

describe('the project', () => {
  const find = (asking: Parameters<typeof call>[2] = {}) =>
    call(local, 'keystoneListProjects', { date: new Date(now), ...asking });

  it('is found by its name, with a signature or a token', async () => {
    const query = 'name=cn-east-2';
    const signed = await find({ query });
    expect(signed.body.projects).toMatchObject([{ id: local.projectId, name: 'cn-east-2' }]);
    const headers = { 'x-auth-token': await newToken() };
    expect((await find({ query, headers, signed: false })).body).toEqual(signed.body);
  });

  it.each([
    ['', 1],
    ['enabled=true&is_domain=&page=1&per_page=100', 1],
    ['name=cn-north-4', 0],
    ['enabled=false', 0],
    ['is_domain=true', 0],
    ['domain_id=another', 0],
    ['page=2&per_page=1', 0],
  ])('is searched with "%s", which finds %i', async (query, count) => {
    expect((await find({ query })).body.projects).toHaveLength(count);
  });

  it.each(['page=0', 'per_page=5001', 'enabled=yes', 'page=one'])(
    'cannot be searched with "%s"',
    async (query) => {
      expect((await find({ query })).status).toBe(400);
    },
  );

  it('is not shown without credentials, or with wrong or expired ones', async () => {
    const old = await newToken();
    now += oneDay;
    const text = expect.stringMatching('signature expired');
    const expired = { date: new Date(now - 16 * 60 * 1000) };
    expect(await find(expired)).toMatchObject({ status: 401, text });
    for (const headers of [{}, { 'x-auth-token': 'another' }, { 'x-auth-token': old }]) {
      expect(await find({ headers, signed: false })).toMatchObject({ status: 401 });
    }
  });
});
