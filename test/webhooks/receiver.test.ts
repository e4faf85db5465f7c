/** The receiver: what it hands over, and what it answers. */
import { describe, expect, it, vi } from 'vitest';
import { WebhookError, createWebhookReceiver, type VodEvent } from '../../src/webhooks/index.js';
import { mfs, ofMfs, ofSmn, receiver } from './receiver.js';
import { event, messages, options, post } from './smn-messages.js';

describe('an event', () => {
  it('of MFS is handed over, with the hash of its text for an id', async () => {
    const { answer, events, errors } = receiver();
    expect(await answer(ofMfs())).toEqual([200, 'taken']);
    const id = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(events).toEqual([[event, { channel: 'MFS', id }]]);
    expect(errors).toEqual([]);
  });

  it('of SMN is handed over, with its message_id', async () => {
    const { answer, events, errors } = receiver();
    expect(await answer(ofSmn())).toEqual([200, 'taken']);
    const id = messages.notification.message_id;
    expect(events).toEqual([[event, { channel: 'SMN', id }]]);
    expect(errors).toEqual([]);
  });

  it('of SMN is known without its headers where there is no MFS', async () => {
    const events: VodEvent[] = [];
    const onEvent = (told: VodEvent) => events.push(told);
    const receive = createWebhookReceiver({ smn: options, onEvent });
    expect((await receive(post(messages.notification))).status).toBe(200);
    expect(events).toEqual([event]);
  });
});

describe('a refusal', () => {
  const wrong = { ...messages.notification, subject: 'other' };
  it.each<[string, number, string, () => Request | Promise<Request>]>([
    ['no signature', 401, 'unsigned', () => post({ message: '{}' })],
    ['another key', 401, 'invalid-signature', () => ofMfs(event, { key: 'x' })],
    ['an old time', 401, 'stale-timestamp', () => ofMfs(event, { timestamp: '1000000000' })],
    ['no time', 401, 'invalid-timestamp', () => ofMfs(event, { timestamp: 'now' })],
    ['no event', 400, 'invalid-event', () => ofMfs('text')],
    ['no JSON', 400, 'invalid-envelope', () => post('text', { auth_sign: '' })],
    ['too much', 413, 'too-large', () => post('x'.repeat(256 * 1024 + 1))],
    ['another signature', 401, 'invalid-signature', () => ofSmn(wrong)],
    [
      'another topic',
      403,
      'unexpected-topic',
      () => ofSmn({ ...wrong, topic_urn: 'urn:smn:a:b:c' }),
    ],
    [
      'another version',
      400,
      'unsupported-version',
      () => ofSmn({ ...wrong, signature_version: '' }),
    ],
    [
      'a newer type',
      400,
      'unsupported-type',
      () => ofSmn({ ...wrong, type: 'HttpSubscriptionUserConfirm' }),
    ],
    ['another header', 400, 'header-mismatch', () => post(wrong, { 'x-smn-message-type': 'x' })],
  ])('of %s is answered %i %s', async (_, status, reason, request) => {
    const { answer, events, errors } = receiver();
    expect(await answer(request())).toEqual([status, reason]);
    expect(events).toEqual([]);
    expect(errors).toEqual([expect.any(WebhookError)]);
    expect(errors).toMatchObject([{ reason }]);
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('of a %s is 405', async (method) => {
    const { receive, errors } = receiver();
    const response = await receive(new Request('http://localhost/', { method }));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(errors).toEqual([]);
  });

  it('of a channel that is not set up tells which option is missing', async () => {
    const smn = options;
    const errors: unknown[] = [];
    const others = {
      onEvent: () => expect.unreachable(),
      onError: (error: unknown) => errors.push(error),
    };
    const [onlyMfs, onlySmn] = [{ mfs }, { smn }].map((one) =>
      createWebhookReceiver({ ...one, ...others }),
    );
    expect((await onlyMfs?.(ofSmn()))?.status).toBe(400);
    expect((await onlySmn?.(await ofMfs()))?.status).toBe(400);
    expect(String(errors)).toMatch(/option smn.*option mfs/s);
  });

  it('is no matter of the console, which anybody could fill', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const receive = createWebhookReceiver({
      mfs,
      onEvent: () => {
        throw new Error('mine');
      },
    });
    expect((await receive(post({}))).status).toBe(400);
    expect(log).not.toHaveBeenCalled();
    expect((await receive(await ofMfs())).status).toBe(500);
    expect((await receive(await ofMfs('text'))).status).toBe(400);
    expect(log.mock.calls).toEqual([
      [new Error('mine')],
      [expect.objectContaining({ reason: 'invalid-event' })],
    ]);
    log.mockRestore();
  });
});

describe('a handler that fails', () => {
  const failure = new Error('no database at secret.example.com');
  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw failure;
      },
    ],
    ['rejects', () => Promise.reject(failure)],
  ])('%s: the sender is to try again, and is told nothing', async (_, onEvent) => {
    const { answer, errors } = receiver({ onEvent });
    expect(await answer(ofSmn())).toEqual([500, 'not taken']);
    expect(await answer(ofMfs())).toEqual([500, 'not taken']);
    expect(errors).toEqual([failure, failure]);
  });

  it('throws in onError, too: the answer stands', async () => {
    const onEvent = () => Promise.reject(failure);
    const { answer } = receiver({ onEvent, onError: onEvent });
    expect(await answer(ofSmn())).toEqual([500, 'not taken']);
    const onError = () => {
      throw failure;
    };
    expect(await receiver({ onEvent, onError }).answer(ofSmn())).toEqual([500, 'not taken']);
  });
});
