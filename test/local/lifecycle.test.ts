/** Starting and closing local VOD services, with and without sockets. */
import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signRequest } from '../../src/auth/signer.js';
import { extractAudio } from '../../src/extraction/extract-audio.js';
import type { LocalVod, LocalVodOptions } from '../../src/local/index.js';
import { readMp3Frames } from '../audio-frames.js';
import { SAMPLE } from '../make-media.js';
import { temporaryFolder } from '../temporary-folder.js';
import { ask, call } from './answers.js';
import { create, extract, infoOf, patient, upload } from './assets/uploaded.js';
import { startWith } from './delivery/failing-jobs.js';
import { clientOf, upload as uploadBy } from './service.js';

let folder = '';
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Has the system's temporary folder be an empty one. */
async function emptyTemporaryFolder(): Promise<string> {
  const temporary = join(folder, 'temporary');
  await mkdir(temporary);
  vi.stubEnv('TMPDIR', temporary).stubEnv('TEMP', temporary);
  return temporary;
}

describe('a service without a socket', () => {
  const sockets = () =>
    process.getActiveResourcesInfo().filter((name) => /TCP|Pipe.*Server/.test(name));

  it('does the whole job by its fetch, and opens no socket', async () => {
    const before = sockets();
    const local = await startWith({ listen: false });
    expect(local.url).toBe('http://127.0.0.1:0');
    const { fetch } = local;
    const vod = clientOf(local, fetch);
    const assetId = await uploadBy(vod, 'a.mp4', undefined, { fetch });
    const job = await extractAudio(vod, { assetId, format: 'MP3' });
    const audio = await job.wait({ firstPollMs: 20 });
    expect(audio.url).toMatch(/^http:\/\/127\.0\.0\.1:0\/asset\//);
    await audio.download(join(folder, 'audio.mp3'), { fetch });
    const frames = readMp3Frames(await readFile(join(folder, 'audio.mp3')));
    expect(frames.durationSeconds).toBeCloseTo(11.5, 0);
    await vi.waitUntil(() => local.events.length === 1, patient);
    expect(sockets()).toEqual(before);
  });

  it.each([['a text'], [new Uint8Array(10)], [new Blob(['a blob'])]])(
    'takes a file whose length only its type tells (%o)',
    async (body) => {
      const local = await startWith();
      const { video_upload_url: url } = await create(local);
      expect((await local.fetch(url, { method: 'PUT', body })).status).toBe(200);
    },
  );

  it('answers as a service with a socket does', async () => {
    const local = await startWith();
    const id = await upload(local);
    const videoUrl = (await infoOf(local, id))?.base_info?.video_url ?? '';
    const api = `${local.url}/v1.0/${local.projectId}`;
    const signed = async (path: string, init: RequestInit = {}) =>
      signRequest(new Request(`${api}/${path}`, init), local.credentials);
    const headers = { 'content-type': 'application/json' };
    const requests = [
      await signed(`asset/details?asset_id=${id}&categories=transcode_info`),
      await signed('asset/extract_audio', { method: 'POST', headers, body: '{}' }),
      await signed(`asset/extract_audio?asset_id=${id}`, { method: 'DELETE' }),
      await signed('asset/never-offered'),
      new Request(`${api}/asset/details`),
      new Request(`${local.url}/nowhere`),
      new Request(videoUrl),
      new Request(videoUrl, { headers: { range: 'bytes=5-9' } }),
      new Request(videoUrl, { method: 'HEAD' }),
      new Request(videoUrl, { headers: { 'if-none-match': '*' } }),
      new Request(videoUrl, { headers: { 'if-match': '"another"' } }),
      new Request(`${local.url}/upload/${id}`, { method: 'PUT', body: 'x' }),
    ];
    for (const request of requests) {
      const [bySocket, byFetch] = [await fetch(request.clone()), await local.fetch(request)];
      expect(await withoutId(byFetch)).toEqual(await withoutId(bySocket));
    }
  });

  async function withoutId(response: Response) {
    const id = response.headers.get('x-request-id');
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    const names = ['content-type', 'content-range', 'accept-ranges', 'etag', 'last-modified'];
    const headers = names.map((name) => response.headers.get(name));
    const body = (await response.text()).replace(String(id), '');
    return { status: response.status, headers, body };
  }

  it('cannot send by SMN, whose receiver has to reach it', async () => {
    const smn = { url: 'http://127.0.0.1:9/' };
    await expect(startWith({ listen: false, smn })).rejects.toThrow(
      'smn needs a socket, because its receiver fetches from the service: leave listen out.',
    );
  });
});

describe('two services', () => {
  it('share no ids, secrets, assets and ports', async () => {
    const [one, other] = [await startWith(), await startWith()];
    for (const secret of ['url', 'projectId', 'token', 'credentials'] as const) {
      expect(one[secret]).not.toEqual(other[secret]);
    }
    const id = await upload(one);
    const query = { asset_id: id };
    expect(await call(other, 'showAssetDetail', { query })).toMatchObject({ code: 'VOD.10062' });
    for (const asking of [
      { key: one.credentials },
      { signed: false, headers: { 'x-auth-token': one.token } },
    ]) {
      const told = await call(other, 'showAssetDetail', { query, ...asking });
      expect(told).toMatchObject({ status: 401 });
    }
    await one.close();
    expect(await call(other, 'showAssetDetail', { query })).toMatchObject({ status: 400 });
    await expect(fetch(one.url)).rejects.toThrow();
  });
});

describe('the files of a service', () => {
  it('stay in a given folder, which is made if it is missing', async () => {
    const given = join(folder, 'made', 'here');
    const local = await startWith({ folder: given });
    const audio = await extract(local, await upload(local));
    const { video_url: url = '' } = (await infoOf(local, audio))?.base_info ?? {};
    const served = Buffer.from(await (await fetch(url)).arrayBuffer());
    await local.close();
    const names = (await readdir(given)).filter((name) => !name.startsWith('vod.db'));
    expect(names).toHaveLength(2);
    const kept = (ending: string) =>
      readFile(join(given, names.find((name) => name.endsWith(ending)) ?? ''));
    expect((await kept('.mp4')).equals(await readFile(SAMPLE))).toBe(true);
    expect((await kept('.mp3')).equals(served)).toBe(true);
  });

  it('are removed with the service when no folder is given', async () => {
    const temporary = await emptyTemporaryFolder();
    const local = await startWith();
    await upload(local);
    const [own = ''] = await readdir(temporary);
    expect(await readdir(join(temporary, own))).toHaveLength(1);
    await local.close();
    expect(await readdir(temporary)).toEqual([]);
  });

  it.each<[string, (local: LocalVod) => LocalVodOptions]>([
    ['the port is taken', ({ url }) => ({ port: Number(new URL(url).port) })],
    ['the address is not of this machine', () => ({ hostname: '192.0.2.1' })],
    ['no extraction could run', () => ({ concurrency: 0 })],
    ['the webhook address is wrong', () => ({ webhook: { url: 'ftp://localhost', key: 'fake' } })],
  ])('leave no empty folder behind when %s', async (_what, options) => {
    const first = await startWith();
    const temporary = await emptyTemporaryFolder();
    await expect(startWith(options(first))).rejects.toThrow();
    expect(await readdir(temporary)).toEqual([]);
  });
});

describe('a service', () => {
  /** A connection with half of a request. */
  async function connectTo(local: LocalVod): Promise<Socket> {
    const socket = connect(Number(new URL(local.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    const head = `POST /v1.0/${local.projectId}/asset HTTP/1.1\r\nX-Auth-Token: ${local.token}`;
    socket.write(`${head}\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{`);
    return socket;
  }

  it('closes while connections are open', async () => {
    const local = await startWith();
    const socket = await connectTo(local);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await Promise.all([closed, local.close()]);
  });

  it('reports no defect of its own when a caller breaks off', async () => {
    const complaints = vi.spyOn(console, 'error').mockReturnValue();
    const local = await startWith();
    const socket = await connectTo(local);
    await ask(local, '/nowhere'); // By its answer the earlier request has been read.
    socket.resetAndDestroy();
    await vi.waitUntil(() => local.requests.length === 2, patient);
    await local.close();
    expect(complaints.mock.calls).toEqual([]);
  });

  it('has a URL that works at an address of IPv6', async (context) => {
    const local = await startWith({ hostname: '::1' }).catch(() => undefined);
    if (!local) return context.skip('this machine has no IPv6');
    expect(new URL(local.url).hostname).toBe('[::1]');
    await upload(local);
  });
});
