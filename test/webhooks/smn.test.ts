/** Messages of SMN. */
import { createVerify, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  signedSmnRequest,
  signSmnMessage,
  type SmnOptions,
  type VodEvent,
  verifySmnRequest,
  type WebhookFailure,
} from '../../src/webhooks/index.js';
import {
  event,
  messages,
  other,
  own,
  post,
  reasonOf,
  resigned,
  sentAt,
  smn,
  subscribeUrl,
  topicUrn,
} from './signed-webhooks.js';

const hour = 60 * 60 * 1000;
const { notification } = messages;
const verify = (body: object | string, changes: Partial<SmnOptions> = {}) =>
  verifySmnRequest(post(body), { ...smn, ...changes });
const refusal = (body: object | string, changes: Partial<SmnOptions> = {}) =>
  reasonOf(verify(body, changes));

describe('signSmnMessage', () => {
  it.each([
    ['notification', 'message,message_id,subject,timestamp,topic_urn,type'],
    ['withoutSubject', 'message,message_id,timestamp,topic_urn,type'],
    ['subscription', 'message,message_id,subscribe_url,timestamp,topic_urn,type'],
    ['unsubscription', 'message,message_id,subscribe_url,timestamp,topic_urn,type'],
  ] as const)('signs a %s as node:crypto verifies it', (name, members) => {
    const message: Record<string, unknown> = { ...messages[name] };
    const text = members.split(',').map((member) => `${member}\n${String(message[member])}\n`);
    const { publicKey } = new X509Certificate(own.certificate);
    const verifier = createVerify('RSA-SHA256').update(text.join(''), 'utf8');
    expect(verifier.verify(publicKey, messages[name].signature, 'base64')).toBe(true);
  });

  it('leaves an empty subject out of the signature', async () => {
    const { message_id, timestamp } = notification;
    const draft = { topic_urn: topicUrn, message: event, message_id, timestamp, subject: '' };
    const message = await signSmnMessage(own.privateKey, draft);
    expect(message.signature).toBe(messages.withoutSubject.signature);
    expect(await verify(message)).toMatchObject({ event });
  });

  it('refuses a private key that is not PKCS#8', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    const signing = signSmnMessage(pkcs1, { topic_urn: topicUrn, message: event });
    await expect(signing).rejects.toThrow('BEGIN PRIVATE KEY');
  });
});

