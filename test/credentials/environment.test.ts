/** Credentials from environment variables. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CredentialsNotFoundError, fromEnvironment } from '../../src/credentials/index.js';
import { ask, failureOf, fake, refuseSecrets } from './asking.js';

const key = { HUAWEICLOUD_SDK_AK: fake.ak, HUAWEICLOUD_SDK_SK: fake.sk };

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe('the variables give', () => {
  it('a permanent key', async () => {
    expect(await ask(fromEnvironment(key))).toStrictEqual({
      accessKeyId: fake.ak,
      secretAccessKey: fake.sk,
    });
  });

  it('a temporary key with its project', async () => {
    const variables = {
      ...key,
      HUAWEICLOUD_SDK_SECURITY_TOKEN: fake.securityToken,
      HUAWEICLOUD_SDK_PROJECT_ID: fake.projectId,
    };
    expect(await ask(fromEnvironment(variables))).toStrictEqual({
      accessKeyId: fake.ak,
      secretAccessKey: fake.sk,
      securityToken: fake.securityToken,
      projectId: fake.projectId,
    });
  });

  it('a key without the white space around it, and without what is empty', async () => {
    const variables = {
      HUAWEICLOUD_SDK_AK: ` ${fake.ak}\r\n`,
      HUAWEICLOUD_SDK_SK: `${fake.sk}\n`,
      HUAWEICLOUD_SDK_SECURITY_TOKEN: '',
      HUAWEICLOUD_SDK_PROJECT_ID: ' ',
    };
    expect(await ask(fromEnvironment(variables))).toStrictEqual({
      accessKeyId: fake.ak,
      secretAccessKey: fake.sk,
    });
  });

  it('a key although there is an identity provider too', async () => {
    const variables = { ...key, HUAWEICLOUD_SDK_IDP_ID: 'fake-idp' };
    expect(await ask(fromEnvironment(variables))).toMatchObject({ accessKeyId: fake.ak });
  });

  it('what they hold when they are asked, not before', async () => {
    const provider = fromEnvironment();
    vi.stubEnv('HUAWEICLOUD_SDK_AK', 'FAKEAK0000000000NEXT');
    vi.stubEnv('HUAWEICLOUD_SDK_SK', fake.sk);
    expect(await ask(provider)).toMatchObject({ accessKeyId: 'FAKEAK0000000000NEXT' });
  });
});

describe('there is no key', () => {
  it.each<[string, Record<string, string>]>([
    ['without variables', {}],
    ['with a project alone', { HUAWEICLOUD_SDK_PROJECT_ID: fake.projectId }],
    ['with an empty identity provider', { HUAWEICLOUD_SDK_IDP_ID: '' }],
  ])('%s', async (_what, variables) => {
    const error = await failureOf(fromEnvironment(variables));
    expect(error).toBeInstanceOf(CredentialsNotFoundError);
    expect(error.name).toBe('CredentialsNotFoundError');
    expect(error.message).toMatch(/HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set.+console/);
  });

  it('without a process', async () => {
    vi.stubGlobal('process', undefined); // As in a browser.
    const failure = ask(fromEnvironment()).catch((error: unknown) => error);
    vi.unstubAllGlobals();
    expect(await failure).toBeInstanceOf(CredentialsNotFoundError);
  });
});

describe('it is told which variable is wrong', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['no AK', { HUAWEICLOUD_SDK_SK: fake.sk }, /^HUAWEICLOUD_SDK_AK in .+ is missing.+Give both/],
    ['no SK', { HUAWEICLOUD_SDK_AK: fake.ak }, /^HUAWEICLOUD_SDK_SK in .+ is missing.+Give both/],
    ['an empty AK', { ...key, HUAWEICLOUD_SDK_AK: '' }, /^HUAWEICLOUD_SDK_AK in .+ is empty/],
    ['a blank SK', { ...key, HUAWEICLOUD_SDK_SK: ' \n' }, /^HUAWEICLOUD_SDK_SK in .+ is empty/],
    [
      'both empty',
      { HUAWEICLOUD_SDK_AK: '', HUAWEICLOUD_SDK_SK: '' },
      /^HUAWEICLOUD_SDK_AK .+ empty/,
    ],
    [
      'a security token alone',
      { HUAWEICLOUD_SDK_SECURITY_TOKEN: fake.securityToken },
      /^HUAWEICLOUD_SDK_AK .+ missing.+ remove both and HUAWEICLOUD_SDK_SECURITY_TOKEN\.$/,
    ],
    [
      'a secret in two lines',
      { ...key, HUAWEICLOUD_SDK_SK: `${fake.sk}\n${fake.sk}` },
      /^HUAWEICLOUD_SDK_SK in the environment has white space/,
    ],
    [
      'a security token with a sign that no header may have',
      { ...key, HUAWEICLOUD_SDK_SECURITY_TOKEN: `${fake.securityToken}\u2026` },
      /^HUAWEICLOUD_SDK_SECURITY_TOKEN in the environment has/,
    ],
    [
      'an identity provider',
      { HUAWEICLOUD_SDK_IDP_ID: 'fake-idp', HUAWEICLOUD_SDK_ID_TOKEN_FILE: '/fake' },
      /^HUAWEICLOUD_SDK_IDP_ID .+ identity provider \(OIDC\), which is not supported\. Give HUAWEICLOUD_SDK_AK/,
    ],
    ['its file', { HUAWEICLOUD_SDK_ID_TOKEN_FILE: '/fake' }, /^HUAWEICLOUD_SDK_ID_TOKEN_FILE /],
  ])('%s', async (_what, variables, message) => {
    const error = await failureOf(fromEnvironment(variables));
    expect(error).not.toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message).toMatch(message);
  });
});

it('the look for secrets finds them', () => {
  const nested = new Error('x', { cause: { deep: [[[new Map([['a', fake.sk]])]]] } });
  expect(() => refuseSecrets(nested)).toThrow('A secret shows');
});
