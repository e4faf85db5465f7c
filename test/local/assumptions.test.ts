/** Each choice that can be switched, both ways. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { resumeExtractAudio } from '../../src/extraction/extract-audio.js';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../src/local/index.js';
import type { BodyOf } from '../../src/local/operation.js';
import { makeMedia } from '../make-media.js';
import { call } from './answers.js';
import {
  callbackKey,
  headerOf,
  readCallback,
  recordCallbacks,
} from './delivery/webhook-recorder.js';
import { clientOf } from './service.js';
import { detailsOf, extract, infoOf, upload } from './assets/uploaded.js';

const soon = { interval: 10, timeout: 20_000 };
const conflict = { status: 400, code: 'VOD.10083' };

let folder = '';
let longVideo: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assumptions-test-'));
  const tune = ['-stream_loop', '6', '-i', '/input', '-map', '1:a', '-c', 'copy', '-f', 'mp4'];
  longVideo = new Uint8Array(await readFile(await makeMedia(join(folder, 'long.mp4'), ...tune)));
});
afterAll(() => rm(folder, { recursive: true }));

async function start(options: LocalVodOptions): Promise<LocalVod> {
  const local = await startLocalVod(options);
  onTestFinished(() => local.close());
  return local;
}

/** A service that is busy for a while with the extraction of a long video. */
async function startBusy(
  assumptions: LocalVodOptions['assumptions'] = {},
  more: LocalVodOptions = {},
) {
  const local = await start({ concurrency: 1, assumptions, ...more });
  const source = await upload(local, {}, longVideo);
  const running = (await begin(local, source)).body.audio_asset_id;
  await vi.waitUntil(async () => (await infoOf(local, running))?.status === 'TRANSCODING', soon);
  return { local, source, running };
}

const begin = (local: LocalVod, id: string, more: Partial<BodyOf<'createExtractAudioTask'>> = {}) =>
  call(local, 'createExtractAudioTask', { body: { asset_id: id, ...more } });
const cancel = (local: LocalVod, id: string) =>
  call(local, 'cancelExtractAudioTask', { query: { asset_id: id } });
const statusOf = async (local: LocalVod, id: string) => (await infoOf(local, id))?.status;

describe('defaultFormat', () => {
  it.each(['MP3', 'AAC'] as const)('%s', async (format) => {
    const local = await start({ assumptions: { defaultFormat: format } });
    const { body } = await begin(local, await upload(local));
    const { body: details } = await detailsOf(local, body.audio_asset_id);
    expect(details.base_info?.video_type).toBe(format);
  });
});

describe('cancelTakes', () => {
  it.each([
    ['either', 204, 204],
    ['video', 204, 400],
    ['audio', 400, 204],
  ] as const)('%s: the id of the video is answered %i, that of the audio %i', async (...row) => {
    const [cancelTakes, byVideo, byAudio] = row;
    const { local } = await startBusy({ cancelTakes });
    for (const [expected, which] of [
      [byVideo, 'asset_id'],
      [byAudio, 'audio_asset_id'],
    ] as const) {
      const { body } = await begin(local, await upload(local));
      const told = await cancel(local, body[which]);
      expect(told).toMatchObject(expected === 204 ? { status: 204 } : conflict);
      const status = expected === 204 ? 'TRANSCODE_FAILED' : 'WAITING_TRANSCODE';
      expect(await statusOf(local, body.audio_asset_id)).toBe(status);
    }
  });
});

describe('cancelSendsEvent', () => {
  it.each([false, true])('%s', async (cancelSendsEvent) => {
    const receiver = await recordCallbacks();
    onTestFinished(() => receiver.close());
    const webhook = { url: receiver.url, key: callbackKey };
    const { local, running } = await startBusy({ cancelSendsEvent }, { webhook });
    const { body } = await begin(local, await upload(local));
    expect((await cancel(local, body.audio_asset_id)).status).toBe(204);
    const end = { status: 'FAILED', asset_id: body.audio_asset_id };
    const told = { ...end, error_msg: 'The extraction was cancelled' };
    // By the end of the one that ran, the one before it would have been told.
    const last = await receiver.callback((all) => all[cancelSendsEvent ? 1 : 0]);
    const infos = receiver.callbacks.map(readCallback);
    expect(infos).toEqual([...(cancelSendsEvent ? [told] : []), readCallback(last)]);
    expect(readCallback(last)).toMatchObject({ status: 'SUCCEED', asset_id: running });
    expect(local.events).toHaveLength(infos.length);
  });
});

