/** No secret is in an error, a log, or what can be seen of a client; and nothing is logged by default. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CredentialSource } from '../../src/auth/credentials.js';
import { fromIamUser } from '../../src/credentials/index.js';
import { extractAudio, resumeExtractAudio, signingMiddleware, VodError } from '../../src/index.js';
import { fakeSecrets, learnSignature, refuseSecrets } from './canary.js';
import { echoes } from './echoes.js';
import { matrix, play } from './fault-matrix.js';
import { accept, answer, assetId, startFaultyVod } from './faulty-vod.js';
import {
  accessKey,
  clientOf,
  errorOf,
  extract,
  type LogEntry,
  type Options,
  read,
  temporaryKey,
  token,
  transports,
  watchedLogger,
} from './watched-client.js';

beforeAll(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0); // Pauses between attempts are chosen at random.
});
afterAll(() => {
  vi.restoreAllMocks();
});

const kinds: [string, Options['credentials']][] = [
  ['an access key', accessKey],
  ['a temporary key', temporaryKey],
  ['a token', { token }],
  ['a provider of keys', () => Promise.resolve(temporaryKey)],
  ['a provider of tokens', () => ({ token })],
];

describe.each(Object.entries(transports))('over %s', (_transport, options) => {
  describe.each(kinds.slice(0, 3))('with %s', (_kind, credentials) => {
    it('no server that shows what it was sent gets it into an error or a log', async () => {
      const hidden: string[] = [];
      await Promise.all(
        echoes.map(async (echo) => {
          const vod = await startFaultyVod([echo, echo, echo]);
          const told: LogEntry[] = [];
          const logger = watchedLogger(told);
          const error = await errorOf(extract(clientOf(vod, { ...options, credentials, logger })));
          expect(error).toBeInstanceOf(VodError);
          if (error.message.includes('(hidden)')) hidden.push(error.message);
        }),
      );
      // Otherwise there was nothing to be found.
      expect(hidden.length).toBeGreaterThan(echoes.length / 3);
    });

    it('nothing that goes wrong shows one', async () => {
      const rows = matrix.filter(({ slow, client }) => !slow && !client);
      // Each error and log entry is looked at as it comes.
      const played = await Promise.all(rows.map((row) => play(row, { ...options, credentials })));
      expect(played.filter(({ jobs }) => jobs > 1)).toEqual([]);
    });
  });
});

describe('what can be seen', () => {
  it.each(kinds)(
    'of a client, its jobs and what authenticates it, with %s',
    async (_kind, credentials) => {
      const vod = await startFaultyVod();
      const client = clientOf(vod, { credentials });
      const job = await extractAudio(client, { assetId });
      const source = new CredentialSource(credentials ?? accessKey);
      await source.get({ signal: new AbortController().signal });
      const shown = { client, job, resumed: resumeExtractAudio(client, job), source };
      refuseSecrets({ ...shown, middleware: signingMiddleware(accessKey) });
      expect(JSON.stringify(shown)).toContain(job.audioAssetId);
    },
  );

  it('of a login that IAM shows', async () => {
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
});

describe('the log', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is silent, unless one is given', async () => {
    const spies = [
      ...(['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map((name) =>
        vi.spyOn(console, name).mockReturnValue(),
      ),
      vi.spyOn(process.stdout, 'write').mockReturnValue(true),
      vi.spyOn(process.stderr, 'write').mockReturnValue(true),
    ];
    const again = answer(429, '', { 'retry-after': '0' });
    const vod = await startFaultyVod([again, accept, answer(502)]);
    const client = clientOf(vod, { logger: undefined });
    await read(client);
    await errorOf(extract(client));
    const calls = spies.flatMap(({ mock }) => mock.calls);
    vi.restoreAllMocks();
    expect(calls).toEqual([]);
  });

  it('may be the console', async () => {
    const debug = vi.spyOn(console, 'debug').mockReturnValue();
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    await extract(
      clientOf(await startFaultyVod([answer(429, '', { 'retry-after': '0' })]), {
        logger: console,
      }),
    );
    expect([debug.mock.calls.length, warn.mock.calls.length]).toEqual([2, 1]);
  });
});

describe('the look for secrets', () => {
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
  ])('finds one in %s', (_where, shown) => {
    expect(() => refuseSecrets(shown)).toThrow(/A part of a secret/);
  });

  it('finds none where there is none', () => {
    expect(refuseSecrets(new Error('fake-request-id'))).toBeInstanceOf(Error);
  });
});
