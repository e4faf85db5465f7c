/** Events through SMN: the receiver confirms the subscription first, and the service signs with a certificate of its own. */
import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startLocalVod } from '../../../src/local/index.js';
import {
  createWebhookReceiver,
  type Delivery,
  toNodeListener,
  type VodEvent,
  WebhookError,
  type WebhookReceiverOptions,
} from '../../../src/webhooks/index.js';
import { listen } from '../../listen.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { extract, upload } from '../assets/uploaded.js';
import { anEvent, fail, startWith, undeliveredOf } from './failing-jobs.js';
import { get, isSigned, recordMessages } from './smn-recorder.js';
import { headerOf } from './webhook-recorder.js';

const withOtherEnd = (url: string) => url.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));

describe("the package's receiver", () => {
  /** The receiver over HTTP, and what it got. It gets its options when the service has its certificate. */
  async function receive() {
    let receiver: ((request: Request) => Promise<Response>) | undefined;
    const server = createServer(
      toNodeListener(async (request) => receiver?.(request) ?? new Response(null, { status: 500 })),
    );
    const url = `${await listen(server)}/`;
    onTestFinished(() => void server.close());
    const events: [VodEvent, Delivery][] = [];
    const errors: unknown[] = [];
    return {
      ...{ url, events, errors },
      listen(options: Partial<WebhookReceiverOptions>) {
        receiver = createWebhookReceiver({
          onEvent: (event, delivery) => events.push([event, delivery]),
          onError: (error) => errors.push(error),
          ...options,
        });
      },
    };
  }

  it('confirms the subscription, and gets the event by MFS and SMN at once', async () => {
    const receiver = await receive();
    const { url } = receiver;
    const key = 'fake-callback-key';
    const local = await startWith({ webhook: { url, key }, smn: { url } });
    receiver.listen({
      mfs: { key },
      smn: {
        topicUrns: [local.smnTopicUrn ?? ''],
        certificates: [local.smnCertificate ?? ''],
        confirm: false, // By itself it confirms over https only.
        onSubscription: ({ subscribe_url }) => fetch(subscribe_url),
      },
    });
    const audio = await extract(local, await upload(local));
    await expect.poll(() => receiver.events.length, { timeout: 20_000 }).toBe(2);
    expect(receiver.events.map(([, { channel }]) => channel).sort()).toEqual(['MFS', 'SMN']);
    const [first, second] = receiver.events.map(([event]) => event);
    expect(first).toEqual(second);
    expect(first).toMatchObject({ audio_extract_info: { status: 'SUCCEED', asset_id: audio } });
    expect([first]).toMatchObject(local.events);
    expect([...receiver.errors, ...local.undelivered]).toEqual([]);
  });

  it('refuses the signature of another certificate, and gets no event then', async () => {
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
  it('is confirmed by a GET of its link, and no event is sent before', async () => {
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
    expect(receiver.webhooks).toHaveLength(1);

    expect(await get(message['subscribe_url'])).toBe(200);
    const audioAssetId = await fail(local);
    const notification = await receiver.message(1);
    expect(notification).toMatchObject({ type: 'Notification', topic_urn: topic });
    expect(isSigned(notification, local.smnCertificate)).toBe(true);
    expect(JSON.parse(notification['message'] ?? '')).toMatchObject({
      audio_extract_info: { asset_id: audioAssetId, status: 'FAILED' },
    });
    const urns = receiver.webhooks.map((each) => headerOf(each, 'x-smn-subscription-urn'));
    expect(urns).toEqual([undefined, expect.stringMatching(`${topic}:`)]);
  });

  it('is not confirmed by another link, or after 48 hours', async () => {
    const receiver = await recordMessages();
    const local = await startWith({ smn: { url: receiver.url } });
    const { subscribe_url: link = '' } = await receiver.message(0);
    expect(await get(link.replace(/token=.*/, ''))).toBe(403);
    expect(await get(withOtherEnd(link))).toBe(403);
    local.clock.advance(48 * 60 * 60 * 1000 + 1);
    expect(await get(link)).toBe(403);
    local.clock.reset();
    expect(await get(link)).toBe(200);
  });

  it('has a certificate at the URL in its messages', async () => {
    const receiver = await recordMessages();
    const local = await startWith({ smn: { url: receiver.url } });
    const { signing_cert_url: address = '' } = await receiver.message(0);
    expect(address).toBe(`${local.url}/smn/SMN_local.pem`);
    const pem = await (await fetch(address)).text();
    expect(pem).toBe(local.smnCertificate);
    const certificate = new X509Certificate(pem);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  it('ends by the link of a notification, and can be confirmed again', async () => {
    const receiver = await recordMessages();
    const local = await startWith({ smn: { url: receiver.url } });
    const { subscribe_url: link } = await receiver.message(0);
    await get(link);
    await fail(local);
    const { unsubscribe_url: end = '' } = await receiver.message(1);
    expect(await get(withOtherEnd(end))).toBe(403);
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

  it('stays for the next service in the folder, with its certificate', async () => {
    const receiver = await recordMessages();
    const folder = await temporaryFolder();
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
    const message = await elsewhere.message(0);
    expect(message['type']).toBe('SubscriptionConfirmation');
    expect(isSigned(message, smnCertificate)).toBe(true);
    expect(third.smnCertificate).toBe(smnCertificate);
  });

  it.each([
    { url: 'localhost:8080' },
    { url: '' },
    { url: 'http://127.0.0.1/', topicUrn: 'vod-events' },
  ])('cannot be made with %j', async (smn) => {
    await expect(startLocalVod({ smn })).rejects.toThrow(TypeError);
  });
});
