/** How long a call takes at most, how it is abandoned, and what it leaves behind. */
import { spawn } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
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

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0); // Pauses between attempts are chosen at random.
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('the time', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Time passes with no answer. */
  const passes =
    (seconds: number): Step =>
    () =>
      vi.advanceTimersByTime(seconds * 1000);

  it('of an attempt is 30 seconds, that of a call two minutes', async () => {
    const vod = await startFaultyVod(Array.from({ length: 9 }, () => passes(31)));
    const error = await errorOf(read(clientOf(vod, { maxRetries: 9 })));
    expect(error).toMatchObject({ name: 'VodConnectionError', attempts: 4, retryable: true });
    // What was left for the last one.
    expect(error.message).toMatch(/got no answer from 127\.0\.0\.1:\d+: nothing within 2[\d.]+ s/);
    expect(vod.requests).toHaveLength(4);
  });

  it('of an attempt is per attempt', async () => {
    const vod = await startFaultyVod([passes(6), passes(6)]);
    const { data } = await read(clientOf(vod, { timeoutMs: 5000, deadlineMs: 60_000 }));
    expect(data).toEqual({ asset_id: assetId });
    expect(vod.requests).toHaveLength(3);
  });

  it('of a call ends an attempt, and no other follows', async () => {
    const vod = await startFaultyVod([passes(6)]);
    const error = await errorOf(read(clientOf(vod, { deadlineMs: 5000 })));
    expect(error).toMatchObject({ name: 'VodConnectionError', attempts: 1 });
    expect(error.message).toMatch(/nothing within 5 s/);
    expect(vod.requests).toHaveLength(1);
  });

  it('may be given for one call', async () => {
    const vod = await startFaultyVod([passes(6)]);
    const client = clientOf(vod, { timeoutMs: 60_000, deadlineMs: 60_000 });
    expect((await errorOf(extract(client, { timeoutMs: 5000 }))).name).toBe(
      'AmbiguousOutcomeError',
    );
  });

  it.each([
    ['121', 1],
    ['9'.repeat(30), 1],
    ['100', 2],
  ])('that is left decides on a Retry-After of %s seconds', async (seconds, requests) => {
    const vod = await startFaultyVod([answer(429, '', { 'retry-after': seconds })]);
    // The pause begins once this is told.
    const warn = () => void settled().then(() => vi.advanceTimersByTime(100_000));
    const client = clientOf(vod, { logger: { debug: () => undefined, warn } });
    const began = Date.now();
    const { error } = await outcomeOf(extract(client));
    expect(error).toEqual(requests === 1 ? expect.objectContaining({ status: 429 }) : undefined);
    expect(vod.requests).toHaveLength(requests);
    expect(Date.now() - began >= 100_000).toBe(requests === 2);
  });
});

it('a call without limits waits', async () => {
  const warnings: Error[] = [];
  const warned = (warning: Error): unknown => warnings.push(warning);
  process.on('warning', warned);
  const vod = await startFaultyVod([
    async (exchange) => {
      // A timer that is too long for Node ends after a millisecond.
      await new Promise((resolve) => setTimeout(resolve, 20));
      await accept(exchange);
    },
  ]);
  const client = clientOf(vod, { timeoutMs: Infinity, deadlineMs: Infinity });
  expect((await extract(client)).data).toEqual(acceptance(1));
  process.off('warning', warned);
  expect(warnings).toEqual([]);
});

describe.each(Object.entries(transports))('a signal, over %s', (_transport, options) => {
  const reason = new Error('changed my mind');

  /** A call that is aborted by what is arranged; nothing may be left of it. */
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

  it('that was aborted before lets nothing out', async () => {
    const { vod } = await abortedBy((abort) => {
      abort();
      return {};
    });
    expect(vod.connections).toBe(0);
  });

  it.each<[string, (abort: () => void) => Step]>([
    ['while the answer is waited for', (abort) => abort],
    [
      'in the middle of the answer',
      (abort) => write(['HTTP/1.1 202 OK\r\n\r\n{'], () => settled().then(abort)),
    ],
  ])('ends a call at once %s, and its connection', async (_when, stepOf) => {
    const { vod, sockets } = await abortedBy((abort) => ({ step: stepOf(abort) }));
    await vi.waitFor(() => expect(sockets[0]?.destroyed).toBe(true));
    expect(vod.requests).toHaveLength(1);
  });

  it('ends a pause at once', async () => {
    const { vod } = await abortedBy((abort) => ({
      client: { logger: { debug: () => undefined, warn: () => setTimeout(abort, 1) } },
      step: answer(429, '', { 'retry-after': '60' }),
    }));
    expect(vod.requests).toHaveLength(1);
  });

  it('ends the waiting for credentials at once', async () => {
    const { vod } = await abortedBy((abort) => ({
      client: {
        credentials: () => {
          setTimeout(abort, 1);
          return new Promise(() => undefined);
        },
      },
    }));
    expect(vod.connections).toBe(0);
  });

  it('may be shared by many calls', async () => {
    const warnings: Error[] = [];
    const warned = (warning: Error): unknown => warnings.push(warning);
    process.on('warning', warned);
    const stop = new AbortController();
    const vod = await startFaultyVod(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? accept : keepSilent)),
    );
    const client = clientOf(vod, options);
    const calls = Array.from({ length: 50 }, () =>
      outcomeOf(read(client, { signal: stop.signal })),
    );
    await Promise.race(calls);
    while (vod.requests.length < 50) await settled();
    await settled();
    stop.abort(reason);
    const outcomes = await Promise.all(calls);
    expect(outcomes.filter(({ error }) => error === undefined)).toHaveLength(25);
    expect(outcomes.filter(({ error }) => error === reason)).toHaveLength(25);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
    process.off('warning', warned);
    expect(warnings).toEqual([]);
  });
});

describe('what is left behind', () => {
  it('keeps one connection for reads, and opens one for each create and closes it', async () => {
    const vod = await startFaultyVod([accept, accept, answer(400), accept]);
    const client = clientOf(vod);
    for (const call of [read, extract, extract, read]) {
      await outcomeOf<unknown>(call(client));
      await settled();
    }
    expect([vod.requests.length, vod.connections, vod.open]).toEqual([4, 3, 1]);
  });

  it('does not keep a process alive', async () => {
    const vod = await startFaultyVod([
      accept,
      answer(429, '', { 'retry-after': '0' }),
      answer(400),
    ]);
    const script = `
      import { createVodClient } from './src/index.ts';
      const vod = createVodClient({
        endpoint: '${vod.url}',
        projectId: 'p',
        credentials: async () => ({ token: 'fake-token', expiresAt: new Date(Date.now() + 3_600_000) }),
      });
      const read = () => vod.GET('/v1.0/{project_id}/asset/list', {});
      await read();
      console.log(await read().catch(({ name }) => name));
      console.log(process.getActiveResourcesInfo().filter((name) => !/Pipe|TTY|FSReq|File/.test(name)));
    `;
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script],
      {
        cwd: new URL('../../', import.meta.url),
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: 20_000,
      },
    );
    const [out, problems, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    expect({ out, problems, code }).toEqual({ out: 'VodApiError\n[]\n', problems: '', code: 0 });
  });
});
