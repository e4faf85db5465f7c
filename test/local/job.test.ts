/** The whole job against a local VOD service: upload, extract, learn of the end, download. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { VodClient } from '../../src/client/client.js';
import { extractAudio } from '../../src/extraction/extract-audio.js';
import { ExtractionFailedError } from '../../src/extraction/outcome.js';
import { type LocalVod, startLocalVod } from '../../src/local/index.js';
import { type AudioFrames, readAdtsFrames, readMp3Frames } from '../audio-frames.js';
import { makeMedia, SAMPLE } from '../make-media.js';
import { temporaryFolder } from '../temporary-folder.js';
import {
  headerOf,
  readWebhook,
  recordWebhooks,
  webhookKey,
  type WebhookRecorder,
} from './delivery/webhook-recorder.js';
import { clientOf, detailsOf, upload } from './service.js';

const sampleSeconds = 11.5;
/** No poll comes before the test is over. */
const byEvent = { firstPollMs: 600_000, deadlineMs: 20_000 };
const byPolling = { firstPollMs: 20, deadlineMs: 20_000 };

const folder = await temporaryFolder(afterAll);
let receiver: WebhookRecorder;
let local: LocalVod;
let vod: VodClient;
beforeAll(async () => {
  receiver = await recordWebhooks();
  local = await startLocalVod({ webhook: { url: receiver.url, key: webhookKey } });
  vod = clientOf(local);
});
afterAll(async () => {
  await local.close();
  receiver.close();
});

/** Starts a job. Its webhook reaches it, also if `webhook` is not awaited. */
async function start(assetId: string, format?: 'MP3' | 'AAC') {
  const job = await extractAudio(vod, { assetId, ...(format && { format }) });
  const arrival = receiver.webhook((all) =>
    all.find(({ body }) => body.includes(job.audioAssetId)),
  );
  const webhook = arrival.then((received) => {
    const info = readWebhook(received);
    const event = { event_type: 'audioExtractComplete', audio_extract_info: info } as const;
    expect(job.receive(event)).toBe(true);
    return { ...received, info };
  });
  return { job, webhook };
}

async function download(url: string, format: 'MP3' | 'AAC'): Promise<AudioFrames> {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  return format === 'MP3' ? readMp3Frames(bytes) : readAdtsFrames(bytes);
}

describe.each([
  // A frame of MP3 has 1152 samples, one of AAC 1024. The AAC is the track of the sample, bit by bit.
  { format: 'MP3' as const, codec: 'MP3', bitRateKbps: 128, samples: 1152 },
  { format: 'AAC' as const, codec: 'AAC', bitRateKbps: expect.closeTo(96, -1), samples: 1024 },
])('a job to $format', ({ format, codec, bitRateKbps, samples }) => {
  function expectWhole(audio: AudioFrames): void {
    expect(audio).toMatchObject({ sampleRateHz: 44_100, channels: 2, bitRateKbps });
    expect(Math.abs(audio.durationSeconds - sampleSeconds)).toBeLessThan(0.1);
    expect(audio.frames).toBeGreaterThan((44_100 * sampleSeconds) / samples - 4);
  }

  it('learns of its end by the webhook alone', async () => {
    const assetId = await upload(vod);
    const { job, webhook } = await start(assetId, format);
    const audio = await job.wait(byEvent);
    const { info, ...sent } = await webhook;

    expect(sent).toMatchObject({ method: 'POST', path: '/webhooks?of=vod' });
    expect(headerOf(sent, 'content-type')).toBe('application/json');
    expect(headerOf(sent, 'auth_sign')).toMatch(/^[0-9a-f]{64}$/);
    expect(Math.abs(Date.now() - Number(headerOf(sent, 'auth_timestamp')))).toBeLessThan(20_000);
    expect(job.audioAssetId).toMatch(/^[0-9a-f]{32}$/);
    expect(job.audioAssetId).not.toBe(assetId);
    expect(info).toEqual({
      status: 'SUCCEED',
      title: 'sample',
      url: `${local.url}/asset/${job.audioAssetId}/${audio.url.split('/').at(-1) ?? ''}`,
      asset_id: job.audioAssetId,
      meta_data: {
        ...{ play_type: 0, pack_type: format, codec: 'UNKNOWN', duration: 11, video_size: 0 },
        ...{ width: 0, hight: 0, bit_rate: bitRateKbps, frame_rate: 0 },
        height: 0, // Added by parseEvent, for those who spell it so.
      },
    });
    expect(audio).toMatchObject({ audioAssetId: job.audioAssetId, learnedBy: 'event' });
    expectWhole(await download(audio.url, format));
  });

  it('learns of its end by polling alone', async () => {
    const quiet = await startLocalVod();
    onTestFinished(() => quiet.close());
    const poller = clientOf(quiet);
    const states: string[] = [];
    const job = await extractAudio(poller, { assetId: await upload(poller), format });
    const audio = await job.wait({ ...byPolling, onState: (state) => states.push(state) });

    expect(audio).toMatchObject({ audioAssetId: job.audioAssetId, title: 'sample' });
    expect(audio).toMatchObject({ learnedBy: 'poll', metadata: { pack_type: format, codec } });
    expect(states.slice(-2)).toEqual(['running', 'succeeded']);
    expectWhole(await download(audio.url, format));
    expect(quiet.undelivered).toEqual([]);
  });
});

