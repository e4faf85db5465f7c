/** listAssetTaskInfo: filters and pages of the extractions. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { call, type Asking } from '../answers.js';
import { extract, illegal, patient, upload } from './uploaded.js';

const start = Date.now();
const oneMinute = 60_000;
const rfc3339 = (minutes: number) =>
  new Date(start + minutes * oneMinute).toISOString().replace(/\.\d+/, '');

let local: LocalVod;
let now = start;
let video = '';
let other = '';
/** The audio assets, the newest first: one cancelled, one failed, two that succeeded. */
let audios: string[] = [];
beforeAll(async () => {
  local = await startLocalVod({ concurrency: 1, now: () => now });
  video = await upload(local);
  other = await upload(local, {}, 'no video at all');
  for (const source of [video, video, other]) {
    now += oneMinute;
    audios.unshift(await extract(local, source));
  }
  now += oneMinute;
  // The service does one thing at a time, and is busy with the first of these.
  const next = await upload(local);
  const { body: first } = await call(local, 'createExtractAudioTask', { body: { asset_id: next } });
  const { body } = await call(local, 'createExtractAudioTask', { body: { asset_id: video } });
  await call(local, 'cancelExtractAudioTask', { query: { asset_id: body.audio_asset_id } });
  await vi.waitUntil(async () => {
    const told = await call(local, 'listAssetTaskInfo', { query: { asset_id: next } });
    return told.body.results?.[0]?.status === 'SUCCEED';
  }, patient);
  await call(local, 'deleteAssets', { query: { asset_id: first.audio_asset_id } });
  audios = [body.audio_asset_id, ...audios];
});
afterAll(() => local.close());

const list = async (query: Asking['query'] = {}) =>
  (await call(local, 'listAssetTaskInfo', { query })).body;
const idsOf = async (query: string) =>
  ((await list(query)).results ?? []).map(({ asset_id: id }) => audios.indexOf(id ?? ''));

describe('listAssetTaskInfo', () => {
  it('has the extractions, the newest first', async () => {
    const { results, count } = await list();
    expect(count).toBe(4);
    expect(results?.map(({ asset_id: id }) => id)).toEqual(audios);
    expect(results?.map(({ status }) => status)).toEqual([
      'FAILED',
      'FAILED',
      'SUCCEED',
      'SUCCEED',
    ]);
    expect(results?.at(-1)).toEqual({
      type: 'EXTRACT_AUDIO',
      asset_id: audios.at(-1),
      status: 'SUCCEED',
      create_time: rfc3339(1),
      end_time: rfc3339(1),
    });
  });

  it.each<[string, number[]]>([
    ['type=EXTRACT_AUDIO', [0, 1, 2, 3]],
    ['type=TRANSCODE', []],
    ['status=SUCCEED', [2, 3]],
    ['status=WAITING&status=FAILED', [0, 1]],
    ['status=WAITING,FAILED', [0, 1]],
    ['asset_id=<video>', [0, 2, 3]],
    ['asset_id=<other>', [1]],
    ['asset_id=<unknown>', []],
    ['create_time_after={2}', [0, 1, 2]],
    ['create_time_before={2}', [3]],
    ['create_time_after={1}&create_time_before={3}', [2, 3]],
    ['end_time_after={3}', [0, 1]],
    ['end_time_before={3}', [2, 3]],
    ['task_id=4217', []],
    ['task_id=', []],
  ])('filters by "%s"', async (query, indices) => {
    const known = query
      .replace('<video>', video)
      .replace('<other>', other)
      .replace(/{(\d)}/g, (_whole, minutes) => encodeURIComponent(rfc3339(Number(minutes))));
    expect(await idsOf(known)).toEqual(indices);
    expect((await list(known)).count).toBe(indices.length);
  });

  it('is read to its end by the marker', async () => {
    const seen: string[] = [];
    let marker: string | undefined;
    do {
      const page = await list({ limit: '3', ...(marker === undefined ? {} : { marker }) });
      seen.push(...(page.results ?? []).map(({ asset_id: id }) => id ?? ''));
      expect(page.count).toBe(4);
      marker = page.next_marker;
    } while (marker !== undefined);
    expect(seen).toEqual(audios);
  });

  it('has no next_marker with the last row', async () => {
    expect(await list({ limit: '4' })).not.toHaveProperty('next_marker');
  });

  it.each([
    ['marker', 'marker=x'],
    ['marker', 'marker=-1'],
    ['marker', `marker=${'9'.repeat(16)}`],
    ['limit', 'limit=0'],
    ['limit', 'limit=101'],
    ['status', 'status=DONE'],
    ['create_time_after', 'create_time_after=yesterday'],
    ['end_time_before', 'end_time_before=20261122000000'],
  ])('names the wrong parameter %s in "%s"', async (field, query) => {
    const told = await call(local, 'listAssetTaskInfo', { query });
    expect(told).toMatchObject(illegal(field));
  });
});
