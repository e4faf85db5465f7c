/** Every fault that a call which creates a job can meet, and the outcome that it must have. */
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { VodClientOptions, VodError } from '../../src/index.js';
import { attemptMs, holdAttempts } from './attempt-timer.js';
import { notDone, refusal, refusals, timeUp, unknownOutcomes } from './faults.js';
import {
  acceptance,
  accept,
  answer,
  answerText,
  created,
  type FaultyVod,
  nowhere,
  reset,
  settled,
  startFaultyVod,
  type Script,
  write,
} from './faulty-vod.js';
import { clientOf, extract, type Options, outcomeOf, read, transports } from './watched-client.js';

/** A fault, and the outcome that it must have. */
export interface Row extends Script {
  name: string;
  /** Where to call instead. */
  endpoint?: (url: string) => string;
  client?: () => Partial<VodClientOptions>;
  /** It ends all running attempts by their time limit, so that no other row may run beside it. */
  slow?: true;
  /** Called after a first call, which succeeds and leaves a kept connection, and before the one that counts. */
  warmUp?: (vod: FaultyVod) => unknown;
  expected: Expected;
  /** What differs over a user's `fetch`: no rejection of it proves that nothing was sent. */
  onFetch?: Partial<Expected>;
}

interface Expected {
  outcome: 'success' | 'VodApiError' | 'VodConnectionError' | 'AmbiguousOutcomeError';
  /** How many requests arrived. */
  requests: number;
  jobs: number;
}

const success = { outcome: 'success', requests: 1, jobs: 1 } as const;
const inAnHour = new Date(Date.now() + 3_600_000);
const serverTime = inAnHour.toISOString().replace(/[-:]|\.\d{3}/g, '');
const expired = 'signature expired, signature time:20261122T102500Z';
const skewed = answer(401, refusal(`${expired},server time:${serverTime}`));
const skewedByDate = answer(401, refusal(expired), { date: inAnHour.toUTCString() });
const oldToken = answer(401, refusal('token expires, expires_at: 2026-11-22T10:25:00Z'));
const tokens = (): Partial<VodClientOptions> => ({
  credentials: () => Promise.resolve({ token: 'fake-token' }),
});
/** What a server without TLS does with the first bytes of a client that wants it. */
const insteadOfTls = (then: (socket: Socket) => unknown) => (socket: Socket) =>
  socket.once('data', () => then(socket));
const secure = (url: string): string => url.replace('http:', 'https:');
const neverSent = { outcome: 'VodConnectionError', requests: 0, jobs: 0 } as const;
const ambiguous = { outcome: 'AmbiguousOutcomeError', requests: 0, jobs: 0 } as const;

