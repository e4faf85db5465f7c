/** Which calls are repeated, how often, after which pause, and with what. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { operations, unsafeToRepeat } from '../../generated/contract.js';
import { AmbiguousOutcomeError, type VodClient } from '../../src/index.js';
import { backoffMs, retryAfterMs } from '../../src/platform/backoff.js';
import {
  accept,
  answer,
  assetId,
  created,
  hangUp,
  nowhere,
  reset,
  startFaultyVod,
  type Step,
  write,
} from './faulty-vod.js';
import {
  clientOf,
  errorOf,
  extract,
  type LogEntry,
  projectId,
  read,
  temporaryKey,
  token,
  transports,
  watchedLogger,
} from './watched-client.js';

const now = new Date('2026-11-22T10:25:00Z');
const busy = answer(429, { error_code: 'APIGW.0308', error_msg: 'scripted' });
const page = answer(502, '<html></html>');
const times = (count: number, step: Step) => Array.from({ length: count }, () => step);

describe.each(Object.entries(transports))('a read over %s', (_transport, options) => {
  it.each<[string, Step]>([
    ['a reset', reset],
    ['an end', hangUp],
    ['half a body', write(['HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'], hangUp)],
    ['a success without its object', answer(200, 'garbage')],
    ['a 500 of VOD', answer(500, { error_code: 'VOD.10051', error_msg: 'scripted' })],
    ['a page of a proxy', page],
    ['a busy gateway', busy],
  ])('is repeated after %s', async (_what, fault) => {
    const vod = await startFaultyVod([fault, fault]);
    expect((await read(clientOf(vod, options))).data).toEqual({ asset_id: assetId });
    expect(vod.requests).toHaveLength(3);
  });

  it.each<[string, Step, object]>([
    ['a reset', reset, { name: 'VodConnectionError', retryable: true, attempts: 3 }],
    ['garbage', answer(200, '{'), { name: 'VodAnswerError', retryable: true, attempts: 3 }],
    ['a page', page, { name: 'VodApiError', retryable: true, attempts: 3, status: 502 }],
    ['a refusal', answer(400), { name: 'VodApiError', retryable: false, attempts: 1, status: 400 }],
  ])('fails with its last answer when each is %s', async (_what, fault, expected) => {
    const vod = await startFaultyVod(times(3, fault));
    expect(await errorOf(read(clientOf(vod, options)))).toMatchObject(expected);
  });
});

// The name stands for two addresses, where there is IPv6.
it.each(['127.0.0.1', 'localhost'])('any call is repeated when %s refuses it', async (host) => {
  const url = nowhere.replace('127.0.0.1', host);
  for (const call of [read, extract]) {
    const error = await errorOf(call(clientOf(url)));
    expect(error).toMatchObject({ name: 'VodConnectionError', attempts: 3, retryable: true });
    expect(error.message).toMatch(/could not reach \S+: .*ECONNREFUSED/);
    expect(error.message).toContain(new URL(url).host);
  }
});

describe('the operation', () => {
  /** Calls any operation. */
  function callOf(client: VodClient, { method, path }: { method: string; path: string }) {
    // The types of a call are those of one operation.
    const call = client[method as 'POST'] as (path: string, request: object) => Promise<unknown>;
    const withBody = method === 'POST' || method === 'PUT';
    return call(path, {
      params: { query: withBody ? {} : { asset_id: assetId } },
      ...(withBody ? { body: { asset_id: assetId } } : {}),
    });
  }
  const ofVod = Object.entries(operations).filter(([, { path }]) => !path.startsWith('/v3'));

  it.each(ofVod)('%s is repeated if the contract allows it', async (_id, operation) => {
    const { method, path, success, safeToRepeat } = operation;
    const body = success === 204 ? write(['HTTP/1.1 204 No Content\r\n\r\n']) : answer(200, {});
    const vod = await startFaultyVod([reset, body]);
    const called = callOf(clientOf(vod), operation);
    if (safeToRepeat) await called;
    else expect(await errorOf(called)).toBeInstanceOf(AmbiguousOutcomeError);
    expect(vod.requests).toHaveLength(safeToRepeat ? 2 : 1);
    expect(vod.requests[0]?.method).toBe(method);
    expect(unsafeToRepeat.includes(`${method} ${path}`)).toBe(!safeToRepeat);
  });
});

describe('an unknown outcome', () => {
  it.each([
    ['a temporary key', temporaryKey],
    ['a token', { token }],
  ])('shows what was sent with %s, without the credentials', async (_what, credentials) => {
    vi.useFakeTimers({ toFake: ['Date'], now });
    const vod = await startFaultyVod([created(page)]);
    const error = await errorOf(extract(clientOf(vod, { credentials })));
    expect(error).toMatchObject({
      name: 'AmbiguousOutcomeError',
      operation: 'POST /v1.0/{project_id}/asset/extract_audio',
      sentAt: now,
      retryable: false,
      attempts: 1,
      requestId: 'fake-request-id',
      cause: { name: 'VodApiError', status: 502, retryable: false },
    });
    expect(error instanceof AmbiguousOutcomeError && error.request).toEqual({
      method: 'POST',
      url: `${vod.url}/v1.0/${projectId}/asset/extract_audio`,
      body: `{"asset_id":"${assetId}","parameter":{"format":"MP3"}}`,
    });
    expect(error.message).toMatch(/was not repeated.*not older than 2026-11-22T10:25:00\.000Z/);
  });

  it('has the time of the attempt that may have been carried out', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now });
    const later = new Date('2026-11-22T10:26:00Z');
    const vod = await startFaultyVod([busy, created(reset)]);
    vi.mocked(Math.random).mockReturnValue(0.02); // A pause of 10 ms, in which it gets later.
    const warn = () => void setTimeout(() => vi.setSystemTime(later), 1);
    const logger = { debug: () => undefined, warn };
    const error = await errorOf(extract(clientOf(vod, { logger })));
    expect(error).toMatchObject({ sentAt: later, attempts: 2 });
  });
});

