/** Subscriptions of SMN: confirmed at expected hosts only; and the options that are checked at once. */
import { describe, expect, it, vi } from 'vitest';
import {
  type WebhookReceiverOptions,
  CertificateError,
  createWebhookReceiver,
  type FetchFunction,
} from '../../src/webhooks/index.js';
import { ofSmn, receiver } from './receiver.js';
import { messages, options, subscribeUrl, topicUrn } from './smn-messages.js';

describe('a subscription', () => {
  const fetched = (answer: FetchFunction = () => Promise.resolve(new Response('done'))) =>
    vi.fn<FetchFunction>(answer);

  it('is confirmed, and then told', async () => {
    const fetch = fetched();
    const onSubscription = vi.fn();
    const { answer, events, errors } = receiver({}, { confirm: { fetch }, onSubscription });
    expect(await answer(ofSmn(messages.subscription))).toEqual([200, 'taken']);
    const init = { redirect: 'manual', signal: expect.any(AbortSignal) };
    expect(fetch.mock.calls).toEqual([[subscribeUrl, init]]);
    expect(onSubscription).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ type: 'SubscriptionConfirmation', topic_urn: topicUrn }),
    );
    expect([events, errors]).toEqual([[], []]);
  });

  it('that ended is told, and not confirmed again', async () => {
    const fetch = fetched();
    const onSubscription = vi.fn();
    const { answer } = receiver({}, { confirm: { fetch }, onSubscription });
    expect(await answer(ofSmn(messages.unsubscription))).toEqual([200, 'taken']);
    expect(fetch).not.toHaveBeenCalled();
    expect(onSubscription).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ type: 'UnsubscribeConfirmation', subscribe_url: subscribeUrl }),
    );
  });

  it('is left alone when asked to', async () => {
    const onSubscription = vi.fn();
    const { answer } = receiver({}, { confirm: false, onSubscription });
    expect(await answer(ofSmn(messages.subscription))).toEqual([200, 'taken']);
    expect(onSubscription.mock.calls).toMatchObject([[{ subscribe_url: subscribeUrl }]]);
  });

  it('is not confirmed when anything about the message is wrong', async () => {
    const fetch = fetched();
    const { answer, errors } = receiver({}, { confirm: { fetch } });
    const elsewhere = 'https://console.huaweicloud.com/other';
    for (const change of [{ subscribe_url: elsewhere }, { topic_urn: 'urn:smn:a:b:c' }]) {
      const [status] = await answer(ofSmn({ ...messages.subscription, ...change }));
      expect(status).toBeGreaterThan(400);
    }
    expect(fetch).not.toHaveBeenCalled();
    expect(errors).toHaveLength(2);
  });

  it('is not confirmed at a host that is not expected', async () => {
    const fetch = fetched();
    const { answer, errors } = receiver({}, { confirm: { fetch, hosts: ['smn.example.com'] } });
    expect(await answer(ofSmn(messages.subscription))).toEqual([403, 'refused-url']);
    expect(fetch).not.toHaveBeenCalled();
    expect(String(errors)).toContain(
      'console.huaweicloud.com is none of the hosts smn.example.com',
    );
    expect(String(errors)).not.toContain('token');
  });

  it.each<[string, FetchFunction]>([
    ['there is no connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['it is redirected', () => Promise.resolve(Response.redirect('https://a.example/', 302))],
    ['it is refused', () => Promise.resolve(new Response('token=FAKE', { status: 400 }))],
    ['there is no answer', () => new Promise(() => undefined)],
  ])('is asked for again when %s', async (_, answerOf) => {
    const onSubscription = vi.fn();
    const confirm = { fetch: fetched(answerOf), timeoutMs: 20 };
    const { answer, errors } = receiver({}, { confirm, onSubscription });
    expect(await answer(ofSmn(messages.subscription))).toEqual([503, 'confirmation-failed']);
    expect(onSubscription).not.toHaveBeenCalled();
    expect(String(errors)).toContain('console.huaweicloud.com');
    expect(String(errors)).not.toMatch(/token|FAKE/);
  });
});

describe('an option that is wrong is an error at once', () => {
  const onEvent = () => undefined;
  it.each<[string, object, new () => Error]>([
    ['no channel', {}, TypeError],
    ['an empty key', { mfs: { key: '' } }, TypeError],
    ['no keys', { mfs: { key: [] } }, TypeError],
    ['no topics', { smn: { topicUrns: [] } }, TypeError],
    ['no certificate', { smn: { ...options, certificates: ['x'] } }, CertificateError],
    ["anybody's topics confirmed", { smn: { topicUrns: 'any' } }, TypeError],
  ])('%s', (_, wrong, kind) => {
    const given = { onEvent, ...wrong } as WebhookReceiverOptions; // As JavaScript may give them.
    expect(() => createWebhookReceiver(given)).toThrow(kind);
  });

  it("anybody's topics are fine where nothing is confirmed", () => {
    const smn = { topicUrns: 'any', confirm: false } as const;
    expect(createWebhookReceiver({ smn, onEvent })).toBeTypeOf('function');
  });
});
