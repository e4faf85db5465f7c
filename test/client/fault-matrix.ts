/** Every fault that a call which creates a job can meet, and the outcome that it must have. */
import type { Socket } from 'node:net';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Credentials, VodError } from '../../src/index.js';
import { attemptMs, holdAttempts } from './attempt-timer.js';
import { notDone, refusal, refusals, timeUp, unknownOutcomes } from './faults.js';
import {
  accept,
  acceptance,
  answer,
  answerText,
  created,
  type FaultyVod,
  nowhere,
  reset,
  type Script,
  settled,
  startFaultyVod,
  write,
} from './faulty-vod.js';
import { clientOf, extract, type Options, outcomeOf, read, transports } from './watched-client.js';

interface Outcome {
  outcome: 'success' | 'VodApiError' | 'VodConnectionError' | 'AmbiguousOutcomeError';
  /** How many requests arrived. */
  requests: number;
  jobs: number;
}

/** What happens in a row besides its name and outcome. */
interface Setting extends Script {
  /** Where to call instead. */
  endpoint?: (url: string) => string;
  credentials?: Credentials | (() => Credentials);
  /** It ends all running attempts by their time limit, so that no other row may run beside it. */
  slow?: boolean;
  /** Called after a first call, which succeeds and leaves a kept connection, and before the one that counts. */
  warmUp?: (vod: FaultyVod) => unknown;
  /** What differs over a user's `fetch`: no rejection of it proves that nothing was sent. */
  onFetch?: Outcome;
}

/** A fault, and the outcome that it must have. */
export interface Row extends Setting {
  name: string;
  expected: Outcome;
}

const row = (name: string, expected: Outcome, setting: Setting = {}): Row => ({
  name,
  expected,
  ...setting,
});
const success = (requests: number): Outcome => ({ outcome: 'success', requests, jobs: 1 });
const refused = (requests: number): Outcome => ({ outcome: 'VodApiError', requests, jobs: 0 });
const unknown = (requests: number, jobs: number): Outcome => ({
  outcome: 'AmbiguousOutcomeError',
  requests,
  jobs,
});

const inAnHour = new Date(Date.now() + 3_600_000);
const serverTime = inAnHour.toISOString().replace(/[-:]|\.\d{3}/g, '');
const expired = 'signature expired, signature time:20261122T102500Z';
const skewed = answer(401, refusal(`${expired},server time:${serverTime}`));
const skewedByDate = answer(401, refusal(expired), { date: inAnHour.toUTCString() });
const oldToken = answer(401, refusal('token expires, expires_at: 2026-11-22T10:25:00Z'));
const token = { token: 'fake-token' };
const created202 = write([answerText(202, acceptance(1), { 'content-type': 'text/plain' })]);
const early = ['HTTP/1.1 102 Wait\r\n\r\n', 'HTTP/1.1 103 Hints\r\n\r\n'];

/** A request that is proven to have not been sent, except to a user's `fetch`. */
const unsent = (name: string, endpoint: (url: string) => string, setting: Setting = {}): Row =>
  row(
    name,
    { outcome: 'VodConnectionError', requests: 0, jobs: 0 },
    { endpoint, onFetch: unknown(0, 0), ...setting },
  );
/** A server without TLS that is called by https. */
const withoutTls = (name: string, then: (socket: Socket) => unknown, slow = false): Row => {
  const connection = (socket: Socket) => socket.once('data', () => then(socket));
  const connections = [connection, connection, connection];
  return unsent(name, (url) => url.replace('http:', 'https:'), { connections, slow });
};
/** A connection that is broken before the request is read. */
const unread = (name: string, then: (socket: Socket) => unknown): Row =>
  row(name, unknown(0, 0), { connections: [(socket) => socket.once('data', () => then(socket))] });
/** A kept connection that is broken as the request is written; on Node, a create has one of its own. */
const keptBroken = (name: string, fault: (socket: Socket) => unknown): Row =>
  row(name, success(2), { warmUp: (vod) => vod.onNextBytes(fault), onFetch: unknown(1, 0) });

const abort = (socket: Socket) => socket.resetAndDestroy();
const close = (socket: Socket) => socket.destroy();

