/** Events by way of SMN: confirmed first, signed by the service's own certificate, repeated as SMN repeats. */
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  WebhookError,
  type WebhookReceiverOptions,
  createWebhookReceiver,
  type Delivery,
  toNodeListener,
  type VodEvent,
} from '../../../src/webhooks/index.js';
import { extractAudio } from '../../../src/extraction/extract-audio.js';
import { startLocalVod } from '../../../src/local/index.js';
import { type Callback, headerOf } from './webhook-recorder.js';
import { clientOf, upload } from '../service.js';
import {
  anEvent,
  fail,
  get,
  isSigned,
  recordMessages,
  startWith,
  undeliveredOf,
} from './smn-recorder.js';

describe('the real receiver', () => {
  /** The package's receiver over HTTP, and what it was told. Its options come when the service has its certificate. */
  async function receive() {
    let receiver: ((request: Request) => Promise<Response>) | undefined;
    const server = createServer(
      toNodeListener(async (request) => receiver?.(request) ?? new Response(null, { status: 500 })),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
    const events: [VodEvent, Delivery][] = [];
    const errors: unknown[] = [];
    return {
      ...{ url: `http://127.0.0.1:${port}/`, events, errors },
      listen(options: Partial<WebhookReceiverOptions>) {
        receiver = createWebhookReceiver({
          onEvent: (told, delivery) => events.push([told, delivery]),
          onError: (error) => errors.push(error),
          ...options,
        });
      },
    };
  }

  it('confirms, and has the event by both channels at once', async () => {
    const receiver = await receive();
    const key = 'fake-callback-key';
    const { url } = receiver;
    const local = await startWith({ webhook: { url, key }, smn: { url } });
    receiver.listen({
      mfs: { key },
      smn: {
        topicUrns: [local.smnTopicUrn ?? ''],
        certificates: [local.smnCertificate ?? ''],
        confirm: false, // What it does by itself is https only.
        onSubscription: ({ subscribe_url }) => fetch(subscribe_url),
      },
    });
    const vod = clientOf(local);
    const job = await extractAudio(vod, { assetId: await upload(vod) });
    await expect.poll(() => receiver.events.length, { timeout: 20_000 }).toBe(2);

    const deliveries = receiver.events.map(([, { channel }]) => channel);
    expect(deliveries.sort()).toEqual(['MFS', 'SMN']);
    const [first, second] = receiver.events.map(([told]) => told);
    expect(first).toEqual(second);
    expect(first).toMatchObject({
      audio_extract_info: { status: 'SUCCEED', asset_id: job.audioAssetId },
    });
    expect([first]).toMatchObject(local.events);
    expect(receiver.errors).toEqual([]);
    expect(local.undelivered).toEqual([]);
  });

  it('refuses what another certificate signs, and is then sent nothing more', async () => {
    const receiver = await receive();
    const local = await startWith({ smn: { url: receiver.url } });
    receiver.listen({ smn: { topicUrns: [local.smnTopicUrn ?? ''] } });
    await expect.poll(() => receiver.errors.length).toBe(1);
    await fail(local);
    const reason =
      'the SMN subscription is not confirmed; when it was to be confirmed, the receiver answered 401';
    await undeliveredOf(local).toEqual([{ event: anEvent, channel: 'SMN', reason }]);
    const [error] = receiver.errors;
    expect(error instanceof WebhookError && error.reason).toBe('invalid-signature');
    expect(receiver.events).toEqual([]);
  });
});

describe('a subscription', () => {
  it('is confirmed by a GET of its link; until then no event is sent', async () => {
    const receiver = await recordMessages();
    const local = await startWith({ smn: { url: receiver.url }, projectName: 'sa-brazil-1' });
    const message = await receiver.message(0);
    const topic = `urn:smn:sa-brazil-1:${local.projectId}:vod-events`;
    expect(message).toMatchObject({ type: 'SubscriptionConfirmation', topic_urn: topic });
    expect(local.smnTopicUrn).toBe(topic);
    expect(isSigned(message, local.smnCertificate)).toBe(true);

    await fail(local);
    const reason = 'the SMN subscription is not confirmed';
    await undeliveredOf(local).toEqual([{ event: anEvent, channel: 'SMN', reason }]);
    expect(receiver.callbacks).toHaveLength(1);

    expect(await get(message['subscribe_url'])).toBe(200);
    const audioAssetId = await fail(local);
    const notification = await receiver.message(1);
    expect(notification).toMatchObject({ type: 'Notification', topic_urn: topic });
    expect(isSigned(notification, local.smnCertificate)).toBe(true);
    expect(JSON.parse(notification['message'] ?? '')).toMatchObject({
      audio_extract_info: { asset_id: audioAssetId, status: 'FAILED' },
    });
    const [confirmation, pushed] = receiver.callbacks as [Callback, Callback];
    expect(headerOf(confirmation, 'x-smn-subscription-urn')).toBeUndefined();
    expect(headerOf(pushed, 'x-smn-subscription-urn')).toMatch(`${topic}:`);
  });

  it('is not confirmed by another link, nor by its own after 48 hours', async () => {
    const receiver = await recordMessages();
    const local = await startWith({ smn: { url: receiver.url } });
    const { subscribe_url: link = '' } = await receiver.message(0);
    expect(await get(link.replace(/token=.*/, ''))).toBe(403);
    expect(await get(link.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')))).toBe(403);
    local.clock.advance(48 * 60 * 60 * 1000 + 1);
    expect(await get(link)).toBe(403);
    local.clock.reset();
    expect(await get(link)).toBe(200);
  });

  it('names the certificate, which is served', async () => {
    const receiver = await recordMessages();
    const local = await startWith({ smn: { url: receiver.url } });
    const { signing_cert_url: address = '' } = await receiver.message(0);
    expect(address).toBe(`${local.url}/smn/SMN_local.pem`);
    const pem = await (await fetch(address)).text();
    expect(pem).toBe(local.smnCertificate);
    const certificate = new X509Certificate(pem);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  it('ends by the link of a notification, which is told, and can be confirmed anew', async () => {
    const receiver = await recordMessages();
    const local = await startWith({ smn: { url: receiver.url } });
    const { subscribe_url: link } = await receiver.message(0);
    await get(link);
    await fail(local);
    const { unsubscribe_url: end = '' } = await receiver.message(1);
    expect(await get(end.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')))).toBe(403);
    expect(await get(end)).toBe(200);
    const farewell = await receiver.message(2);
    expect(farewell['type']).toBe('UnsubscribeConfirmation');
    expect(isSigned(farewell, local.smnCertificate)).toBe(true);
    await fail(local);
    await undeliveredOf(local).toHaveLength(1);

    expect(await get(link)).toBe(403);
    expect(await get(farewell['subscribe_url'])).toBe(200);
    await fail(local);
    expect((await receiver.message(3))['type']).toBe('Notification');
  });

  it('outlasts the service in its folder, and so does the certificate', async () => {
    const receiver = await recordMessages();
    const folder = await mkdtemp(join(tmpdir(), 'local-vod-smn-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const options = { folder, smn: { url: receiver.url } };
    const first = await startWith(options);
    await get((await receiver.message(0))['subscribe_url']);
    const { smnCertificate, smnTopicUrn } = first;
    await first.close();

    const second = await startWith(options);
    expect(second).toMatchObject({ smnCertificate, smnTopicUrn });
    await fail(second);
    expect((await receiver.message(1))['type']).toBe('Notification');
    await second.close();

    const elsewhere = await recordMessages();
    const third = await startWith({ folder, smn: { url: elsewhere.url } });
    const asked = await elsewhere.message(0);
    expect(asked['type']).toBe('SubscriptionConfirmation');
    expect(isSigned(asked, smnCertificate)).toBe(true);
    expect(third.smnCertificate).toBe(smnCertificate);
  });
});

it.each([
  ['an address', { url: 'localhost:8080' }],
  ['an address that is empty', { url: '' }],
  ['a topic', { url: 'http://127.0.0.1/', topicUrn: 'vod-events' }],
])('has to be given %s', async (_what, smn) => {
  await expect(startLocalVod({ smn })).rejects.toThrow(TypeError);
});
