/** No secret shows in an error, a log entry or a client; and nothing is logged by default. */
import { describe, expect, it, vi } from 'vitest';
import { CredentialSource } from '../../src/auth/credentials.js';
import { fromIamUser } from '../../src/credentials/index.js';
import { extractAudio, resumeExtractAudio, signingMiddleware } from '../../src/index.js';
import { fakeSecrets, learnSignature, refuseSecrets } from './canary.js';
import { credentialKinds, testEchoes } from './echoes.js';
import { accept, answer, assetId, startFaultyVod } from './faulty-vod.js';
import { accessKey, clientOf, errorOf, extract, read, temporaryKey } from './watched-client.js';

testEchoes('node:http', ['a temporary key', temporaryKey]);

describe('a client', () => {
  it.each([
    ...credentialKinds,
    ['a provider of keys', () => Promise.resolve(temporaryKey)] as const,
    ['a provider of tokens', () => ({ token: fakeSecrets.token })] as const,
  ])('with %s shows no secret, nor do its jobs and its signer', async (_kind, credentials) => {
    const client = clientOf(await startFaultyVod(), { credentials });
    const job = await extractAudio(client, { assetId });
    const source = new CredentialSource(credentials);
    await source.get({ signal: new AbortController().signal });
    const shown = { client, job, resumed: resumeExtractAudio(client, job), source };
    refuseSecrets({ ...shown, middleware: signingMiddleware(accessKey) });
    expect(JSON.stringify(shown)).toContain(job.audioAssetId);
  });

  it('shows no password that IAM repeats', async () => {
    const iam = await startFaultyVod(
      [400, 401, 503, 200].map((status) => async (exchange) => {
        const sent = await exchange.readBody();
        await answer(status, { error: { code: status, message: sent } })(exchange);
      }),
    );
    const { password } = fakeSecrets;
    const user = { user: 'fake-user', password, domain: 'fake-domain' };
    const credentials = fromIamUser({ ...user, iamEndpoint: iam.url, region: 'cn-north-4' });
    const client = clientOf(await startFaultyVod(), { credentials });
    for (const name of ['VodApiError', 'VodApiError', 'VodAnswerError']) {
      expect(await errorOf(extract(client))).toMatchObject({ name });
    }
    expect(iam.requests.every(({ body }) => body.includes(password))).toBe(true);
  });

  const again = answer(429, '', { 'retry-after': '0' });

  it('logs nothing without a logger', async () => {
    const spies = [
      ...(['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map((name) =>
        vi.spyOn(console, name).mockReturnValue(),
      ),
      vi.spyOn(process.stdout, 'write').mockReturnValue(true),
      vi.spyOn(process.stderr, 'write').mockReturnValue(true),
    ];
    const vod = await startFaultyVod([again, accept, answer(502)]);
    const client = clientOf(vod, { logger: undefined });
    await read(client);
    await errorOf(extract(client));
    const calls = spies.flatMap(({ mock }) => mock.calls);
    vi.restoreAllMocks();
    expect(calls).toEqual([]);
  });

  it('can log to the console', async () => {
    const debug = vi.spyOn(console, 'debug').mockReturnValue();
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    await extract(clientOf(await startFaultyVod([again]), { logger: console }));
    expect([debug.mock.calls.length, warn.mock.calls.length]).toEqual([2, 1]);
  });
});

describe('the search for secrets', () => {
  const { securityToken } = fakeSecrets;
  const signature = '9e3779b97f4a7c15'.repeat(4);
  learnSignature(`SDK-HMAC-SHA256 Access=FAKEAK, SignedHeaders=host, Signature=${signature}`);

  it.each<[string, unknown]>([
    ['a text', `before ${securityToken} after`],
    ['a part', securityToken.slice(8, 24)],
    ['another case', securityToken.toUpperCase()],
    ['JSON in JSON', JSON.stringify(JSON.stringify({ a: `"${securityToken}"` }))],
    ['a URL', encodeURIComponent(securityToken)],
    ['a signature', { deep: { deeper: [signature.slice(20, 40)] } }],
    ['a cause', new Error('a', { cause: new Error('b', { cause: securityToken }) })],
    ['a message', new Error(securityToken)],
    ['bytes', Object.assign(new Error('a'), { bytes: Buffer.from(securityToken) })],
    ['what is hidden', Object.defineProperty({}, 'a', { value: securityToken, enumerable: false })],
    ['a symbol', { [Symbol('a')]: securityToken }],
    ['a key', { [securityToken]: 1 }],
    ['a map', new Map([[securityToken, 1]])],
  ])('finds a secret in %s', (_where, shown) => {
    expect(() => refuseSecrets(shown)).toThrow(/A part of a secret/);
  });

  it('finds nothing where there is no secret', () => {
    expect(refuseSecrets(new Error('fake-request-id'))).toBeInstanceOf(Error);
  });
});