/** The rows. */
export const matrix: Row[] = [
  row('no fault', success(1)),
  ...unknownOutcomes.flatMap(([name, fault, speed]) => {
    const slow = speed === 'slow';
    return [
      row(`${name} before the job was created`, unknown(1, 0), { steps: [fault], slow }),
      row(`${name} after the job was created`, unknown(1, 1), { steps: [created(fault)], slow }),
    ];
  }),
  ...notDone.flatMap(([name, step]) => [
    row(`${name}, once`, success(2), { steps: [step] }),
    row(`${name}, each time`, refused(3), { steps: [step, step, step] }),
    row(`${name}, then a reset`, unknown(2, 1), { steps: [step, created(reset)] }),
  ]),
  ...refusals.map(([name, step]) => row(name, refused(1), { steps: [step] })),
  row('a slow clock, with the time in the text', success(2), { steps: [skewed] }),
  row('a slow clock, with the time in Date', success(2), { steps: [skewedByDate] }),
  row('a slow clock, without the time', refused(1), { steps: [answer(401, refusal(expired))] }),
  row('a slow clock, twice', refused(2), { steps: [skewed, skewed] }),
  row('a slow clock, then a reset', unknown(2, 1), { steps: [skewed, created(reset)] }),
  row('an old token, renewed', success(2), { steps: [oldToken], credentials: () => token }),
  row('an old token, without a provider', refused(1), { steps: [oldToken], credentials: token }),
  row('1xx answers before the final one', success(1), { steps: [write(early, accept)] }),
  row('a 100 that was not asked for', success(1), {
    steps: [write(['HTTP/1.1 100 Continue\r\n\r\n'], accept)],
    onFetch: unknown(1, 1),
  }),
  row('JSON of another content type', success(1), { steps: [created(created202)] }),
  unsent('a refused connection', () => nowhere),
  unsent('two refused addresses', () => nowhere.replace('127.0.0.1', 'localhost')),
  // So long a label is refused by the resolver itself, without a network.
  unsent('no such host', () => `http://${'a'.repeat(64)}.test`),
  withoutTls('an answer without TLS', (socket) => socket.end('HTTP/1.1 400 Bad\r\n\r\n')),
  withoutTls('a reset instead of TLS', abort),
  withoutTls('an end instead of TLS', (socket) => socket.end()),
  withoutTls('silence instead of TLS', timeUp, true),
  unread('a connection that is reset with the request unread', abort),
  unread('a connection that is closed with the request unread', close),
  row('a kept connection that was closed in between', success(2), {
    warmUp: (vod) => {
      vod.hangUp();
      return settled();
    },
  }),
  keptBroken('a kept connection that is closed with the request', close),
  keptBroken('a kept connection that is reset with the request', abort),
  row('a kept connection that is reset after the job was created', unknown(2, 1), {
    steps: [accept, created(reset)],
    warmUp: () => undefined,
  }),
];

/** Plays a row, and gives its outcome. */
export async function play({ endpoint, credentials, warmUp, ...script }: Row, options: Options) {
  const vod = await startFaultyVod(script);
  const given = { timeoutMs: attemptMs, ...options, ...(credentials && { credentials }) };
  const client = clientOf(endpoint?.(vod.url) ?? vod.url, given);
  if (warmUp) {
    await read(client);
    await settled(); // The connection is put back.
    await warmUp(vod);
  }
  const { error, value } = await outcomeOf(extract(client));
  const cause = error as Partial<VodError> | undefined; // Judged by its name.
  return {
    outcome: value ? 'success' : String(cause?.name),
    jobs: vod.jobs,
    requests: vod.requests.length,
    data: value?.data,
  };
}

/** Has a test for each row, over one transport. */
export function testMatrix(transport: keyof typeof transports): void {
  describe(`a call of createExtractAudioTask over ${transport}`, () => {
    const played = new Map<Row, Awaited<ReturnType<typeof play>>>();
    beforeAll(async () => {
      vi.spyOn(Math, 'random').mockReturnValue(0); // No backoff.
      await fetch((await startFaultyVod()).url); // The first fetch of a process takes its time.
      const put = async (next: Row) => played.set(next, await play(next, transports[transport]));
      await Promise.all(matrix.filter(({ slow }) => !slow).map(put));
      holdAttempts();
      for (const next of matrix.filter(({ slow }) => slow)) await put(next);
    });

    const rows = matrix.map((each): [string, Row] => [each.name, each]);
    it.each(rows)('creates one job at most, and tells its outcome, after: %s', (_name, each) => {
      const outcome = played.get(each);
      const expected = (transport === 'fetch' ? each.onFetch : undefined) ?? each.expected;
      expect(outcome).toMatchObject(expected);
      expect(outcome?.jobs).toBeLessThanOrEqual(1);
      // The id that is returned is that of the one job there is.
      if (expected.outcome === 'success') expect(outcome?.data).toEqual(acceptance(1));
    });
  });
}
