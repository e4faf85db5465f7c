/** A service that is started again in the folder of an earlier one: what it has kept. */
import { once } from 'node:events';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { signRequest } from '../../../src/auth/signer.js';
import type { LocalVod } from '../../../src/local/index.js';
import type { AnswerOf } from '../../../src/local/operation.js';
import { SAMPLE } from '../../make-media.js';
import { call } from '../answers.js';
import { durableFolder } from './durable-folder.js';
import { listing, multipartSteps } from '../object-storage/multipart-steps.js';
import { confirm, create, detailsOf, patient, upload } from '../assets/uploaded.js';

const folder = durableFolder();
const { start, restart, later } = folder;

describe('who it is', () => {
  it('stays: its URL, project, access key, token and user, and what it has signed', async () => {
    const first = await start();
    const { video_upload_url: url, asset_id: id } = await create(first);
    const { name, password, domain } = first.iamUser;
    const login = {
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name, password, domain: { name: domain } } },
        },
        scope: { project: { name: first.projectName } },
      },
    };
    const told = await call(first, 'keystoneCreateUserTokenByPassword', {
      body: login,
      signed: false,
    });
    const second = await restart(first);
    for (const known of ['url', 'projectId', 'credentials', 'token', 'iamUser'] as const) {
      expect(second[known]).toEqual(first[known]);
    }
    expect((await fetch(url, { method: 'PUT', body: 'a video' })).status).toBe(200);
    expect((await confirm(second, id)).status).toBe(200);
    const headers = { 'x-auth-token': told.headers.get('x-subject-token') ?? '' };
    const asked = { query: { asset_id: id }, headers, signed: false };
    expect((await call(second, 'showAssetDetail', asked)).status).toBe(200);
  });

  it('is what the options say, which are not stored', async () => {
    const accessKey = { accessKeyId: 'FAKEAK0000000000TEST', secretAccessKey: 'fakeSecretKey012' };
    const given = { accessKey, token: 'fake-token', projectId: '0123456789abcdef0123456789abcdef' };
    const first = await start(given);
    expect(first).toMatchObject({ projectId: given.projectId, credentials: accessKey });
    await first.close();
    const stored = await readFile(join(folder.path, 'vod.db'), 'latin1');
    for (const secret of [accessKey.secretAccessKey, given.token]) {
      expect(stored).not.toContain(secret);
    }
    const second = await start();
    expect(second.credentials).not.toEqual(accessKey);
    expect((await restart(second)).credentials).toEqual(second.credentials);
  });

  // Windows has other permissions.
  it.skipIf(process.platform === 'win32')('is for its owner alone to read', async () => {
    await create(await start());
    for (const name of ['vod.db', 'vod.db-wal']) {
      expect((await stat(join(folder.path, name))).mode & 0o777).toBe(0o600);
    }
  });

  it('moves to another port when the earlier one is taken, and its assets with it', async () => {
    const first = await start();
    const id = await upload(first, {}, 'a video');
    const port = Number(new URL(first.url).port);
    await first.close();
    const other = createServer();
    later(() => other.close());
    await once(other.listen(port, '127.0.0.1'), 'listening');
    const second = await start();
    expect(second.url).not.toBe(first.url);
    const { base_info: info } = (await detailsOf(second, id)).body;
    expect(await (await fetch(info?.video_url ?? '')).text()).toBe('a video');
  });
});

it('without a socket has the same, and its URLs lead to a later run with one', async () => {
  const first = await start();
  const id = await upload(first, {}, 'first');
  const second = await folder.restart(first, { listen: false });
  expect(second.projectId).toBe(first.projectId);
  const body = JSON.stringify({ title: 'b', video_name: 'b.mp4', video_type: 'MP4' });
  const created = await second.fetch(
    await signRequest(
      new Request(`${second.url}/v1.0/${second.projectId}/asset`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      }),
      second.credentials,
    ),
  );
  const { asset_id: other, video_upload_url: url } =
    (await created.json()) as AnswerOf<'createAssetByFileUpload'>;
  await second.fetch(url, { method: 'PUT', headers: { 'content-length': '6' }, body: 'second' });
  const third = await folder.restart(second);
  await confirm(third, other);
  expect(third.url).toBe(first.url);
  for (const assetId of [id, other]) {
    const told = await detailsOf(third, assetId);
    expect(told.body.base_info?.video_url).toContain(`${third.url}/`);
  }
});

