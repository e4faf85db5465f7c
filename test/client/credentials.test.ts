/** When a credential provider is asked, and how calls end when it gives nothing that can be used. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CredentialProvider, Credentials } from '../../src/index.js';
import { type FaultyVod, settled, startFaultyVod } from './faulty-vod.js';
import {
  clientOf,
  errorOf,
  type Options,
  outcomeOf,
  read,
  temporaryKey,
  token,
} from './watched-client.js';

const minute = 60_000;
const now = new Date('2026-11-22T10:00:00Z');
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * minute);
let vod: FaultyVod;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  vod = await startFaultyVod();
});

type Answer = () => Credentials | Promise<Credentials>;
/** A client whose provider gives these answers in turn, the last one again and again; and what it was asked with. */
function clientWith(answers: Answer[], options: Options = {}) {
  const signals: AbortSignal[] = [];
  const credentials: CredentialProvider = ({ signal }) => {
    const answer = answers[Math.min(signals.push(signal), answers.length) - 1];
    if (!answer) throw new Error('The provider has no answers.');
    return answer();
  };
  return { client: clientOf(vod, { credentials, ...options }), signals };
}
const lasting = (name: string, minutes: number) => () =>
  Promise.resolve({ token: name, expiresAt: minutesLater(minutes) });
/** An answer that comes when `give` is called. */
function later() {
  let give: (given: Credentials) => void = () => undefined;
  const answer: Answer = () => new Promise((resolve) => (give = resolve));
  return { answer, give: (given: Credentials) => give(given) };
}
/** The last character of each token that arrived. */
const sentTokens = () =>
  vod.requests.map(({ headers }) => headers['x-auth-token']?.slice(-1)).join('');

describe('a credential provider', () => {
  it('is asked once for all calls that need it at once, and not again while it holds', async () => {
    const { client, signals } = clientWith([() => settled().then(() => ({ token }))]);
    await Promise.all(Array.from({ length: 20 }, () => read(client)));
    await read(client);
    expect(signals).toHaveLength(1);
    expect(sentTokens()).toBe(token.slice(-1).repeat(21));
  });

  it.each([
    ['40 minutes before a long life ends', 24 * 60, 24 * 60 - 40],
    ['after two thirds of a short one', 60, 40],
  ])('is asked again %s, while calls use what they have', async (_when, life, asked) => {
    const { answer, give } = later();
    const { client, signals } = clientWith([lasting('fake-token1', life), answer]);
    await read(client);
    vi.setSystemTime(minutesLater(asked).getTime() - 1);
    await read(client);
    expect(signals).toHaveLength(1);
    vi.setSystemTime(minutesLater(asked));
    await Promise.all([read(client), read(client)]);
    expect(signals).toHaveLength(2);
    give({ token: 'fake-token2' });
    await settled();
    await read(client);
    expect(sentTokens()).toBe('11112');
  });

  it('is asked again a minute later when it fails ahead of time, and no call fails', async () => {
    const failing = () => Promise.reject(new Error('scripted'));
    const answers = [lasting('fake-token1', 60), failing, lasting('fake-token2', 120)];
    const { client, signals } = clientWith(answers);
    for (const minutes of [0, 41, 41.5, 42]) {
      vi.setSystemTime(minutesLater(minutes));
      await read(client);
      await settled();
    }
    expect(signals).toHaveLength(3);
    await read(client);
    expect(sentTokens()).toBe('11112');
  });

  it('is waited for when less than a minute is left', async () => {
    const { client } = clientWith([lasting('fake-token1', 60), lasting('fake-token2', 120)]);
    await read(client);
    vi.setSystemTime(minutesLater(59));
    await read(client);
    expect(sentTokens()).toBe('12');
  });

  const scripted = new Error('scripted');
  const throwing = (): never => {
    throw scripted;
  };
  it.each<[string, Answer]>([
    ['rejects', () => Promise.reject(scripted)],
    ['throws', throwing],
  ])(
    'that %s fails the calls with its error, and is asked again by the next',
    async (_how, fail) => {
      const { client, signals } = clientWith([fail, () => ({ token })]);
      const errors = await Promise.all([errorOf(read(client)), errorOf(read(client))]);
      expect(errors).toEqual([scripted, scripted]);
      expect(signals).toHaveLength(1);
      await read(client);
      expect([signals.length, vod.requests.length]).toEqual([2, 1]);
    },
  );

  it('is waited for as long as an attempt may take, and what it gives later is kept', async () => {
    const { answer, give } = later();
    const { client, signals } = clientWith([answer], { timeoutMs: 20 });
    const error = await errorOf(read(client));
    expect(error).toMatchObject({ name: 'VodConnectionError', attempts: 3, retryable: true });
    expect(error.message).toMatch(/got no credentials: nothing within 0\.02 s/);
    give({ token });
    await read(client, { timeoutMs: 20_000 });
    expect([signals.length, vod.requests.length]).toEqual([1, 1]);
  });

  it('goes on when one of the calls that wait for it is aborted', async () => {
    const { answer, give } = later();
    const { client, signals } = clientWith([answer]);
    const stop = new AbortController();
    const first = errorOf(read(client, { signal: stop.signal }));
    const second = outcomeOf(read(client));
    await settled();
    stop.abort(new Error('changed my mind'));
    expect(await first).toBe(stop.signal.reason);
    expect(signals[0]?.aborted).toBe(false);
    give({ token });
    expect((await second).error).toBeUndefined();
    expect(signals).toHaveLength(1);
  });

  it('is given up after a minute, and asked again by the next call', async () => {
    const inFact = AbortSignal.timeout.bind(AbortSignal);
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => inFact(5));
    const { client, signals } = clientWith([later().answer, () => ({ token })]);
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
    const credentials = { ...temporaryKey, expiresAt: minutesLater(90) };
    const client = clientOf(vod, { credentials });
    await read(client);
    vi.setSystemTime(minutesLater(89.5));
    await read(client);
    vi.setSystemTime(minutesLater(90));
    expect((await errorOf(read(client))).message).toMatch(/^The access key expired at .*T11:30/);
    expect(vod.requests).toHaveLength(2);
  });
});
