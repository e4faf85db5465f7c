/** Whatever goes wrong on the way, a call of createExtractAudioTask creates at most one job. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { VodClientOptions, VodError } from '../../src/index.js';
import { matrix, type Row } from './fault-matrix.js';
import { acceptance, answerText, settled, startFaultyVod, write } from './faulty-vod.js';
import { clientOf, extract, outcomeOf, read, transports } from './watched-client.js';

beforeAll(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0); // Pauses between attempts are chosen at random.
});
afterAll(() => {
  vi.restoreAllMocks();
});

/** What came of a row, to be compared with what has to. */
async function play(row: Row, options: Partial<VodClientOptions>) {
  const vod = await startFaultyVod(row);
  const client = clientOf((await row.endpoint?.(vod.url)) ?? vod.url, {
    timeoutMs: row.slow ? 250 : 20_000,
    ...options,
    ...row.client?.(),
  });
  if (row.warmUp) {
    await read(client);
    await settled(); // The connection is put back.
    await row.warmUp(vod);
  }
  const { error, value } = await outcomeOf(extract(client));
  const { jobs, requests, url } = vod;
  const cause = error as Partial<VodError> | undefined; // Judged by its name.
  return {
    outcome: value ? 'success' : String(cause?.name),
    jobs,
    requests: requests.length,
    data: value?.data,
    error,
    url,
  };
}
type Played = Awaited<ReturnType<typeof play>>;

describe.each(Object.entries(transports))('over %s', (transport, options) => {
  const played = new Map<Row, Played>();
  beforeAll(async () => {
    // The first fetch of a process takes its time.
    await fetch((await startFaultyVod()).url);
    for (const slow of [false, true]) {
      const rows = matrix.filter((row) => Boolean(row.slow) === slow);
      await Promise.all(rows.map(async (row) => played.set(row, await play(row, options))));
    }
  });

  it.each(matrix.map((row): [string, Row] => [row.name, row]))('%s', (_name, row) => {
    const came = played.get(row);
    expect(came).toMatchObject({ ...row.expected, ...(transport === 'fetch' && row.onFetch) });
    expect(came?.jobs).toBeLessThanOrEqual(1);
    // The id that is told is that of the one job there is.
    if (came?.outcome === 'success') expect(came.data).toEqual(acceptance(1));
  });

  it.each<[string, string[]]>([
    ['in the same packet', [answerText(202, acceptance(1)) + answerText(202, acceptance(1))]],
    ['in the next one', [answerText(202, acceptance(1)), answerText(202, acceptance(1))]],
  ])('an answer that comes twice %s is not taken for the next one', async (_when, texts) => {
    const vod = await startFaultyVod([
      async (exchange) => {
        exchange.createJob();
        await write(texts)(exchange);
      },
    ]);
    const client = clientOf(vod, options);
    const first = await extract(client);
    await settled();
    const second = await extract(client);
    expect([first, second].map(({ data }) => data)).toEqual([acceptance(1), acceptance(2)]);
    expect(vod.jobs).toBe(2);
  });
});

it('the matrix has all its rows', () => {
  expect(matrix.length).toBeGreaterThanOrEqual(40);
  expect(new Set(matrix.map(({ name }) => name)).size).toBe(matrix.length);
});
