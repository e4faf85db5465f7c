/** Calls credential providers, and checks that neither they nor their errors show a secret. */
import { inspect } from 'node:util';
import { expect } from 'vitest';
import type { CredentialProvider, Credentials } from '../../src/credentials/index.js';

/** What the tests use as credentials. */
export const fake = {
  ak: 'FAKEAK0000000000TEST',
  sk: 'fakeSecretKey0123456789+/abcdefghijklmn==',
  securityToken: 'fakeSecurityToken=of=the=test',
  metadataToken: 'fakeMetadataTokenOfTheTest',
  password: 'fake-"password"-\\of-the-test',
  projectId: '0123456789abcdef0123456789abcdef',
};
const escapedPassword = JSON.stringify(fake.password).slice(1, -1);
const { sk, securityToken, metadataToken, password } = fake;
const secrets = [sk, securityToken, metadataToken, password, escapedPassword];

/** The credentials of a provider. */
export async function credentialsOf(
  provider: CredentialProvider,
  signal = new AbortController().signal,
): Promise<Credentials> {
  return provider({ signal });
}

/** The error of a provider, which must not show a secret. */
export async function errorOf(provider: CredentialProvider, signal?: AbortSignal): Promise<Error> {
  const error: unknown = await credentialsOf(provider, signal).then(
    () => expect.unreachable('The provider has given credentials.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('The provider has thrown something else.');
  expectNoSecrets(error);
  expectNoSecrets(provider);
  return error;
}

/** Fails if an object contains a secret, also in hidden members. */
export function expectNoSecrets(shown: unknown): void {
  const text = inspect(shown, { depth: Infinity, showHidden: true, maxStringLength: Infinity });
  const found = secrets.some((each) => text.includes(each) || text.includes(each.toLowerCase()));
  expect(found, `There is a secret in ${text}`).toBe(false);
}

/** An origin without a server: no server gets this port. */
export const nowhere = 'http://127.0.0.1:2';
