/** When a credential provider is asked, and how calls end when it gives nothing that can be used. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CredentialProvider, Credentials } from '../../src/index.js';
import { type FaultyVod, settled, startFaultyVod } from './faulty-vod.js';
import { clientOf, errorOf, outcomeOf, read, temporaryKey, token } from './watched-client.js';

const minute = 60_000;
const now = new Date('2026-11-22T10:00:00Z');
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * minute);
let vod: FaultyVod;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  vod = await startFaultyVod();
});

/** A provider that gives these answers in turn, and the last one again and again. */
function providerOf(...answers: (() => Credentials | Promise<Credentials>)[]) {
  const signals: AbortSignal[] = [];
  const provider: CredentialProvider = ({ signal }) => {
    const answer = answers[Math.min(signals.push(signal), answers.length) - 1];
    if (!answer) throw new Error('The provider has no answers.');
    return answer();
  };
  return { provider, signals };
}
/** The last character of each token that arrived. */
const sentTokens = () =>
  vod.requests.map(({ headers }) => headers['x-auth-token']?.slice(-1)).join('');
const lasting = (name: string, minutes: number) => () =>
  Promise.resolve({ token: name, expiresAt: inMinutes(minutes) });

describe('a provider', () => {
  it('is asked once for all calls that need it at once, and not again while it holds', async () => {
    const { provider, signals } = providerOf(() => settled().then(() => ({ token })));
    const client = clientOf(vod, { credentials: provider });
    await Promise.all(Array.from({ length: 20 }, () => read(client)));
    await read(client);
    expect(signals).toHaveLength(1);
    const sent = vod.requests.map(({ headers }) => headers['x-auth-token']);
    expect(new Set(sent)).toEqual(new Set([token]));
    expect(vod.requests).toHaveLength(21);
  });

  it.each([
    ['40 minutes before a long life ends', 24 * 60, 24 * 60 - 40],
    ['after two thirds of a short one', 60, 40],
  ])('is asked again %s, while calls use what they have', async (_when, life, asked) => {
    let give: (given: Credentials) => void = () => undefined;
    const { provider, signals } = providerOf(
      lasting('fake-token1', life),
      () => new Promise((resolve) => (give = resolve)),
    );
    const client = clientOf(vod, { credentials: provider });
    await read(client);
    vi.setSystemTime(now.getTime() + asked * minute - 1);
    await read(client);
    expect(signals).toHaveLength(1);
    vi.setSystemTime(now.getTime() + asked * minute);
    await Promise.all([read(client), read(client)]);
    expect(signals).toHaveLength(2);
    give({ token: 'fake-token2' });
    await settled();
    await read(client);
    expect(sentTokens()).toBe('11112');
  });

  it('is asked again a minute later when it fails ahead of time, and no call fails', async () => {
    const { provider, signals } = providerOf(
      lasting('fake-token1', 60),
      () => Promise.reject(new Error('scripted')),
      lasting('fake-token2', 60),
    );
    const client = clientOf(vod, { credentials: provider });
    await read(client);
    for (const minutes of [41, 41.5, 42]) {
      vi.setSystemTime(now.getTime() + minutes * minute);
      await read(client);
      await settled();
    }
    expect(signals).toHaveLength(3);
    await read(client);
    expect(sentTokens()).toBe('11112');
  });

  it('is waited for when less than a minute is left', async () => {
    const { provider } = providerOf(lasting('fake-token1', 60), lasting('fake-token2', 60));
    const client = clientOf(vod, { credentials: provider });
    await read(client);
    vi.setSystemTime(now.getTime() + 59 * minute);
    await read(client);
    expect(sentTokens()).toBe('12');
  });

  it.each<[string, (error: Error) => Promise<Credentials>]>([
    ['rejects', (error) => Promise.reject(error)],
    [
      'throws',
      (error) => {
        throw error;
      },
    ],
  ])(
    'fails the calls with its error when it %s, and is asked again by the next call',
    async (_how, fail) => {
      const scripted = new Error('scripted');
      const { provider, signals } = providerOf(
        () => fail(scripted),
        () => ({ token }),
      );
      const client = clientOf(vod, { credentials: provider });
      const errors = await Promise.all([errorOf(read(client)), errorOf(read(client))]);
      expect(errors).toEqual([scripted, scripted]);
      expect(signals).toHaveLength(1);
      await read(client);
      expect(signals).toHaveLength(2);
      expect(vod.requests).toHaveLength(1);
    },
  );

  it('is waited for as long as an attempt may take', async () => {
    let give: (given: Credentials) => void = () => undefined;
    const { provider, signals } = providerOf(() => new Promise((resolve) => (give = resolve)));
    const client = clientOf(vod, { credentials: provider, timeoutMs: 20 });
    const error = await errorOf(read(client));
    expect(error).toMatchObject({ name: 'VodConnectionError', attempts: 3, retryable: true });
    expect(error.message).toMatch(/got no credentials: nothing within 0\.02 s/);
    // What it gives in the end is kept.
    give({ token });
    await read(client, { timeoutMs: 20_000 });
    expect(signals).toHaveLength(1);
    expect(vod.requests).toHaveLength(1);
  });

  it('goes on when one of the calls that wait for it is aborted', async () => {
    let give: (given: Credentials) => void = () => undefined;
    const { provider, signals } = providerOf(() => new Promise((resolve) => (give = resolve)));
    const client = clientOf(vod, { credentials: provider });
    const stop = new AbortController();
    const first = errorOf(read(client, { signal: stop.signal }));
    const second = outcomeOf(read(client));
    await settled();
    stop.abort(new Error('changed my mind'));
    expect((await first).message).toBe('changed my mind');
    expect(signals[0]?.aborted).toBe(false);
    give({ token });
    expect((await second).error).toBeUndefined();
    expect(signals).toHaveLength(1);
  });

  it('is given up after a minute, and asked again by the next call', async () => {
    const inFact = AbortSignal.timeout.bind(AbortSignal);
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => inFact(5));
    const { provider, signals } = providerOf(
      () => new Promise(() => undefined),
      () => ({ token }),
    );
    const client = clientOf(vod, { credentials: provider });
    expect((await errorOf(read(client))).name).toBe('TimeoutError');
    expect(timeout).toHaveBeenCalledWith(minute);
    expect(signals[0]?.aborted).toBe(true);
    await read(client);
    expect(signals).toHaveLength(2);
  });
});

describe('credentials that have expired', () => {
  const ended = { expiresAt: new Date('2026-11-22T09:59:00Z') };
  it.each<[string, Credentials | CredentialProvider, string]>([
    ['a key', { ...temporaryKey, ...ended }, 'access key'],
    ['a token', { token, ...ended }, 'token'],
    ['a token of a provider', () => ({ token, ...ended }), 'token'],
  ])('are refused before anything is sent: %s', async (_what, credentials, name) => {
    const error = await errorOf(read(clientOf(vod, { credentials })));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe(
      `The ${name} expired at 2026-11-22T09:59:00.000Z. Get a new one, or give a provider that does.`,
    );
    expect(vod.connections).toBe(0);
  });

  it('are refused from the moment on in which they expire', async () => {
    const client = clientOf(vod, { credentials: { ...temporaryKey, expiresAt: inMinutes(90) } });
    await read(client);
    vi.setSystemTime(now.getTime() + 89.5 * minute);
    await read(client); // To the last.
    vi.setSystemTime(now.getTime() + 90 * minute);
    expect((await errorOf(read(client))).message).toMatch(/^The access key expired at .*T11:30/);
    expect(vod.requests).toHaveLength(2);
  });
});
