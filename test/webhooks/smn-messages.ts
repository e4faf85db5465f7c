/** A topic, a key of its own and the messages that it signs. */
import { createSign } from 'node:crypto';
import { expect } from 'vitest';
import {
  WebhookError,
  type WebhookFailure,
  signSmnMessage,
  type SmnOptions,
  type SmnWireMessage,
} from '../../src/webhooks/index.js';
import { selfSigned } from '../../src/local/delivery/self-signed-certificate.js';

export const own = selfSigned();
export const topicUrn = 'urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events';
export const sentAt = Date.parse('2026-11-22T10:25:06Z');
export const event = {
  event_type: 'audioExtractComplete',
  audio_extract_info: { asset_id: 'a1', status: 'SUCCEED', title: '片头 🎬\n' },
};
export const options = {
  topicUrns: [topicUrn],
  certificates: [own.certificate],
  now: () => sentAt,
} satisfies SmnOptions;

const common = {
  message_id: '5d0c86a1f2b94e7783ab0c1d52e6f904',
  topic_urn: topicUrn,
  timestamp: '2026-11-22T10:25:06Z',
};
export const subscribeUrl = 'https://console.huaweicloud.com/smn/subscription/confirm?token=FAKE';

/** One message of each type, rightly signed. */
export const messages = {
  notification: await signSmnMessage(own.privateKey, {
    ...common,
    message: event,
    subject: '[VOD] 通知',
  }),
  withoutSubject: await signSmnMessage(own.privateKey, { ...common, message: event }),
  subscription: await signSmnMessage(own.privateKey, {
    ...common,
    type: 'SubscriptionConfirmation',
    subscribe_url: subscribeUrl,
  }),
  unsubscription: await signSmnMessage(own.privateKey, {
    ...common,
    type: 'UnsubscribeConfirmation',
    subscribe_url: subscribeUrl,
  }),
};

/** A callback with a body and headers. */
export function post(body: object | string, headers: Record<string, string> = {}): Request {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Request('http://localhost/', { method: 'POST', headers, body: text });
}

const signedNames = [
  'message',
  'message_id',
  'subject',
  'subscribe_url',
  'timestamp',
  'topic_urn',
  'type',
];

/** A message with other members, signed for them by node:crypto and not by what is tested. */
export function signedAnew(message: SmnWireMessage, changes: object): object {
  const changed = { ...message, ...changes } as Record<string, string | undefined>;
  const lines = signedNames.flatMap((name) => (changed[name] ? [name, changed[name]] : []));
  const signature = createSign('sha256')
    .update(`${lines.join('\n')}\n`)
    .sign(own.privateKey, 'base64');
  return { ...changed, signature };
}

/** Why a callback was refused; the error may not tell what nobody should know. */
export async function reasonOf(refused: Promise<unknown>): Promise<WebhookFailure> {
  const error: unknown = await refused.then(
    () => expect.unreachable('The callback was accepted.'),
    (cause: unknown) => cause,
  );
  if (!(error instanceof WebhookError)) throw error;
  expect(error.message).not.toMatch(/token|FAKE/);
  return error.reason;
}
