/** Callbacks that are not taken at once: tried again, given up, and never sent anywhere else. */
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { isAudioExtractComplete } from '../../../src/webhooks/index.js';
import { extractAudio } from '../../../src/extraction/extract-audio.js';
import { type LocalVod, startLocalVod, type WebhookOptions } from '../../../src/local/index.js';
import { FinalRefusal } from '../../../src/local/delivery/channel.js';
import { Outbox } from '../../../src/local/delivery/outbox.js';
import { Store } from '../../../src/local/store/store.js';
import { checkCallback } from '../../contract-check.js';
import {
  callbackKey,
  type CallbackRecorder,
  headerOf,
  readCallback,
  recordCallbacks,
} from './webhook-recorder.js';
import { clientOf, upload } from '../service.js';

const cleanups: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function receive(
  answer?: (response: ServerResponse, number: number) => void,
): Promise<CallbackRecorder> {
  const receiver = await recordCallbacks(answer);
  cleanups.push(() => receiver.close());
  return receiver;
}

/** A service with this callback address, and an extraction that fails at once. */
async function startFailing(url: string, options: Partial<WebhookOptions>) {
  let clock = Date.now();
  const local = await startLocalVod({
    webhook: { url, key: callbackKey, retryDelaysMs: [1, 1], ...options },
    now: () => clock++, // No two attempts in the same millisecond.
  });
  cleanups.push(() => local.close());
  const vod = clientOf(local);
  const job = await extractAudio(vod, { assetId: await upload(vod, 'notes.mp4', 'no video') });
  return { local, vod, audioAssetId: job.audioAssetId };
}

function givenUp(audioAssetId: string, reason: unknown) {
  const audio_extract_info = expect.objectContaining({ status: 'FAILED', asset_id: audioAssetId });
  const event = { event_type: 'audioExtractComplete', audio_extract_info };
  return [{ event, channel: 'MFS', reason }];
}

const undeliveredOf = (local: LocalVod) =>
  expect.poll(() => local.undelivered, { interval: 5, timeout: 10_000 });

describe('a callback', () => {
  it('is tried again until it is taken: the same message, signed afresh', async () => {
    const receiver = await receive((response, number) => {
      response.writeHead(number < 2 ? 500 : 200).end('a body that nobody reads');
    });
    const { local, vod, audioAssetId } = await startFailing(receiver.url, {
      retryDelaysMs: [1, 1, 1],
    });
    await receiver.callback((all) => all[2]);
    // By the time of another job's callback the first one has been taken, or is tried once more.
    await extractAudio(vod, { assetId: await upload(vod, 'more.mp4', 'no video either') });
    const more = await receiver.callback((all) => all[3]);
    expect(readCallback(more).asset_id).not.toBe(audioAssetId);
    expect(local.undelivered).toEqual([]);

    const callbacks = receiver.callbacks.slice(0, 3);
    expect(callbacks.map((callback) => readCallback(callback).asset_id)).toEqual(
      Array(3).fill(audioAssetId),
    );
    expect(new Set(callbacks.map(({ body }) => body)).size).toBe(1);
    for (const name of ['auth_sign', 'auth_timestamp']) {
      expect(new Set(callbacks.map((callback) => headerOf(callback, name))).size).toBe(3);
    }
  });

  it('is given up after all attempts', async () => {
    const receiver = await receive((response) => response.writeHead(503).end());
    const { local, audioAssetId } = await startFailing(receiver.url, {});
    const reason = 'the receiver answered 503';
    await undeliveredOf(local).toEqual(givenUp(audioAssetId, reason));
    expect(receiver.callbacks).toHaveLength(3);
  });

  it('is given up when the receiver does not answer in time', async () => {
    const receiver = await receive(() => undefined);
    const { local, audioAssetId } = await startFailing(receiver.url, { timeoutMs: 50 });
    const reason = expect.stringMatching(/timeout/);
    await undeliveredOf(local).toEqual(givenUp(audioAssetId, reason));
    expect(receiver.callbacks).toHaveLength(3);
  });

  it('has neither a signature nor a time when there is no key', async () => {
    const receiver = await receive();
    const local = await startLocalVod({ webhook: { url: receiver.url } });
    cleanups.push(() => local.close());
    const vod = clientOf(local);
    await extractAudio(vod, { assetId: await upload(vod, 'notes.mp4', 'no video') });
    const callback = await receiver.callback((all) => all[0]);
    checkCallback(callback.body);
    const names = callback.rawHeaders.filter((_each, index) => index % 2 === 0);
    expect(names.filter((name) => /^auth/i.test(name))).toEqual([]);
  });

  it('is taken when only the body of the answer never ends', async () => {
    const receiver = await receive((response) => response.writeHead(200).write('and so on'));
    const { local } = await startFailing(receiver.url, { timeoutMs: 200 });
    await receiver.callback((all) => all[0]);
    await local.close();
    expect(receiver.callbacks).toHaveLength(1);
  });

  it('is given up when there is nobody', async () => {
    const receiver = await receive();
    receiver.close();
    const { local, audioAssetId } = await startFailing(receiver.url, {});
    await undeliveredOf(local).toEqual(givenUp(audioAssetId, expect.any(String)));
  });

  it.each([301, 302, 303, 307, 308])('does not follow a redirect (%i)', async (status) => {
    const elsewhere = await receive();
    const receiver = await receive((response) => {
      response.writeHead(status, { location: elsewhere.url }).end();
    });
    const { local, audioAssetId } = await startFailing(receiver.url, { retryDelaysMs: [] });
    const reason = `the receiver answered ${String(status)}`;
    await undeliveredOf(local).toEqual(givenUp(audioAssetId, reason));
    expect(elsewhere.callbacks).toEqual([]);
  });

  it.each([
    ['between two attempts', { retryDelaysMs: [60_000] }, 500],
    ['while the receiver is silent', { timeoutMs: 60_000 }, undefined],
  ])('is given up at once when the service is closed %s', async (_when, options, status) => {
    const receiver = await receive((response) => {
      if (status !== undefined) response.writeHead(status).end();
    });
    const { local, audioAssetId } = await startFailing(receiver.url, options);
    await receiver.callback((all) => all[0]);
    await local.close();
    await undeliveredOf(local).toEqual(givenUp(audioAssetId, 'the service was closed'));
    expect(receiver.callbacks).toHaveLength(1);
  });
});

