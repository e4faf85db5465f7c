/** The filters, the order and the pages of listAssetList and showAssetMeta. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { type Asking, call } from '../answers.js';
import { asVod, confirm, create, extract, illegal, infoOf, patient, upload } from './uploaded.js';

type Query = NonNullable<Asking['query']>;

const unknownId = '0'.repeat(32);
const oneMinute = 60_000;

/** Ids by name: an asset without a file, a failed one, a published and an unpublished video, and an audio. */
const ids: Record<string, string> = {};
let createdAt = 0;
let local: LocalVod;
beforeAll(async () => {
  let listTime = Date.now();
  createdAt = listTime;
  local = await startLocalVod({ now: () => listTime });
  ids['created'] = (await create(local, { title: 'a created one', tags: 'x,y' })).asset_id;
  listTime += oneMinute;
  ids['failed'] = (await create(local, { title: 'b failed', video_type: 'AVI' })).asset_id;
  await confirm(local, ids['failed'], 'FAILED');
  listTime += oneMinute;
  const description = 'Described as JOY';
  ids['public'] = await upload(local, { title: 'c public', description, tags: 'y' });
  ids['private'] = await upload(local, { title: 'd private', auto_publish: 0 });
  await vi.waitUntil(async () => {
    const info = await infoOf(local, ids['private'] ?? '');
    return info?.base_info?.meta_data !== undefined;
  }, patient);
  ids['audio'] = await extract(local, ids['public']);
});
afterAll(() => local.close());

const namesOf = (rows: { asset_id?: string }[] = []) =>
  rows.map((row) => Object.keys(ids).find((name) => ids[name] === row.asset_id));
const list = async (query: Query) => {
  const { body } = await call(local, 'listAssetList', { query });
  return { names: namesOf(body.assets), total: body.total };
};
const info = async (query: Query) => {
  const { body } = await call(local, 'showAssetMeta', { query });
  return {
    names: namesOf(body.asset_info_array),
    total: body.total,
    more: body.is_truncated === 1,
  };
};
/** A query with ids and times in the place of `<name>` and `{minutes}`, which are known only later. */
const late = (query: string) =>
  query
    .replace(/<(\w+)>/g, (_whole, name: string) => ids[name] ?? unknownId)
    .replace(/{(\d)}/g, (_whole, minutes) => asVod(createdAt + Number(minutes) * oneMinute));

describe('both lists', () => {
  const all = ['audio', 'private', 'public', 'failed', 'created'];
  it.each<[string, string[]]>([
    ['', all],
    ['asset_id=<created>&asset_id=<audio>', ['audio', 'created']],
    ['asset_id=<created>,<audio>', ['audio', 'created']],
    ['asset_id=<unknown>', []],
    ['status=CREATING', ['created']],
    ['status=CREATED', ['private']],
    ['status=PUBLISHED', ['audio', 'public']],
    ['status=PUBLISHED&status=CREATED', ['audio', 'private', 'public']],
    ['status=PUBLISHED,CREATED', ['audio', 'private', 'public']],
    ['status=TRANSCODE_SUCCEED', ['audio']],
    ['start_time={1}', ['audio', 'private', 'public', 'failed']],
    ['end_time={1}', ['failed', 'created']],
    ['start_time={1}&end_time={1}', ['failed']],
    ['category_id=-1', all],
    ['category_id=7', []],
    ['tags=x', ['created']],
    ['tags=y', ['public', 'created']],
    ['tags=z,x', ['created']],
    ['query_string=joy', ['public']],
    ['query_string=FAILED', ['failed']],
    ['query_string=.*', []],
    ['tags=y&query_string=public', ['public']],
  ])('find the same assets with "%s"', async (query, names) => {
    expect(await list(late(query))).toEqual({ names, total: names.length });
    expect(await info(late(query))).toEqual({ names, total: names.length, more: false });
  });

  it.each<[string, string[]]>([
    ['order=asc', all.toReversed()],
    ['order=desc', all],
    ['media_type=MP3&media_type=AAC', ['audio']],
    ['media_type=MP3,AAC', ['audio']],
    ['media_type=MP3&media_type=MP4', ['audio', 'private', 'public', 'created']],
    ['status=FAILED', ['failed']],
  ])('find assets in listAssetList with "%s"', async (query, names) => {
    expect(await list(query)).toEqual({ names, total: names.length });
  });

  it.each<[string, string[]]>([
    ['status=UPLOAD_FAILED', ['failed']],
    ['transcodeStatus=UN_TRANSCODE', ['private', 'public', 'failed', 'created']],
    ['assetStatus=PUBLISHED&transcodeStatus=TRANSCODE_SUCCEED', ['audio']],
    ['assetStatus=CREATED', ['private']],
    ['asset_id=<created>&start_time={5}&page=3', ['created']],
  ])('find assets in showAssetMeta with "%s"', async (query, names) => {
    expect(await info(late(query))).toMatchObject({ names, total: names.length });
  });

  it.each<[string, string[], boolean]>([
    ['size=2', ['audio', 'private'], true],
    ['size=2&page=1', ['public', 'failed'], true],
    ['size=2&page=2', ['created'], false],
    ['size=5', all, false],
    ['size=100&page=199', [], false],
  ])('have pages ("%s")', async (query, names, more) => {
    expect(await list(query)).toEqual({ names, total: 5 });
    expect(await info(query)).toEqual({ names, total: 5, more });
  });

  it.each([
    ['size', 'size=0'],
    ['size', 'size=101'],
    ['size', 'size=ten'],
    ['size', 'size='],
    ['page', 'page=-1'],
    ['page', 'page=1e1'],
    ['page', 'page=200&size=100'],
    ['page', 'page=999999999999999999999'],
    ['status', 'status=READY'],
    ['start_time', 'start_time=2026-11-22'],
    ['end_time', 'end_time=20261122'],
    ['category_id', 'category_id=1.5'],
    ['asset_id', 'asset_id='],
    ['asset_id', Array(11).fill('asset_id=x').join('&')],
  ])('name the wrong parameter %s in "%s"', async (field, query) => {
    for (const operation of ['listAssetList', 'showAssetMeta'] as const) {
      expect(await call(local, operation, { query })).toMatchObject(illegal(field));
    }
  });

  it.each([
    ['order', 'order=ASC'],
    ['media_type', Array(21).fill('media_type=MP3').join('&')],
  ])('name the wrong parameter %s of listAssetList in "%s"', async (field, query) => {
    expect(await call(local, 'listAssetList', { query })).toMatchObject(illegal(field));
  });

  it('have the properties of an audio', async () => {
    const query = { asset_id: ids['audio'] ?? '' };
    const { body } = await call(local, 'listAssetList', { query });
    const [row] = body.assets ?? [];
    expect(row).toMatchObject({
      title: 'c public',
      duration: 11,
      asset_status: 'PUBLISHED',
      transcode_status: 'TRANSCODE_SUCCEED',
      exec_desc: 'Audio extraction succeeded',
      media_type: 'MP3',
      original_url: (await infoOf(local, query.asset_id))?.base_info?.video_url,
      create_time: asVod(createdAt + 2 * oneMinute),
    });
    const file = await fetch(row?.original_url ?? '');
    expect((await file.arrayBuffer()).byteLength).toBe(row?.size);
  });

  it('have zeros for a file that has not arrived', async () => {
    const query = { asset_id: ids['created'] ?? '' };
    const { body } = await call(local, 'listAssetList', { query });
    const [row] = body.assets ?? [];
    expect(row).toMatchObject({ duration: 0, size: 0, asset_status: 'CREATING' });
    expect(row).not.toHaveProperty('original_url');
  });
});
