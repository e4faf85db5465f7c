/** Lists that come in pages, from a service whose pages are scripted. */
import { describe, expect, it } from 'vitest';
import { listAll, VodAnswerError } from '../../src/index.js';
import { observedClient } from './watched-client.js';

/** A client whose calls get `answer` of their query, and the queries. */
function pagedClient(answer: (query: URLSearchParams) => object) {
  const { vod, requests } = observedClient(({ url }) => answer(new URL(url).searchParams));
  return { vod, queries: () => requests.map(({ url }) => String(new URL(url).searchParams)) };
}

/** Pages of `total` assets, as the service cuts them. */
const assets = (total: number) => (query: URLSearchParams) => {
  const [page, size] = [Number(query.get('page')), Number(query.get('size'))];
  const ids = Array.from({ length: total }, (_, index) => ({ asset_id: `a${index}` }));
  return { total: Math.min(total, 20_000), assets: ids.slice(page * size, (page + 1) * size) };
};

async function collect<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

const list = '/v1.0/{project_id}/asset/list';

describe('listAll', () => {
  it.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [250, 3],
  ])('gives each of %d assets once, in %d calls', async (total, calls) => {
    const { vod, queries } = pagedClient(assets(total));
    const rows = await collect(listAll(vod, list, { media_type: ['MP3', 'AAC'] }));
    expect(rows.map(({ asset_id: id }) => id)).toEqual(
      Array.from({ length: total }, (_, index) => `a${index}`),
    );
    expect(queries()).toHaveLength(calls);
    expect(queries()[0]).toBe('media_type=MP3&media_type=AAC&size=100&page=0');
  });

  it('asks for a page only when it is needed', async () => {
    const { vod, queries } = pagedClient(assets(1000));
    for await (const row of listAll(vod, list)) if (row.asset_id === 'a150') break;
    expect(queries()).toHaveLength(2);
  });

  it('says that VOD shows no more than 20,000 assets, after those', async () => {
    const { vod, queries } = pagedClient(() => ({
      total: 20_000,
      assets: Array.from({ length: 100 }, () => ({ asset_id: 'a' })),
    }));
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const row of listAll(vod, list)) seen.push(row);
    })();
    await expect(reading).rejects.toThrow(/no more than 20000.*start_time/);
    await expect(reading).rejects.toBeInstanceOf(VodAnswerError);
    expect([seen.length, queries().length]).toEqual([20_000, 200]);
  });

  it('ends at an empty page, whatever the total is', async () => {
    const { vod } = pagedClient(() => ({ total: 500, assets: [] }));
    expect(await collect(listAll(vod, list))).toEqual([]);
  });

  it('reads the detailed list', async () => {
    const { vod } = pagedClient(() => ({
      total: 1,
      is_truncated: 0,
      asset_info_array: [{ asset_id: 'a', status: 'CREATED' }],
    }));
    const rows = await collect(listAll(vod, '/v1.0/{project_id}/asset/info'));
    expect(rows.map(({ status }) => status)).toEqual(['CREATED']);
  });

  it('follows the markers of the tasks', async () => {
    const { vod, queries } = pagedClient((query) =>
      query.get('marker') === 'm1'
        ? { count: 3, results: [{ task_id: 't3' }], next_marker: '' }
        : { count: 3, results: [{ task_id: 't1' }, { task_id: 't2' }], next_marker: 'm1' },
    );
    const rows = await collect(listAll(vod, '/v1/{project_id}/asset/tasks', { type: 'TRANSCODE' }));
    expect(rows).toHaveLength(3);
    expect(queries()).toEqual(['type=TRANSCODE&limit=100', 'type=TRANSCODE&limit=100&marker=m1']);
  });

  it('stops with the reason of its signal', async () => {
    const { vod } = pagedClient(assets(1000));
    const stop = new AbortController();
    const reading = (async () => {
      for await (const row of listAll(vod, list, {}, { signal: stop.signal })) {
        if (row.asset_id === 'a10') stop.abort(new Error('enough'));
      }
    })();
    await expect(reading).rejects.toThrow('enough');
  });
});
