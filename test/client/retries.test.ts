/** When a call is made again, how often, and with what. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { operations, unsafeToRepeat } from '../../generated/contract.js';
import {
  AmbiguousOutcomeError,
  isAmbiguousOutcome,
  VodAnswerError,
  VodApiError,
  type VodClient,
  VodConnectionError,
} from '../../src/index.js';
import {
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

beforeAll(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0); // Pauses between attempts are chosen at random.
});
afterAll(() => {
  vi.restoreAllMocks();
});
afterEach(() => {
  vi.useRealTimers();
});

const busy = answer(429, { error_code: 'APIGW.0308', error_msg: 'scripted' });
const page = answer(502, '<html></html>');
describe.each(Object.entries(transports))(
  'over %s, what may be repeated',
  (_transport, options) => {
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
      const { data } = await read(clientOf(vod, options));
      expect(data).toEqual({ asset_id: assetId });
      expect(vod.requests).toHaveLength(3);
    });

    it.each<[string, Step, object]>([
      ['a reset', reset, { constructor: VodConnectionError, retryable: true, attempts: 3 }],
      ['garbage', answer(200, '{'), { constructor: VodAnswerError, retryable: true, attempts: 3 }],
      ['a page', page, { constructor: VodApiError, retryable: true, attempts: 3, status: 502 }],
      [
        'a refusal',
        answer(400, { error_code: 'VOD.10062' }),
        { constructor: VodApiError, retryable: false, attempts: 1, code: 'VOD.10062' },
      ],
    ])('fails in the end with %s as it is', async (_what, fault, expected) => {
      const vod = await startFaultyVod([fault, fault, fault]);
      expect(await errorOf(read(clientOf(vod, options)))).toMatchObject(expected);
    });

    it('does not wait for an answer in another protocol', async () => {
      const other = 'HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n';
      const vod = await startFaultyVod([write([other])]);
      const error = await errorOf(
        read(clientOf(vod, { ...options, maxRetries: 0, timeoutMs: 2000 })),
      );
      expect(error.message).toMatch(/got no answer from .*(another protocol|bad upgrade)/);
    });
  },
);

// The name stands for two addresses, where there is IPv6.
it.each(['127.0.0.1', 'localhost'])('is repeated when %s refuses the connection', async (host) => {
  const url = nowhere.replace('127.0.0.1', host);
  for (const call of [read, extract]) {
    const error = await errorOf(call(clientOf(url)));
    expect(error).toMatchObject({ name: 'VodConnectionError', attempts: 3, retryable: true });
    expect(error.message).toMatch(/could not reach \S+: .*ECONNREFUSED/);
    expect(error.message).toContain(new URL(url).host);
  }
});

/** Calls any operation, as the contract has it. */
function callOf(client: VodClient, { method, path }: { method: string; path: string }) {
  // The types of a call are those of one operation.
  const call = client[method as 'POST'] as (path: string, request: object) => Promise<unknown>;
  const withBody = method === 'POST' || method === 'PUT';
  return call(path, {
    params: { query: withBody ? {} : { asset_id: assetId } },
    ...(withBody ? { body: { asset_id: assetId } } : {}),
  });
}

describe('by the contract', () => {
  const ofVod = Object.entries(operations).filter(([, { path }]) => !path.startsWith('/v3'));

  it.each(ofVod)('%s is repeated if it is safe to', async (_id, operation) => {
    const { method, path, success } = operation;
    const body = success === 204 ? write(['HTTP/1.1 204 No Content\r\n\r\n']) : answer(200, {});
    const vod = await startFaultyVod([reset, body]);
    const called = callOf(clientOf(vod), operation);
    if (operation.safeToRepeat) await called;
    else expect(await errorOf(called)).toBeInstanceOf(AmbiguousOutcomeError);
    expect(vod.requests).toHaveLength(operation.safeToRepeat ? 2 : 1);
    expect(vod.requests[0]?.method).toBe(method);
    expect(unsafeToRepeat.includes(`${method} ${path}`)).toBe(!operation.safeToRepeat);
  });

  it('only DELETE and PUT have successes without a body, as the transport takes for granted', () => {
    const bare = Object.values(operations).filter(({ success }) => success === 204);
    expect(bare.filter(({ method }) => method !== 'DELETE' && method !== 'PUT')).toEqual([]);
    expect(bare).not.toEqual([]);
  });
});

