/** Calls on Node through the proxies that the environment names, and the warning where Node does not follow them. */
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../scripts/run.js';
import { selfSigned } from '../../src/local/delivery/self-signed-certificate.js';
import { outputOf } from '../interop/program.js';
import { listen } from '../listen.js';
import { fakeSecrets, refuseSecrets } from './canary.js';
import {
  accept,
  acceptance,
  answer,
  assetId,
  created,
  type FaultyVod,
  reset,
  settled,
  startFaultyVod,
  type Step,
} from './faulty-vod.js';
import {
  clientOf,
  errorOf,
  extract,
  type LogEntry,
  read,
  watchedLogger,
} from './watched-client.js';

// The types of Node 22 lack these.
const { setGlobalProxyFromEnv } = http as unknown as {
  setGlobalProxyFromEnv: (env: Record<string, string>) => () => void;
};
const { getCACertificates, setDefaultCACertificates } = tls as unknown as {
  getCACertificates: () => string[];
  setDefaultCACertificates: (certificates: string[]) => void;
};

/** A name that only the proxy of a test knows; the certificate is for it, too. */
const host = 'local-vod';
const { certificate: cert, privateKey: key } = selfSigned();
beforeAll(() => setDefaultCACertificates([...getCACertificates(), cert]));

const login = `user:${encodeURIComponent(fakeSecrets.password)}`;
const authorization = `Basic ${Buffer.from(decodeURIComponent(login)).toString('base64')}`;

/** A proxy of one VOD; notes what it is asked for, and may refuse every tunnel with the bytes of an answer. */
async function startProxy(vod: FaultyVod, refusal?: string) {
  const asked: string[] = [];
  const logins: unknown[] = [];
  const note = ({ method = '', url = '', headers }: http.IncomingMessage) => {
    asked.push(`${method} ${url.split('?')[0] ?? ''}`);
    logins.push(headers['proxy-authorization']);
  };
  const secure = tls.createServer({ cert, key }, (socket) => {
    const onward = connect(Number(new URL(vod.url).port), '127.0.0.1');
    socket.pipe(onward).pipe(socket);
    socket.on('error', () => onward.destroy());
    onward.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  });
  const { port: securePort } = new URL(await listen(secure));
  const proxy = http.createServer((request, response) => {
    note(request);
    const { pathname, search } = new URL(request.url ?? '');
    const { method, headers } = request;
    const agent = new http.Agent(); // That of Node goes through this proxy.
    const options = { method, headers, agent };
    const onward = http.request(`${vod.url}${pathname}${search}`, options, (given) => {
      given.pipe(response.writeHead(given.statusCode ?? 0, given.headers));
    });
    request.pipe(onward);
  });
  proxy.on('connect', (request, socket, head) => {
    note(request);
    if (refusal !== undefined) return void socket.end(refusal);
    const port = request.url?.endsWith(':80') ? new URL(vod.url).port : securePort;
    const onward = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
    onward.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  });
  const { host: address } = new URL(await listen(proxy));
  return { url: `http://${address}`, urlWithLogin: `http://${login}@${address}`, asked, logins };
}

let restore: (() => void) | undefined;
afterEach(() => {
  restore?.();
  restore = undefined;
});
/** Has Node follow these variables from now on, as it does with NODE_USE_ENV_PROXY=1 from its start. */
const follow = (env: Record<string, string>) => void (restore = setGlobalProxyFromEnv(env));

const path = '/v1.0/0123456789abcdef0123456789abcdef/asset/extract_audio';

