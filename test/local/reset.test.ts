/** Forgetting everything between two tests, in the middle of whatever goes on. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createVodClient } from '../../src/client/client.js';
import { extractAudio } from '../../src/extraction/extract-audio.js';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../src/local/index.js';
import { makeMedia } from '../make-media.js';
import { call } from './answers.js';
import { webhookKey, recordWebhooks } from './delivery/webhook-recorder.js';
import { multipartSteps } from './object-storage/multipart-steps.js';
import { clientOf, upload } from './service.js';
import { create, detailsOf, patient, upload as uploadSmall } from './assets/uploaded.js';

let media = '';
let longVideo: Uint8Array;
beforeAll(async () => {
  media = await mkdtemp(join(tmpdir(), 'reset-media-'));
  const tune = ['-stream_loop', '20', '-i', '/input', '-map', '1:a', '-c', 'copy', '-f', 'mp4'];
  longVideo = await readFile(await makeMedia(join(media, 'long.mp4'), ...tune));
});
afterAll(() => rm(media, { recursive: true }));

let folder = '';
let local: LocalVod;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reset-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

async function start(options: LocalVodOptions = {}): Promise<LocalVod> {
  local = await startLocalVod({ folder, ...options });
  onTestFinished(() => local.close());
  return local;
}

const listed = async () => (await call(local, 'listAssetList')).body.total;
const mediaFiles = async () => (await readdir(folder)).filter((name) => !name.startsWith('vod.db'));

describe('a reset', () => {
  it('leaves no asset, file, event or request, but the same service', async () => {
    const receiver = await recordWebhooks();
    onTestFinished(() => receiver.close());
    await start({ webhook: { url: receiver.url, key: webhookKey } });
    const { url, projectId, credentials, token } = local;
    const vod = clientOf(local);
    const job = await extractAudio(vod, { assetId: await upload(vod) });
    await job.wait({ firstPollMs: 20 });
    await create(local);
    await vi.waitUntil(() => local.events.length === 1, patient);
    expect([await listed(), (await mediaFiles()).length]).toEqual([3, 2]);

    await local.reset();
    expect(local.requests).toEqual([]);
    expect(local.events).toEqual([]);
    expect(local.undelivered).toEqual([]);
    expect(await mediaFiles()).toEqual([]);
    expect(await listed()).toBe(0);
    expect((await detailsOf(local, job.audioAssetId)).code).toBe('VOD.10062');
    expect(local).toMatchObject({ url, projectId, credentials, token });

    const again = await extractAudio(vod, { assetId: await upload(vod) });
    expect(await again.wait({ firstPollMs: 20 })).toMatchObject({
      audioAssetId: again.audioAssetId,
    });
    await vi.waitUntil(() => local.events.length === 1, patient);
  });

  it('outlasts the run', async () => {
    const id = await uploadSmall(await start(), {}, 'a video');
    await local.reset();
    await local.close();
    await start();
    expect((await detailsOf(local, id)).code).toBe('VOD.10062');
    expect(await listed()).toBe(0);
  });

  it('stops the extraction that runs and the one that waits, and neither has an end', async () => {
    await start({ concurrency: 1 });
    const vod = clientOf(local);
    const running = await extractAudio(vod, { assetId: await upload(vod, 'a.mp4', longVideo) });
    const waiting = await extractAudio(vod, { assetId: await upload(vod) });
    await vi.waitUntil(async () => {
      const { body } = await detailsOf(local, running.audioAssetId);
      return body.transcode_info?.transcode_status === 'TRANSCODING';
    }, patient);
    await local.reset();
    for (const { audioAssetId } of [running, waiting]) {
      expect((await detailsOf(local, audioAssetId)).code).toBe('VOD.10062');
    }
    // The queue has room again: what is asked for now is done, and it alone has an end.
    const next = await extractAudio(vod, { assetId: await upload(vod) });
    await next.wait({ firstPollMs: 20 });
    await vi.waitUntil(() => local.events.length > 0, patient);
    expect(local.events).toMatchObject([{ audio_extract_info: { asset_id: next.audioAssetId } }]);
    expect(await mediaFiles()).toHaveLength(2);
  });

  it('ends an upload that is half there, and gives up what was sent in parts', async () => {
    await start();
    const whole = await create(local);
    const { readable: body, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const headers = { 'content-length': '100' };
    const init: RequestInit & { duplex: 'half' } = { method: 'PUT', headers, body, duplex: 'half' };
    const answer = local.fetch(new Request(whole.video_upload_url, init));
    await writer.write(new Uint8Array(10));

    const steps = multipartSteps(() => ({ local, folder }));
    const inParts = await create(local);
    const uploadId = await steps.begin(inParts);
    await steps.putPart(inParts, uploadId, 1, 'one');
    expect(await mediaFiles()).toHaveLength(2);
    const listing = await steps.urlFor(inParts, { http_verb: 'GET', upload_id: uploadId });

    await local.reset();
    await writer.abort().catch(() => undefined);
    expect((await answer).status).toBe(400);
    expect((await fetch(listing)).status).toBe(409);
    expect(await mediaFiles()).toEqual([]);
  });

  it('ends the attempts to deliver an event', async () => {
    const receiver = await recordWebhooks((response) => response.writeHead(500).end());
    onTestFinished(() => receiver.close());
    await start({ webhook: { url: receiver.url, key: webhookKey, retryDelaysMs: [600_000] } });
    const vod = clientOf(local);
    await extractAudio(vod, { assetId: await upload(vod) });
    await receiver.webhook((all) => all[0]);
    await local.reset();
    expect(local.events).toEqual([]);
    // Otherwise it would be in the list now, as one that the close has broken off.
    await local.close();
    expect(local.undelivered).toEqual([]);
  });

  it('lifts a lock, opens new rate windows, and sets the clock right', async () => {
    await start({ callsPerMinute: { listAssetList: 1 } });
    const { url: endpoint, projectId, credentials } = local;
    const wrong = createVodClient({
      ...{ endpoint, projectId, fetch: globalThis.fetch },
      credentials: { ...credentials, secretAccessKey: 'FAKE-SECRET' },
    });
    const ask = () => wrong.GET('/v1.0/{project_id}/asset/list', {});
    for (let count = 0; count < 6; count += 1) await ask().catch(() => undefined);
    expect((await call(local, 'listAssetList')).text).toContain('failed to reach the limit');
    local.clock.advance(24 * 60 * 60 * 1000);

    await local.reset();
    expect(Math.abs(local.clock.now() - Date.now())).toBeLessThan(60_000);
    expect((await call(local, 'listAssetList')).status).toBe(200);
    expect((await call(local, 'listAssetList')).code).toBe('APIGW.0308');
    await local.reset();
    expect((await call(local, 'listAssetList')).status).toBe(200);
  });

  it('leaves nothing of calls that are under way: no task, no event, no request', async () => {
    await start({ eventTypes: ['createComplete', 'audioExtractComplete'], pullHosts: [] });
    const id = await uploadSmall(local);
    for (let count = 0; count < 10; count += 1) {
      const url = `${local.url}/no-such-file.mp4`;
      const row = { title: 'a', video_type: 'MP4', url };
      const calls = [
        call(local, 'createExtractAudioTask', { body: { asset_id: id } }),
        call(local, 'uploadMetaDataByUrl', { body: { upload_metadatas: [row] } }),
      ];
      // As far as their requests are read, or a little further.
      for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
      await local.reset();
      await Promise.all(calls);
    }
    await local.reset();
    // What is asked for now comes after all that was left, and is alone.
    const vod = clientOf(local);
    const job = await extractAudio(vod, { assetId: await upload(vod) });
    await job.wait({ firstPollMs: 20 });
    await vi.waitUntil(() => local.events.length > 1, patient);
    expect(local.events.map((event) => event.event_type)).toEqual([
      'createComplete',
      'audioExtractComplete',
    ]);
  });

  it('can be asked for many times at once, beside calls', async () => {
    await start();
    const calls = Array.from({ length: 40 }, (_, index) =>
      index % 4 === 0 ? local.reset() : create(local),
    );
    await Promise.all(calls);
    await local.reset();
    expect(await listed()).toBe(0);
  });
});
