import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { signRequest } from '../../src/auth/signer.js';
import type { AnswerOf } from '../../src/local/operation.js';
import type { LocalVod } from '../../src/local/index.js';
import { isAudioExtractComplete } from '../../src/webhooks/index.js';
import { SAMPLE } from '../make-media.js';
import { call } from './answers.js';
import { confirm, create, detailsOf, extract, patient, upload } from './assets/uploaded.js';
import { webhookKey, readWebhook, recordWebhooks } from './delivery/webhook-recorder.js';
import { listing, multipartSteps, stemOf, storedIn } from './object-storage/multipart-steps.js';
import { durableFolder } from './store/durable-folder.js';
import { callService } from './store/durable-process.js';

const folder = await durableFolder();
const { start, restart, startApart } = folder;

/** Starts a server on a free port for the rest of the test. */
async function listen(server: Server): Promise<number> {
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port; // A TCP server that listens has one.
}

const inFolder = (name: string) => join(folder.path, name);
/** The names of the files beside the store. */
const mediaFiles = async () =>
  (await readdir(folder.path)).filter((name) => !name.startsWith('vod.db')).sort();

const videoUrlOf = async (local: LocalVod, id: string) =>
  (await detailsOf(local, id)).body.base_info?.video_url ?? '';

const startExtraction = async (local: LocalVod, id: string) =>
  (await call(local, 'createExtractAudioTask', { body: { asset_id: id } })).body.audio_asset_id;

