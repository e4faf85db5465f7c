/** Asks providers, and sees to it that no failure and no provider shows a secret. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach } from 'vitest';
import type { CredentialProvider, Credentials } from '../../src/credentials/index.js';

/** All that the tests use as credentials. */
export const fake = {
  ak: 'FAKEAK0000000000TEST',
  sk: 'fakeSecretKey0123456789+/abcdefghijklmn==',
  securityToken: 'fakeSecurityToken=of=the=test',
  metadataToken: 'fakeMetadataTokenOfTheTest',
  password: 'fake-"password"-\\of-the-test',
  projectId: '0123456789abcdef0123456789abcdef',
};
const secrets = [
  fake.sk,
  fake.securityToken,
  fake.metadataToken,
  fake.password,
  JSON.stringify(fake.password).slice(1, -1),
];

/** What a provider gives. */
export async function ask(
  provider: CredentialProvider,
  signal = new AbortController().signal,
): Promise<Credentials> {
  return provider({ signal });
}

/** What a provider throws, after a look for secrets in it. */
export async function failureOf(
  provider: CredentialProvider,
  signal?: AbortSignal,
): Promise<Error> {
  const failure: unknown = await ask(provider, signal).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof Error)) throw new Error('It was expected to fail with an Error.');
  refuseSecrets(failure);
  refuseSecrets(provider);
  return failure;
}

/** Throws when anything shows a secret, however deep and hidden. */
export function refuseSecrets(shown: unknown): void {
  const text = inspect(shown, { depth: Infinity, showHidden: true, maxStringLength: Infinity });
  const found = secrets.filter(
    (secret) => text.includes(secret) || text.includes(secret.toLowerCase()),
  );
  if (found.length > 0) throw new Error(`A secret shows in: ${text}`);
}

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** The origin of a server on loopback that lives as long as the test. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // TCP servers have one.
}

/** Where nobody listens: a port that no server is ever given. */
export const nowhere = 'http://127.0.0.1:2';
