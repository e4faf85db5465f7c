/** Whatever goes wrong on the way, a call of createExtractAudioTask creates at most one job. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { holdAttempts } from './attempt-timer.js';
import { matrix, play, type Row } from './fault-matrix.js';
import { acceptance, answerText, settled, startFaultyVod, write } from './faulty-vod.js';
import { clientOf, extract, transports } from './watched-client.js';

beforeAll(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0); // Pauses between attempts are chosen at random.
});
afterAll(() => {
  vi.restoreAllMocks();
});

type Played = Awaited<ReturnType<typeof play>>;

describe.each(Object.entries(transports))('over %s', (transport, options) => {
  const played = new Map<Row, Played>();
  beforeAll(async () => {
    // The first fetch of a process takes its time.
    await fetch((await startFaultyVod()).url);
    const put = async (row: Row) => played.set(row, await play(row, options));
    await Promise.all(matrix.filter(({ slow }) => !slow).map(put));
    holdAttempts();
    for (const row of matrix.filter(({ slow }) => slow)) await put(row);
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