it('is not needed to see the events', async () => {
  const local = await startLocalVod();
  cleanups.push(() => local.close());
  const vod = clientOf(local);
  const job = await extractAudio(vod, { assetId: await upload(vod, 'notes.mp4', 'no video') });
  await expect.poll(() => local.events, { interval: 5, timeout: 10_000 }).toHaveLength(1);
  const [event] = local.events;
  if (!event || !isAudioExtractComplete(event)) throw new Error('It is another event.');
  expect(job.receive(event)).toBe(true);
  await expect(job.wait()).rejects.toThrow(/VOD.10063|no video/);
  expect(local.undelivered).toEqual([]);
});

it('of those that were given up, the newest thousand are kept, and no others stored', async () => {
  const store = new Store(undefined);
  cleanups.push(() => store.close());
  const deliver = () => Promise.reject(new FinalRefusal('nobody is there'));
  const channels = [{ name: 'MFS', retryDelaysMs: [], deliver }] as const;
  const outbox = new Outbox({ store, now: Date.now, channels });
  cleanups.push(() => outbox.close());
  for (let number = 0; number < 1010; number += 1) outbox.add({ event_type: `test-${number}` });
  const newest = Array.from({ length: 1000 }, (_each, index) => `test-${index + 10}`);
  await expect
    .poll(() => outbox.undelivered.map(({ event }) => event.event_type), { interval: 5 })
    .toEqual(newest);
  await store.saved();
  const stored = await store.read<{ event: { event_type: string } }>('event');
  expect([...stored.values()].map(({ event }) => event.event_type)).toEqual(newest);
});

it('an address has no password in it, and no error tells it', async () => {
  const webhook = { url: 'http://fake-user:fake-password@localhost/?fake-token' };
  const smn = { url: 'ftp://localhost/?fake-token' };
  for (const options of [{ webhook }, { smn }]) {
    const error: unknown = await startLocalVod(options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(/(webhook|smn)\.url/);
    expect(String(error)).not.toContain('fake');
  }
});

it('an empty key is a variable that is not set', async () => {
  const webhook = { url: 'http://localhost:1/', key: '' };
  await expect(startLocalVod({ webhook })).rejects.toThrow(/webhook\.key is empty/);
});

it.each(['ftp://localhost/', 'localhost:8080', ''])('no callbacks go to "%s"', async (url) => {
  const options = { webhook: { url, key: callbackKey }, folder: tmpdir() };
  await expect(startLocalVod(options)).rejects.toThrow(TypeError);
});
