/** How long a call takes at most, and how a signal ends it. */
import { getEventListeners } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VodClientOptions } from '../../src/index.js';
import {
  accept,
  acceptance,
  answer,
  assetId,
  keepSilent,
  settled,
  startFaultyVod,
  type Step,
  write,
} from './faulty-vod.js';
import { clientOf, errorOf, extract, outcomeOf, read, transports } from './watched-client.js';

const warnings: Error[] = [];
const keepWarning = (warning: Error): unknown => warnings.push(warning);
beforeEach(() => void process.on('warning', keepWarning));
afterEach(() => {
  process.off('warning', keepWarning);
  // Such as that of a timer that is too long or negative, or of too many listeners.
  expect(warnings).toEqual([]);
});

describe('the time limits', () => {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'],
      shouldAdvanceTime: true,
    });
  });

  /** Lets the time pass without an answer. */
  const passes =
    (seconds: number): Step =>
    () =>
      vi.advanceTimersByTime(seconds * 1000);

  it('are 30 seconds for an attempt and two minutes for a call', async () => {
    const vod = await startFaultyVod(Array.from({ length: 9 }, () => passes(31)));
    const error = await errorOf(read(clientOf(vod, { maxRetries: 9 })));
    expect(error).toMatchObject({ name: 'VodConnectionError', attempts: 4, retryable: true });
    // The last attempt got the rest of the two minutes.
    expect(error.message).toMatch(/got no answer from 127\.0\.0\.1:\d+: nothing within 2[\d.]+ s/);
    expect(vod.requests).toHaveLength(4);
  });

  it('begin anew with each attempt, up to the deadline of the call', async () => {
    const vod = await startFaultyVod([passes(6), passes(6)]);
    const { data } = await read(clientOf(vod, { timeoutMs: 5000, deadlineMs: 60_000 }));
    expect(data).toEqual({ asset_id: assetId });
    expect(vod.requests).toHaveLength(3);
  });

  it('end an attempt at the deadline, after which no other follows', async () => {
    const vod = await startFaultyVod([passes(6)]);
    const error = await errorOf(read(clientOf(vod, { deadlineMs: 5000 })));
    expect(error).toMatchObject({ name: 'VodConnectionError', attempts: 1 });
    expect(error.message).toMatch(/nothing within 5 s/);
    expect(vod.requests).toHaveLength(1);
  });

  it('are overruled by those of the call', async () => {
    const vod = await startFaultyVod([passes(6)]);
    const client = clientOf(vod, { timeoutMs: 60_000, deadlineMs: 60_000 });
    const error = await errorOf(extract(client, { timeoutMs: 5000 }));
    expect(error.name).toBe('AmbiguousOutcomeError');
  });

  it.each<[string, number, number | undefined]>([
    // Retry-After, the deadline, and the pause; undefined for a call that fails at once.
    ['100', 120, 100],
    ['120', 120, undefined],
    ['9999999999', 120, undefined],
    ['9999999999', 3600, 120],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 1e12, 120],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 3600, 0],
    ['0', 3600, 0],
  ])('decide on a Retry-After of %s with %d s left: a pause of %s', async (header, left, pause) => {
    const vod = await startFaultyVod([answer(429, '', { 'retry-after': header })]);
    // The pause begins after this entry.
    const pass = () => void settled().then(() => vi.advanceTimersByTime((pause ?? 0) * 1000));
    const warn = pause ? pass : () => undefined;
    const logger = { debug: () => undefined, warn };
    const began = Date.now();
    const { error } = await outcomeOf(extract(clientOf(vod, { logger, deadlineMs: left * 1000 })));
    expect(error).toEqual(
      pause === undefined ? expect.objectContaining({ status: 429 }) : undefined,
    );
    expect(vod.requests).toHaveLength(pause === undefined ? 1 : 2);
    expect(Math.floor((Date.now() - began) / 10_000)).toBe((pause ?? 0) / 10);
  });
});

it('a call without limits waits', async () => {
  const slow: Step = async (exchange) => {
    // Node ends a timer that is too long after a millisecond.
    await new Promise((resolve) => setTimeout(resolve, 20));
    await accept(exchange);
  };
  const client = clientOf(await startFaultyVod([slow]), {
    timeoutMs: Infinity,
    deadlineMs: Infinity,
  });
  expect((await extract(client)).data).toEqual(acceptance(1));
});

describe.each(Object.entries(transports))('the signal of a call over %s', (_transport, options) => {
  const reason = new Error('changed my mind');

  /** Makes a call that is aborted by what is arranged; no listener may stay. */
  async function abortedBy(
    arrange: (abort: () => void) => { client?: Partial<VodClientOptions>; step?: Step },
  ) {
    const stop = new AbortController();
    const { client = {}, step = accept } = arrange(() => stop.abort(reason));
    const sockets: Socket[] = [];
    const vod = await startFaultyVod([
      (exchange) => {
        sockets.push(exchange.socket);
        return step(exchange);
      },
    ]);
    const called = extract(clientOf(vod, { ...options, ...client }), { signal: stop.signal });
    expect(await errorOf(called)).toBe(reason);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
    return { vod, sockets };
  }

  it('lets nothing out when it was aborted before', async () => {
    const { vod } = await abortedBy((abort) => {
      abort();
      return {};
    });
    expect(vod.connections).toBe(0);
  });

  it.each<[string, (abort: () => void) => Step]>([
    ['before the answer', (abort) => abort],
    ['in the answer', (abort) => write([`HTTP/1.1 202 OK\r\n\r\n{`], () => settled().then(abort))],
  ])('ends a call and its connection at once %s', async (_when, stepOf) => {
    const { vod, sockets } = await abortedBy((abort) => ({ step: stepOf(abort) }));
    await vi.waitFor(() => expect(sockets[0]?.destroyed).toBe(true), 10_000);
    expect(vod.requests).toHaveLength(1);
  });

  it('ends a pause at once', async () => {
    const { vod } = await abortedBy((abort) => ({
      client: { logger: { debug: () => undefined, warn: () => setTimeout(abort, 1) } },
      step: answer(429, '', { 'retry-after': '60' }),
    }));
    expect(vod.requests).toHaveLength(1);
  });

  it('ends the wait for credentials at once', async () => {
    const { vod } = await abortedBy((abort) => {
      const credentials = () => new Promise<never>(() => setTimeout(abort, 1));
      return { client: { credentials } };
    });
    expect(vod.connections).toBe(0);
  });

  it('can be shared by many calls', async () => {
    const stop = new AbortController();
    const steps = Array.from({ length: 50 }, (_, index) => (index % 2 ? accept : keepSilent));
    const vod = await startFaultyVod(steps);
    const client = clientOf(vod, options);
    const calls = steps.map(() => outcomeOf(read(client, { signal: stop.signal })));
    await Promise.race(calls);
    while (vod.requests.length < 50) await settled();
    await settled();
    stop.abort(reason);
    const outcomes = await Promise.all(calls);
    expect(outcomes.filter(({ error }) => error === undefined)).toHaveLength(25);
    expect(outcomes.filter(({ error }) => error === reason)).toHaveLength(25);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });
});
