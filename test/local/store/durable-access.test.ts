/** A store that its user may not write: that is told at the start, and which path it is about. */
import { chmod, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundleService, callService, ServiceProcess } from './durable-process.js';

let base = '';
let script = '';
let killed = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'durable-access-test-'));
  await chmod(base, 0o755); // Somebody else has to get through it.
  script = await bundleService(join(base, 'service'));
  killed = join(base, 'killed');
  const apart = new ServiceProcess(script, { folder: killed });
  const video = { title: 'a', video_name: 'a.mp4', video_type: 'MP4' };
  await callService(await apart.started(), '', video);
  await apart.kill();
});
afterAll(async () => {
  await rm(base, { recursive: true, force: true });
});

let running: ServiceProcess | undefined;
afterEach(() => running?.kill());
const startIn = (folder: string) =>
  (running = new ServiceProcess(script, { folder }, [process.execPath], user));

/** Permissions are nothing to root: its service runs as nobody, who owns none of these files. */
const isRoot = process.getuid?.() === 0;
const user = isRoot ? { uid: 65_534, gid: 65_534 } : {};
/** The modes of the folder and of the files in it, as nobody or as their owner meets them. */
const open = isRoot ? [0o777, 0o666] : [0o700, 0o600];
const forbidden = (path: string) =>
  `The file ${path} cannot be written. Allow this user to write it and its folder, or give another folder.`;

// Windows has other permissions.
describe.skipIf(process.platform === 'win32')('a store', () => {
  const names = ['', 'vod.db', 'vod.db-wal', 'vod.db-lock'];
  it.each([
    ['that may be read only', 'vod.db', 0o444],
    ['that is private to somebody else', 'vod.db', isRoot ? 0o600 : 0],
    ['whose log may be read only', 'vod.db-wal', 0o444],
    ['whose lock is private to somebody else', 'vod.db-lock', isRoot ? 0o600 : 0],
    ['in a folder that may be read only', '', 0o555],
  ])('%s is named', async (_what, name, mode) => {
    const folder = await mkdtemp(join(base, 'copy-'));
    await cp(killed, folder, { recursive: true });
    const [ofFolder = 0, ofFiles = 0] = open;
    for (const each of names) await chmod(join(folder, each), each === '' ? ofFolder : ofFiles);
    await chmod(join(folder, name), mode);
    const apart = startIn(folder);
    const path = join(folder, name === '' ? 'vod.db' : name);
    await expect(apart.started()).rejects.toThrow(forbidden(path));
    await apart.ended();
    await chmod(folder, 0o700);
    for (const each of ['vod.db', 'vod.db-wal']) {
      await chmod(join(folder, each), 0o600);
      const found = await readFile(join(folder, each));
      expect(found.equals(await readFile(join(killed, each)))).toBe(true);
    }
  });

  it('that may be written is opened by whoever may', async () => {
    const folder = await mkdtemp(join(base, 'copy-'));
    await cp(killed, folder, { recursive: true });
    const [ofFolder = 0, ofFiles = 0] = open;
    for (const each of names) await chmod(join(folder, each), each === '' ? ofFolder : ofFiles);
    const apart = startIn(folder);
    const told = await callService(await apart.started(), '/info');
    expect(told.body['asset_info_array']).toHaveLength(1);
  });
});
