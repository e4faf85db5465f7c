/** Messages of SMN: what is believed, what is refused and why. */
import { createVerify, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type WebhookFailure,
  CertificateError,
  signedSmnRequest,
  signSmnMessage,
  smnCertificate,
  type SmnOptions,
  type VodEvent,
  verifySmnRequest,
} from '../../src/webhooks/index.js';
import { selfSigned } from '../../src/local/delivery/self-signed-certificate.js';
import {
  event,
  messages,
  options,
  own,
  post,
  reasonOf,
  sentAt,
  signedAnew,
  subscribeUrl,
  topicUrn,
} from './smn-messages.js';

const hours = 60 * 60 * 1000;
const verify = (body: object | string, changes: Partial<SmnOptions> = {}) =>
  verifySmnRequest(post(body), { ...options, ...changes });
const refusal = (body: object | string, changes: Partial<SmnOptions> = {}) =>
  reasonOf(verify(body, changes));

describe('the signature', () => {
  it.each([
    ['notification', 'message,message_id,subject,timestamp,topic_urn,type'],
    ['withoutSubject', 'message,message_id,timestamp,topic_urn,type'],
    ['subscription', 'message,message_id,subscribe_url,timestamp,topic_urn,type'],
    ['unsubscription', 'message,message_id,subscribe_url,timestamp,topic_urn,type'],
  ] as const)('of a %s is what node:crypto verifies', (name, members) => {
    const message: Record<string, unknown> = { ...messages[name] };
    const text = members.split(',').map((member) => `${member}\n${String(message[member])}\n`);
    const { publicKey } = new X509Certificate(own.certificate);
    const verifier = createVerify('RSA-SHA256').update(text.join(''), 'utf8');
    expect(verifier.verify(publicKey, messages[name].signature, 'base64')).toBe(true);
  });
});

describe('verifySmnRequest believes', () => {
  it('a notification, and gives what was signed, with its event', async () => {
    const message = await verify(messages.notification);
    const { signature, signature_version, signing_cert_url, ...rest } = messages.notification;
    expect([signature, signature_version, signing_cert_url]).not.toContain(undefined);
    expect({ unsubscribe_url: expect.any(String), ...message }).toEqual({ ...rest, event });
    if (message.type !== 'Notification') return expect.unreachable();
    expectTypeOf(message.event).toEqualTypeOf<VodEvent>();
    expect(message.event).toEqual(event);
    // @ts-expect-error It was not signed.
    expect(message.unsubscribe_url).toBeUndefined();
  });

  it.each(['subscription', 'unsubscription'] as const)('a %s', async (name) => {
    const message = await verify(messages[name]);
    if (message.type === 'Notification') return expect.unreachable();
    expect(message).toMatchObject({ type: messages[name].type, subscribe_url: subscribeUrl });
  });

  it('a notification without a subject, or with an empty one', async () => {
    for (const subject of [{}, { subject: '' }, { subject: null }]) {
      expect(await verify({ ...messages.withoutSubject, ...subject })).not.toHaveProperty(
        'subject',
      );
    }
  });

  it('what the signer made of an empty subject', async () => {
    const { message_id, timestamp } = messages.notification;
    const draft = { topic_urn: topicUrn, message: event, message_id, timestamp, subject: '' };
    const message = await signSmnMessage(own.privateKey, draft);
    expect(message.signature).toBe(messages.withoutSubject.signature);
    expect(await verify(message)).toMatchObject({ event });
  });

  it('V1 for a version, other members and another order', async () => {
    const reversed = Object.fromEntries(Object.entries(messages.notification).reverse());
    const body = JSON.stringify({ more: [1], ...reversed, signature_version: 'V1' }, null, 2);
    expect(await verify(body)).toMatchObject({ event });
  });

  it('headers that say what the body says, and a whole callback of the signer', async () => {
    const draft = { privateKey: own.privateKey, topic_urn: topicUrn, message: event };
    const request = await signedSmnRequest('http://localhost/events', draft);
    expect(request.headers.get('x-smn-message-type')).toBe('Notification');
    const { now, ...others } = options;
    expect(now()).toBe(sentAt);
    expect(await verifySmnRequest(request, others)).toMatchObject({ event, topic_urn: topicUrn });
  });

  it('one of several certificates, and one of several topics', async () => {
    const certificates = [selfSigned().certificate, own.certificate];
    const topicUrns = ['urn:smn:cn-north-4:0:other', topicUrn];
    expect(await verify(messages.notification, { certificates, topicUrns })).toBeDefined();
    expect(await verify(messages.notification, { topicUrns: 'any' })).toBeDefined();
  });

  it.each([0, 48 * hours, -0.25 * hours])('a message of %d ms ago, and no older', async (age) => {
    const step = age < 0 ? -1 : 1;
    expect(await verify(messages.notification, { now: () => sentAt + age })).toBeDefined();
    const toleranceMs = age === 0 ? 0 : 48 * hours;
    const later = { now: () => sentAt + age + step, toleranceMs };
    expect(await refusal(messages.notification, later)).toBe('stale-timestamp');
  });

  it('a time in parts of a second', async () => {
    const timestamp = '2026-11-22T10:25:06.123Z';
    expect(await verify(signedAnew(messages.notification, { timestamp }))).toMatchObject({
      timestamp,
    });
  });
});

