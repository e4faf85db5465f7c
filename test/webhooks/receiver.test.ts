/** createWebhookReceiver: what it gives to the handlers, and what it answers. */
import { describe, expect, it, vi } from 'vitest';
import {
  CertificateError,
  createWebhookReceiver,
  type VodEvent,
  WebhookError,
  type WebhookReceiverOptions,
} from '../../src/webhooks/index.js';
import { pausedHandler, recordingReceiver } from './receiver.js';
import { event, messages, mfs, mfsWebhook, post, smn, smnWebhook } from './signed-webhooks.js';

describe('createWebhookReceiver', () => {
  it('gives the handler an event of MFS, with the hash of its text as id', async () => {
    const { answer, events, errors } = recordingReceiver();
    expect(await answer(mfsWebhook())).toEqual([200, 'handled']);
    const id = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(events).toEqual([[event, { channel: 'MFS', id }]]);
    expect(errors).toEqual([]);
  });

  it('gives the handler an event of SMN, with its message_id as id', async () => {
    const { answer, events, errors } = recordingReceiver();
    expect(await answer(smnWebhook())).toEqual([200, 'handled']);
    const id = messages.notification.message_id;
    expect(events).toEqual([[event, { channel: 'SMN', id }]]);
    expect(errors).toEqual([]);
  });

  it('needs no headers to recognise SMN if it has no option mfs', async () => {
    const events: VodEvent[] = [];
    const onEvent = (received: VodEvent) => events.push(received);
    const receiver = createWebhookReceiver({ smn, onEvent });
    expect((await receiver(post(messages.notification))).status).toBe(200);
    expect(events).toEqual([event]);
  });

  const wrong = { ...messages.notification, subject: 'other' };
  const wrongTopic = { ...wrong, topic_urn: 'urn:smn:a:b:c' };
  it.each<[string, number, string, () => Request | Promise<Request>]>([
    ['no signature', 401, 'unsigned', () => post({ message: '{}' })],
    ['an old time', 401, 'stale-timestamp', () => mfsWebhook(event, { timestamp: '1000000000' })],
    ['no event', 400, 'invalid-event', () => mfsWebhook('text')],
    ['no JSON', 400, 'invalid-envelope', () => post('text', { auth_sign: '' })],
    ['too many bytes', 413, 'too-large', () => post('x'.repeat(256 * 1024 + 1))],
    ['another signature', 401, 'invalid-signature', () => smnWebhook(wrong)],
    ['another topic', 403, 'unexpected-topic', () => smnWebhook(wrongTopic)],
    ['another header', 400, 'header-mismatch', () => post(wrong, { 'x-smn-message-type': 'x' })],
  ])('refuses a webhook with %s: %i %s', async (_, status, reason, request) => {
    const { answer, events, errors } = recordingReceiver();
    expect(await answer(request())).toEqual([status, reason]);
    expect(events).toEqual([]);
    expect(errors).toEqual([expect.any(WebhookError)]);
    expect(errors).toMatchObject([{ reason }]);
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('answers 405 to a %s', async (method) => {
    const { receiver, errors } = recordingReceiver();
    const response = await receiver(new Request('http://localhost/', { method }));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(errors).toEqual([]);
  });

  it('says which option a webhook of another channel needs', async () => {
    const errors: unknown[] = [];
    const handlers = {
      onEvent: () => expect.unreachable(),
      onError: (error: unknown) => errors.push(error),
    };
    const onlyMfs = createWebhookReceiver({ mfs, ...handlers });
    const onlySmn = createWebhookReceiver({ smn, ...handlers });
    expect((await onlyMfs(smnWebhook())).status).toBe(400);
    expect((await onlySmn(await mfsWebhook())).status).toBe(400);
    expect(String(errors)).toMatch(/option smn.*option mfs/s);
  });

  it('logs errors to the console, of refusals that anyone can cause the first for each reason', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const receiver = createWebhookReceiver({
      mfs,
      onEvent: () => {
        throw new Error('mine');
      },
    });
    const gone = await mfsWebhook();
    await gone.text();
    for (let i = 0; i < 2; i += 1) {
      expect((await receiver(post({}))).status).toBe(400);
      expect((await receiver(post({ message: '{}' }))).status).toBe(401);
      expect((await receiver(gone)).status).toBe(500);
      expect((await receiver(await mfsWebhook())).status).toBe(500);
      expect((await receiver(await mfsWebhook('text'))).status).toBe(400);
    }
    const once = expect.stringContaining('once for each reason');
    const signed = [[new Error('mine')], [expect.objectContaining({ reason: 'invalid-event' })]];
    expect(log.mock.calls).toEqual([
      [once, expect.objectContaining({ reason: 'invalid-envelope' })],
      [once, expect.objectContaining({ reason: 'unsigned' })],
      [once, expect.any(TypeError)],
      ...signed,
      ...signed,
    ]);
    log.mockRestore();
  });

  const failure = new Error('no database at secret.example.com');
  const throwing = () => {
    throw failure;
  };
  const rejecting = () => Promise.reject(failure);
  it.each([throwing, rejecting])(
    'answers 500 without the error of a handler: %s',
    async (onEvent) => {
      const { answer, errors } = recordingReceiver({ onEvent });
      expect(await answer(smnWebhook())).toEqual([500, 'failed']);
      expect(await answer(mfsWebhook())).toEqual([500, 'failed']);
      expect(errors).toEqual([failure, failure]);
    },
  );

  it.each([throwing, rejecting])('answers 500 if onError fails as well: %s', async (onError) => {
    const { answer } = recordingReceiver({ onEvent: rejecting, onError });
    expect(await answer(smnWebhook())).toEqual([500, 'failed']);
  });

  const onEvent = () => undefined;
  it.each<[string, object, new () => Error]>([
    ['no channel', {}, TypeError],
    ['an empty key', { mfs: { key: '' } }, TypeError],
    ['no keys', { mfs: { key: [] } }, TypeError],
    ['no topics', { smn: { topicUrns: [] } }, TypeError],
    ['a wrong certificate', { smn: { ...smn, certificates: ['x'] } }, CertificateError],
    ['any topic confirmed', { smn: { topicUrns: 'any' } }, TypeError],
  ])('throws at once for the options with %s', (_, wrongOptions, kind) => {
    // JavaScript can pass these.
    const given = { onEvent, ...wrongOptions } as WebhookReceiverOptions;
    expect(() => createWebhookReceiver(given)).toThrow(kind);
  });

  it('accepts any topic if nothing is confirmed', () => {
    const anyTopic = { topicUrns: 'any', confirm: false } as const;
    expect(createWebhookReceiver({ smn: anyTopic, onEvent })).toBeTypeOf('function');
  });
});

describe('a handler that exceeds timeoutMs', () => {
  it('goes on, and the repeated event waits for it', async () => {
    const { onEvent, end } = pausedHandler();
    const handledIds = new Set<string>();
    const { answer, errors } = recordingReceiver({ onEvent, handledIds, timeoutMs: 400 });
    expect(await answer(smnWebhook())).toEqual([503, 'not handled yet']);
    expect(String(errors)).toContain('within 400 ms');
    const again = answer(smnWebhook());
    end();
    expect(await again).toEqual([200, 'handled']);
    expect(await answer(smnWebhook())).toEqual([200, 'handled']);
    expect(onEvent).toHaveBeenCalledOnce();
    expect([...handledIds]).toEqual([messages.notification.message_id]);
  });

  it('reports its later error, and the repeated event is handled again', async () => {
    const { onEvent, end } = pausedHandler();
    const handledIds = new Set<string>();
    const { answer, errors } = recordingReceiver({ onEvent, handledIds, timeoutMs: 400 });
    expect(await answer(smnWebhook())).toEqual([503, 'not handled yet']);
    const failure = new Error('late');
    end(failure);
    await vi.waitFor(() => expect(errors).toHaveLength(2), 10_000);
    expect(errors[1]).toBe(failure);
    onEvent.mockResolvedValue();
    expect(await answer(smnWebhook())).toEqual([200, 'handled']);
    expect(onEvent).toHaveBeenCalledTimes(2);
  });
});

describe('an event that arrives twice', () => {
  it.each([
    ['MFS', mfsWebhook],
    ['SMN', smnWebhook],
  ])('by %s is handled once if handledIds remembers it', async (_, request) => {
    const { answer, events } = recordingReceiver({ handledIds: new Set() });
    for (let i = 0; i < 3; i += 1) expect(await answer(request())).toEqual([200, 'handled']);
    expect(events).toHaveLength(1);
  });

  it('is handled twice without handledIds', async () => {
    const { answer, events } = recordingReceiver();
    expect(await answer(smnWebhook())).toEqual([200, 'handled']);
    expect(await answer(smnWebhook())).toEqual([200, 'handled']);
    expect(events).toHaveLength(2);
  });

  it('is handled once while it is being handled, also without handledIds', async () => {
    const { onEvent, end } = pausedHandler();
    const { answer } = recordingReceiver({ onEvent });
    const answers = [answer(smnWebhook()), answer(smnWebhook()), answer(mfsWebhook())];
    await vi.waitFor(() => expect(onEvent).toHaveBeenCalledTimes(2), 10_000);
    end();
    expect(await Promise.all(answers)).toEqual(Array(3).fill([200, 'handled']));
    expect(onEvent).toHaveBeenCalledTimes(2);
  });

  it('is handled again if its handler has failed', async () => {
    const onEvent = vi.fn().mockRejectedValueOnce(new Error('once'));
    const handledIds = new Set<string>();
    const { answer } = recordingReceiver({ onEvent, handledIds });
    expect(await answer(mfsWebhook())).toEqual([500, 'failed']);
    expect(handledIds.size).toBe(0);
    expect(await answer(mfsWebhook())).toEqual([200, 'handled']);
    expect(await answer(mfsWebhook())).toEqual([200, 'handled']);
    expect(onEvent).toHaveBeenCalledTimes(2);
  });

  it('has its id added to handledIds after its handler has ended', async () => {
    const calls: string[] = [];
    const handledIds = {
      has: (id: string) => Promise.resolve(calls.push(`has ${id}`) < 0),
      add: (id: string) => Promise.resolve(calls.push(`add ${id}`)),
    };
    const { answer } = recordingReceiver({ handledIds, onEvent: () => calls.push('handle') });
    expect(await answer(smnWebhook())).toEqual([200, 'handled']);
    const id = messages.notification.message_id;
    expect(calls).toEqual([`has ${id}`, 'handle', `add ${id}`]);
  });

  it('is answered 500 if handledIds.has fails, and 200 if handledIds.add fails', async () => {
    const failure = new Error('no database');
    const fail = () => Promise.reject(failure);
    const looking = recordingReceiver({ handledIds: { has: fail, add: fail } });
    expect(await looking.answer(smnWebhook())).toEqual([500, 'failed']);
    const adding = recordingReceiver({ handledIds: { has: () => false, add: fail } });
    expect(await adding.answer(smnWebhook())).toEqual([200, 'handled']);
    expect([looking.events.length, adding.events.length]).toEqual([0, 1]);
    expect([looking.errors, adding.errors]).toEqual([[failure], [failure]]);
  });
});
