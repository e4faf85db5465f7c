/** What can be wrong with the folder, the disk and the port: each is said in words that help, and nothing is lost. */
import { once } from 'node:events';
import { copyFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client/sqlite3';
import { describe, expect, it } from 'vitest';
import { durableFolder } from './durable-folder.js';
import { bundleService, callService, ServiceProcess } from './durable-process.js';
import { create, detailsOf, upload } from '../assets/uploaded.js';

const folder = durableFolder();
const { start, startApart, later } = folder;

describe('a folder', () => {
  it('is for one service at a time, in this process', async () => {
    const first = await start();
    const { asset_id: id } = await create(first);
    await expect(start()).rejects.toThrow(
      `The folder ${folder.path} is in use by another local VOD service. Close that one, or give this one a folder`,
    );
    expect((await detailsOf(first, id)).status).toBe(200);
    await create(first);
    // Its lock is still there after the other attempt, for other processes too.
    await expect((await startApart()).started()).rejects.toThrow(
      `The folder ${folder.path} is in use`,
    );
  });

  it('is for one process at a time, and free again as soon as that one is killed', async () => {
    const apart = await startApart();
    const service = await apart.started();
    await expect(start()).rejects.toThrow(`The folder ${folder.path} is in use`);
    const { body } = await callService(service, '', {
      title: 'a',
      video_name: 'a.mp4',
      video_type: 'MP4',
    });
    await apart.kill();
    expect((await detailsOf(await start(), String(body['asset_id']))).status).toBe(200);
  });

  it.each([
    ['is no folder', 'file'],
    ['lies in what is no folder', 'file/below'],
  ])('that %s is named', async (_what, name) => {
    await writeFile(join(folder.path, 'file'), '');
    await expect(start({ folder: join(folder.path, name) })).rejects.toThrow(
      `The folder ${join(folder.path, name)} cannot be made, because a part of the path is no folder.`,
    );
  });

  it('that is empty is none', async () => {
    await expect(start({ folder: '' })).rejects.toThrow(
      new TypeError('folder is empty: give a path, or leave it out for a temporary folder.'),
    );
  });

  // Not even root may write there.
  it.runIf(process.platform === 'linux')('that cannot be written is named', async () => {
    await expect(start({ folder: '/sys' })).rejects.toThrow(
      'The file /sys/vod.db cannot be written. Allow this user to write it and its folder, or give another folder.',
    );
  });
});

describe('a damaged store', () => {
  const half = async (file: string) =>
    truncate(file, Math.floor((await readFile(file)).length / 2 / 4096) * 4096);
  const scribble = async (file: string) => {
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0xa5, 4096));
  };
  it.each<[string, (file: string) => Promise<unknown>]>([
    [
      'that is something else',
      (file) => writeFile(file, 'This is no database at all. '.repeat(100)),
    ],
    ['that breaks off', half],
    ['whose pages are overwritten', scribble],
  ])('%s is named, and left as it is with the files beside it', async (_what, damage) => {
    const first = await start();
    for (let count = 0; count < 30; count += 1) await create(first);
    const id = await upload(first, {}, 'a video');
    await first.close();
    const file = join(folder.path, 'vod.db');
    await copyFile(file, join(folder.path, 'copy'));
    await damage(file);
    const damaged = await readFile(file);
    const names = await readdir(folder.path);
    await expect(start()).rejects.toThrow(
      `The store ${file} is damaged. Put a copy of it in its place, or move it away to start with nothing, ` +
        'and move vod.db-wal away if that is there; the media files beside it stay as they are.',
    );
    expect((await readFile(file)).equals(damaged)).toBe(true);
    expect(await readdir(folder.path)).toEqual(expect.arrayContaining(names));

    await rm(file);
    await rm(`${file}-wal`, { force: true });
    const second = await start();
    await second.close();
    const media = names.filter((name) => name.endsWith('.mp4'));
    expect(await readdir(folder.path)).toEqual(expect.arrayContaining(media));
    await copyFile(join(folder.path, 'copy'), file);
    expect((await detailsOf(await start(), id)).status).toBe(200);
  });
});

describe('a start that fails late', () => {
  it('leaves nothing that listens, and the folder to the next', async () => {
    const first = await start();
    await first.close();
    const store = createClient({ url: `file:${join(folder.path, 'vod.db')}` });
    // In its last step, when it listens already, the service writes the port down.
    await store.execute(
      "CREATE TRIGGER refusing BEFORE INSERT ON entries WHEN NEW.kind = 'port' BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    const port = await freePort();
    await expect(start({ port })).rejects.toThrow('cannot be read or written');
    await store.execute('DROP TRIGGER refusing');
    store.close();
    expect((await start({ port })).url).toBe(`http://127.0.0.1:${port}`);
  });
});

describe('a port', () => {
  it('that is taken is named', async () => {
    const first = await start();
    const port = Number(new URL(first.url).port);
    const taken = start({ folder: join(folder.path, 'other'), port });
    await expect(taken).rejects.toMatchObject({
      code: 'EADDRINUSE',
      message: `The local VOD service cannot listen at 127.0.0.1:${port}: the port is taken. Stop what listens there, or give another port; 0 takes a free one.`,
    });
    // The folder is free again.
    await start({ folder: join(folder.path, 'other') });
  });

  it.each([70_000, -1, 80.5, NaN])('%d is none', async (port) => {
    await expect(start({ port })).rejects.toThrow(
      new RangeError(
        `The local VOD service cannot listen at port ${port}: give a whole number from 0 to 65535; 0 takes a free one.`,
      ),
    );
  });

  it('at an address that is not of this machine is named', async () => {
    await expect(start({ hostname: '192.0.2.1' })).rejects.toThrow(
      /^The local VOD service cannot listen at 192\.0\.2\.1:0: this machine has no such address\./,
    );
  });
});

it('a package that is missing is named, with how to install it', async () => {
  const bundle = await mkdtemp(join(tmpdir(), 'durable-service-'));
  later(() => rm(bundle, { recursive: true }));
  const apart = new ServiceProcess(await bundleService(bundle, false), {});
  later(() => apart.kill());
  await expect(apart.started()).rejects.toThrow(
    /^The local VOD service needs packages .*: npm install hono .* @libsql\/client /,
  );
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  server.close();
  await once(server, 'close');
  return port;
}