describe('verifySmnRequest refuses', () => {
  const { signature } = messages.notification;
  it.each<[string, WebhookFailure, object]>([
    ['no signature', 'unsigned', { signature: undefined }],
    ['an empty signature', 'unsigned', { signature: '' }],
    ['a signature that is no text', 'unsigned', { signature: [signature] }],
    [
      'a signature of another message',
      'invalid-signature',
      { signature: messages.subscription.signature },
    ],
    ['a shorter signature', 'invalid-signature', { signature: signature.slice(4) }],
    ['a signature in other letters', 'invalid-signature', { signature: `${signature}====` }],
    ['a signature with white space', 'invalid-signature', { signature: `${signature}\n` }],
    ['a signature without its padding', 'invalid-signature', { signature: signature.slice(0, -2) }],
    ['another message', 'invalid-signature', { message: JSON.stringify({ event_type: 'x' }) }],
    ['another subject', 'invalid-signature', { subject: 'other' }],
    ['no subject', 'invalid-signature', { subject: '' }],
    ['another id', 'invalid-signature', { message_id: '0'.repeat(32) }],
    ['another time', 'invalid-signature', { timestamp: '2026-11-22T10:25:07Z' }],
    ['no version', 'unsupported-version', { signature_version: undefined }],
    ['version 2', 'unsupported-version', { signature_version: 'v2' }],
    ['no type', 'invalid-envelope', { type: undefined }],
    ['a type that nobody knows', 'unsupported-type', { type: 'constructor' }],
    ['a user confirmation', 'unsupported-type', { type: 'HttpSubscriptionUserConfirm' }],
    ['a user unsubscription', 'unsupported-type', { type: 'HttpSubscriptionUserUnsubscribe' }],
    ['the type of another message', 'invalid-envelope', { type: 'SubscriptionConfirmation' }],
    ['no message', 'invalid-envelope', { message: undefined }],
    ['a message that is no text', 'invalid-envelope', { message: event }],
    ['a number for an id', 'invalid-envelope', { message_id: 7 }],
    ['a subject that is no text', 'invalid-envelope', { subject: {} }],
    ['another topic', 'unexpected-topic', { topic_urn: `${topicUrn}2` }],
    ['a time that is none', 'invalid-timestamp', { timestamp: 'now' }],
    ['a date alone', 'invalid-timestamp', { timestamp: '2026-11-22' }],
    ['a time of another zone', 'invalid-timestamp', { timestamp: '2026-11-22T10:25:06+01:00' }],
    ['a 13th month', 'invalid-timestamp', { timestamp: '2026-13-22T10:25:06Z' }],
    ['a time of long ago', 'stale-timestamp', { timestamp: '2025-11-22T10:25:06Z' }],
    ['a time far ahead', 'stale-timestamp', { timestamp: '2027-11-22T10:25:06Z' }],
  ])('%s as %s', async (_, reason, changes) => {
    expect(await refusal({ ...messages.notification, ...changes })).toBe(reason);
  });

  it('says of the newer types why', async () => {
    const body = { ...messages.notification, type: 'HttpSubscriptionUserConfirm' };
    await expect(verify(body)).rejects.toThrow('not documented');
  });

  it.each(['', 'text', 'null', '[]', '"message"'])('the body %s as no envelope', async (body) => {
    expect(await refusal(body)).toBe('invalid-envelope');
  });

  it('a body over the limit', async () => {
    expect(await refusal(JSON.stringify(messages.notification).padEnd(256 * 1024 + 1))).toBe(
      'too-large',
    );
  });

  it.each([
    ['x-smn-message-type', 'SubscriptionConfirmation'],
    ['X-SMN-TOPIC-URN', 'urn:smn:cn-north-4:0:other'],
    ['X-SMN-TOPIC-URN', ''],
  ])('a header %s that says %j', async (name, value) => {
    const request = post(messages.notification, { [name]: value });
    expect(await reasonOf(verifySmnRequest(request, options))).toBe('header-mismatch');
  });

  it('any age when the tolerance or the clock is no number', async () => {
    const { notification } = messages;
    expect(await refusal(notification, { toleranceMs: NaN })).toBe('stale-timestamp');
    expect(await refusal(notification, { now: () => NaN })).toBe('stale-timestamp');
  });

  it('what is signed, but no event', async () => {
    expect(await refusal(signedAnew(messages.notification, { message: 'text' }))).toBe(
      'invalid-event',
    );
  });

  it('members that run into each other in the signed text', async () => {
    // Who may publish to a topic could write a message that ends with members of its own.
    const message = `${JSON.stringify(event)}\nmessage_id\n1\ntimestamp\n2026-11-22T10:25:06Z`;
    const sent = signedAnew(messages.withoutSubject, { message });
    const [before = '', after = ''] = message.split('\nmessage_id\n');
    const { message_id } = messages.withoutSubject;
    const moved = { message: before, message_id: `${after}\nmessage_id\n${message_id}` };
    expect(await refusal({ ...sent, ...moved })).toBe('invalid-envelope');
  });

  it('a message without the certificate that signed it', async () => {
    const certificates = [selfSigned().certificate];
    expect(await refusal(messages.notification, { certificates })).toBe('invalid-signature');
    expect(await refusal(messages.notification, { certificates: [] })).toBe('invalid-signature');
    await expect(verify(messages.notification, { certificates })).rejects.toThrow('another one');
  });
});

describe('errors of the program', () => {
  it.each([undefined, [], [''], [topicUrn, undefined], '', topicUrn])(
    'topics that are missing: %j',
    async (topicUrns) => {
      const missing = { topicUrns: topicUrns as 'any' }; // As a variable that is not set.
      await expect(verify(messages.notification, missing)).rejects.toThrow(TypeError);
    },
  );

  it('a certificate that is none', async () => {
    const certificates = [smnCertificate, 'certificate.pem'];
    await expect(verify(messages.notification, { certificates })).rejects.toThrow(CertificateError);
  });

  it('a key that cannot sign', async () => {
    const draft = { topic_urn: topicUrn, message: event };
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    await expect(signSmnMessage(pkcs1, draft)).rejects.toThrow('BEGIN PRIVATE KEY');
  });
});
