/**
 * Webhooks by Simple Message Notification (SMN): a JSON body, signed with the key of a certificate.
 *
 * Sources: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html and smn_ug_a9003.html
 */
import { readEnvelope } from './envelope.js';
import { parseEvent } from './event.js';
import {
  type SignedMembers,
  signedMembersOf,
  type SmnConfirmation,
  type SmnMessage,
  type SmnMessageType,
} from './smn-message.js';
import { checkSmnSignature, type SmnCertificateOptions } from './smn-signature.js';
import { WebhookError } from './webhook-error.js';

/** How to verify a message of SMN. */
export interface SmnOptions extends SmnCertificateOptions {
  /**
   * Your topics, such as `urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events`. SMN signs for all
   * customers with the same key, so only the topic shows that a message is yours. With `'any'`, everyone who has a
   * topic can send you events: use it in tests only.
   */
  topicUrns: readonly string[] | 'any';
  /**
   * How old a message may be, in milliseconds. Default: 48 hours, because `timestamp` is the time of the first
   * attempt, and SMN repeats for up to a day. The timestamp may be at most 15 minutes in the future.
   */
  toleranceMs?: number;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

const twoDays = 48 * 60 * 60 * 1000;
const fifteenMinutes = 15 * 60 * 1000;

/**
 * Verifies a message of SMN: a notification with its event, or a message about a subscription with its
 * `subscribe_url`. The result has only signed members, so not `unsubscribe_url`.
 *
 * @throws WebhookError if a check fails; `reason` says which.
 * @throws TypeError if `topicUrns` is missing or empty, or if the body of the request was read before.
 * @throws CertificateError if one of `certificates` cannot be used, or the runtime has no `node:crypto`.
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
    throw new WebhookError('unexpected-topic', 'The topic of the message is not in topicUrns.');
  }
  checkTimestamp(signed.timestamp, now(), options.toleranceMs);
  await checkSmnSignature(signed, envelope, options, now());
  if (signed.type !== 'Notification') return signed;
  return { ...signed, event: parseEvent(signed.message) };
}

/** @throws TypeError if `topicUrns` is missing or empty, or a topic is empty or has white space around it. */
export function checkTopics({ topicUrns }: SmnOptions): void {
  const urns: unknown = topicUrns; // JavaScript, and a variable that is not set, can pass anything.
  const isTopic = (urn: unknown): boolean => typeof urn === 'string' && /^\S(.*\S)?$/.test(urn);
  if (urns !== 'any' && !(Array.isArray(urns) && urns.length > 0 && urns.every(isTopic))) {
    throw new TypeError(
      'topicUrns is no list of topics, or one is empty or has white space around it. List your topics, and set their variables.',
    );
  }
}

type Notification = Omit<Extract<SmnMessage, { type: 'Notification' }>, 'event'>;

/** Reads the signed members, which are all texts, and leaves out all others. */
function readSigned(envelope: Record<string, unknown>): Notification | SmnConfirmation {
  const type = readType(envelope['type']);
  const version = envelope['signature_version'];
  // The same page has V1 as well.
  if (version !== 'v1' && version !== 'V1') {
    throw new WebhookError('unsupported-version', "The message's signature_version is not v1.");
  }
  const signed: SignedMembers = { type };
  for (const name of signedMembersOf[type]) {
    const value = envelope[name];
    if (name === 'subject' && (value === undefined || value === null || value === '')) continue;
    if (typeof value !== 'string') {
      throw new WebhookError('invalid-envelope', `The message's ${name} is not a text.`);
    }
    // In the signed text, a line feed separates members: within a value it could move text to another member.
    // eslint-disable-next-line no-control-regex -- It looks for control characters.
    if (name !== 'message' && /[\0-\x1f\x7f]/.test(value)) {
      throw new WebhookError('invalid-envelope', `The message's ${name} has a control character.`);
    }
    Object.assign(signed, { [name]: value });
  }
  return signed as Notification | SmnConfirmation; // The loop has set all members of its type.
}

function readType(type: unknown): SmnMessageType {
  if (typeof type !== 'string') {
    throw new WebhookError('invalid-envelope', 'The message has no type, so it is not from SMN.');
  }
  if (!Object.hasOwn(signedMembersOf, type)) {
    const why = type.startsWith('HttpSubscriptionUser')
      ? 'it is not documented which of its members are signed'
      : 'SMN has no such type';
    throw new WebhookError('unsupported-type', `The type of the message is refused: ${why}.`);
  }
  return type as SmnMessageType; // It is a key of signedMembersOf.
}

/** The headers are not signed, so they have to agree with the body. */
function checkHeaders(headers: Headers, { type, topic_urn }: Notification | SmnConfirmation): void {
  const values = { 'x-smn-message-type': type, 'x-smn-topic-urn': topic_urn };
  for (const [name, value] of Object.entries(values)) {
    const header = headers.get(name);
    if (header !== null && header !== value) {
      throw new WebhookError('header-mismatch', `The header ${name} contradicts the body.`);
    }
  }
}

function checkTimestamp(timestamp: string, now: number, toleranceMs = twoDays): void {
  const sentAt = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(timestamp)
    ? Date.parse(timestamp)
    : NaN;
  if (Number.isNaN(sentAt)) {
    throw new WebhookError('invalid-timestamp', "The message's timestamp is not a time in UTC.");
  }
  const age = now - sentAt;
  // Every comparison with NaN is false: with a wrong clock or tolerance, nothing passes.
  if (!(age <= toleranceMs && -age <= fifteenMinutes)) {
    throw new WebhookError(
      'stale-timestamp',
      `The message's timestamp is more than ${toleranceMs / 1000} seconds old, or in the future. ` +
        "It is an old message, or this machine's clock is wrong.",
    );
  }
}