describe('verifySmnRequest', () => {
  it('returns the signed members of a notification, and its event', async () => {
    const message = await verify(notification);
    const { signature, signature_version, signing_cert_url, ...rest } = notification;
    expect([signature, signature_version, signing_cert_url]).not.toContain(undefined);
    expect({ unsubscribe_url: expect.any(String), ...message }).toEqual({ ...rest, event });
    if (message.type !== 'Notification') return expect.unreachable();
    expectTypeOf(message.event).toEqualTypeOf<VodEvent>();
    expect(message.event).toEqual(event);
    // @ts-expect-error It is not signed.
    expect(message.unsubscribe_url).toBeUndefined();
  });

  it.each(['subscription', 'unsubscription'] as const)('accepts a %s', async (name) => {
    const message = await verify(messages[name]);
    if (message.type === 'Notification') return expect.unreachable();
    expect(message).toMatchObject({ type: messages[name].type, subscribe_url: subscribeUrl });
  });

  it.each([{}, { subject: '' }, { subject: null }])(
    'accepts a notification without a subject: %j',
    async (subject) => {
      const message = await verify({ ...messages.withoutSubject, ...subject });
      expect(message).not.toHaveProperty('subject');
    },
  );

  it('accepts V1 as the version, more members and another order', async () => {
    const reversed = Object.fromEntries(Object.entries(notification).reverse());
    const body = JSON.stringify({ more: [1], ...reversed, signature_version: 'V1' }, null, 2);
    expect(await verify(body)).toMatchObject({ event });
  });

  it('accepts the headers of signedSmnRequest, by the clock of the machine', async () => {
    const draft = { privateKey: own.privateKey, topic_urn: topicUrn, message: event };
    const request = await signedSmnRequest('http://localhost/events', draft);
    expect(request.headers.get('x-smn-message-type')).toBe('Notification');
    const { topicUrns, certificates } = smn;
    expect(await verifySmnRequest(request, { topicUrns, certificates })).toMatchObject({ event });
  });

  it('accepts one of several certificates and topics, and any topic', async () => {
    const certificates = [other.certificate, own.certificate];
    const topicUrns = ['urn:smn:cn-north-4:0:other', topicUrn];
    expect(await verify(notification, { certificates, topicUrns })).toBeDefined();
    expect(await verify(notification, { topicUrns: 'any' })).toBeDefined();
  });

  it.each([0, 48 * hour, -0.25 * hour])(
    'accepts a message that is %d ms old, and none further away',
    async (age) => {
      const toleranceMs = age === 0 ? 0 : 48 * hour;
      const further = { now: () => sentAt + age + (age < 0 ? -1 : 1), toleranceMs };
      expect(await verify(notification, { now: () => sentAt + age })).toBeDefined();
      expect(await refusal(notification, further)).toBe('stale-timestamp');
    },
  );

  it('accepts a timestamp with a fraction of a second', async () => {
    const timestamp = '2026-11-22T10:25:06.123Z';
    expect(await verify(resigned(notification, { timestamp }))).toMatchObject({ timestamp });
  });

  const { signature } = notification;
  it.each<[string, WebhookFailure, object]>([
    ['no signature', 'unsigned', { signature: undefined }],
    ['an empty signature', 'unsigned', { signature: '' }],
    ['another signature', 'invalid-signature', { signature: messages.subscription.signature }],
    ['a shorter signature', 'invalid-signature', { signature: signature.slice(4) }],
    ['a signature with more padding', 'invalid-signature', { signature: `${signature}====` }],
    ['a signature with white space', 'invalid-signature', { signature: `${signature}\n` }],
    ['a signature without padding', 'invalid-signature', { signature: signature.slice(0, -2) }],
    ['another message', 'invalid-signature', { message: JSON.stringify({ event_type: 'x' }) }],
    ['another subject', 'invalid-signature', { subject: 'other' }],
    ['a removed subject', 'invalid-signature', { subject: '' }],
    ['another id', 'invalid-signature', { message_id: '0'.repeat(32) }],
    ['another time', 'invalid-signature', { timestamp: '2026-11-22T10:25:07Z' }],
    ['no version', 'unsupported-version', { signature_version: undefined }],
    ['version 2', 'unsupported-version', { signature_version: 'v2' }],
    ['no type', 'invalid-envelope', { type: undefined }],
    ['the name of a built-in as type', 'unsupported-type', { type: 'constructor' }],
    ['a user confirmation', 'unsupported-type', { type: 'HttpSubscriptionUserConfirm' }],
    ['the type of another message', 'invalid-envelope', { type: 'SubscriptionConfirmation' }],
    ['no message', 'invalid-envelope', { message: undefined }],
    ['an object as message', 'invalid-envelope', { message: event }],
    ['a number as id', 'invalid-envelope', { message_id: 7 }],
    ['an object as subject', 'invalid-envelope', { subject: {} }],
    ['another topic', 'unexpected-topic', { topic_urn: `${topicUrn}2` }],
    ['a word as timestamp', 'invalid-timestamp', { timestamp: 'now' }],
    ['a date as timestamp', 'invalid-timestamp', { timestamp: '2026-11-22' }],
    ['another time zone', 'invalid-timestamp', { timestamp: '2026-11-22T10:25:06+01:00' }],
    ['a 13th month', 'invalid-timestamp', { timestamp: '2026-13-22T10:25:06Z' }],
    ['a time a year ago', 'stale-timestamp', { timestamp: '2025-11-22T10:25:06Z' }],
    ['a time in a year', 'stale-timestamp', { timestamp: '2027-11-22T10:25:06Z' }],
  ])('refuses %s as %s', async (_, reason, changes) => {
    expect(await refusal({ ...notification, ...changes })).toBe(reason);
  });

  it('reads the body as for MFS: 256 KiB of JSON', async () => {
    expect(await refusal('text')).toBe('invalid-envelope');
    const body = JSON.stringify(notification).padEnd(256 * 1024 + 1);
    expect(await refusal(body)).toBe('too-large');
  });

  it.each([
    ['x-smn-message-type', 'SubscriptionConfirmation'],
    ['X-SMN-TOPIC-URN', 'urn:smn:cn-north-4:0:other'],
    ['X-SMN-TOPIC-URN', ''],
  ])('refuses the header %s with the value %j, which the body contradicts', async (name, value) => {
    const request = post(notification, { [name]: value });
    expect(await reasonOf(verifySmnRequest(request, smn))).toBe('header-mismatch');
  });

  it('refuses every message if the tolerance or the clock is NaN', async () => {
    expect(await refusal(notification, { toleranceMs: NaN })).toBe('stale-timestamp');
    expect(await refusal(notification, { now: () => NaN })).toBe('stale-timestamp');
  });

  it.each(['message', 'subject'])('refuses half of a surrogate pair in %s', async (name) => {
    const value = name === 'subject' ? 'a\ufffd' : JSON.stringify({ event_type: 'a\ufffd' });
    const signed = resigned(notification, { [name]: value });
    expect(await verify(signed)).toBeDefined();
    const forged = { ...signed, [name]: value.replace('\ufffd', '\ud800') };
    expect(await refusal(forged)).toBe('invalid-envelope');
    const draft = { topic_urn: topicUrn, message: event, subject: '\ud800' };
    await expect(signSmnMessage(own.privateKey, draft)).rejects.toThrow(TypeError);
  });

  it('refuses members that were moved within the signed text', async () => {
    // Whoever may publish to a topic can write a message that looks like further members.
    const message = `${JSON.stringify(event)}\nmessage_id\n1\ntimestamp\n2026-11-22T10:25:06Z`;
    const sent = resigned(messages.withoutSubject, { message });
    const [before = '', after = ''] = message.split('\nmessage_id\n');
    const { message_id } = messages.withoutSubject;
    const moved = { message: before, message_id: `${after}\nmessage_id\n${message_id}` };
    expect(await refusal({ ...sent, ...moved })).toBe('invalid-envelope');
  });

  it('refuses a message that no trusted certificate fits, and says what to do', async () => {
    const certificates = [other.certificate];
    expect(await refusal(notification, { certificates })).toBe('invalid-signature');
    expect(await refusal(notification, { certificates: [] })).toBe('invalid-signature');
    await expect(verify(notification, { certificates })).rejects.toThrow('option certificates');
  });

  it.each([undefined, [], [''], [topicUrn, undefined], '', topicUrn, [`${topicUrn}\n`], [' a']])(
    'throws a TypeError for the topicUrns %j',
    async (topicUrns) => {
      // A variable that is not set can have these values.
      const missing = { topicUrns: topicUrns as 'any' };
      await expect(verify(notification, missing)).rejects.toThrow(TypeError);
    },
  );
});
