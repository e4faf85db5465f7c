/**
 * Callbacks by way of Simple Message Notification (SMN): a JSON body that is signed by the key of a certificate.
 *
 * Sources: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html and smn_ug_a9003.html
 */
import { WebhookError } from './webhook-error.js';
import { readEnvelope } from './envelope.js';
import { parseEvent } from './event.js';
import type { GuardedGetOptions } from './guarded-get.js';
import {
  type SignedMembers,
  signedMembersOf,
  type SmnConfirmation,
  type SmnMessage,
  type SmnMessageType,
} from './smn-message.js';
import { checkSmnSignature } from './smn-signature.js';

/** How to verify a message of SMN. */
export interface SmnOptions {
  /**
   * Your topics, such as `urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events`. SMN signs for every
   * customer with the same key, so a signature alone proves nothing about you: with `'any'`, whoever has a topic can
   * send you events. Use that in tests only.
   */
  topicUrns: readonly string[] | 'any';
  /**
   * Certificates (X.509, PEM, RSA of 2048 bits or more) that are believed beside the one that SMN published, which
   * is pinned in this package. Regions exist that have another one.
   */
  certificates?: readonly string[];
  /**
   * Download the certificate at `signing_cert_url` when no other fits, once for each address. Without options, from
   * `smn.{region}.myhuaweicloud.com` and `.eu` only. Default: false.
   */
  downloadCertificate?: boolean | GuardedGetOptions;
  /**
   * How old a message may be, in milliseconds. Default: 48 hours, because `timestamp` is when SMN sent the message
   * for the first time, and it tries again for hours, up to a day. The future may not be more than 15 minutes away.
   */
  toleranceMs?: number;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

const twoDays = 48 * 60 * 60 * 1000;
const fifteenMinutes = 15 * 60 * 1000;

/**
 * Verifies a message of SMN: a notification with its event, or one about the subscription with its `subscribe_url`.
 * What is returned was signed; `unsubscribe_url`, which is not, is left out.
 *
 * @throws WebhookError when anything about it is wrong; `reason` says what.
 * @throws TypeError when `topicUrns` is missing or empty; CertificateError when one of `certificates` is none.
 * @example
 * const message = await verifySmnRequest(request, { topicUrns: [topicUrn] });
 * if (message.type === 'Notification') console.log(message.event.event_type);
 */
export async function verifySmnRequest(request: Request, options: SmnOptions): Promise<SmnMessage> {
  checkTopics(options);
  const { now = Date.now } = options;
  const envelope = await readEnvelope(request);
  const signed = readSigned(envelope);
  checkHeaders(request.headers, signed);
  if (options.topicUrns !== 'any' && !options.topicUrns.includes(signed.topic_urn)) {
    throw new WebhookError(
      'unexpected-topic',
      'The message is of a topic that is not in topicUrns.',
    );
  }
  checkTimestamp(signed.timestamp, now(), options.toleranceMs);
  await checkSmnSignature(signed, envelope, options, now());
  if (signed.type !== 'Notification') return signed;
  return { ...signed, event: parseEvent(signed.message) };
}

/** @throws TypeError when no topics are named. */
export function checkTopics({ topicUrns }: SmnOptions): void {
  const urns: unknown = topicUrns; // JavaScript lets anything through.
  if (urns !== 'any' && !(Array.isArray(urns) && urns.length > 0 && urns.every(Boolean))) {
    throw new TypeError('topicUrns has to list the topics that you expect. Is its variable set?');
  }
}

type Notification = Omit<Extract<SmnMessage, { type: 'Notification' }>, 'event'>;

/** The signed members, all texts; the others may be anything. */
function readSigned(envelope: Record<string, unknown>): Notification | SmnConfirmation {
  const type = readType(envelope['type']);
  const version = envelope['signature_version'];
  // A text on the same page writes V1.
  if (version !== 'v1' && version !== 'V1') {
    throw new WebhookError('unsupported-version', 'The message is not signed in the way of v1.');
  }
  const signed: SignedMembers = { type };
  for (const name of signedMembersOf[type]) {
    const value = envelope[name];
    if (name === 'subject' && (value === undefined || value === null || value === '')) continue;
    if (typeof value !== 'string') {
      throw new WebhookError('invalid-envelope', `The message's ${name} is no text.`);
    }
    // The signed text ends each value by a line feed: a value with one could be read as two.
    // eslint-disable-next-line no-control-regex -- Control characters are what is looked for.
    if (name !== 'message' && /[\0-\x1f\x7f]/.test(value)) {
      throw new WebhookError('invalid-envelope', `The message's ${name} has a control character.`);
    }
    Object.assign(signed, { [name]: value });
  }
  return signed as Notification | SmnConfirmation; // The loop has seen to every member of its type.
}

function readType(type: unknown): SmnMessageType {
  if (typeof type !== 'string') {
    throw new WebhookError('invalid-envelope', 'The message has no type: it is none of SMN.');
  }
  if (!Object.hasOwn(signedMembersOf, type)) {
    const why = type.startsWith('HttpSubscriptionUser')
      ? 'which of its members are signed is not documented, so that it cannot be verified'
      : 'SMN is not known to send it';
    throw new WebhookError('unsupported-type', `The message has a type that is refused: ${why}.`);
  }
  return type as SmnMessageType; // It is one of the keys.
}

/** The headers are not signed: what they say has to be what the body says. */
function checkHeaders(headers: Headers, { type, topic_urn }: Notification | SmnConfirmation): void {
  const values = { 'x-smn-message-type': type, 'x-smn-topic-urn': topic_urn };
  for (const [name, value] of Object.entries(values)) {
    const header = headers.get(name);
    if (header !== null && header !== value) {
      throw new WebhookError('header-mismatch', `The header ${name} is not what the body says.`);
    }
  }
}

function checkTimestamp(timestamp: string, now: number, toleranceMs = twoDays): void {
  const sentAt = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(timestamp)
    ? Date.parse(timestamp)
    : NaN;
  if (Number.isNaN(sentAt)) {
    throw new WebhookError('invalid-timestamp', 'timestamp is no time in UTC.');
  }
  const age = now - sentAt;
  // Written so that a tolerance that is no number lets nothing pass.
  if (!(age <= toleranceMs && -age <= fifteenMinutes)) {
    throw new WebhookError(
      'stale-timestamp',
      `timestamp is more than ${toleranceMs / 1000} seconds old, or in the future: an old message, or a ` +
        'clock that is wrong.',
    );
  }
}
