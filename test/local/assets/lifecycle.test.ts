/** Starting and closing local VOD services, several of them, with and without sockets. */
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signRequest } from '../../../src/auth/signer.js';
import { extractAudio } from '../../../src/extraction/extract-audio.js';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../../src/local/index.js';
import { readMp3Frames } from '../../audio-frames.js';
import { SAMPLE } from '../../make-media.js';
import { clientOf, detailsOf, upload } from '../service.js';
import { ask } from '../http/wire.js';

const byPolling = { firstPollMs: 20, deadlineMs: 20_000 };

let folder = '';
const running: LocalVod[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lifecycle-test-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await Promise.all(running.splice(0).map((local) => local.close()));
  await rm(folder, { recursive: true });
});

async function start(options: LocalVodOptions = {}): Promise<LocalVod> {
  const local = await startLocalVod(options);
  running.push(local);
  return local;
}

describe('without a socket', () => {
  it('fetch does the whole job', async () => {
    const local = await start();
    const vod = clientOf(local, local.fetch);
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no sockets'));
    const assetId = await upload(vod, 'sample.mp4', undefined, { fetch: local.fetch });
    const job = await extractAudio(vod, { assetId, format: 'MP3' });
    const { url } = await job.wait(byPolling);
    const response = await local.fetch(new Request(url));
    const { durationSeconds } = readMp3Frames(new Uint8Array(await response.arrayBuffer()));
    expect(durationSeconds).toBeCloseTo(11.5, 0);
  });

  it('fetch answers as the socket does', async () => {
    const local = await start();
    const vod = clientOf(local);
    const assetId = await upload(vod);
    const videoUrl = (await detailsOf(vod, assetId)).base_info?.video_url ?? '';
    const signed = async (path: string, init: RequestInit = {}) =>
      signRequest(
        new Request(`${local.url}/v1.0/${local.projectId}/${path}`, init),
        local.credentials,
      );
    const json = { 'content-type': 'application/json' };
    const requests = [
      await signed(`asset/details?asset_id=${assetId}&categories=transcode_info`),
      await signed('asset/extract_audio', { method: 'POST', headers: json, body: '{}' }),
      await signed(`asset/extract_audio?asset_id=${assetId}`, { method: 'DELETE' }),
      await signed('asset/category'),
      new Request(`${local.url}/v1.0/${local.projectId}/asset/details`),
      new Request(`${local.url}/nowhere`),
      new Request(videoUrl),
      new Request(videoUrl, { headers: { range: 'bytes=5-9' } }),
      new Request(videoUrl, { method: 'HEAD' }),
      new Request(videoUrl, { headers: { 'if-none-match': '*' } }),
      new Request(videoUrl, { headers: { 'if-match': '"another"' } }),
      new Request(`${local.url}/upload/${assetId}`, { method: 'PUT', body: 'x' }),
    ];
    for (const request of requests) {
      const [bySocket, direct] = [await fetch(request.clone()), await local.fetch(request)];
      expect(await withoutIds(direct)).toEqual(await withoutIds(bySocket));
    }
  });

  async function withoutIds(response: Response) {
    const id = response.headers.get('x-request-id');
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    const body = (await response.text()).replace(String(id), '');
    if (response.status < 400 && !response.headers.get('content-type')?.includes('json')) {
      expect(response.headers.get('etag')).toMatch(/^"[^"]+"$/);
    }
    const names = ['content-type', 'content-range', 'accept-ranges', 'etag', 'last-modified'];
    return { status: response.status, body, headers: names.map((n) => response.headers.get(n)) };
  }
});

