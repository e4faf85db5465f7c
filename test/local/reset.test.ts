/** `reset`: the service forgets everything between two tests, whatever it does at that moment. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../src/local/index.js';
import { makeMedia } from '../make-media.js';
import { call } from './answers.js';
import { create, detailsOf, extract, patient, upload } from './assets/uploaded.js';
import { fail } from './delivery/failing-jobs.js';
import { recordWebhooks, webhookKey } from './delivery/webhook-recorder.js';
import { multipartSteps } from './object-storage/multipart-steps.js';

let media = '';
let longVideo: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  media = await mkdtemp(join(tmpdir(), 'reset-media-'));
  const tune = ['-stream_loop', '20', '-i', '/input', '-map', '1:a', '-c', 'copy', '-f', 'mp4'];
  longVideo = new Uint8Array(await readFile(await makeMedia(join(media, 'long.mp4'), ...tune)));
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

/** A service that sends webhooks to a receiver, which answers with a status. */
async function startWithReceiver(status: number) {
  const receiver = await recordWebhooks((response) => response.writeHead(status).end());
  onTestFinished(() => receiver.close());
  await start({ webhook: { url: receiver.url, key: webhookKey, retryDelaysMs: [600_000] } });
  return receiver;
}

const listed = async () => (await call(local, 'listAssetList')).body.total;
const mediaFiles = async () => (await readdir(folder)).filter((name) => !name.startsWith('vod.db'));
const begin = async (id: string) =>
  (await call(local, 'createExtractAudioTask', { body: { asset_id: id } })).body.audio_asset_id;

describe('a reset', () => {
  it('removes assets, files, events and requests, and keeps port, ids and keys', async () => {
    await startWithReceiver(200);
    const { url, projectId, credentials, token } = local;
    const audio = await extract(local, await upload(local));
    await create(local);
    await vi.waitUntil(() => local.events.length === 1, patient);
    expect([await listed(), (await mediaFiles()).length]).toEqual([3, 2]);

    await local.reset();
    expect([local.requests, local.events, local.undelivered]).toEqual([[], [], []]);
    expect(await mediaFiles()).toEqual([]);
    expect(await listed()).toBe(0);
    expect((await detailsOf(local, audio)).code).toBe('VOD.10062');
    expect(local).toMatchObject({ url, projectId, credentials, token });

    await extract(local, await upload(local));
    await vi.waitUntil(() => local.events.length === 1, patient);
  });

  it('is in effect for the next service in the folder', async () => {
    const id = await upload(await start(), {}, 'a video');
    await local.reset();
    await local.close();
    await start();
    expect((await detailsOf(local, id)).code).toBe('VOD.10062');
    expect(await listed()).toBe(0);
  });

  it('ends the extraction that runs and the one that waits, without an event', async () => {
    await start({ concurrency: 1 });
    const running = await begin(await upload(local, {}, longVideo));
    const waiting = await begin(await upload(local));
    await vi.waitUntil(async () => {
      const { body } = await detailsOf(local, running);
      return body.transcode_info?.transcode_status === 'TRANSCODING';
    }, patient);
    await local.reset();
    for (const id of [running, waiting]) {
      expect((await detailsOf(local, id)).code).toBe('VOD.10062');
    }
    // The queue has room again: the next extraction ends, and only that one has an event.
    const next = await extract(local, await upload(local));
    await vi.waitUntil(() => local.events.length > 0, patient);
    expect(local.events).toMatchObject([{ audio_extract_info: { asset_id: next } }]);
    expect(await mediaFiles()).toHaveLength(2);
  });

  it('ends an upload in the middle, and removes parts that were uploaded', async () => {
    await start();
    const whole = await create(local);
    const { readable: body, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const headers = { 'content-length': '100' };
    const init: RequestInit & { duplex: 'half' } = { method: 'PUT', headers, body, duplex: 'half' };
    const answer = local.fetch(new Request(whole.video_upload_url, init));
    await writer.write(new Uint8Array(10));

    const steps = multipartSteps({ local });
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

  it('ends the retries of a webhook', async () => {
    const receiver = await startWithReceiver(500);
    await fail(local);
    await receiver.webhook((all) => all[0]);
    await local.reset();
    expect(local.events).toEqual([]);
    // A retry that was not ended would be listed after the service has closed.
    await local.close();
    expect(local.undelivered).toEqual([]);
  });

  it('unlocks the key, starts new rate windows, and resets the clock', async () => {
    await start({ callsPerMinute: { listAssetList: 1 } });
    const list = (asking = {}) => call(local, 'listAssetList', asking);
    const key = { ...local.credentials, secretAccessKey: 'FAKE-SECRET' };
    for (let count = 0; count < 6; count += 1) await list({ key });
    expect((await list()).text).toContain('failed to reach the limit');
    local.clock.advance(24 * 60 * 60 * 1000);

    await local.reset();
    expect(Math.abs(local.clock.now() - Date.now())).toBeLessThan(60_000);
    expect((await list()).status).toBe(200);
    expect((await list()).code).toBe('APIGW.0308');
    await local.reset();
    expect((await list()).status).toBe(200);
  });

  it('leaves no task, event or request of calls that are under way', async () => {
    await start({ eventTypes: ['createComplete', 'audioExtractComplete'] });
    const id = await upload(local);
    const row = { title: 'a', video_type: 'MP4', url: `${local.url}/no-such-file.mp4` };
    for (let count = 0; count < 10; count += 1) {
      const calls = [
        call(local, 'createExtractAudioTask', { body: { asset_id: id } }),
        call(local, 'uploadMetaDataByUrl', { body: { upload_metadatas: [row] } }),
      ];
      // Each time the requests are a little further.
      for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
      await local.reset();
      await Promise.all(calls);
    }
    await local.reset();
    // Anything that was left would come before the events of this extraction.
    await extract(local, await upload(local));
    await vi.waitUntil(() => local.events.length > 1, patient);
    expect(local.events.map((event) => event.event_type)).toEqual([
      'createComplete',
      'audioExtractComplete',
    ]);
  });

  it('can be called many times at once, beside other calls', async () => {
    await start();
    const calls = Array.from({ length: 40 }, (_, index) =>
      index % 4 === 0 ? local.reset() : create(local),
    );
    await Promise.all(calls);
    await local.reset();
    expect(await listed()).toBe(0);
  });
});
