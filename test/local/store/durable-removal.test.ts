/** Files that go: none that the store names, each that it does not name, and never the one that is the lock. */
import {
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LocalVod } from '../../../src/local/index.js';
import { call } from '../answers.js';
import { durableFolder } from './durable-folder.js';
import {
  type Created,
  listing,
  md5,
  multipartSteps,
  send,
} from '../object-storage/multipart-steps.js';
import { handleMethods } from './observed-steps.js';
import { confirm, create, detailsOf, upload } from '../assets/uploaded.js';

const folder = durableFolder();
let local: LocalVod;
beforeEach(async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  local = await folder.start();
});
afterEach(() => void vi.restoreAllMocks());

const steps = multipartSteps(() => ({ local, folder: folder.path }));
const inFolder = (name: string) => join(folder.path, name);
const media = async () =>
  (await readdir(folder.path)).filter((name) => !name.startsWith('vod.db')).sort();
const stored = async () =>
  Promise.all((await media()).map((name) => readFile(inFolder(name), 'utf8')));

const put = (asset: Created, body: string) => send(asset.video_upload_url, { method: 'PUT', body });

async function served(asset: Created): Promise<string> {
  const { base_info: info } = (await detailsOf(local, asset.asset_id)).body;
  return (await fetch(info?.video_url ?? '')).text();
}

describe('a flush of the store that fails', () => {
  /** Does something while the disk fails to flush, though it may have taken what is flushed. */
  async function unflushed<Result>(work: () => Promise<Result>): Promise<Result> {
    const spy = vi.spyOn(await handleMethods(), 'datasync').mockRejectedValue(new Error('EIO'));
    const result = await work();
    spy.mockRestore();
    return result;
  }

  it.each([
    ['has', 'SECOND'],
    ['has not', 'first'],
  ])('leaves one of two files, when the disk %s taken the second', async (taken, kept) => {
    const asset = await create(local);
    expect(await put(asset, 'first')).toMatchObject({ status: 200 });
    const files = ['vod.db', 'vod.db-wal'];
    for (const name of files) await copyFile(inFolder(name), `${folder.path}.${name}`);
    for (const name of files) folder.later(() => rm(`${folder.path}.${name}`));
    expect(await unflushed(() => put(asset, 'SECOND'))).toMatchObject({ status: 500 });
    expect((await stored()).sort()).toEqual(['SECOND', 'first']);
    // Each further one is refused, and leaves nothing.
    expect(await put(asset, 'third')).toMatchObject({ status: 500 });
    expect((await stored()).sort()).toEqual(['SECOND', 'first']);
    await local.close();
    if (taken === 'has not') {
      for (const name of files) await copyFile(`${folder.path}.${name}`, inFolder(name));
    }
    local = await folder.start();
    expect(await stored()).toEqual([kept]);
    expect(await confirm(local, asset.asset_id)).toMatchObject({ status: 200 });
    expect(await served(asset)).toBe(kept);
  });

  it('leaves a part that the store may name', async () => {
    const asset = await create(local);
    const uploadId = await steps.begin(asset);
    await steps.putPart(asset, uploadId, 1, 'first');
    const url = await steps.urlFor(asset, {
      ...{ http_verb: 'PUT', upload_id: uploadId, part_number: '1' },
    });
    const told = await unflushed(() => send(url, { method: 'PUT', body: 'SECOND' }));
    expect(told).toMatchObject({ status: 500 });
    local = await folder.restart(local);
    expect(await stored()).toEqual(['SECOND']);
    const parts = listing([1, `"${md5('SECOND').toString('hex')}"`]);
    expect(await steps.complete(asset, uploadId, parts)).toMatchObject({ status: 200 });
  });
});

describe('a deleted asset', () => {
  it('whose file cannot be removed loses it at the next start, and is not seen any more', async () => {
    const id = await upload(local, {}, 'a video');
    const [name = ''] = await media();
    // A folder in its place stands for a file that is in use.
    await rename(inFolder(name), inFolder('kept'));
    await mkdir(inFolder(name));
    const told = await call(local, 'deleteAssets', { query: { asset_id: id } });
    expect(told.body).toEqual({ delete_result_array: [{ asset_id: id, status: 'DELETED' }] });
    expect((await call(local, 'listAssetList')).body.total).toBe(0);
    await local.close();
    await rmdir(inFolder(name));
    await rename(inFolder('kept'), inFolder(name));
    local = await folder.start();
    expect(await media()).toEqual([]);
    expect((await call(local, 'listAssetList')).body.total).toBe(0);
    // Nor is it in the store: a file of its name is somebody else's from here on.
    await local.close();
    await writeFile(inFolder(name), 'foreign');
    local = await folder.start();
    expect(await stored()).toEqual(['foreign']);
  });

  it('of which only the file was deleted stays', async () => {
    const id = await upload(local, {}, 'a video');
    await call(local, 'deleteAssets', { query: { asset_id: id, delete_type: 'origin' } });
    local = await folder.restart(local);
    expect(await media()).toEqual([]);
    expect((await call(local, 'listAssetList')).body.total).toBe(1);
  });
});

it('the file of the lock is empty, and the same in every run', async () => {
  const lock = inFolder('vod.db-lock');
  const { ino, size } = await stat(lock);
  expect(size).toBe(0);
  await local.close();
  expect((await stat(lock)).ino).toBe(ino);
  local = await folder.start();
  expect(await stat(lock)).toMatchObject({ ino, size: 0 });
});
