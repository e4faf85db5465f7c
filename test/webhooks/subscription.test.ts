/** Subscriptions of SMN, which the receiver confirms. */
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { FetchFunction } from '../../src/webhooks/index.js';
import { recordingReceiver } from './receiver.js';
import { messages, smnWebhook, subscribeUrl, topicUrn } from './signed-webhooks.js';

const { subscription, unsubscription } = messages;

/** A receiver, the calls of its `fetch` and of its `onSubscription`. */
function start(answer: FetchFunction = () => Promise.resolve(new Response('done')), options = {}) {
  const fetch = vi.fn<FetchFunction>(answer);
  const onSubscription = vi.fn();
  const confirm = { fetch, ...options };
  return { ...recordingReceiver({}, { confirm, onSubscription }), fetch, onSubscription };
}

describe('a subscription', () => {
  it('is confirmed, and then given to onSubscription', async () => {
    const { answer, events, errors, fetch, onSubscription } = start();
    expect(await answer(smnWebhook(subscription))).toEqual([200, 'handled']);
    expect(fetch.mock.calls).toMatchObject([[{ url: subscribeUrl, redirect: 'manual' }]]);
    expect(onSubscription).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ type: 'SubscriptionConfirmation', topic_urn: topicUrn }),
    );
    expect([events, errors]).toEqual([[], []]);
  });

  it('is not confirmed again when it has ended', async () => {
    const { answer, fetch, onSubscription } = start();
    expect(await answer(smnWebhook(unsubscription))).toEqual([200, 'handled']);
    expect(fetch).not.toHaveBeenCalled();
    expect(onSubscription).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ type: 'UnsubscribeConfirmation', subscribe_url: subscribeUrl }),
    );
  });

  it('is not confirmed with confirm: false', async () => {
    const onSubscription = vi.fn();
    const { answer } = recordingReceiver({}, { confirm: false, onSubscription });
    expect(await answer(smnWebhook(subscription))).toEqual([200, 'handled']);
    expect(onSubscription.mock.calls).toMatchObject([[{ subscribe_url: subscribeUrl }]]);
  });

  it('is not confirmed if the message is refused', async () => {
    const { answer, errors, fetch } = start();
    const elsewhere = 'https://console.huaweicloud.com/other';
    for (const change of [{ subscribe_url: elsewhere }, { topic_urn: 'urn:smn:a:b:c' }]) {
      const [status] = await answer(smnWebhook({ ...subscription, ...change }));
      expect(status).toBeGreaterThan(400);
    }
    expect(fetch).not.toHaveBeenCalled();
    expect(errors).toHaveLength(2);
  });

  it('is not confirmed at a host that is not allowed', async () => {
    const { answer, errors, fetch } = start(undefined, { hosts: ['smn.example.com'] });
    expect(await answer(smnWebhook(subscription))).toEqual([403, 'refused-url']);
    expect(fetch).not.toHaveBeenCalled();
    expect(String(errors)).toContain(
      'console.huaweicloud.com is not one of the allowed hosts (smn.example.com)',
    );
    expect(String(errors)).not.toContain('token');
  });

  it.each<[string, FetchFunction]>([
    ['there is no connection', () => Promise.reject(new TypeError('fetch failed'))],
    ["there is Deno's error", () => Promise.reject(new TypeError(`for url (${subscribeUrl})`))],
    ['the answer is a redirect', () => Promise.resolve(Response.redirect('https://a.b/', 302))],
    ['the answer is a 400', () => Promise.resolve(new Response('token=FAKE', { status: 400 }))],
    ['there is no answer', () => new Promise(() => undefined)],
  ])('is answered 503, so that SMN sends it again, when %s', async (_, answerOf) => {
    const { answer, errors, onSubscription } = start(answerOf, { timeoutMs: 20 });
    expect(await answer(smnWebhook(subscription))).toEqual([503, 'confirmation-failed']);
    expect(onSubscription).not.toHaveBeenCalled();
    expect(String(errors)).toContain('console.huaweicloud.com');
    expect(inspect(errors)).not.toMatch(/token|FAKE/);
  });
});
