/** fromEnvironment. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CredentialsNotFoundError, fromEnvironment } from '../../src/credentials/index.js';
import { credentialsOf, errorOf, expectNoSecrets, fake } from './provider-calls.js';

const variables = { HUAWEICLOUD_SDK_AK: fake.ak, HUAWEICLOUD_SDK_SK: fake.sk };
const all = {
  ...variables,
  HUAWEICLOUD_SDK_SECURITY_TOKEN: fake.securityToken,
  HUAWEICLOUD_SDK_PROJECT_ID: fake.projectId,
};
const key = { accessKeyId: fake.ak, secretAccessKey: fake.sk };

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe('fromEnvironment', () => {
  it.each<[string, Record<string, string>, object]>([
    ['a permanent key', variables, key],
    [
      'a temporary key and its project',
      all,
      { ...key, securityToken: fake.securityToken, projectId: fake.projectId },
    ],
    [
      'a key beside empty variables',
      { ...variables, HUAWEICLOUD_SDK_SECURITY_TOKEN: '', HUAWEICLOUD_SDK_PROJECT_ID: ' ' },
      key,
    ],
    ['a key beside an identity provider', { ...variables, HUAWEICLOUD_SDK_IDP_ID: 'fake' }, key],
  ])('reads %s', async (_, given, expected) => {
    expect(await credentialsOf(fromEnvironment(given))).toStrictEqual(expected);
  });

  it('reads the variables of the process at each call', async () => {
    const provider = fromEnvironment();
    vi.stubEnv('HUAWEICLOUD_SDK_AK', 'FAKEAK0000000000NEXT');
    vi.stubEnv('HUAWEICLOUD_SDK_SK', fake.sk);
    expect(await credentialsOf(provider)).toMatchObject({ accessKeyId: 'FAKEAK0000000000NEXT' });
  });

  it.each<[string, Record<string, string>]>([
    ['no variables', {}],
    ['only a project', { HUAWEICLOUD_SDK_PROJECT_ID: fake.projectId }],
    ['an empty identity provider', { HUAWEICLOUD_SDK_IDP_ID: '' }],
  ])('throws a CredentialsNotFoundError for %s', async (_, given) => {
    const error = await errorOf(fromEnvironment(given));
    expect(error).toBeInstanceOf(CredentialsNotFoundError);
    expect(error.name).toBe('CredentialsNotFoundError');
    expect(error.message).toMatch(/HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set.+console/);
  });

  it('throws a CredentialsNotFoundError in a browser, which has no process', async () => {
    vi.stubGlobal('process', undefined);
    const error = credentialsOf(fromEnvironment()).catch((reason: unknown) => reason);
    vi.unstubAllGlobals();
    expect(await error).toBeInstanceOf(CredentialsNotFoundError);
  });

  it.each([
    ['AK', (value: string) => `${value}\n`],
    ['SK', (value: string) => `${value}\n`],
    ['SK', (value: string) => `${value}\r\n`],
    ['SK', (value: string) => ` ${value}`],
    ['SK', (value: string) => `\t${value}`],
    ['SK', (value: string) => `\u00a0${value}`],
    ['AK', (value: string) => `\ufeff${value}`],
    ['SK', (value: string) => `"${value}"`],
    ['SK', (value: string) => `${value}\u200b`],
    ['SECURITY_TOKEN', (value: string) => `${value} `],
    ['PROJECT_ID', (value: string) => `${value}\n`],
  ])('refuses the variable of the %s with white space around it', async (name, changed) => {
    const variable = `HUAWEICLOUD_SDK_${name}`;
    const given = { ...all, [variable]: changed(all[variable as keyof typeof all]) };
    expect(await credentialsOf(fromEnvironment(all))).toBeDefined();
    const { message } = await errorOf(fromEnvironment(given));
    expect(message).toBe(
      `${variable} in the environment has white space around it, such as a line end, or a quotation mark. Remove it.`,
    );
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['no AK', { HUAWEICLOUD_SDK_SK: fake.sk }, /^HUAWEICLOUD_SDK_AK in .+ is missing.+set both/],
    ['no SK', { HUAWEICLOUD_SDK_AK: fake.ak }, /^HUAWEICLOUD_SDK_SK in .+ is missing.+set both/],
    ['an empty AK', { ...variables, HUAWEICLOUD_SDK_AK: '' }, /^HUAWEICLOUD_SDK_AK in .+ is empty/],
    ['a blank SK', { ...variables, HUAWEICLOUD_SDK_SK: ' \n' }, /^HUAWEICLOUD_SDK_SK .+ is empty/],
    [
      'two empty ones',
      { HUAWEICLOUD_SDK_AK: '', HUAWEICLOUD_SDK_SK: '' },
      /^HUAWEICLOUD_SDK_AK .+ empty/,
    ],
    [
      'only a security token',
      { HUAWEICLOUD_SDK_SECURITY_TOKEN: fake.securityToken },
      /^HUAWEICLOUD_SDK_AK .+ missing.+ remove both and HUAWEICLOUD_SDK_SECURITY_TOKEN\.$/,
    ],
    [
      'a secret of two lines',
      { ...variables, HUAWEICLOUD_SDK_SK: `${fake.sk}\n${fake.sk}` },
      /^HUAWEICLOUD_SDK_SK in the environment has white space/,
    ],
    [
      'a security token with a character that no header can have',
      { ...variables, HUAWEICLOUD_SDK_SECURITY_TOKEN: `${fake.securityToken}\u2026` },
      /^HUAWEICLOUD_SDK_SECURITY_TOKEN in the environment has/,
    ],
    [
      'an identity provider',
      { HUAWEICLOUD_SDK_IDP_ID: 'fake-idp', HUAWEICLOUD_SDK_ID_TOKEN_FILE: '/fake' },
      /^HUAWEICLOUD_SDK_IDP_ID .+ identity provider \(OIDC\), which is not supported\. Set HUAWEICLOUD_SDK_AK/,
    ],
  ])('throws an Error that names the variable for %s', async (_, given, message) => {
    const error = await errorOf(fromEnvironment(given));
    expect(error).not.toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message).toMatch(message);
  });
});

it('expectNoSecrets of these tests finds secrets in nested and hidden members', () => {
  const nested = new Error('x', { cause: { deep: [[[new Map([['a', fake.sk]])]]] } });
  expect(() => expectNoSecrets(nested)).toThrow('There is a secret');
});