/** What a server without TLS may do. */
const withoutTls: [string, (socket: Socket) => unknown, true?][] = [
  ['an answer without TLS', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['a reset instead of TLS', (socket) => socket.resetAndDestroy()],
  ['an end instead of TLS', (socket) => socket.end()],
  ['silence instead of TLS', timeUp, true],
];

/** The rows. */
export const matrix: Row[] = [
  { name: 'nothing', expected: success },
  ...unknownOutcomes.flatMap(([name, fault, speed]): Row[] =>
    [0, 1].map((jobs) => ({
      name: `${name} ${jobs ? 'after' : 'before'} the job was created`,
      steps: [jobs ? created(fault) : fault],
      ...(speed === 'slow' ? { slow: true } : {}),
      expected: { ...ambiguous, requests: 1, jobs },
    })),
  ),
  ...notDone.flatMap(([name, step]): Row[] => [
    { name: `${name}, once`, steps: [step], expected: { ...success, requests: 2 } },
    {
      name: `${name}, each time`,
      steps: [step, step, step],
      expected: { outcome: 'VodApiError', requests: 3, jobs: 0 },
    },
    {
      name: `${name}, then a reset`,
      steps: [step, created(reset)],
      expected: { ...ambiguous, requests: 2, jobs: 1 },
    },
  ]),
  ...refusals.map(([name, step]): Row => ({
    name,
    steps: [step],
    expected: { outcome: 'VodApiError', requests: 1, jobs: 0 },
  })),
  {
    name: 'a slow clock, with the time in the text',
    steps: [skewed],
    expected: { ...success, requests: 2 },
  },
  {
    name: 'a slow clock, with the time in Date',
    steps: [skewedByDate],
    expected: { ...success, requests: 2 },
  },
  {
    name: 'a slow clock, without the time',
    steps: [answer(401, refusal(expired))],
    expected: { outcome: 'VodApiError', requests: 1, jobs: 0 },
  },
  {
    name: 'a slow clock, twice',
    steps: [skewed, skewed],
    expected: { outcome: 'VodApiError', requests: 2, jobs: 0 },
  },
  {
    name: 'a slow clock, then a reset',
    steps: [skewed, created(reset)],
    expected: { ...ambiguous, requests: 2, jobs: 1 },
  },
  {
    name: 'an old token, renewed',
    steps: [oldToken],
    client: tokens,
    expected: { ...success, requests: 2 },
  },
  {
    name: 'an old token, given as it is',
    steps: [oldToken],
    client: () => ({ credentials: { token: 'fake-token' } }),
    expected: { outcome: 'VodApiError', requests: 1, jobs: 0 },
  },
  {
    name: '1xx answers before the final one',
    steps: [write(['HTTP/1.1 102 Wait\r\n\r\n', 'HTTP/1.1 103 Hints\r\n\r\n'], accept)],
    expected: success,
  },
  {
    name: 'a 100 that was not asked for',
    steps: [write(['HTTP/1.1 100 Continue\r\n\r\n'], accept)],
    expected: success,
    onFetch: { ...ambiguous, requests: 1, jobs: 1 },
  },
  {
    name: 'valid JSON of another type',
    steps: [
      async (exchange) => {
        await exchange.readBody();
        exchange.write(answerText(202, exchange.createJob(), { 'content-type': 'text/plain' }));
      },
    ],
    expected: success,
  },
  {
    name: 'a refused connection',
    endpoint: () => nowhere,
    expected: neverSent,
    onFetch: ambiguous,
  },
  {
    name: 'two refused addresses',
    endpoint: () => nowhere.replace('127.0.0.1', 'localhost'),
    expected: neverSent,
    onFetch: ambiguous,
  },
  // So long a label is refused by the resolver itself, without a network.
  {
    name: 'no such host',
    endpoint: () => `http://${'a'.repeat(64)}.test`,
    expected: neverSent,
    onFetch: ambiguous,
  },
  {
    name: 'a new connection that is reset with the request unread',
    connections: [(socket) => socket.once('data', () => socket.resetAndDestroy())],
    expected: ambiguous,
  },
  {
    name: 'a new connection that is closed with the request unread',
    connections: [(socket) => socket.once('data', () => socket.destroy())],
    expected: ambiguous,
  },
  ...withoutTls.map(([name, then, slow]): Row => ({
    name,
    endpoint: secure,
    ...(slow ? { slow } : {}),
    connections: [1, 2, 3].map(() => insteadOfTls(then)),
    expected: neverSent,
    onFetch: ambiguous,
  })),
  {
    name: 'a kept connection that was closed in between',
    warmUp: async (vod) => {
      vod.hangUp();
      await settled();
    },
    expected: { ...success, requests: 2 },
  },
  {
    name: 'a kept connection that is closed as the request is written',
    warmUp: (vod) => vod.onNextBytes((socket) => socket.destroy()),
    // On Node a create has a connection of its own.
    expected: { ...success, requests: 2 },
    onFetch: { ...ambiguous, requests: 1 },
  },
  {
    name: 'a kept connection that is reset as the request is written',
    warmUp: (vod) => vod.onNextBytes((socket) => socket.resetAndDestroy()),
    // On Node a create has a connection of its own.
    expected: { ...success, requests: 2 },
    onFetch: { ...ambiguous, requests: 1 },
  },
  {
    name: 'a kept connection that is reset after the job was created',
    steps: [accept, created(reset)],
    warmUp: () => undefined,
    expected: { ...ambiguous, requests: 2, jobs: 1 },
  },
];

/** Plays a row, and gives its outcome. */
export async function play(row: Row, options: Options) {
  const vod = await startFaultyVod(row);
  const client = clientOf(row.endpoint?.(vod.url) ?? vod.url, {
    timeoutMs: attemptMs,
    ...options,
    ...row.client?.(),
  });
  if (row.warmUp) {
    await read(client);
    await settled(); // The connection is put back.
    await row.warmUp(vod);
  }
  const { error, value } = await outcomeOf(extract(client));
  const { jobs, requests } = vod;
  const cause = error as Partial<VodError> | undefined; // Judged by its name.
  return {
    outcome: value ? 'success' : String(cause?.name),
    jobs,
    requests: requests.length,
    data: value?.data,
  };
}

/** Has a test for each row, over one transport. */
export function testMatrix(transport: keyof typeof transports): void {
  const options = transports[transport];
  describe(`a call of createExtractAudioTask over ${transport}`, () => {
    const played = new Map<Row, Awaited<ReturnType<typeof play>>>();
    beforeAll(async () => {
      vi.spyOn(Math, 'random').mockReturnValue(0); // No pauses.
      await fetch((await startFaultyVod()).url); // The first fetch of a process takes its time.
      const put = async (row: Row) => played.set(row, await play(row, options));
      await Promise.all(matrix.filter(({ slow }) => !slow).map(put));
      holdAttempts();
      for (const row of matrix.filter(({ slow }) => slow)) await put(row);
    });
    afterAll(() => void vi.restoreAllMocks());

    it.each(matrix.map((row): [string, Row] => [row.name, row]))(
      'creates one job at most, and tells its outcome, after: %s',
      (_name, row) => {
        const outcome = played.get(row);
        expect(outcome).toMatchObject({
          ...row.expected,
          ...(transport === 'fetch' && row.onFetch),
        });
        expect(outcome?.jobs).toBeLessThanOrEqual(1);
        // The id that is returned is that of the one job there is.
        if (outcome?.outcome === 'success') expect(outcome.data).toEqual(acceptance(1));
      },
    );
  });
}