describe('each attempt', () => {
  it('is signed afresh, over the same bytes', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now });
    const vod = await startFaultyVod([busy, busy]);
    const warn = () => vi.setSystemTime(Date.now() + 7000);
    await extract(clientOf(vod, { logger: { debug: () => undefined, warn } }));
    const headers = vod.requests.map((request) => request.headers);
    expect(headers.map((sent) => sent['x-sdk-date'])).toEqual([
      '20261122T102500Z',
      '20261122T102507Z',
      '20261122T102514Z',
    ]);
    expect(new Set(headers.map((sent) => sent['authorization'])).size).toBe(3);
    expect(new Set(vod.requests.map(({ body }) => body)).size).toBe(1);
  });

  it('is logged: its operation, its number, its status, and the pause after it', async () => {
    const entries: LogEntry[] = [];
    await extract(clientOf(await startFaultyVod([busy]), { logger: watchedLogger(entries) }));
    const answered = (attempt: number, status: number) => ({
      level: 'debug',
      message: `POST /v1.0/{project_id}/asset/extract_audio was answered with ${String(status)}`,
      details: { attempt, status, requestId: 'fake-request-id', durationMs: expect.any(Number) },
    });
    const repeated = {
      level: 'warn',
      message: expect.stringMatching(/is tried again: .*429 APIGW\.0308: scripted/),
      details: { attempt: 1, pauseMs: 0, requestId: 'fake-request-id' },
    };
    expect(entries).toEqual([answered(1, 429), repeated, answered(2, 202)]);
  });
});

describe('a call', () => {
  it.each([
    [0, 1],
    [1, 2],
    [2, 3],
    [7, 8],
    [-1, 1],
  ])('with maxRetries %i is made %i times', async (maxRetries, attempts) => {
    const vod = await startFaultyVod(times(20, busy));
    const error = await errorOf(extract(clientOf(vod, { maxRetries })));
    expect(error).toMatchObject({ code: 'APIGW.0308', attempts });
    expect(vod.requests).toHaveLength(attempts);
    const own = clientOf(vod, { maxRetries: 5 });
    expect(await errorOf(extract(own, { maxRetries }))).toMatchObject({ attempts });
  });
});

describe('the calls of a client', () => {
  it('are repeated a hundred times at most in all, and those of another client by themselves', async () => {
    const vod = await startFaultyVod(times(300, busy));
    const client = clientOf(vod, { maxRetries: 5 });
    const calls = Array.from({ length: 40 }, (_, index) =>
      errorOf((index % 2 ? extract : read)(client)),
    );
    const errors = await Promise.all(calls);
    expect(vod.requests).toHaveLength(40 + 100);
    expect(new Set(errors.map(({ name }) => name))).toEqual(new Set(['VodApiError']));
    expect(await errorOf(extract(clientOf(vod)))).toMatchObject({ attempts: 3 });
    expect(vod.requests).toHaveLength(40 + 100 + 3);
  });

  it('are repeated once more after five that succeeded, and never more than a hundred times', async () => {
    const vod = await startFaultyVod([
      ...times(20, accept),
      ...times(101, busy),
      ...times(5, accept),
      ...times(101, busy),
    ]);
    const client = clientOf(vod, { maxRetries: 200 });
    for (let success = 0; success < 20; success += 1) await read(client);
    expect(await errorOf(extract(client))).toMatchObject({ attempts: 101 });
    for (let success = 0; success < 5; success += 1) await read(client);
    expect(await errorOf(extract(client))).toMatchObject({ attempts: 2 });
    expect(await errorOf(extract(client))).toMatchObject({ attempts: 1 });
  });
});

describe('retryAfterMs', () => {
  const at = Date.parse('1994-11-06T08:49:37Z');
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
    // The longest pause that a server gets.
    ['121', 120_000],
    ['9'.repeat(400), 120_000],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 120_000],
  ])('reads %j as %j ms', (header, ms) => {
    expect(retryAfterMs(header, at)).toBe(ms);
  });

  it('gives a number from 0 to 120,000 for any text, or undefined', () => {
    const text = fc.oneof(fc.string(), fc.date().map(String), fc.integer().map(String));
    fc.assert(
      fc.property(text, (header) => {
        const ms = retryAfterMs(header, at) ?? 0;
        expect(ms >= 0 && ms <= 120_000).toBe(true);
      }),
    );
  });
});

describe('backoffMs', () => {
  it('gives anything up to half a second, doubled for each attempt, and up to 20 seconds at most', () => {
    const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), chances, (attempt, chance) => {
        vi.mocked(Math.random).mockReturnValue(chance);
        expect(backoffMs(attempt)).toBe(chance * Math.min(20_000, 500 * 2 ** (attempt - 1)));
      }),
    );
  });
});