describe('an outcome that nobody knows', () => {
  it.each([
    ['a temporary key', temporaryKey],
    ['a token', { token }],
  ])('tells what was sent, and not with which credentials: %s', async (_what, credentials) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T10:25:00Z') });
    const vod = await startFaultyVod([created(page)]);
    const error = await errorOf(extract(clientOf(vod, { credentials })));
    expect(error).toMatchObject({
      name: 'AmbiguousOutcomeError',
      operation: 'POST /v1.0/{project_id}/asset/extract_audio',
      sentAt: new Date('2026-11-22T10:25:00Z'),
      request: {
        method: 'POST',
        url: `${vod.url}/v1.0/${projectId}/asset/extract_audio`,
        body: `{"asset_id":"${assetId}","parameter":{"format":"MP3"}}`,
      },
      retryable: false,
      attempts: 1,
      requestId: 'fake-request-id',
      cause: { name: 'VodApiError', status: 502, retryable: false },
    });
    expect(isAmbiguousOutcome(error) && Object.keys(error.request)).toEqual([
      'method',
      'url',
      'body',
    ]);
    expect(error.message).toMatch(/was not repeated.*not older than 2026-11-22T10:25:00\.000Z/);
  });

  it('tells when the attempt was sent that may have done it', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T10:25:00Z') });
    const later = new Date('2026-11-22T10:26:00Z');
    const vod = await startFaultyVod([busy, created(reset)]);
    vi.mocked(Math.random).mockReturnValue(0.02); // 10 ms, in the midst of which it gets later.
    const warn = () => void setTimeout(() => vi.setSystemTime(later), 1);
    const logger = { debug: () => undefined, warn };
    const error = await errorOf(extract(clientOf(vod, { logger })));
    vi.mocked(Math.random).mockReturnValue(0);
    expect(error).toMatchObject({ sentAt: later, attempts: 2 });
  });
});

describe('each attempt', () => {
  it('is signed afresh, over the same bytes', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T10:25:00Z') });
    const vod = await startFaultyVod([busy, busy]);
    const warn = () => vi.setSystemTime(Date.now() + 7000);
    await extract(clientOf(vod, { logger: { debug: () => undefined, warn } }));
    expect(vod.requests.map(({ headers }) => headers['x-sdk-date'])).toEqual([
      '20261122T102500Z',
      '20261122T102507Z',
      '20261122T102514Z',
    ]);
    expect(new Set(vod.requests.map(({ headers }) => headers['authorization'])).size).toBe(3);
    expect(new Set(vod.requests.map(({ body }) => body)).size).toBe(1);
  });

  it('is told to the logger: what, which attempt, and how long the pause is', async () => {
    const told: LogEntry[] = [];
    await extract(clientOf(await startFaultyVod([busy]), { logger: watchedLogger(told) }));
    const operation = 'POST /v1.0/{project_id}/asset/extract_audio';
    expect(told).toEqual([
      {
        level: 'debug',
        message: `${operation} was answered with 429`,
        details: {
          attempt: 1,
          status: 429,
          requestId: 'fake-request-id',
          durationMs: expect.any(Number),
        },
      },
      {
        level: 'warn',
        message: expect.stringMatching(/is tried again: .*429 APIGW\.0308: scripted/),
        details: { attempt: 1, pauseMs: 0, requestId: 'fake-request-id' },
      },
      expect.objectContaining({ message: `${operation} was answered with 202` }),
    ]);
  });
});
