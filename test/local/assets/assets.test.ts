/** Describing, publishing and deleting assets. */
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { type Asking, call } from '../answers.js';
import { asVod, create, detailsOf, extract, illegal, infoOf, patient, upload } from './uploaded.js';

const unknownId = '0'.repeat(32);

const folder = await temporaryFolder(afterAll);
let local: LocalVod;
/** The time of the service, which only tests move. */
let now = 0;
beforeAll(async () => {
  now = Date.now();
  local = await startLocalVod({ folder, now: () => now });
});
beforeEach(() => {
  now = Math.max(now, Date.now());
});
afterAll(() => local.close());

describe('updateAssetMeta', () => {
  const change = (body: object) => call(local, 'updateAssetMeta', { body });

  it('changes the given fields, and leaves the others', async () => {
    const { asset_id: id } = await create(local, { title: 'old', description: 'd', tags: 't' });
    const created = asVod(now);
    now += 5000;
    const told = await change({ asset_id: id, title: 'new' });
    expect([told.status, told.body]).toEqual([204, undefined]);
    const base = (await detailsOf(local, id)).body.base_info;
    expect(base).toMatchObject({ title: 'new', description: 'd', tags: 't' });
    expect(base).toMatchObject({ create_time: created, last_modified: asVod(now) });
    await change({ asset_id: id, description: '', tags: 'a,b', category_id: -1 });
    const again = (await detailsOf(local, id)).body.base_info;
    expect(again).toMatchObject({ title: 'new', description: '', tags: 'a,b' });
  });

  it.each([
    ['title', '128 bytes', 'ä'.repeat(64), 'x'],
    ['description', '1024 bytes', 'ä'.repeat(512), 'x'],
    ['tags', '16 bytes in a tag', 'short,' + 'ä'.repeat(8), 'x'],
    ['tags', '16 tags', Array(16).fill('t').join(','), ',t'],
  ])('takes %s of at most %s', async (field, _limit, longest, more) => {
    const { asset_id: id } = await create(local);
    expect((await change({ asset_id: id, [field]: longest })).status).toBe(204);
    expect(await change({ asset_id: id, [field]: longest + more })).toMatchObject(illegal(field));
  });

  it.each<[number, string, object]>([
    [400, 'VOD.10062', { asset_id: unknownId, title: 'new' }],
    [400, 'VOD.10053', { title: 'new' }],
    [400, 'VOD.10053', { asset_id: unknownId, title: '' }],
    [400, 'VOD.10053', { asset_id: unknownId, title: 5 }],
  ])('answers %i %s to %j', async (status, code, body) => {
    expect(await change(body)).toMatchObject({ status, code });
  });

  it('knows one category', async () => {
    const { asset_id: id } = await create(local);
    const told = await change({ asset_id: id, category_id: 7 });
    expect(told).toMatchObject({ status: 403, code: 'VOD.10064' });
  });
});

describe('publishAssets', () => {
  const publish = (...ids: string[]) => call(local, 'publishAssets', { body: { asset_id: ids } });
  const withdraw = (...ids: string[]) =>
    call(local, 'unpublishAssets', { body: { asset_id: ids } });
  const statusAt = async (url = '') => (await fetch(url)).status;

  it('moves a file out of /shield, and unpublishAssets moves it back', async () => {
    const id = await upload(local, { auto_publish: 0 });
    const hidden = (await infoOf(local, id))?.base_info?.video_url;
    expect(hidden).toContain('/shield/asset/');
    expect(await statusAt(hidden)).toBe(200);

    const { body } = await publish(id);
    expect(body.asset_info_array).toMatchObject([{ asset_id: id, status: 'PUBLISHED' }]);
    const open = body.asset_info_array?.[0]?.base_info?.video_url;
    expect(open).not.toContain('/shield/');
    expect([await statusAt(open), await statusAt(hidden)]).toEqual([200, 404]);

    const { body: withdrawn } = await withdraw(id);
    expect(withdrawn.asset_info_array).toMatchObject([
      { asset_id: id, status: 'CREATED', base_info: { video_url: hidden } },
    ]);
    expect([await statusAt(open), await statusAt(hidden)]).toEqual([404, 200]);
  });

  it('answers with a row for each asset, also for unknown ones and those without a file', async () => {
    const id = await upload(local, { auto_publish: 0 });
    const { asset_id: fileless } = await create(local);
    const { status, body } = await publish(unknownId, fileless, id, id);
    expect(status).toBe(200);
    expect(body.asset_info_array).toMatchObject([
      { asset_id: unknownId, status: 'UNCREATED', description: 'no asset' },
      { asset_id: fileless, status: 'CREATING', description: 'no file' },
      { asset_id: id, status: 'PUBLISHED' },
      { asset_id: id, status: 'PUBLISHED' },
    ]);
    const { body: withdrawn } = await withdraw(unknownId, id);
    expect(withdrawn.asset_info_array).toMatchObject([
      { asset_id: unknownId, status: 'NOASSET', description: 'no asset' },
      { asset_id: id, status: 'CREATED' },
    ]);
  });

  it('takes at most a hundred assets', async () => {
    expect((await publish(...Array<string>(100).fill(unknownId))).status).toBe(200);
    const told = await publish(...Array<string>(101).fill(unknownId));
    const text = expect.stringContaining('at most 100');
    expect(told).toMatchObject({ status: 403, code: 'VOD.10137', text });
  });

  it.each([{}, { asset_id: unknownId }, { asset_id: [''] }, { asset_id: [5] }])(
    'refuses %j',
    async (body) => {
      const told = await call(local, 'publishAssets', { body });
      expect(told).toMatchObject({ status: 400, code: 'VOD.10053' });
    },
  );
});