describe('a client whose Node follows the proxies of the environment', () => {
  it.each(['http_proxy', 'HTTP_PROXY'])('sends http through %s, with its login', async (name) => {
    const vod = await startFaultyVod();
    const proxy = await startProxy(vod);
    follow({ [name]: proxy.urlWithLogin });
    const client = clientOf(`http://${host}`);
    expect((await extract(client)).data).toEqual(acceptance(1));
    expect((await read(client)).data.asset_id).toBe(assetId);
    expect(proxy.asked[0]).toBe(`POST http://${host}${path}`);
    expect(proxy.logins).toEqual([authorization, authorization]);
    expect(vod.requests[0]?.headers).toMatchObject({ host, authorization: expect.any(String) });
  });

  it.each(['https_proxy', 'HTTPS_PROXY'])('tunnels https through %s', async (name) => {
    const vod = await startFaultyVod();
    const proxy = await startProxy(vod);
    follow({ [name]: proxy.urlWithLogin });
    const client = clientOf(`https://${host}`);
    for (const call of [extract, read, read]) {
      await call(client);
      await settled();
    }
    // Each create has a tunnel of its own; reads keep theirs.
    expect(proxy.asked).toEqual(Array.from({ length: 2 }, () => `CONNECT ${host}:443`));
    expect(proxy.logins).toEqual([authorization, authorization]);
    expect([vod.requests.length, vod.jobs]).toEqual([3, 1]);
    // The login is for the proxy alone.
    for (const { raw } of vod.requests) expect(raw).not.toMatch(/proxy-authorization/i);
  });

  it.each(['127.0.0.1', 'other.example.com, 127.0.0.1', '*'])(
    'sends past the proxy what NO_PROXY=%s excepts',
    async (NO_PROXY) => {
      const vod = await startFaultyVod();
      const proxy = await startProxy(vod);
      follow({ HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, NO_PROXY });
      await extract(clientOf(vod));
      expect([vod.requests.length, proxy.asked]).toEqual([1, []]);
    },
  );

  it('sends http past a proxy that is for https alone', async () => {
    const vod = await startFaultyVod();
    const proxy = await startProxy(vod);
    follow({ HTTPS_PROXY: proxy.url });
    await extract(clientOf(vod));
    expect(proxy.asked).toEqual([]);
  });

  it.each<[string, Step]>([
    ['breaks', reset],
    ['breaks after the job was created', created(reset)],
  ])('does not repeat a create whose tunnel %s', async (_when, step) => {
    const vod = await startFaultyVod([step, accept]);
    const proxy = await startProxy(vod);
    follow({ HTTPS_PROXY: proxy.urlWithLogin });
    const error = await errorOf(extract(clientOf(`https://${host}`)));
    expect(error).toMatchObject({ name: 'AmbiguousOutcomeError', attempts: 1 });
    expect(vod.requests).toHaveLength(1);
  });

  it.each<[string, string, string, number]>([
    ['refuses the login', 'HTTP/1.1 407 Who are you?\r\n\r\n', '407 Who are you?', 3],
    ['refuses the host', 'HTTP/1.1 403 Forbidden\r\n\r\n', '403 Forbidden', 3],
    ['hangs up', '', '', 3],
  ])(
    'repeats a create, which was not sent, when the proxy %s',
    async (_how, refusal, text, tries) => {
      const vod = await startFaultyVod();
      const proxy = await startProxy(vod, refusal);
      follow({ HTTPS_PROXY: proxy.urlWithLogin });
      const error = await errorOf(extract(clientOf(`https://${host}`)));
      expect(error).toMatchObject({ name: 'VodConnectionError', attempts: tries, retryable: true });
      expect(error.message).toMatch(/^POST \S+ could not reach local-vod: /);
      expect(error.message).toContain(text);
      expect(proxy.asked).toHaveLength(tries);
      expect(vod.requests).toEqual([]);
    },
  );

  it('says that it could not reach a proxy, without the login', async () => {
    follow({ HTTPS_PROXY: `http://${login}@127.0.0.1:2` });
    const error = await errorOf(extract(clientOf(`https://${host}`)));
    expect(error).toMatchObject({ name: 'VodConnectionError', attempts: 3 });
    expect(error.message).toMatch(/could not reach local-vod: .*ECONNREFUSED 127\.0\.0\.1:2/);
  });

  it('gives up a proxy that does not open the tunnel after timeoutMs', async () => {
    const silent = http.createServer().on('connect', () => undefined);
    follow({ HTTPS_PROXY: `http://${login}@${new URL(await listen(silent)).host}` });
    const error = await errorOf(extract(clientOf(`https://${host}`, { timeoutMs: 30 })));
    expect(error).toMatchObject({ name: 'VodConnectionError', attempts: 3, retryable: true });
    silent.closeAllConnections();
  });

  it('takes an error of the proxy for an answer to http', async () => {
    const vod = await startFaultyVod([answer(407, 'Who are you?')]);
    const proxy = await startProxy(vod);
    follow({ HTTP_PROXY: proxy.urlWithLogin });
    const error = await errorOf(extract(clientOf(`http://${host}`)));
    expect(error).toMatchObject({ name: 'VodApiError', status: 407, attempts: 1 });
  });

  it('does not warn', async () => {
    const entries: LogEntry[] = [];
    const proxy = await startProxy(await startFaultyVod());
    vi.stubEnv('HTTP_PROXY', proxy.urlWithLogin);
    follow({ HTTP_PROXY: proxy.urlWithLogin });
    await read(clientOf(`http://${host}`, { logger: watchedLogger(entries) }));
    expect(entries.map(({ level }) => level)).toEqual(['debug']);
  });
});

