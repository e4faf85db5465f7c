/** How often a call is made again, and how long is waited before. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RetryBudget } from '../../src/client/retry-budget.js';
import { backoffMs, retryAfterMs } from '../../src/platform/backoff.js';
import { accept, answer, startFaultyVod } from './faulty-vod.js';
import {
  clientOf,
  errorOf,
  extract,
  type LogEntry,
  outcomeOf,
  read,
  watchedLogger,
} from './watched-client.js';

describe('Retry-After', () => {
  const now = Date.parse('1994-11-06T08:49:37Z');
  it.each<[string | null, number | undefined]>([
    [null, undefined],
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7000],
    ['Sun, 06 Nov 1994 08:49:40 GMT', 3000],
    ['Sunday, 06-Nov-94 08:49:40 GMT', 3000],
    ['Sun, 06 Nov 1994 08:49:30 GMT', 0],
    // Date.parse takes these for days of other years.
    ['-5', undefined],
    ['5.5', undefined],
    ['try 10', undefined],
    ['', undefined],
    ['soon', undefined],
    ['1, 1', undefined],
    ['Someday, 99 Nov 1994 08:49:40 GMT', undefined],
    ['121', 120_000],
    ['9'.repeat(400), 120_000],
  ])('%j is %j ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });

  it('is never negative and never no number', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.date().map(String), fc.integer().map(String)),
        (text) => {
          expect(retryAfterMs(text, now) ?? 0).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('the backoff', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is anything up to half a second, doubled for each attempt, and to 20 seconds at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, chance) => {
          vi.spyOn(Math, 'random').mockReturnValue(chance);
          const longest = Math.min(20_000, 500 * 2 ** (attempt - 1));
          expect(backoffMs(attempt)).toBe(chance * longest);
        },
      ),
    );
  });

  it('differs from one call to the next', () => {
    expect(new Set(Array.from({ length: 20 }, () => backoffMs(3))).size).toBeGreaterThan(1);
  });
});

describe('the retry budget', () => {
  it('holds for a hundred retries, and for one more after five successes', () => {
    const budget = new RetryBudget();
    const taken = () => Array.from({ length: 200 }, () => budget.take()).filter(Boolean).length;
    expect(taken()).toBe(100);
    for (let success = 0; success < 4; success += 1) budget.give();
    expect(taken()).toBe(0);
    budget.give();
    expect(taken()).toBe(1);
  });

  it('does not grow beyond its start', () => {
    const budget = new RetryBudget();
    for (let success = 0; success < 1000; success += 1) budget.give();
    expect(Array.from({ length: 200 }, () => budget.take()).filter(Boolean)).toHaveLength(100);
  });
});

const busy = answer(429, { error_code: 'APIGW.0308', error_msg: 'scripted' });

describe('a call', () => {
  beforeEach(() => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it.each([
    [0, 1],
    [1, 2],
    [2, 3],
    [7, 8],
    [-1, 1],
  ])('with maxRetries %i is made %i times', async (maxRetries, times) => {
    const vod = await startFaultyVod(Array.from({ length: 20 }, () => busy));
    const client = clientOf(vod, { maxRetries });
    expect(await errorOf(extract(client))).toMatchObject({ code: 'APIGW.0308', attempts: times });
    expect(vod.requests).toHaveLength(times);
  });

  it('has limits that win over those of its client', async () => {
    const vod = await startFaultyVod([busy, busy]);
    const client = clientOf(vod, { maxRetries: 5 });
    expect(await errorOf(extract(client, { maxRetries: 0 }))).toMatchObject({ attempts: 1 });
  });

  it.each([
    ['the seconds that were asked for', '1', 1000],
    ['until the date that was asked for', 'Sun, 22 Nov 2026 10:26:00 GMT', 60_000],
    ['as long as it likes when the header makes no sense', '-1', 250],
  ])('waits %s', async (_what, header, pauseMs) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T10:25:00Z') });
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const stop = new AbortController();
    const told: LogEntry[] = [];
    const { debug, warn } = watchedLogger(told);
    const logger = {
      debug,
      warn: (...entry: Parameters<typeof warn>) => {
        warn(...entry);
        stop.abort(); // Long enough.
      },
    };
    const vod = await startFaultyVod([answer(429, '', { 'retry-after': header })]);
    await outcomeOf(extract(clientOf(vod, { logger }), { signal: stop.signal }));
    expect(told.at(-1)?.details).toMatchObject({ pauseMs });
    expect(vod.requests).toHaveLength(1);
  });
});

describe('the calls of a client', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('repeat a hundred times at most in all', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const vod = await startFaultyVod(Array.from({ length: 300 }, () => busy));
    const client = clientOf(vod, { maxRetries: 5 });
    const calls = Array.from({ length: 40 }, (_, index) =>
      errorOf((index % 2 ? extract : read)(client)),
    );
    const errors = await Promise.all(calls);
    expect(vod.requests).toHaveLength(40 + 100);
    expect(new Set(errors.map(({ name }) => name))).toEqual(new Set(['VodApiError']));
    // Another client has a budget of its own.
    expect(await errorOf(extract(clientOf(vod)))).toMatchObject({ attempts: 3 });
    expect(vod.requests).toHaveLength(40 + 100 + 3);
  });

  it('repeat once more for five that succeed', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const again = Array.from({ length: 101 }, () => busy);
    const vod = await startFaultyVod([
      ...again,
      ...Array.from({ length: 5 }, () => accept),
      ...again,
    ]);
    const client = clientOf(vod, { maxRetries: 200 });
    expect(await errorOf(extract(client))).toMatchObject({ attempts: 101 });
    for (let success = 0; success < 5; success += 1) await read(client);
    expect(await errorOf(extract(client))).toMatchObject({ attempts: 2 });
    expect(await errorOf(extract(client))).toMatchObject({ attempts: 1 });
  });
});
