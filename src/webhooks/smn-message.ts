/**
 * The messages of Simple Message Notification (SMN), and which of their members are signed.
 *
 * Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9003.html
 */
import type {
  SmnNotification,
  SmnSubscriptionConfirmation,
  SmnUnsubscribeConfirmation,
} from '../../generated/schema.js';
import type { Bytes } from '../platform/read-body.js';
import { signable } from './envelope.js';
import type { VodEvent } from './event.js';

/** A message as SMN sends it. */
export type SmnWireMessage =
  SmnNotification | SmnSubscriptionConfirmation | SmnUnsubscribeConfirmation;

/** The types of message whose signed members are documented. */
export type SmnMessageType = SmnWireMessage['type'];

type SignedMember =
  'message' | 'message_id' | 'subject' | 'subscribe_url' | 'timestamp' | 'topic_urn' | 'type';

/** The signed members that a message has. */
export type SignedMembers = Partial<Record<SignedMember, string>> & { type: SmnMessageType };

/** The signed members of a verified notification, and the event in its `message`. */
export type SmnEventMessage = Pick<SmnNotification, SignedMember & keyof SmnNotification> & {
  event: VodEvent;
};

/** The signed members of a verified message about a subscription. */
export type SmnConfirmation =
  | Pick<SmnSubscriptionConfirmation, SignedMember & keyof SmnSubscriptionConfirmation>
  | Pick<SmnUnsubscribeConfirmation, SignedMember & keyof SmnUnsubscribeConfirmation>;

/** A verified message. Its `type` tells which. */
export type SmnMessage = SmnEventMessage | SmnConfirmation;

const ofSubscription: readonly SignedMember[] = [
  'message',
  'message_id',
  'subscribe_url',
  'timestamp',
  'topic_urn',
  'type',
];

/** The signed members of each type, in the order in which they are signed. */
export const signedMembersOf: Record<SmnMessageType, readonly SignedMember[]> = {
  Notification: ['message', 'message_id', 'subject', 'timestamp', 'topic_urn', 'type'],
  SubscriptionConfirmation: ofSubscription,
  UnsubscribeConfirmation: ofSubscription,
};

/** The text that is signed: name and value of each member, each on a line. An empty `subject` is left out. */
export function signedText(message: SignedMembers): Bytes {
  const lines = signedMembersOf[message.type].flatMap((name) => {
    const value = message[name];
    return value === undefined || (name === 'subject' && value === '') ? [] : [name, value];
  });
  return new TextEncoder().encode(signable(lines.map((line) => `${line}\n`).join('')));
}