describe('what it has', () => {
  it('stays as it was: assets, their files and texts, what is deleted and what is awaited', async () => {
    const first = await start();
    const ids = [
      await upload(first),
      await upload(first, {}, 'other'),
      (await create(first)).asset_id,
    ];
    const body = { asset_id: ids[1] ?? '', title: 'a title', description: '', tags: 'a,b' };
    await call(first, 'updateAssetMeta', { body });
    await call(first, 'unpublishAssets', { body: { asset_id: [ids[0] ?? ''] } });
    await call(first, 'deleteAssets', { query: { asset_id: await upload(first, {}, 'gone') } });
    // The metadata is read in the background.
    await vi.waitUntil(async () => {
      const { base_info: info } = (await detailsOf(first, ids[0] ?? '')).body;
      return info?.meta_data?.duration === 11;
    }, patient);
    const all = async (local: LocalVod) => (await call(local, 'listAssetList')).body;
    const before = [await all(first), await Promise.all(ids.map((id) => detailsOf(first, id)))];
    const second = await restart(first);
    const after = [await all(second), await Promise.all(ids.map((id) => detailsOf(second, id)))];
    const withoutHeaders = (of: unknown) =>
      JSON.parse(
        JSON.stringify(of, (key, value: unknown) => (key === 'headers' ? 0 : value)),
      ) as unknown;
    expect(withoutHeaders(after)).toEqual(withoutHeaders(before));
    const newest = await create(second);
    expect((await all(second)).assets?.[0]?.asset_id).toBe(newest.asset_id);
    const { base_info: info } = (await detailsOf(second, ids[0] ?? '')).body;
    const served = Buffer.from(await (await fetch(info?.video_url ?? '')).arrayBuffer());
    expect(served.equals(await readFile(SAMPLE))).toBe(true);
  });

  it('goes on: an upload in parts is completed in the next run', async () => {
    let local = await start();
    const { begin, putPart, complete, filesOf } = multipartSteps(() => ({
      local,
      folder: folder.path,
    }));
    const asset = await create(local);
    const uploadId = await begin(asset);
    const one = await putPart(asset, uploadId, 1, 'the first, ');
    await putPart(asset, uploadId, 2, 'replaced');
    local = await restart(local);
    const two = await putPart(asset, uploadId, 2, 'the second');
    local = await restart(local);
    expect(await filesOf(asset)).toHaveLength(2);
    const told = await complete(asset, uploadId, listing([1, one.etag], [2, two.etag]));
    expect(told.status).toBe(200);
    local = await restart(local);
    expect(await filesOf(asset)).toEqual(['the first, the second']);
    expect((await confirm(local, asset.asset_id)).status).toBe(200);
  });

  it('is put in order: nothing unfinished is left, and nothing that is not its own is touched', async () => {
    const first = await start();
    const id = await upload(first, {}, 'a video');
    const target = (await create(first)).target?.object.split('/').at(-1) ?? '';
    await first.close();
    const name = '0123456789abcdef0123456789abcdef.mp4';
    const digits = name.slice(0, 32);
    // The last as of a store that was lost.
    const foreign = ['notes.txt', name, 'holiday.mp4.part', `${digits}.${digits}.mp4`];
    const leftOver = [
      ...[`${name}.5f0c.part`, `${target}.5f0c.part`, `${target}.5f0c.partial`, target],
      target.replace('.', `.${digits}.`),
    ];
    for (const each of [...foreign, ...leftOver]) await writeFile(join(folder.path, each), 'x');
    const { base_info: info } = (await detailsOf(await start(), id)).body;
    const own = new URL(info?.video_url ?? '').pathname.split('/').at(-1) ?? '';
    const kept = (await readdir(folder.path)).filter((each) => !each.startsWith('vod.db'));
    expect(kept.sort()).toEqual([own, ...foreign].sort());
  });

  it('says so when somebody else has removed a file', async () => {
    const first = await start();
    const id = await upload(first, {}, 'a video');
    const { base_info: info } = (await detailsOf(first, id)).body;
    await first.close();
    await rm(join(folder.path, info?.video_url?.split('/').at(-1) ?? ''));
    const { body } = await call(await start(), 'listAssetList');
    expect(body.assets?.[0]).toMatchObject({ asset_id: id, asset_status: 'DELETED' });
  });
});
