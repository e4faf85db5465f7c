/** Extractions that wait for their turn, are cancelled, or are broken off. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../../src/local/index.js';
import { call } from '../answers.js';
import { detailsOf, patient, upload } from '../assets/uploaded.js';
import { type FakeFFmpeg, writeFakeFFmpeg } from './scripted-ffmpeg.js';

const busy = { status: 400, code: 'VOD.10083' };

let outside = '';
let ffmpeg: FakeFFmpeg;
let local: LocalVod;
beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'queue-test-'));
  ffmpeg = await writeFakeFFmpeg(outside);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await local.close();
  await rm(outside, { recursive: true });
});

async function start(options: LocalVodOptions = {}): Promise<void> {
  const { path } = ffmpeg;
  local = await startLocalVod({ concurrency: 1, ffmpeg: { path }, ...options });
}

/** Starts an extraction. Returns the ids of its video and its audio. */
async function extract(video?: string) {
  const videoId = video ?? (await upload(local, {}, 'a video'));
  const { body } = await call(local, 'createExtractAudioTask', { body: { asset_id: videoId } });
  return { videoId, audioId: body.audio_asset_id };
}

const cancel = (assetId: string) =>
  call(local, 'cancelExtractAudioTask', { query: { asset_id: assetId } });

const stateOf = async (assetId: string) => (await detailsOf(local, assetId)).body.transcode_info;

const reaches = (assetId: string, status: string) =>
  vi.waitUntil(async () => (await stateOf(assetId))?.transcode_status === status, patient);

/** Starts an extraction that runs, and one that waits behind it. */
async function startTwo() {
  await start();
  const running = await extract();
  await reaches(running.audioId, 'TRANSCODING');
  const queued = await extract();
  expect(await stateOf(queued.audioId)).toMatchObject({ transcode_status: 'WAITING_TRANSCODE' });
  return { running, queued };
}

// The FFmpeg of these tests is a script for a shell.
describe.skipIf(process.platform === 'win32')('an extraction', () => {
  it('that waits is cancelled by the id of its video, and only once', async () => {
    const { queued } = await startTwo();
    expect(await cancel(queued.videoId)).toMatchObject({ status: 204 });
    expect(await stateOf(queued.audioId)).toMatchObject({
      transcode_status: 'TRANSCODE_FAILED',
      exec_desc: 'The extraction was cancelled',
    });
    expect(await cancel(queued.videoId)).toMatchObject(busy);
    expect(await cancel(queued.audioId)).toMatchObject(busy);
  });

  it('that waits is cancelled by the id of its audio, and makes room for another one', async () => {
    const { queued } = await startTwo();
    expect(await cancel(queued.audioId)).toMatchObject({ status: 204 });
    const next = await extract(queued.videoId);
    expect(next.audioId).not.toBe(queued.audioId);
    expect(await cancel(next.audioId)).toMatchObject({ status: 204 });
  });

  it('cannot be cancelled while it runs, nor after its end, nor by the id of another video', async () => {
    const { running } = await startTwo();
    expect(await cancel(running.videoId)).toMatchObject(busy);
    expect(await cancel(running.audioId)).toMatchObject(busy);
    expect(await cancel(await upload(local, {}, 'another video'))).toMatchObject(busy);
    await ffmpeg.release();
    await reaches(running.audioId, 'TRANSCODE_SUCCEED');
    expect(await cancel(running.videoId)).toMatchObject(busy);
  });

  it('leaves no half-written audio when the service is closed', async () => {
    const folder = join(outside, 'given');
    await start({ folder });
    await extract();
    const isBegun = (name: string) => name.endsWith('.partial');
    await vi.waitUntil(async () => (await readdir(folder)).some(isBegun), patient);
    await local.close();
    const media = (await readdir(folder)).filter((name) => !name.startsWith('vod.db'));
    expect(media).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.[0-9a-f]{32}\.mp4$/)]);
  });
});
