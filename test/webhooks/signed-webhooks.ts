/** Signed webhooks of both channels, and what verifies them. */
import { createSign } from 'node:crypto';
import { expect } from 'vitest';
import { selfSigned } from '../../src/local/delivery/self-signed-certificate.js';
import {
  type MfsDraft,
  signedMfsRequest,
  signSmnMessage,
  type SmnOptions,
  type SmnWireMessage,
  type VodEvent,
  WebhookError,
  type WebhookFailure,
} from '../../src/webhooks/index.js';

export const sentAt = Date.parse('2026-11-22T10:25:06Z');
export const event = {
  event_type: 'audioExtractComplete',
  audio_extract_info: { asset_id: 'a1', status: 'SUCCEED', title: '片头 🎬\n' },
};

/** The options with which webhooks of MFS are accepted. */
export const mfs = { key: 'fake-callback-key', now: () => sentAt };

/** A webhook of MFS. */
export function mfsWebhook(
  message: VodEvent | string = event,
  draft: Partial<MfsDraft> = {},
): Promise<Request> {
  const { key } = mfs;
  return signedMfsRequest('http://localhost/', { key, message, timestamp: `${sentAt}`, ...draft });
}

export const own = selfSigned();
/** A certificate that has signed none of the messages. */
export const other = selfSigned();
export const topicUrn = 'urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events';
export const subscribeUrl = 'https://console.huaweicloud.com/smn/subscription/confirm?token=FAKE';
/** The options with which messages of SMN are accepted. */
export const smn = {
  topicUrns: [topicUrn],
  certificates: [own.certificate],
  now: () => sentAt,
} satisfies SmnOptions;

const common = {
  message_id: '5d0c86a1f2b94e7783ab0c1d52e6f904',
  topic_urn: topicUrn,
  timestamp: '2026-11-22T10:25:06Z',
};
const sign = (draft: Parameters<typeof signSmnMessage>[1]) => signSmnMessage(own.privateKey, draft);
const about = { ...common, subscribe_url: subscribeUrl };

/** One message of each type. */
export const messages = {
  notification: await sign({ ...common, message: event, subject: '[VOD] 通知' }),
  withoutSubject: await sign({ ...common, message: event }),
  subscription: await sign({ ...about, type: 'SubscriptionConfirmation' }),
  unsubscription: await sign({ ...about, type: 'UnsubscribeConfirmation' }),
};

/** A message of SMN, with its header. */
export function smnWebhook(message: object = messages.notification): Request {
  return post(message, { 'x-smn-message-type': 'type' in message ? String(message.type) : '' });
}

/** A webhook with any body and headers. */
export function post(body: object | string, headers: Record<string, string> = {}): Request {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Request('http://localhost/', { method: 'POST', headers, body: text });
}

const signedNames = 'message message_id subject subscribe_url timestamp topic_urn type'.split(' ');

/** A message with changed members and a signature for them, by node:crypto instead of the tested signer. */
export function resigned(message: SmnWireMessage, changes: object): object {
  const changed = { ...message, ...changes } as Record<string, string | undefined>;
  const lines = signedNames.flatMap((name) => (changed[name] ? [name, changed[name]] : []));
  const signature = createSign('sha256')
    .update(`${lines.join('\n')}\n`)
    .sign(own.privateKey, 'base64');
  return { ...changed, signature };
}

/** Why a webhook is refused. The error must not show the callback key, or the token of a subscription. */
export async function reasonOf(refused: Promise<unknown>): Promise<WebhookFailure> {
  const error: unknown = await refused.then(
    () => expect.unreachable('The webhook was accepted.'),
    (cause: unknown) => cause,
  );
  if (!(error instanceof WebhookError)) throw error;
  expect(error.name).toBe('WebhookError');
  expect(error.message).not.toMatch(/token|FAKE|fake-callback-key/);
  return error.reason;
}
