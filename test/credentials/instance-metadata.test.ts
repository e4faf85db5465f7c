/** Credentials from a metadata service, on loopback. */
import { getEventListeners } from 'node:events';
import http from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fromInstanceMetadata } from '../../src/credentials/index.js';
import { ask, failureOf, fake, refuseSecrets } from './asking.js';
import { type Answer, givesKey, givesToken, metadataService } from './metadata-service.js';

const start = Date.UTC(2026, 10, 22, 10, 25, 0);
const hour = 60 * 60_000;
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function setTime(now: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now });
}

describe('with a service of version 2', () => {
  it('a token is got first, and the key with it', async () => {
    const { provider, requests } = await metadataService({ PUT: [givesToken], GET: [givesKey] });
    expect(await ask(provider)).toStrictEqual({
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
  });

  it('the token is kept until it is about to end', async () => {
    const { provider, calls } = await metadataService({ PUT: [givesToken], GET: [givesKey] });
    const callsAt = async (now: number) => {
      setTime(now);
      calls.length = 0;
      await ask(provider);
      return calls.join(' ');
    };
    expect(await callsAt(start)).toBe('PUT GET');
    expect(await callsAt(start + 5.9 * hour)).toBe('GET');
    expect(await callsAt(start + 5.95 * hour)).toBe('PUT GET');
    expect(await callsAt(start + 6 * hour)).toBe('GET');
  });

  it('a refused token is replaced, once', async () => {
    const tokens: Answer[] = [[200, 'fake-old-token'], givesToken];
    const { provider, calls, requests } = await metadataService({
      PUT: tokens,
      GET: [[401, 'invalid token'], givesKey],
    });
    expect(await ask(provider)).toMatchObject({ accessKeyId: fake.ak });
    expect(calls).toEqual(['PUT', 'GET', 'PUT', 'GET']);
    expect(requests.map(({ headers }) => headers['x-metadata-token'])).toEqual([
      ...[undefined, 'fake-old-token', undefined, fake.metadataToken],
    ]);
  });

  it('and not a second time', async () => {
    const { provider, calls } = await metadataService({ PUT: [givesToken], GET: [[401, 'no']] });
    expect((await failureOf(provider)).message).toMatch(/^GET http:.+ was answered with 401\./);
    expect(calls).toEqual(['PUT', 'GET', 'PUT', 'GET']);
  });
});

describe('with a service of version 1', () => {
  it.each([404, 405, 503])('that answers %i, there is no token for a day', async (status) => {
    setTime(start);
    const { provider, calls, requests } = await metadataService({
      PUT: [[status]],
      GET: [givesKey],
    });
    expect(await ask(provider)).toMatchObject({ accessKeyId: fake.ak });
    expect(requests[1]?.headers).not.toHaveProperty('x-metadata-token');
    setTime(start + 24 * hour - 1);
    await ask(provider);
    expect(calls).toEqual(['PUT', 'GET', 'GET']);
    setTime(start + 24 * hour);
    await ask(provider);
    expect(calls).toEqual(['PUT', 'GET', 'GET', 'PUT', 'GET']);
  });

  it('that becomes one of version 2, a token is got at once', async () => {
    const { provider, calls } = await metadataService({
      PUT: [[404], givesToken],
      GET: [givesKey, [401], givesKey],
    });
    await ask(provider);
    expect(await ask(provider)).toMatchObject({ accessKeyId: fake.ak });
    expect(calls).toEqual(['PUT', 'GET', 'GET', 'PUT', 'GET']);
  });
});

describe('a caller who gives up', () => {
  const reason = new Error('given up');

  it('before it began, asks nobody', async () => {
    const { provider, calls } = await metadataService({ PUT: [givesToken], GET: [givesKey] });
    expect(await failureOf(provider, AbortSignal.abort(reason))).toBe(reason);
    expect(calls).toEqual([]);
  });

  it('while it waits, waits no longer, and leaves nothing behind', async () => {
    const caller = new AbortController();
    const { provider } = await metadataService({
      PUT: [givesToken],
      GET: [() => caller.abort(reason), givesKey],
    });
    expect(await failureOf(provider, caller.signal)).toBe(reason);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const next = new AbortController();
    expect(await ask(provider, next.signal)).toMatchObject({ accessKeyId: fake.ak });
    expect(getEventListeners(next.signal, 'abort')).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('nobody who changes how requests are sent sees the keys', async () => {
  const { provider } = await metadataService({ PUT: [givesToken], GET: [givesKey] });
  const refuse = (): never => {
    throw new Error('It goes through a proxy.');
  };
  vi.stubGlobal('fetch', refuse);
  Object.assign(http.globalAgent, { createConnection: refuse });
  try {
    expect(() => fetch('http://127.0.0.1')).toThrow('proxy');
    expect(() => http.get('http://127.0.0.1')).toThrow('proxy');
    expect(await ask(provider)).toMatchObject({ accessKeyId: fake.ak });
  } finally {
    Reflect.deleteProperty(http.globalAgent, 'createConnection');
  }
});

it('the kept token does not show', async () => {
  const { provider } = await metadataService({ PUT: [givesToken], GET: [givesKey] });
  await ask(provider);
  refuseSecrets(provider);
});

it.each<[object, string]>([
  [{ endpoint: 'https://169.254.169.254' }, 'http://host'],
  [{ endpoint: `http://user:${fake.metadataToken}@host` }, 'http://host'],
  [{ endpoint: '169.254.169.254' }, 'http://host'],
  [{ timeoutMs: 0 }, 'timeoutMs is 0'],
  [{ timeoutMs: NaN }, 'timeoutMs is NaN'],
  [{ timeoutMs: Infinity }, 'timeoutMs is Infinity'],
])('%j is no way to ask', (options, message) => {
  expect(() => fromInstanceMetadata(options)).toThrow(TypeError);
  expect(() => fromInstanceMetadata(options)).toThrow(message);
  expect(() => fromInstanceMetadata(options)).not.toThrow(fake.metadataToken);
});