describe('a program', () => {
  const program = `
    import { createVodClient, resumeExtractAudio } from './src/index.ts';
    const credentials = { token: 'fake-token' };
    const vod = createVodClient({ endpoint: 'http://${host}', projectId: 'p', credentials });
    const body = { asset_id: '${assetId}' };
    const { data } = await vod.POST('/v1.0/{project_id}/asset/extract_audio', { body });
    const job = resumeExtractAudio(vod, { assetId: body.asset_id, audioAssetId: data.audio_asset_id });
    const info = { asset_id: job.audioAssetId, status: 'SUCCEED', url: 'http://${host}/audio.mp3' };
    job.receive({ event_type: 'audioExtractComplete', audio_extract_info: info });
    await (await job.wait()).download(process.env.TARGET);
  `;

  it.each<[string, string[], Record<string, string>]>([
    ['NODE_USE_ENV_PROXY=1', [], { NODE_USE_ENV_PROXY: '1' }],
    ['--use-env-proxy', ['--use-env-proxy'], {}],
  ])('calls and downloads through the proxy with %s', async (_how, options, variables) => {
    const vod = await startFaultyVod();
    const proxy = await startProxy(vod);
    await using folder = await temporaryFolder('proxies');
    const target = join(folder.path, 'audio.mp3');
    await outputOf({
      program: process.execPath,
      arguments: [...options, '--import', 'tsx', '--input-type=module', '-e', program],
      environment: { ...variables, HTTP_PROXY: proxy.urlWithLogin, TARGET: target },
    });
    expect(vod.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
    expect(await readFile(target, 'utf8')).toContain(assetId);
    // Node's own fetch, which downloads, has a tunnel for http, too.
    const get = expect.stringMatching(/^(CONNECT local-vod:80|GET .*audio\.mp3)$/);
    expect(proxy.asked).toEqual([`POST http://${host}/v1.0/p/asset/extract_audio`, get]);
  });
});

describe('a client whose Node does not follow a proxy of the environment', () => {
  beforeEach(() => {
    for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'NODE_USE_ENV_PROXY']) {
      vi.stubEnv(name, undefined);
      vi.stubEnv(name.toLowerCase(), undefined);
    }
    return () => vi.unstubAllEnvs();
  });

  /** The warnings of two calls of a new client. */
  async function warningsOf(env: Record<string, string>, options: object = {}): Promise<string[]> {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const entries: LogEntry[] = [];
    const client = clientOf(await startFaultyVod(), { logger: watchedLogger(entries), ...options });
    await read(client);
    await extract(client);
    const warnings = entries.filter(({ level }) => level === 'warn');
    return warnings.map(({ message }) => refuseSecrets(message));
  }
  const proxy = `http://${login}@proxy.example.com:3128`;

  it.each(['http_proxy', 'HTTP_PROXY'])('warns once about %s, and names the cure', async (name) => {
    expect(await warningsOf({ [name]: proxy })).toEqual([
      `${name} is set, but Node does not follow it: requests do not go through that proxy. ` +
        'Start Node with NODE_USE_ENV_PROXY=1, or 0 if no proxy is wanted (docs/proxies.md).',
    ]);
  });

  it('names the versions that can follow it where this one cannot', async () => {
    vi.spyOn(process, 'allowedNodeEnvironmentFlags', 'get').mockReturnValue(new Set());
    const [warning] = await warningsOf({ HTTP_PROXY: proxy, NODE_USE_ENV_PROXY: '1' });
    expect(warning).toMatch(
      /^HTTP_PROXY is set, but Node \d+\.\d+\.\d+ cannot follow it: .* Use Node 22\.21, 24\.5 or newer with NODE_USE_ENV_PROXY=1, or give the client a fetch that goes through the proxy \(docs\/proxies\.md\)\.$/,
    );
  });

  it.each<[string, Record<string, string>, object?]>([
    ['without such a variable', {}],
    ['with an empty one', { HTTP_PROXY: '' }],
    ['with one for https alone', { HTTPS_PROXY: proxy }],
    ['when it is told so', { HTTP_PROXY: proxy, NODE_USE_ENV_PROXY: '0' }],
    ['when NO_PROXY excepts the host', { HTTP_PROXY: proxy, NO_PROXY: 'localhost,127.0.0.1' }],
    ['when no_proxy excepts all', { http_proxy: proxy, no_proxy: '*' }],
    ['when NO_PROXY excepts the domain', { http_proxy: proxy, NO_PROXY: '.0.0.1' }],
    ['with a fetch of its own', { HTTP_PROXY: proxy }, { fetch: (it: Request) => fetch(it) }],
  ])('does not warn %s', async (_when, env, options) => {
    expect(await warningsOf(env, options)).toEqual([]);
  });
});