describe('a service that starts again in its folder', () => {
  it('keeps its URL, project, keys and user, and accepts what it has signed', async () => {
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
    const issued = await call(first, 'keystoneCreateUserTokenByPassword', {
      body: login,
      signed: false,
    });
    const second = await restart(first);
    for (const known of ['url', 'projectId', 'credentials', 'token', 'iamUser'] as const) {
      expect(second[known]).toEqual(first[known]);
    }
    expect((await fetch(url, { method: 'PUT', body: 'a video' })).status).toBe(200);
    expect((await confirm(second, id)).status).toBe(200);
    const headers = { 'x-auth-token': issued.headers.get('x-subject-token') ?? '' };
    const read = { query: { asset_id: id }, headers, signed: false };
    expect((await call(second, 'showAssetDetail', read)).status).toBe(200);
  });

  it('does not store the keys and the project that its options give', async () => {
    const accessKey = { accessKeyId: 'FAKEAK0000000000TEST', secretAccessKey: 'fakeSecretKey012' };
    const given = { accessKey, token: 'fake-token', projectId: '0123456789abcdef0123456789abcdef' };
    const first = await start(given);
    expect(first).toMatchObject({ projectId: given.projectId, credentials: accessKey });
    await first.close();
    const stored = await readFile(inFolder('vod.db'), 'latin1');
    for (const secret of [accessKey.secretAccessKey, given.token]) {
      expect(stored).not.toContain(secret);
    }
    const second = await start();
    expect(second.credentials).not.toEqual(accessKey);
    expect((await restart(second)).credentials).toEqual(second.credentials);
  });

  it('takes another port when its own is taken, and the URLs of its assets follow', async () => {
    const first = await start();
    const id = await upload(first, {}, 'a video');
    await first.close();
    const other = createServer();
    onTestFinished(() => void other.close());
    await once(other.listen(Number(new URL(first.url).port), '127.0.0.1'), 'listening');
    const second = await start();
    expect(second.url).not.toBe(first.url);
    expect(await (await fetch(await videoUrlOf(second, id))).text()).toBe('a video');
  });

  it('serves at its port what a run without a socket has taken', async () => {
    const first = await start();
    const id = await upload(first, {}, 'first');
    const second = await restart(first, { listen: false });
    expect(second.projectId).toBe(first.projectId);
    const request = new Request(`${second.url}/v1.0/${second.projectId}/asset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'b', video_name: 'b.mp4', video_type: 'MP4' }),
    });
    const created = await second.fetch(await signRequest(request, second.credentials));
    const { asset_id: other, video_upload_url: url } =
      (await created.json()) as AnswerOf<'createAssetByFileUpload'>;
    await second.fetch(url, { method: 'PUT', headers: { 'content-length': '6' }, body: 'second' });
    const third = await restart(second);
    await confirm(third, other);
    expect(third.url).toBe(first.url);
    for (const assetId of [id, other]) {
      expect(await videoUrlOf(third, assetId)).toContain(`${third.url}/`);
    }
  });

  it('keeps assets with their files, texts and states', async () => {
    const first = await start();
    const awaited = (await create(first)).asset_id;
    const ids = [await upload(first), await upload(first, {}, 'other'), awaited] as const;
    const body = { asset_id: ids[1], title: 'a title', description: '', tags: 'a,b' };
    await call(first, 'updateAssetMeta', { body });
    await call(first, 'unpublishAssets', { body: { asset_id: [ids[0]] } });
    await call(first, 'deleteAssets', { query: { asset_id: await upload(first, {}, 'gone') } });
    const withoutFile = await upload(first, {}, 'without a file');
    await call(first, 'deleteAssets', { query: { asset_id: withoutFile, delete_type: 'origin' } });
    // The metadata is read in the background.
    await vi.waitUntil(async () => {
      const { base_info: info } = (await detailsOf(first, ids[0])).body;
      return info?.meta_data?.duration === 11;
    }, patient);
    const read = async (local: LocalVod) => {
      const list = (await call(local, 'listAssetList')).body;
      return [
        list,
        ...(await Promise.all(ids.map(async (id) => (await detailsOf(local, id)).body))),
      ];
    };
    const before = await read(first);
    const second = await restart(first);
    expect(await read(second)).toEqual(before);
    const served = await (await fetch(await videoUrlOf(second, ids[0]))).arrayBuffer();
    expect(Buffer.from(served).equals(await readFile(SAMPLE))).toBe(true);
    expect(await mediaFiles()).toHaveLength(2);
    const newest = await create(second);
    const list = (await call(second, 'listAssetList')).body;
    expect(list.assets?.[0]?.asset_id).toBe(newest.asset_id);
  });

  it('completes an upload in parts that an earlier run began', async () => {
    const service = { local: await start() };
    const restarted = async () => (service.local = await restart(service.local));
    const steps = multipartSteps(service);
    const asset = await create(service.local);
    const uploadId = await steps.begin(asset);
    const one = await steps.putPart(asset, uploadId, 1, 'the first, ');
    await steps.putPart(asset, uploadId, 2, 'replaced');
    await restarted();
    const two = await steps.putPart(asset, uploadId, 2, 'the second');
    await restarted();
    expect(await storedIn(folder.path, stemOf(asset))).toHaveLength(2);
    const parts = listing([1, one.etag], [2, two.etag]);
    expect((await steps.complete(asset, uploadId, parts)).status).toBe(200);
    await restarted();
    expect(await storedIn(folder.path, stemOf(asset))).toEqual(['the first, the second']);
    expect((await confirm(service.local, asset.asset_id)).status).toBe(200);
  });

  it('removes unfinished files, and leaves files that are not its own', async () => {
    const first = await start();
    const id = await upload(first, {}, 'a video');
    const target = (await create(first)).target?.object.split('/').at(-1) ?? '';
    await first.close();
    const digits = '0123456789abcdef0123456789abcdef';
    const name = `${digits}.mp4`;
    const uuid = '5f0c7b52-6f0e-4c7e-9d6c-0a1b2c3d4e5f';
    // The last three are like the service's own, of an asset that the store does not have, and of a user.
    const foreign = [
      ...['notes.txt', name, 'holiday.mp4.part', `holiday.mp4.${uuid}.part`, `.${uuid}.part`],
      ...[`${digits}.${digits}.mp4`, `${name}.5f0c.part`, `${name}.${uuid}.part.part`],
    ];
    const unfinished = [
      ...[`${name}.${uuid}.part`, `${target}.${uuid}.part`, `${target}.${uuid}.partial`, target],
      target.replace('.', `.${digits}.`),
    ];
    for (const each of [...foreign, ...unfinished]) await writeFile(inFolder(each), 'x');
    const own = new URL(await videoUrlOf(await start(), id)).pathname.split('/').at(-1) ?? '';
    expect(await mediaFiles()).toEqual([own, ...foreign].sort());
  });

  it('starts with a folder in the place of a file, and leaves the folder alone', async () => {
    const first = await start();
    const ids = [await upload(first, {}, 'a video'), await upload(first, {}, 'another')];
    const awaited = (await create(first)).target?.object.split('/').at(-1) ?? '';
    await first.close();
    const [media = ''] = await mediaFiles();
    await rm(inFolder(media));
    const uuid = '5f0c7b52-6f0e-4c7e-9d6c-0a1b2c3d4e5f';
    const folders = [media, awaited, `${awaited}.${uuid}.part`, `${awaited}.${uuid}.partial`];
    for (const name of folders) {
      await mkdir(inFolder(name));
      await writeFile(join(inFolder(name), 'notes.txt'), 'x');
    }
    const second = await start();
    const rows = (await call(second, 'listAssetList')).body.assets ?? [];
    const states = rows.filter(({ asset_id: id }) => ids.includes(id));
    expect(states.map((row) => row.asset_status).sort()).toEqual(['DELETED', 'PUBLISHED']);
    for (const name of folders) expect(await readdir(inFolder(name))).toEqual(['notes.txt']);
    expect((await create(await restart(second))).asset_id).toMatch(/./);
  });

  // Windows has other permissions, and no pipes in its file system.
  describe.skipIf(process.platform === 'win32')('in its folder', () => {
    const rightsOf = async (path: string) => (await stat(path)).mode & 0o777;

    it('shows an asset as deleted when a pipe is in the place of its file', async () => {
      const first = await start();
      const id = await upload(first, {}, 'a video');
      await first.close();
      for (const name of await mediaFiles()) {
        await rm(inFolder(name));
        execFileSync('mkfifo', [inFolder(name)]);
      }
      const { body } = await call(await start(), 'listAssetList');
      expect(body.assets?.[0]).toMatchObject({ asset_id: id, asset_status: 'DELETED' });
    });

    it('makes files and folders that only their owner may read', async () => {
      const data = inFolder('made/data');
      const local = await start({ folder: data });
      await extract(local, await upload(local));
      const steps = multipartSteps({ local });
      const asset = await create(local);
      await steps.putPart(asset, await steps.begin(asset), 1, 'a part');
      expect(await rightsOf(inFolder('made'))).toBe(0o700);
      expect(await rightsOf(data)).toBe(0o700);
      const names = await readdir(data);
      expect(names.length).toBeGreaterThan(4); // The store, its log, the video, its audio, and the part.
      for (const name of names) expect(await rightsOf(join(data, name))).toBe(0o600);
    });

    it('takes from others the rights that an earlier version or a copy gave them', async () => {
      const first = await start();
      await upload(first, {}, 'a video');
      await first.close();
      for (const name of await readdir(folder.path)) await chmod(inFolder(name), 0o666);
      await chmod(folder.path, 0o777);
      await start();
      expect(await rightsOf(folder.path)).toBe(0o700);
      const names = await readdir(folder.path);
      for (const name of names)
        expect([name, await rightsOf(inFolder(name))]).toEqual([name, 0o600]);
    });

    it('narrows an empty folder, and leaves the rights of one with files of a user', async () => {
      const [empty, used] = [inFolder('empty'), inFolder('used')];
      for (const path of [empty, used]) await mkdir(path, { mode: 0o755 });
      await writeFile(join(used, 'notes.txt'), 'x');
      await chmod(join(used, 'notes.txt'), 0o644);
      for (const path of [empty, used, used]) await (await start({ folder: path })).close();
      expect([await rightsOf(empty), await rightsOf(used)]).toEqual([0o700, 0o755]);
      expect(await rightsOf(join(used, 'vod.db'))).toBe(0o600);
      expect(await rightsOf(join(used, 'notes.txt'))).toBe(0o644);
    });

    it.each<[string, string, (elsewhere: string) => Promise<unknown>]>([
      ['a file', 'PUBLISHED', (elsewhere) => writeFile(elsewhere, 'a video', { mode: 0o644 })],
      ['a folder', 'DELETED', (elsewhere) => mkdir(elsewhere, { mode: 0o755 })],
      ['nothing', 'DELETED', () => Promise.resolve()],
    ])('starts with a link to %s in the place of a file: %s', async (_what, state, make) => {
      const first = await start();
      await upload(first, {}, 'a video');
      await first.close();
      const elsewhere = inFolder('elsewhere');
      await make(elsewhere);
      const before = await rightsOf(elsewhere).catch(() => undefined);
      const [name = ''] = (await mediaFiles()).filter((each) => each !== 'elsewhere');
      await rm(inFolder(name));
      await symlink('elsewhere', inFolder(name));
      const { body } = await call(await start(), 'listAssetList');
      expect(body.assets?.[0]?.asset_status).toBe(state);
      expect(await rightsOf(elsewhere).catch(() => undefined)).toBe(before);
    });

    it('narrows the store that a link leads to', async () => {
      await (await start()).close();
      await mkdir(inFolder('elsewhere'));
      await rename(inFolder('vod.db'), inFolder('elsewhere/kept.db'));
      await chmod(inFolder('elsewhere/kept.db'), 0o644);
      await symlink('elsewhere/kept.db', inFolder('vod.db'));
      await start();
      expect(await rightsOf(inFolder('elsewhere/kept.db'))).toBe(0o600);
    });

    it('does not narrow a folder that is meant for all users', async () => {
      await chmod(folder.path, 0o1777);
      await start();
      expect(await rightsOf(folder.path)).toBe(0o777);
    });
  });

  // Windows does not let a folder be moved while files in it are open.
  describe.skipIf(process.platform === 'win32')('whose folder is gone while it runs', () => {
    const moved = () => `${folder.path}-moved`;

    it.each<[string, () => Promise<unknown>]>([
      ['was moved away', () => rename(folder.path, moved())],
      [
        'was moved away, and a new one is in its place',
        async () => {
          await rename(folder.path, moved());
          await mkdir(folder.path);
        },
      ],
      [
        'was moved away, and another service runs in its place',
        async () => {
          await rename(folder.path, moved());
          await start();
        },
      ],
      ['was removed', () => rm(folder.path, { recursive: true })],
      ['has lost its store', () => rename(join(folder.path, 'vod.db'), `${moved()}.db`)],
    ])('says so and changes nothing when it %s', async (_what, take) => {
      const log = vi.spyOn(console, 'error').mockReturnValue();
      onTestFinished(() => log.mockRestore());
      onTestFinished(() => rm(moved(), { recursive: true, force: true }));
      onTestFinished(() => rm(`${moved()}.db`, { force: true }));
      const local = await start();
      const id = await upload(local, {}, 'a video');
      const { video_upload_url: url } = await create(local);
      await take();
      const told = await call(local, 'createAssetByFileUpload', {
        body: { title: 'lost', video_name: 'a.mp4', video_type: 'MP4' },
      });
      expect(told).toMatchObject({
        ...{ status: 500, code: 'VOD.10051' },
        text: expect.stringContaining(`The store ${inFolder('vod.db')} is not there any more`),
      });
      const put = await fetch(url, { method: 'PUT', body: 'lost' });
      expect([put.status, await put.text()]).toEqual([500, expect.stringContaining(folder.path)]);
      expect((await call(local, 'listAssetList')).body.total).toBe(2);
      expect((await detailsOf(local, id)).status).toBe(200);
      expect(log.mock.calls.flat().join('\n')).toContain('is not there any more');
    });

    it('goes on when the folder is back', async () => {
      const log = vi.spyOn(console, 'error').mockReturnValue();
      onTestFinished(() => log.mockRestore());
      const local = await start();
      await rename(folder.path, moved());
      const body = { title: 'a', video_name: 'a.mp4', video_type: 'MP4' };
      expect((await call(local, 'createAssetByFileUpload', { body })).status).toBe(500);
      await rename(moved(), folder.path);
      const id = await upload(local, {}, 'a video');
      expect((await detailsOf(await restart(local), id)).status).toBe(200);
    });
  });

  it('shows an asset as deleted when its file is not there any more', async () => {
    const first = await start();
    const id = await upload(first, {}, 'a video');
    await first.close();
    for (const name of await mediaFiles()) await rm(inFolder(name));
    const { body } = await call(await start(), 'listAssetList');
    expect(body.assets?.[0]).toMatchObject({ asset_id: id, asset_status: 'DELETED' });
  });

  it('removes the file of a deleted asset that could not be removed before', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    onTestFinished(() => log.mockRestore());
    const first = await start();
    const id = await upload(first, {}, 'a video');
    const [name = ''] = await mediaFiles();
    // A folder cannot be removed as a file is, and so stands for a file that is in use.
    await rename(inFolder(name), inFolder('kept'));
    await mkdir(inFolder(name));
    const { body } = await call(first, 'deleteAssets', { query: { asset_id: id } });
    expect(body).toEqual({ delete_result_array: [{ asset_id: id, status: 'DELETED' }] });
    await first.close();
    await rmdir(inFolder(name));
    await rename(inFolder('kept'), inFolder(name));
    const second = await start();
    expect(await mediaFiles()).toEqual([]);
    expect((await call(second, 'listAssetList')).body.total).toBe(0);
    // The store has forgotten the asset, too: a new file of that name is not the service's own.
    await second.close();
    await writeFile(inFolder(name), 'foreign');
    await start();
    expect(await mediaFiles()).toEqual([name]);
  });

  it('runs the extractions that have not ended, in their order, with one event each', async () => {
    const receiver = await recordWebhooks();
    onTestFinished(() => receiver.close());
    const webhook = { url: receiver.url, key: webhookKey };
    const first = await start({ webhook, concurrency: 1 });
    // The first one takes long enough that the service closes before it ends and the others begin.
    const ids = [
      await upload(first),
      await upload(first, {}, ''),
      await upload(first, {}, 'no video'),
    ];
    const audios: string[] = [];
    for (const id of ids) audios.push(await startExtraction(first, id));
    const second = await restart(first, { webhook, concurrency: 1 });
    await receiver.webhook((all) => all[2]);
    const ends = second.events.flatMap((event) =>
      isAudioExtractComplete(event) ? event.audio_extract_info : [],
    );
    expect(ends.map(({ asset_id: id }) => id)).toEqual(audios);
    expect(ends.map(({ status }) => status)).toEqual(['SUCCEED', 'FAILED', 'FAILED']);
    // Webhooks are sent at the same time, so that a later one can overtake an earlier one.
    const received = receiver.webhooks.map((webhook) => readWebhook(webhook).asset_id);
    expect(received.sort()).toEqual([...audios].sort());
  });

  it('fetches a file again that has not arrived', async () => {
    let isOpen = false;
    const port = await listen(
      createServer((_request, response) => {
        if (isOpen) response.end('a video');
      }),
    );
    const first = await start();
    const row = { video_type: 'MP4', title: 'clip', url: `http://127.0.0.1:${port}/a.mp4` };
    const body = { upload_metadatas: [row] };
    const answer = (await call(first, 'uploadMetaDataByUrl', { body })).body;
    const id = answer.upload_assets?.[0]?.asset_id ?? '';
    isOpen = true;
    const second = await restart(first);
    await vi.waitUntil(async () => (await videoUrlOf(second, id)) !== '', patient);
  });

  it('sends an event again that was not delivered, unless it was given up', async () => {
    const refusing = await listen(
      createServer((_request, response) => response.writeHead(503).end()),
    );
    const to = (port: number, retryDelaysMs: number[]) => ({
      webhook: { url: `http://127.0.0.1:${port}/`, key: webhookKey, retryDelaysMs },
    });
    const first = await start(to(refusing, []));
    const id = await upload(first, {}, '');
    const givenUp = await startExtraction(first, id);
    await vi.waitUntil(() => first.undelivered.length === 1, patient);

    const second = await restart(first, to(refusing, [60_000]));
    const waiting = await startExtraction(second, id);
    await vi.waitUntil(async () => {
      const { transcode_info: info } = (await detailsOf(second, waiting)).body;
      return info?.transcode_status === 'TRANSCODE_FAILED';
    }, patient);
    const receiver = await recordWebhooks();
    onTestFinished(() => receiver.close());
    const third = await restart(second, {
      webhook: { url: receiver.url, key: webhookKey, retryDelaysMs: [1] },
    });
    expect(second.undelivered).toHaveLength(2);
    const taken = await receiver.webhook((all) => all[0]);
    expect(readWebhook(taken).asset_id).toBe(waiting);
    const listed = third.undelivered.map(({ event }) => JSON.stringify(event));
    expect(listed).toEqual([expect.stringContaining(givenUp)]);
  });

  it('refuses the folder of a running process, and takes it over when that one is killed', async () => {
    const apart = await startApart();
    const service = await apart.started();
    await expect(start()).rejects.toThrow(`The folder ${folder.path} is in use`);
    const video = { title: 'a', video_name: 'a.mp4', video_type: 'MP4' };
    const { body } = await callService(service, '', video);
    await apart.kill();
    expect((await detailsOf(await start(), String(body['asset_id']))).status).toBe(200);
  });

  it('frees its port and its folder when the start fails at the end', async () => {
    await (await start()).close();
    const database = new DatabaseSync(inFolder('vod.db'));
    // At the end of its start, when it listens already, the service stores its port.
    database.exec(
      "CREATE TRIGGER refusing BEFORE INSERT ON entries WHEN NEW.kind = 'port' BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    database.close();
    const other = createServer();
    const port = await listen(other);
    other.close();
    await expect(start({ port })).rejects.toThrow('cannot be read or written');
    const again = new DatabaseSync(inFolder('vod.db'));
    again.exec('DROP TRIGGER refusing');
    again.close();
    expect((await start({ port })).url).toBe(`http://127.0.0.1:${port}`);
  });
});
