/** Each assumption, with each of its values. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { resumeExtractAudio } from '../../src/extraction/extract-audio.js';
import {
  type Assumptions,
  type LocalVod,
  type LocalVodOptions,
  startLocalVod,
} from '../../src/local/index.js';
import type { BodyOf } from '../../src/local/operation.js';
import { makeMedia } from '../make-media.js';
import { temporaryFolder } from '../temporary-folder.js';
import { call } from './answers.js';
import { detailsOf, extract, infoOf, patient, upload } from './assets/uploaded.js';
import { startWith } from './delivery/failing-jobs.js';
import { headerOf, readWebhook, recordWebhooks, webhookKey } from './delivery/webhook-recorder.js';
import { clientOf } from './service.js';

const busy = { status: 400, code: 'VOD.10083' };

const folder = await temporaryFolder(afterAll);
let longVideo: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  const tune = ['-stream_loop', '6', '-i', '/input', '-map', '1:a', '-c', 'copy', '-f', 'mp4'];
  longVideo = new Uint8Array(await readFile(await makeMedia(join(folder, 'long.mp4'), ...tune)));
});

/** A service that is busy for a while with the extraction of a long video. */
async function startBusy(assumptions: Partial<Assumptions>, more: LocalVodOptions = {}) {
  const local = await startWith({ concurrency: 1, assumptions, ...more });
  const source = await upload(local, {}, longVideo);
  const running = (await begin(local, source)).body.audio_asset_id;
  await vi.waitUntil(async () => (await statusOf(local, running)) === 'TRANSCODING', patient);
  return { local, source, running };
}

async function receive() {
  const receiver = await recordWebhooks();
  onTestFinished(() => receiver.close());
  return { receiver, webhook: { url: receiver.url, key: webhookKey } };
}

const begin = (local: LocalVod, id: string, more: Partial<BodyOf<'createExtractAudioTask'>> = {}) =>
  call(local, 'createExtractAudioTask', { body: { asset_id: id, ...more } });
const cancel = (local: LocalVod, id: string) =>
  call(local, 'cancelExtractAudioTask', { query: { asset_id: id } });
const statusOf = async (local: LocalVod, id: string) => (await infoOf(local, id))?.status;

