/** What a service was doing when it ended: the next one in its folder does it. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, vi } from 'vitest';
import type { LocalVod } from '../../../src/local/index.js';
import { call } from '../answers.js';
import { callbackKey, readCallback, recordCallbacks } from '../delivery/webhook-recorder.js';
import { durableFolder } from './durable-folder.js';
import { detailsOf, patient, upload } from '../assets/uploaded.js';

const { start, restart, later } = durableFolder();

async function listen(server: Server): Promise<number> {
  later(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port; // A TCP server that listens has one.
}

const startExtraction = async (local: LocalVod, id: string) =>
  (await call(local, 'createExtractAudioTask', { body: { asset_id: id } })).body.audio_asset_id;

it('a run that ended early leaves to the next one: extractions in their order, each with one event', async () => {
  const receiver = await recordCallbacks();
  later(() => receiver.close());
  const webhook = { url: receiver.url, key: callbackKey };
  const first = await start({ webhook, concurrency: 1 });
  // Nothing can begin before this long one is over, and it is not given the time.
  const ids = [
    await upload(first),
    await upload(first, {}, ''),
    await upload(first, {}, 'no video'),
  ];
  const audios: string[] = [];
  for (const id of ids) audios.push(await startExtraction(first, id));
  await restart(first, { webhook, concurrency: 1 });
  await receiver.callback((all) => all[2]);
  const ends = receiver.callbacks.map(readCallback);
  expect(ends.map(({ asset_id: id }) => id)).toEqual(audios);
  expect(ends.map(({ status }) => status)).toEqual(['SUCCEED', 'FAILED', 'FAILED']);
});

it('a run that ended early leaves to the next one: a file is fetched again', async () => {
  let isOpen = false;
  const port = await listen(
    createServer((_request, response) => {
      if (isOpen) response.end('a video');
    }),
  );
  const first = await start();
  const url = `http://127.0.0.1:${port}/a.mp4`;
  const file = { video_type: 'MP4', title: 'clip', url };
  const body = { upload_metadatas: [file] };
  const told = (await call(first, 'uploadMetaDataByUrl', { body })).body;
  const id = told.upload_assets?.[0]?.asset_id ?? '';
  isOpen = true;
  const second = await restart(first);
  await vi.waitUntil(async () => {
    const { base_info: info } = (await detailsOf(second, id)).body;
    return info?.video_url !== undefined;
  }, patient);
});

it('a run that ended early leaves to the next one: an event that nobody took is sent again, if it was not given up', async () => {
  const refusing = await listen(
    createServer((_request, response) => response.writeHead(503).end()),
  );
  const to = (port: number, retryDelaysMs: number[]) => ({
    webhook: { url: `http://127.0.0.1:${port}/`, key: callbackKey, retryDelaysMs },
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
  const receiver = await recordCallbacks();
  later(() => receiver.close());
  const third = await restart(second, {
    webhook: { url: receiver.url, key: callbackKey, retryDelaysMs: [1] },
  });
  expect(second.undelivered).toHaveLength(2);
  const taken = await receiver.callback((all) => all[0]);
  expect(readCallback(taken).asset_id).toBe(waiting);
  const listed = third.undelivered.map(({ event }) => JSON.stringify(event));
  expect(listed).toEqual([expect.stringContaining(givenUp)]);
});
