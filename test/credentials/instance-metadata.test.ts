/** fromInstanceMetadata with a metadata service on this machine. */
import http, { type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CredentialsNotFoundError, fromInstanceMetadata } from '../../src/credentials/index.js';
import {
  type Answer,
  credential,
  key,
  metadataService,
  noAgency,
  token,
} from './metadata-service.js';
import { credentialsOf, errorOf, expectNoSecrets, fake, nowhere } from './provider-calls.js';

const start = Date.UTC(2026, 10, 22, 10, 25, 0);
const hour = 60 * 60_000;
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function setTime(now: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now });
}

describe('fromInstanceMetadata', () => {
  it('gets a token from version 2, and the key with it', async () => {
    const { provider, requests } = await metadataService({ PUT: [token], GET: [key] });
    expect(await credentialsOf(provider)).toStrictEqual({
      accessKeyId: fake.ak,
      secretAccessKey: fake.sk,
      securityToken: fake.securityToken,
      expiresAt: new Date('2026-11-23T10:25:00.701Z'),
    });
    const [put, get] = requests;
    expect([put?.method, put?.url]).toEqual(['PUT', '/meta-data/latest/api/token']);
    expect(put?.headers).toMatchObject({
      'x-metadata-token-ttl-seconds': '21600',
      'content-length': '0',
    });
    expect([get?.method, get?.url]).toEqual(['GET', '/openstack/latest/securitykey']);
    expect(get?.headers['x-metadata-token']).toBe(fake.metadataToken);
    expectNoSecrets(provider); // It keeps the token.
  });

  it('uses the token until shortly before it expires', async () => {
    const { provider, calls } = await metadataService({ PUT: [token], GET: [key] });
    const callsAt = async (now: number) => {
      setTime(now);
      calls.length = 0;
      await credentialsOf(provider);
      return calls.join(' ');
    };
    expect(await callsAt(start)).toBe('PUT GET');
    expect(await callsAt(start + 5.9 * hour)).toBe('GET');
    expect(await callsAt(start + 5.95 * hour)).toBe('PUT GET');
    expect(await callsAt(start + 6 * hour)).toBe('GET');
  });

  it('replaces a refused token once', async () => {
    const { provider, calls, requests } = await metadataService({
      PUT: [[200, 'fake-old-token'], token],
      GET: [[401, 'invalid token'], key],
    });
    expect(await credentialsOf(provider)).toMatchObject({ accessKeyId: fake.ak });
    expect(calls).toEqual(['PUT', 'GET', 'PUT', 'GET']);
    const tokens = requests.map(({ headers }) => headers['x-metadata-token']);
    expect(tokens).toEqual([undefined, 'fake-old-token', undefined, fake.metadataToken]);
    const refusing = await metadataService({ PUT: [token], GET: [[401, 'no']] });
    expect((await errorOf(refusing.provider)).message).toMatch(/^GET .+ answered with 401\./);
    expect(refusing.calls).toEqual(['PUT', 'GET', 'PUT', 'GET']);
  });

  it.each([404, 405, 503])(
    'asks version 1, which answers %i, for no token for a day',
    async (status) => {
      setTime(start);
      const { provider, calls, requests } = await metadataService({ PUT: [[status]], GET: [key] });
      expect(await credentialsOf(provider)).toMatchObject({ accessKeyId: fake.ak });
      expect(requests[1]?.headers).not.toHaveProperty('x-metadata-token');
      setTime(start + 24 * hour - 1);
      await credentialsOf(provider);
      expect(calls).toEqual(['PUT', 'GET', 'GET']);
      setTime(start + 24 * hour);
      await credentialsOf(provider);
      expect(calls).toEqual(['PUT', 'GET', 'GET', 'PUT', 'GET']);
    },
  );

  it('gets a token when version 1 becomes version 2', async () => {
    const answers = { PUT: [[404], token] as Answer[], GET: [key, [401], key] as Answer[] };
    const { provider, calls } = await metadataService(answers);
    await credentialsOf(provider);
    expect(await credentialsOf(provider)).toMatchObject({ accessKeyId: fake.ak });
    expect(calls).toEqual(['PUT', 'GET', 'GET', 'PUT', 'GET']);
  });

  it('throws the reason of its signal, before and during a call', async () => {
    const reason = new Error('given up');
    const caller = new AbortController();
    const { provider, calls } = await metadataService({
      PUT: [token],
      GET: [() => caller.abort(reason), key],
    });
    expect(await errorOf(provider, AbortSignal.abort(reason))).toBe(reason);
    expect(calls).toEqual([]);
    expect(await errorOf(provider, caller.signal)).toBe(reason);
    expect(await credentialsOf(provider)).toMatchObject({ accessKeyId: fake.ak });
  });

  it('uses neither fetch nor the global agent, which can send requests through a proxy', async () => {
    const { provider } = await metadataService({ PUT: [token], GET: [key] });
    const refuse = (): never => {
      throw new Error('It goes through a proxy.');
    };
    vi.stubGlobal('fetch', refuse);
    Object.assign(http.globalAgent, { createConnection: refuse });
    try {
      expect(() => fetch('http://127.0.0.1')).toThrow('proxy');
      expect(() => http.get('http://127.0.0.1')).toThrow('proxy');
      expect(await credentialsOf(provider)).toMatchObject({ accessKeyId: fake.ak });
    } finally {
      Reflect.deleteProperty(http.globalAgent, 'createConnection');
    }
  });

  it.each<[object, string]>([
    [{ endpoint: 'https://169.254.169.254' }, 'http://host'],
    [{ endpoint: `http://user:${fake.metadataToken}@host` }, 'http://host'],
    [{ endpoint: '169.254.169.254' }, 'http://host'],
  ])('throws a TypeError for the options %j', (options, message) => {
    expect(() => fromInstanceMetadata(options)).toThrow(TypeError);
    expect(() => fromInstanceMetadata(options)).toThrow(message);
    expect(() => fromInstanceMetadata(options)).not.toThrow(fake.metadataToken);
  });

  const silent: Answer = () => undefined;
  const halfway: Answer = (response) => response.writeHead(200).write(`{"credential":"${fake.sk}`);
  const broken: Answer = (response) =>
    response.writeHead(200, { 'content-length': '99' }).write('{', () => response.destroy());
  const notHttp =
    (text: string): Answer =>
    (response) =>
      response.socket?.end(text);

  it.each<[string, Answer, Answer, RegExp]>([
    ['no agency is bound', token, [401, noAgency], /401: no agency is bound.+bind an agency/],
    ['there is no key', [404], [404, fake.sk], /^GET .+securitykey was answered with 404\..+bind/],
    ['a token is required but not given', [404], [401], /^GET .+ was answered with 401\./],
    ['the answer is a redirect', token, [302], /^GET .+ was answered with 302\./],
    ['tokens are forbidden', [403, fake.sk], key, /^PUT .+token was answered with 403\./],
    ['the service does not answer', token, silent, /securitykey \(no answer in 300 ms\)/],
    ['the answer does not end', token, halfway, /securitykey \(no answer in 300 ms\)/],
    ['the connection breaks', broken, key, /token \(aborted\)/],
    ['the answer is SSH', notHttp('SSH-2.0-x'), key, /^No metadata service answers/],
    ['the header is broken', notHttp(`HTTP/1.1 200 OK\r\n\u0001${fake.sk}`), key, /^No metadata/],
    ['the header does not end', notHttp('HTTP/1.1 200 OK\r\n'), key, /^No metadata service/],
  ])('throws a CredentialsNotFoundError if %s', async (_, tokenAnswer, keyAnswer, message) => {
    const answers = { PUT: [tokenAnswer], GET: [keyAnswer] };
    const { provider, requests, calls } = await metadataService(answers, { timeoutMs: 300 });
    const error = await errorOf(provider);
    expect(error).toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message).toMatch(message);
    expect(requests.map(({ url }) => url)).not.toContain('/elsewhere');
    // Without an agency, another token would not help.
    if (message.source.includes('no agency')) expect(calls).toEqual(['PUT', 'GET']);
  });

  it('throws a CredentialsNotFoundError if there is no service', async () => {
    const error = await errorOf(fromInstanceMetadata({ endpoint: nowhere }));
    expect(error).toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message).toMatch(`No metadata service answers at ${nowhere}/meta-data/latest`);
    expect(error.message).toMatch('ECONNREFUSED');
  });

  const withCredential = (changes: object): Answer => [
    200,
    JSON.stringify({ credential: { ...credential, ...changes } }),
  ];
  function endless(response: ServerResponse): void {
    const more = () => {
      while (!response.destroyed && response.write(' '.repeat(16 * 1024)));
    };
    response.on('drain', more);
    more();
  }

  it.each<[string, Answer, Answer, RegExp]>([
    ['the service fails', token, [500, fake.sk], /^GET .+ answered with 500\. Try again later/],
    ['it is throttled', token, [429], /^GET .+ answered with 429\. Try again later/],
    ['the call for a token fails', [500], key, /^PUT .+ answered with 500\. Try again later/],
    ['the token is empty', [200, ' \n'], key, /^PUT .+ with 200, but not with a token/],
    ['the token is HTML', [200, `<p>${fake.sk} </p>`], key, /^PUT .+ not with a token/],
    ['the token is too long', [200, 'x'.repeat(4097)], key, /^PUT .+ not with a token/],
    ['the key is not JSON', token, [200, `{${fake.sk}`], /^GET .+ 200, but not with access/],
    ['the key is null', token, [200, 'null'], /^GET .+ 200, but not with access/],
    ['there is no credential', token, [200, '{"credential":null}'], /^GET .+ not with access/],
    ['there is no secret', token, withCredential({ secret: undefined }), /^GET .+ not with access/],
    ['there is no security token', token, withCredential({ securitytoken: 0 }), /^GET .+ not with/],
    ['there is no expiry', token, withCredential({ expires_at: undefined }), /^GET .+ not with/],
    ['the expiry is not a time', token, withCredential({ expires_at: 'soon' }), /^GET .+ not with/],
    [
      'a key has a line end',
      token,
      withCredential({ secret: `${fake.sk}\n` }),
      /^secret .+ around it/,
    ],
    ['a key has a space', token, withCredential({ access: ` ${fake.ak}` }), /^access .+ around it/],
    [
      'a token has a tab',
      token,
      withCredential({ securitytoken: '\ta' }),
      /^securitytoken .+ around/,
    ],
    [
      'a key has two lines',
      token,
      withCredential({ secret: 'a\na' }),
      /^secret .+ a key cannot have/,
    ],
    ['a key is empty', token, withCredential({ access: '' }), /^GET .+ not with access/],
    ['the key has no end', token, endless, /^GET .+ not with access/],
  ])('throws another Error if %s', async (_, tokenAnswer, keyAnswer, message) => {
    const { provider } = await metadataService({ PUT: [tokenAnswer], GET: [keyAnswer] });
    const error = await errorOf(provider);
    expect(error).not.toBeInstanceOf(CredentialsNotFoundError);
    expect(error.message).toMatch(message);
  });
});
