/** Webhooks that the receiver does not accept at once: retried, given up, and never sent anywhere else. */
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type WebhookOptions, startLocalVod } from '../../../src/local/index.js';
import { FinalRefusal } from '../../../src/local/delivery/channel.js';
import { Outbox } from '../../../src/local/delivery/outbox.js';
import { Store } from '../../../src/local/store/store.js';
import { checkWebhook } from '../../contract-check.js';
import { anEvent, fail, startWith, undeliveredOf } from './failing-jobs.js';
import { headerOf, readWebhook, recordWebhooks, webhookKey } from './webhook-recorder.js';

async function receive(answer?: (response: ServerResponse, number: number) => void) {
  const receiver = await recordWebhooks(answer);
  onTestFinished(() => receiver.close());
  return receiver;
}

/** A service with this webhook address, and an extraction that fails at once. */
async function startFailing(url: string, options: Partial<WebhookOptions> = {}) {
  let clock = Date.now();
  const local = await startWith({
    webhook: { url, key: webhookKey, retryDelaysMs: [1, 1], ...options },
    now: () => clock++, // No two attempts in the same millisecond.
  });
  return { local, audioAssetId: await fail(local) };
}

const givenUp = (reason: unknown) => [{ event: anEvent, channel: 'MFS', reason }];

describe('a webhook', () => {
  it('is retried with the same message, signed afresh, until it is accepted', async () => {
    const receiver = await receive((response, number) => {
      response.writeHead(number < 2 ? 500 : 200).end('a body that does not matter');
    });
    const { local, audioAssetId } = await startFailing(receiver.url, { retryDelaysMs: [1, 1, 1] });
    await receiver.webhook((all) => all[2]);
    // When the webhook of another job arrives, there was time for a fourth attempt.
    const other = await fail(local);
    expect(readWebhook(await receiver.webhook((all) => all[3])).asset_id).toBe(other);
    expect(local.undelivered).toEqual([]);

    const webhooks = receiver.webhooks.slice(0, 3);
    for (const each of webhooks) expect(readWebhook(each).asset_id).toBe(audioAssetId);
    expect(new Set(webhooks.map(({ body }) => body)).size).toBe(1);
    for (const name of ['auth_sign', 'auth_timestamp']) {
      expect(new Set(webhooks.map((each) => headerOf(each, name))).size).toBe(3);
    }
  });

  it.each<[string, unknown, Partial<WebhookOptions>, number | undefined]>([
    ['answers 503', 'the receiver answered 503', {}, 503],
    ['does not answer in time', expect.stringMatching(/timeout/), { timeoutMs: 50 }, undefined],
  ])(
    'is given up after all attempts when the receiver %s',
    async (_what, reason, options, status) => {
      const receiver = await receive((response) => {
        if (status !== undefined) response.writeHead(status).end();
      });
      const { local } = await startFailing(receiver.url, options);
      await undeliveredOf(local).toEqual(givenUp(reason));
      expect(receiver.webhooks).toHaveLength(3);
    },
  );

  it('is given up when no receiver listens', async () => {
    const receiver = await receive();
    receiver.close();
    const { local } = await startFailing(receiver.url);
    await undeliveredOf(local).toEqual(givenUp(expect.any(String)));
  });

  it('has neither a signature nor a timestamp without a key', async () => {
    const receiver = await receive();
    await fail(await startWith({ webhook: { url: receiver.url } }));
    const webhook = await receiver.webhook((all) => all[0]);
    checkWebhook(webhook.body);
    expect(webhook.rawHeaders.filter((each) => /^auth_/i.test(each))).toEqual([]);
  });

  it('is accepted even if the body of the answer never ends', async () => {
    const receiver = await receive((response) => response.writeHead(200).write('and so on'));
    const { local } = await startFailing(receiver.url, { timeoutMs: 200 });
    await receiver.webhook((all) => all[0]);
    await local.close();
    expect(receiver.webhooks).toHaveLength(1);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a redirect (%i)', async (status) => {
    const elsewhere = await receive();
    const receiver = await receive((response) => {
      response.writeHead(status, { location: elsewhere.url }).end();
    });
    const { local } = await startFailing(receiver.url, { retryDelaysMs: [] });
    await undeliveredOf(local).toEqual(givenUp(`the receiver answered ${status}`));
    expect(elsewhere.webhooks).toEqual([]);
  });

  it.each([
    ['between two attempts', { retryDelaysMs: [60_000] }, 500],
    ['while the receiver is silent', { timeoutMs: 60_000 }, undefined],
  ])('is undelivered at once when the service is closed %s', async (_when, options, status) => {
    const receiver = await receive((response) => {
      if (status !== undefined) response.writeHead(status).end();
    });
    const { local } = await startFailing(receiver.url, options);
    await receiver.webhook((all) => all[0]);
    await local.close();
    await undeliveredOf(local).toEqual(givenUp('the service was closed'));
    expect(receiver.webhooks).toHaveLength(1);
  });
});

describe('the outbox', () => {
  it('keeps the newest thousand events that were given up, in the store too', async () => {
    const store = new Store(undefined);
    onTestFinished(() => store.close());
    const deliver = () => Promise.reject(new FinalRefusal('fake refusal'));
    const channels = [{ name: 'MFS', retryDelaysMs: [], deliver }] as const;
    const outbox = new Outbox({ store, now: Date.now, channels });
    onTestFinished(() => outbox.close());
    for (let number = 0; number < 1010; number += 1) outbox.add({ event_type: `test-${number}` });
    const newest = Array.from({ length: 1000 }, (_each, index) => `test-${index + 10}`);
    await expect
      .poll(() => outbox.undelivered.map(({ event }) => event.event_type), { interval: 5 })
      .toEqual(newest);
    await store.saved();
    const stored = store.read<{ event: { event_type: string } }>('event');
    expect([...stored.values()].map(({ event }) => event.event_type)).toEqual(newest);
  });
});

describe('startLocalVod', () => {
  it('refuses an address with a password, and does not repeat it', async () => {
    const webhook = { url: 'http://fake-user:fake-password@localhost/?fake-token' };
    const smn = { url: 'ftp://localhost/?fake-token' };
    for (const options of [{ webhook }, { smn }]) {
      const error: unknown = await startLocalVod(options).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(TypeError);
      expect(String(error)).toMatch(/(webhook|smn)\.url/);
      expect(String(error)).not.toContain('fake');
    }
  });

  it('refuses an empty key, because its variable is not set', async () => {
    const webhook = { url: 'http://localhost:1/', key: '' };
    await expect(startLocalVod({ webhook })).rejects.toThrow(/webhook\.key is empty/);
  });

  it.each(['ftp://localhost/', 'localhost:8080', ''])('refuses the address "%s"', async (url) => {
    const options = { webhook: { url, key: webhookKey }, smn: { url }, folder: tmpdir() };
    await expect(startLocalVod(options)).rejects.toThrow(TypeError);
  });
});