describe('a job', () => {
  it('ends for all who wait when the webhook comes, with MP3 by default', async () => {
    const { job } = await start(await upload(vod));
    const [one, other] = await Promise.all([job.wait(byEvent), job.wait(byEvent)]);
    expect(one).toMatchObject({ url: other.url, learnedBy: 'event' });
    expect(one.url).toMatch(/\.mp3$/);
  });

  it('shows in the details of the audio, and not in those of the video', async () => {
    const assetId = await upload(vod);
    const common = {
      ...{ title: 'sample', category_id: -1, category_name: 'Other' },
      create_time: expect.stringMatching(/^\d{14}$/),
      last_modified: expect.any(String),
    };
    const video = {
      asset_id: assetId,
      base_info: {
        ...common,
        ...{ video_name: 'sample.mp4', video_type: 'MP4' },
        video_url: expect.stringMatching(
          `^${local.url}/asset/${assetId}/[0-9a-f]{32}[.][0-9a-f]{32}[.]mp4$`,
        ),
        meta_data: {
          ...{ pack_type: 'MP4', codec: 'H.264', width: 640, hight: 360, frame_rate: 20 },
          ...{ duration: 11, duration_ms: sampleSeconds * 1000, audio_channels: 2 },
          video_size: (await readFile(SAMPLE)).length,
          bit_rate: expect.closeTo(188, -1),
        },
      },
    };
    await expect.poll(() => detailsOf(vod, assetId), { timeout: 10_000 }).toEqual(video);

    const { job } = await start(assetId, 'MP3');
    const task = { template_group_name: '', output: [] };
    const waiting = expect.stringMatching(/^(WAITING_TRANSCODE|TRANSCODING)$/);
    expect(await detailsOf(vod, job.audioAssetId)).toEqual({
      asset_id: job.audioAssetId,
      base_info: { ...common, video_type: 'MP3' },
      transcode_info: { ...task, transcode_status: waiting },
    });

    const { url } = await job.wait(byEvent);
    expect(await detailsOf(vod, job.audioAssetId)).toEqual({
      asset_id: job.audioAssetId,
      base_info: {
        ...common,
        ...{ video_type: 'MP3', video_url: url },
        meta_data: {
          ...{ pack_type: 'MP3', codec: 'MP3', width: 0, hight: 0, frame_rate: 0 },
          ...{ duration: 11, bit_rate: 128, audio_channels: 2 },
          duration_ms: expect.closeTo(sampleSeconds * 1000, -2),
          video_size: Number((await fetch(url, { method: 'HEAD' })).headers.get('content-length')),
        },
      },
      transcode_info: {
        ...{ ...task, transcode_status: 'TRANSCODE_SUCCEED' },
        exec_desc: 'Audio extraction succeeded',
      },
    });
    expect(await detailsOf(vod, assetId)).toEqual(video);
  });

  const unknownCodec = (mp4: string) => mp4.replace('mp4a', 'apac').replace('esds', 'dapa');
  const silent = () => makeMedia(join(folder, 'silent.mp4'), '-an', '-c', 'copy', '-f', 'mp4');
  it.each([
    [
      'silent.mp4',
      'VOD.10063',
      /^silent\.mp4 has no audio track/,
      async () => readFile(await silent()),
    ],
    [
      'notes.mp4',
      'VOD.10063',
      /^notes\.mp4 is not a video or audio file/,
      () => Buffer.from('No media here.\n'.repeat(500)),
    ],
    [
      'unknown.mp4',
      'VOD.10092',
      /the audio of unknown\.mp4: Decoder .* not found/,
      async () => Buffer.from(unknownCodec(await readFile(SAMPLE, 'latin1')), 'latin1'),
    ],
  ] as const)(
    'fails on %s with %s, by webhook and by polling',
    async (fileName, code, says, make) => {
      const { job, webhook } = await start(await upload(vod, fileName, await make()), 'MP3');
      const failed = await job.wait(byEvent).catch((error: unknown) => error);
      const { info } = await webhook;
      expect(info).toEqual({
        ...{ status: 'FAILED', asset_id: job.audioAssetId, error_code: code },
        error_msg: expect.stringMatching(says),
      });
      expect(failed).toBeInstanceOf(ExtractionFailedError);
      expect(failed).toMatchObject({ audioAssetId: job.audioAssetId, code });

      const read = await detailsOf(vod, job.audioAssetId);
      expect(read.base_info).not.toHaveProperty('video_url');
      expect(read.transcode_info?.transcode_status).toBe('TRANSCODE_FAILED');
      const again = await extractAudio(vod, { assetId: job.assetId });
      await expect(again.wait(byPolling)).rejects.toMatchObject({
        name: 'ExtractionFailedError',
        // The details of an asset have no member for the code; it is in the text.
        detail: `${code}: ${info.error_msg ?? ''}`,
      });
    },
  );
});