describe('secondExtraction', () => {
  it('refused', async () => {
    const { local, source } = await startBusy({ secondExtraction: 'refused' });
    expect(await begin(local, source)).toMatchObject(conflict);
  });

  it('allowed: each has its own audio, and the newest that waits is cancelled first', async () => {
    const { local, source, running } = await startBusy({ secondExtraction: 'allowed' });
    const second = (await begin(local, source)).body.audio_asset_id;
    const third = (await begin(local, source, { parameter: { format: 'AAC' } })).body;
    expect(new Set([running, second, third.audio_asset_id]).size).toBe(3);
    const states = async () => {
      const each = [running, second, third.audio_asset_id].map((id) => statusOf(local, id));
      return (await Promise.all(each)).map((status) => status?.split('_').at(-1));
    };
    const query = { asset_id: source };
    const { body: deletion } = await call(local, 'deleteAssets', { query });
    expect(deletion.delete_result_array).toEqual([{ asset_id: source, status: 'FAILED' }]);
    expect(await states()).toEqual(['TRANSCODING', 'TRANSCODE', 'TRANSCODE']);
    expect((await cancel(local, source)).status).toBe(204);
    expect(await states()).toEqual(['TRANSCODING', 'TRANSCODE', 'FAILED']);
    expect((await cancel(local, source)).status).toBe(204);
    expect(await states()).toEqual(['TRANSCODING', 'FAILED', 'FAILED']);
    expect(await cancel(local, source)).toMatchObject(conflict);
  });
});

describe('audioSource', () => {
  it('refused', async () => {
    const local = await start({ assumptions: { audioSource: 'refused' } });
    const audio = await upload(local, { video_type: 'MP3' });
    expect(await begin(local, audio)).toMatchObject({ status: 403, code: 'VOD.10063' });
  });

  it('allowed: an extracted audio becomes another one', async () => {
    const local = await start({ assumptions: { audioSource: 'allowed' } });
    const audio = await extract(local, await upload(local));
    const { body } = await detailsOf(local, await extract(local, audio));
    expect(body.transcode_info?.transcode_status).toBe('TRANSCODE_SUCCEED');
    expect(body.base_info?.meta_data?.duration).toBe(11);
  });
});

describe('publishedByDefault', () => {
  it.each([true, false])('%s, unless the call tells', async (publishedByDefault) => {
    const local = await start({ assumptions: { publishedByDefault } });
    const states = [];
    for (const more of [{}, { auto_publish: 0 }, { auto_publish: 1 }] as const) {
      states.push(await statusOf(local, await upload(local, more, 'no video')));
    }
    const usual = publishedByDefault ? 'PUBLISHED' : 'CREATED';
    expect(states).toEqual([usual, 'CREATED', 'PUBLISHED']);
  });
});

describe('stateInDetails', () => {
  const hasState = async (local: LocalVod, id: string) =>
    'transcode_info' in (await detailsOf(local, id)).body;

  it.each(['always', 'after success'] as const)('%s', async (stateInDetails) => {
    const { local, running } = await startBusy({ stateInDetails });
    const isAlways = stateInDetails === 'always';
    const { body } = await begin(local, await upload(local, {}, 'no video'));
    const failing = body.audio_asset_id;
    expect(await hasState(local, failing)).toBe(isAlways);
    expect(await hasState(local, running)).toBe(isAlways);
    await vi.waitUntil(async () => (await statusOf(local, failing)) === 'TRANSCODE_FAILED', soon);
    expect(await hasState(local, failing)).toBe(isAlways);
    expect((await detailsOf(local, running)).body.transcode_info).toMatchObject({
      transcode_status: 'TRANSCODE_SUCCEED',
    });
    // The client of this project learns both ends in either reading, without an event.
    const wait = (audioAssetId: string) =>
      resumeExtractAudio(clientOf(local), { assetId: '', audioAssetId }).wait({ firstPollMs: 5 });
    await expect(wait(running)).resolves.toMatchObject({ learnedBy: 'poll' });
    await expect(wait(failing)).rejects.toMatchObject({
      name: 'ExtractionFailedError',
      code: 'VOD.10063',
    });
  });
});

describe('timestampUnit', () => {
  it.each([
    ['milliseconds', 1],
    ['seconds', 1000],
  ] as const)('%s', async (timestampUnit, divisor) => {
    const receiver = await recordCallbacks();
    onTestFinished(() => receiver.close());
    const webhook = { url: receiver.url, key: callbackKey };
    const at = Math.floor(Date.now() / 1000) * 1000 + 999;
    const local = await start({ webhook, assumptions: { timestampUnit }, now: () => at });
    await begin(local, await upload(local, {}, 'no video'));
    const told = await receiver.callback((all) => all[0]);
    expect(readCallback(told).status).toBe('FAILED'); // And it is signed with the time that it has.
    expect(headerOf(told, 'auth_timestamp')).toBe(String(Math.floor(at / divisor)));
  });
});

it.each([
  [{ assumptions: { cancelTake: 'audio' } }, /cancelTake does not exist.+cancelTakes/],
  [{ assumptions: { cancelTakes: 'both' } }, /either or video or audio/],
  [{ assumptions: { cancelSendsEvent: 'no' } }, /false or true/],
])('%j is a slip of the pen', async (options, text) => {
  // What only JavaScript lets pass.
  await expect(startLocalVod(options as LocalVodOptions)).rejects.toThrow(text);
});