describe('startLocalVod', () => {
  it.each([
    ['kept', 5],
    ['dropped', 3],
  ] as const)('extracts sound whose timeline is %s', async (timeline, seconds) => {
    const local = await startWith({ assumptions: { timeline } });
    const late = await readFile(new URL('extraction/media/t-late.mp4', import.meta.url));
    const audio = await extract(local, await upload(local, {}, new Uint8Array(late)));
    const { body } = await detailsOf(local, audio);
    expect(body.base_info?.meta_data?.duration).toBe(seconds);
  });

  it.each(['MP3', 'AAC'] as const)('extracts to %s with that defaultFormat', async (format) => {
    const local = await startWith({ assumptions: { defaultFormat: format } });
    const { body } = await begin(local, await upload(local));
    const { body: details } = await detailsOf(local, body.audio_asset_id);
    expect(details.base_info?.video_type).toBe(format);
  });

  it.each([
    ['either', 204, 204],
    ['video', 204, 400],
    ['audio', 400, 204],
  ] as const)(
    'with cancelTakes %s answers %i to the id of the video and %i to that of the audio',
    async (cancelTakes, byVideo, byAudio) => {
      const { local } = await startBusy({ cancelTakes });
      for (const [expected, which] of [
        [byVideo, 'asset_id'],
        [byAudio, 'audio_asset_id'],
      ] as const) {
        const { body } = await begin(local, await upload(local));
        const told = await cancel(local, body[which]);
        expect(told).toMatchObject(expected === 204 ? { status: 204 } : busy);
        const status = expected === 204 ? 'TRANSCODE_FAILED' : 'WAITING_TRANSCODE';
        expect(await statusOf(local, body.audio_asset_id)).toBe(status);
      }
    },
  );

  it.each([false, true])(
    'sends the event with cancelSendsEvent only (%s)',
    async (cancelSendsEvent) => {
      const { receiver, webhook } = await receive();
      const { local, running } = await startBusy({ cancelSendsEvent }, { webhook });
      const { body } = await begin(local, await upload(local));
      expect((await cancel(local, body.audio_asset_id)).status).toBe(204);
      const cancelled = {
        ...{ status: 'FAILED', asset_id: body.audio_asset_id },
        error_msg: 'The extraction was cancelled',
      };
      // The event of the extraction that runs would come after that of the cancelled one.
      const last = await receiver.webhook((all) => all[cancelSendsEvent ? 1 : 0]);
      const infos = receiver.webhooks.map(readWebhook);
      expect(infos).toEqual([...(cancelSendsEvent ? [cancelled] : []), readWebhook(last)]);
      expect(readWebhook(last)).toMatchObject({ status: 'SUCCEED', asset_id: running });
      expect(local.events).toHaveLength(infos.length);
    },
  );

  it('refuses a second extraction with secondExtraction refused', async () => {
    const { local, source } = await startBusy({ secondExtraction: 'refused' });
    expect(await begin(local, source)).toMatchObject(busy);
  });

  it('makes an audio for each, and cancels the newest, with secondExtraction allowed', async () => {
    const { local, source, running } = await startBusy({ secondExtraction: 'allowed' });
    const second = (await begin(local, source)).body.audio_asset_id;
    const third = (await begin(local, source, { parameter: { format: 'AAC' } })).body
      .audio_asset_id;
    expect(new Set([running, second, third]).size).toBe(3);
    const states = async () => {
      const each = await Promise.all([running, second, third].map((id) => statusOf(local, id)));
      return each.map((status) => status?.split('_').at(-1));
    };
    const { body: deletion } = await call(local, 'deleteAssets', { query: { asset_id: source } });
    expect(deletion.delete_result_array).toEqual([{ asset_id: source, status: 'FAILED' }]);
    expect(await states()).toEqual(['TRANSCODING', 'TRANSCODE', 'TRANSCODE']);
    expect((await cancel(local, source)).status).toBe(204);
    expect(await states()).toEqual(['TRANSCODING', 'TRANSCODE', 'FAILED']);
    expect((await cancel(local, source)).status).toBe(204);
    expect(await states()).toEqual(['TRANSCODING', 'FAILED', 'FAILED']);
    expect(await cancel(local, source)).toMatchObject(busy);
  });

  it('refuses an audio as the source with audioSource refused', async () => {
    const local = await startWith({ assumptions: { audioSource: 'refused' } });
    const audio = await upload(local, { video_type: 'MP3' });
    expect(await begin(local, audio)).toMatchObject({ status: 403, code: 'VOD.10063' });
  });

  it('extracts from an extracted audio with audioSource allowed', async () => {
    const local = await startWith({ assumptions: { audioSource: 'allowed' } });
    const audio = await extract(local, await upload(local));
    const { body } = await detailsOf(local, await extract(local, audio));
    expect(body.transcode_info?.transcode_status).toBe('TRANSCODE_SUCCEED');
    expect(body.base_info?.meta_data?.duration).toBe(11);
  });

  it.each([true, false])(
    'with publishedByDefault %s publishes accordingly, unless auto_publish is given',
    async (publishedByDefault) => {
      const local = await startWith({ assumptions: { publishedByDefault } });
      const states = [];
      for (const more of [{}, { auto_publish: 0 }, { auto_publish: 1 }] as const) {
        states.push(await statusOf(local, await upload(local, more, 'no video')));
      }
      const usual = publishedByDefault ? 'PUBLISHED' : 'CREATED';
      expect(states).toEqual([usual, 'CREATED', 'PUBLISHED']);
    },
  );

  it.each(['always', 'after success'] as const)(
    'has transcode_info in the details %s with that stateInDetails',
    async (stateInDetails) => {
      const { local, running } = await startBusy({ stateInDetails });
      const hasState = async (id: string) => 'transcode_info' in (await detailsOf(local, id)).body;
      const isAlways = stateInDetails === 'always';
      const { body } = await begin(local, await upload(local, {}, 'no video'));
      const failing = body.audio_asset_id;
      expect(await hasState(failing)).toBe(isAlways);
      expect(await hasState(running)).toBe(isAlways);
      await vi.waitUntil(
        async () => (await statusOf(local, failing)) === 'TRANSCODE_FAILED',
        patient,
      );
      expect(await hasState(failing)).toBe(isAlways);
      expect((await detailsOf(local, running)).body.transcode_info).toMatchObject({
        transcode_status: 'TRANSCODE_SUCCEED',
      });
      // The client of this project learns both ends with either assumption, without an event.
      const wait = (audioAssetId: string) =>
        resumeExtractAudio(clientOf(local), { assetId: '', audioAssetId }).wait({ firstPollMs: 5 });
      await expect(wait(running)).resolves.toMatchObject({ learnedBy: 'poll' });
      const failure = { name: 'ExtractionFailedError', code: 'VOD.10063' };
      await expect(wait(failing)).rejects.toMatchObject(failure);
    },
  );

  it.each([
    ['milliseconds', 1],
    ['seconds', 1000],
  ] as const)('signs with auth_timestamp in %s with that timestampUnit', async (unit, divisor) => {
    const { receiver, webhook } = await receive();
    const at = Math.floor(Date.now() / 1000) * 1000 + 999;
    const options = { webhook, assumptions: { timestampUnit: unit }, now: () => at };
    const local = await startWith(options);
    await begin(local, await upload(local, {}, 'no video'));
    const first = await receiver.webhook((all) => all[0]);
    expect(readWebhook(first).status).toBe('FAILED');
    expect(headerOf(first, 'auth_timestamp')).toBe(String(Math.floor(at / divisor)));
  });

  it.each([
    [{ cancelTake: 'audio' }, /assumptions\.cancelTake does not exist.+cancelTakes/],
    [{ cancelTakes: 'both' }, /either or video or audio/],
    [{ cancelSendsEvent: 'no' }, /false or true/],
  ])('refuses %j, which only JavaScript lets through', async (assumptions, text) => {
    await expect(startLocalVod({ assumptions } as LocalVodOptions)).rejects.toThrow(text);
  });
});