describe('deleteAssets', () => {
  type Query = NonNullable<Asking['query']>;
  const remove = (query: Query) => call(local, 'deleteAssets', { query });
  const rows = async (query: Query) =>
    (await remove(query)).body.delete_result_array?.map(({ status }) => status);
  const files = async () => (await readdir(folder)).length;

  it('removes an asset and its file', async () => {
    const before = await files();
    const id = await upload(local);
    const url = (await infoOf(local, id))?.base_info?.video_url ?? '';
    expect(await files()).toBe(before + 1);
    const { status, body } = await remove({ asset_id: id });
    expect(status).toBe(200);
    expect(body.delete_result_array).toEqual([{ asset_id: id, status: 'DELETED' }]);
    expect(await files()).toBe(before);
    expect((await fetch(url)).status).toBe(404);
    expect(await detailsOf(local, id)).toMatchObject({ status: 400, code: 'VOD.10062' });
    expect(await remove({ asset_id: id })).toMatchObject({ status: 403, code: 'VOD.10062' });
  });

  it.each<[string, (a: string, b: string) => string]>([
    ['joined by commas', (a, b) => `asset_id=${a},${b}`],
    ['by repetition', (a, b) => `asset_id=${a}&asset_id=${b}`],
    ['both ways, and one of them twice', (a, b) => `asset_id=${a},${b}&asset_id=${a}`],
  ])('takes several ids %s', async (_what, query) => {
    const [a, b] = [await create(local), await create(local)];
    expect(await rows(query(a.asset_id, b.asset_id))).toEqual(['DELETED', 'DELETED']);
  });

  it('answers with a row for an unknown asset beside a known one', async () => {
    const { asset_id: id } = await create(local);
    expect(await rows({ asset_id: `${unknownId},${id}` })).toEqual(['UNKNOW', 'DELETED']);
  });

  it('removes only the file with delete_type=origin', async () => {
    const before = await files();
    const id = await upload(local);
    const audio = await extract(local, id);
    expect(await files()).toBe(before + 2);
    expect(await rows({ asset_id: id, delete_type: 'origin' })).toEqual(['DELETED']);
    expect(await files()).toBe(before + 1);
    const info = await infoOf(local, id);
    expect(info).toMatchObject({ status: 'DELETED' });
    expect(info?.base_info).not.toHaveProperty('video_url');
    const told = await call(local, 'createExtractAudioTask', { body: { asset_id: id } });
    expect(told).toMatchObject({ status: 403, code: 'VOD.10060' });
    expect(await infoOf(local, audio)).toMatchObject({ status: 'PUBLISHED' });
    expect(await rows({ asset_id: id })).toEqual(['DELETED']);
    expect(await infoOf(local, id)).toBeUndefined();
  });

  it('refuses an audio that is being extracted, and its video', async () => {
    const id = await upload(local);
    const { body } = await call(local, 'createExtractAudioTask', { body: { asset_id: id } });
    const { audio_asset_id: audio } = body;
    expect(await rows({ asset_id: `${id},${audio}` })).toEqual(['FAILED', 'FAILED']);
    await vi.waitUntil(async () => (await infoOf(local, audio))?.status === 'PUBLISHED', patient);
    expect(await rows({ asset_id: `${id},${audio}` })).toEqual(['DELETED', 'DELETED']);
  });

  it.each([
    ['asset_id', ''],
    ['asset_id', 'asset_id='],
    ['asset_id', 'asset_id=a,,b'],
    ['asset_id', `asset_id=${Array.from({ length: 11 }, (_, index) => index).join(',')}`],
    ['delete_type', 'asset_id=a&delete_type=all'],
  ])('names the wrong parameter %s in "%s"', async (field, query) => {
    expect(await remove(query)).toMatchObject(illegal(field));
  });

  it.each(['../../', '..%2F..%2Fetc%2Fpasswd', '%00'])('finds nothing of "%s"', async (id) => {
    const before = await files();
    expect(await remove(`asset_id=${id}`)).toMatchObject({ status: 403, code: 'VOD.10062' });
    expect(await files()).toBe(before);
  });
});