it('two services at once know nothing of each other', async () => {
  const [one, other] = [await start(), await start()];
  for (const secret of ['url', 'projectId', 'token', 'credentials'] as const) {
    expect(one[secret]).not.toEqual(other[secret]);
  }
  const assetId = await upload(clientOf(one));
  await expect(detailsOf(clientOf(other), assetId)).rejects.toMatchObject({ code: 'VOD.10062' });
  const path = `/v1.0/${other.projectId}/asset/details?asset_id=${assetId}`;
  expect(await ask(other, path, { signWith: one.credentials })).toMatchObject({ status: 401 });
  const headers = { 'x-auth-token': one.token };
  expect(await ask(other, path, { signWith: 'none', headers })).toMatchObject({ status: 401 });

  const fetched = async (local: LocalVod) => {
    const vod = clientOf(local);
    const job = await extractAudio(vod, { assetId: await upload(vod) });
    return (await fetch((await job.wait(byPolling)).url)).status;
  };
  expect(await Promise.all([fetched(one), fetched(other)])).toEqual([200, 200]);
  await one.close();
  expect(await ask(other, path)).toMatchObject({ status: 400 });
  await expect(fetch(one.url)).rejects.toThrow();
});

describe('the files', () => {
  it('stay in a folder that was given, which is made when it is missing', async () => {
    const given = join(folder, 'made', 'here');
    const local = await start({ folder: given });
    const vod = clientOf(local);
    const job = await extractAudio(vod, { assetId: await upload(vod), format: 'MP3' });
    const { url } = await job.wait(byPolling);
    const served = Buffer.from(await (await fetch(url)).arrayBuffer());
    await local.close();
    const names = await readdir(given);
    const kept = async (suffix: string) => {
      const own = new RegExp(`^[0-9a-f]{32}[.]([0-9a-f]{32}[.])?${suffix}$`);
      const name = names.find((each) => own.test(each)) ?? '';
      return readFile(join(given, name));
    };
    expect(names.filter((name) => !name.startsWith('vod.db'))).toHaveLength(2);
    expect((await kept('mp4')).equals(await readFile(SAMPLE))).toBe(true);
    expect((await kept('mp3')).equals(served)).toBe(true);
  });

  it('go with the service otherwise', async () => {
    const temporary = join(folder, 'temporary');
    await mkdir(temporary);
    vi.stubEnv('TMPDIR', temporary).stubEnv('TEMP', temporary);
    const local = await start();
    await upload(clientOf(local));
    const [own = ''] = await readdir(temporary);
    expect(await readdir(join(temporary, own))).toHaveLength(1);
    await local.close();
    expect(await readdir(temporary)).toEqual([]);
  });

  it.each<[string, (local: LocalVod) => LocalVodOptions]>([
    ['the port is taken', ({ url }) => ({ port: Number(new URL(url).port) })],
    ['there is no such address', () => ({ hostname: '192.0.2.1' })],
    ['nothing could ever run', () => ({ concurrency: 0 })],
    ['callbacks cannot go there', () => ({ webhook: { url: 'ftp://localhost', key: 'fake' } })],
  ])('leave no empty folder behind when %s', async (_what, options) => {
    const first = await start();
    const temporary = join(folder, 'temporary');
    await mkdir(temporary);
    vi.stubEnv('TMPDIR', temporary).stubEnv('TEMP', temporary);
    await expect(start(options(first))).rejects.toThrow();
    expect(await readdir(temporary)).toEqual([]);
  });
});

describe('the service', () => {
  it('may be closed twice', async () => {
    const local = await start();
    await local.close();
    await local.close();
  });

  it('closes although connections are open', async () => {
    const local = await start();
    const socket = connect(Number(new URL(local.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write('POST /v1.0/x/asset HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await Promise.all([closed, local.close()]);
  });

  it('does not call it a defect of its own when a caller breaks off', async () => {
    const complaints = vi.spyOn(console, 'error').mockReturnValue();
    const local = await start();
    const socket = connect(Number(new URL(local.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST /v1.0/x/asset HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
    // An answer to a later request says that the earlier one has been read.
    await ask(local, '/nowhere');
    socket.resetAndDestroy();
    await ask(local, '/nowhere');
    await local.close();
    expect(complaints.mock.calls).toEqual([]);
  });

  it('has a URL that works, also at an address of IPv6', async (context) => {
    const local = await start({ hostname: '::1' }).catch(() => undefined);
    if (!local) return context.skip('this machine has no IPv6');
    expect(new URL(local.url).hostname).toBe('[::1]');
    await upload(clientOf(local));
  });
});
