/** Extractions that wait for their turn, are cancelled, or are broken off. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { VodClient } from '../../../src/client/client.js';
import { extractAudio, type AudioExtraction } from '../../../src/extraction/extract-audio.js';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../../src/local/index.js';
import { makeMedia } from '../../make-media.js';
import { durableFolder } from '../store/durable-folder.js';
import { clientOf, detailsOf, upload } from '../service.js';

const { startApart } = durableFolder();
const byPolling = { firstPollMs: 20, deadlineMs: 20_000 };
const busy = { status: 400, code: 'VOD.10083' };

let folder = '';
let longVideo: Uint8Array;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'queue-test-'));
  const tune = ['-stream_loop', '20', '-i', '/input', '-map', '1:a', '-c', 'copy', '-f', 'mp4'];
  longVideo = await readFile(await makeMedia(join(folder, 'long.mp4'), ...tune));
});
afterAll(() => rm(folder, { recursive: true }));

/** A service that does one thing at a time, and for some seconds is busy with this job. */
async function startBusy(
  options: LocalVodOptions = {},
): Promise<{ local: LocalVod; vod: VodClient; running: AudioExtraction }> {
  const local = await startLocalVod({ concurrency: 1, ...options });
  const vod = clientOf(local);
  const running = await extractAudio(vod, { assetId: await upload(vod, 'long.mp4', longVideo) });
  const isRunning = async () => (await statusOf(vod, running.audioAssetId)) === 'TRANSCODING';
  await vi.waitUntil(isRunning, { timeout: 10_000 });
  return { local, vod, running };
}

async function statusOf(vod: VodClient, assetId: string): Promise<string | undefined> {
  return (await detailsOf(vod, assetId)).transcode_info?.transcode_status;
}

describe('a queued extraction', () => {
  let local: LocalVod;
  let vod: VodClient;
  let running: AudioExtraction;
  let queued: AudioExtraction;
  beforeAll(async () => {
    ({ local, vod, running } = await startBusy());
    queued = await extractAudio(vod, { assetId: await upload(vod) });
  });
  afterAll(() => local.close());

  const cancel = (assetId: string) =>
    vod.DELETE('/v1.0/{project_id}/asset/extract_audio', {
      params: { query: { asset_id: assetId } },
    });

  it('waits for its turn', async () => {
    expect(await statusOf(vod, queued.audioAssetId)).toBe('WAITING_TRANSCODE');
  });

  it('is cancelled, and whoever waits for it learns that', async () => {
    const waiting = queued.wait(byPolling);
    const answer = await cancel(queued.assetId);
    expect(answer.response.status).toBe(204);
    await expect(waiting).rejects.toMatchObject({
      name: 'ExtractionFailedError',
      audioAssetId: queued.audioAssetId,
      detail: 'The extraction was cancelled',
    });
    expect(await statusOf(vod, queued.audioAssetId)).toBe('TRANSCODE_FAILED');
  });

  it('is cancelled only once', async () => {
    await expect(queued.cancel()).rejects.toMatchObject(busy);
    await expect(cancel(queued.audioAssetId)).rejects.toMatchObject(busy);
  });

  it('makes room for another one when it is cancelled, by the id of the audio as well', async () => {
    const next = await extractAudio(vod, { assetId: queued.assetId });
    expect(next.audioAssetId).not.toBe(queued.audioAssetId);
    expect((await cancel(next.audioAssetId)).response.status).toBe(204);
  });

  it('cannot be cancelled while it runs, nor where there is none', async () => {
    await expect(running.cancel()).rejects.toMatchObject(busy);
    await expect(cancel(running.audioAssetId)).rejects.toMatchObject(busy);
    await expect(cancel(await upload(vod))).rejects.toMatchObject(busy);
    expect(await statusOf(vod, running.audioAssetId)).toBe('TRANSCODING');
  });

  it('cannot be cancelled when it has ended', async () => {
    await running.wait(byPolling);
    await expect(running.cancel()).rejects.toMatchObject(busy);
    expect(await statusOf(vod, running.audioAssetId)).toBe('TRANSCODE_SUCCEED');
  });
});

describe('closing in the middle of an extraction', () => {
  const halfWritten = async (of: string) =>
    (await readdir(of)).filter((name) => name.endsWith('.partial'));

  it('breaks it off, and removes the temporary folder', async () => {
    const temporary = join(folder, 'temporary');
    await mkdir(temporary);
    vi.stubEnv('TMPDIR', temporary).stubEnv('TEMP', temporary);
    const { local, running } = await startBusy().finally(() => vi.unstubAllEnvs());
    const [own = ''] = await readdir(temporary);
    expect(own).toMatch(/^local-vod-/);
    await vi.waitFor(async () => expect(await halfWritten(join(temporary, own))).toHaveLength(1));

    await local.close();
    expect(await readdir(temporary)).toEqual([]);
    await expect(running.cancel()).rejects.toMatchObject({ name: 'VodConnectionError' });
  });

  it('leaves the video, and no half-written audio, in a folder that was given', async () => {
    const given = join(folder, 'given');
    const { local } = await startBusy({ folder: given });
    await vi.waitFor(async () => expect(await halfWritten(given)).toHaveLength(1));
    await local.close();
    expect((await readdir(given)).sort()).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}\.[0-9a-f]{32}\.mp4$/),
      'vod.db',
    ]);
  });
});

// Only util-linux gives a process fewer cores than there are.
const noAffinity = spawnSync('taskset', ['--version']).status !== 0;
it.skipIf(noAffinity)('takes as many at once as there are cores', async () => {
  const apart = await startApart({}, 'taskset', '-c', '0');
  const vod = clientOf(await apart.started());
  const one = await extractAudio(vod, { assetId: await upload(vod, 'a.mp4', longVideo) });
  const other = await extractAudio(vod, { assetId: await upload(vod, 'b.mp4') });
  const isRunning = async () => (await statusOf(vod, one.audioAssetId)) === 'TRANSCODING';
  await vi.waitUntil(isRunning, { timeout: 10_000 });
  expect(await statusOf(vod, other.audioAssetId)).toBe('WAITING_TRANSCODE');
});
