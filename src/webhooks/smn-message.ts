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
import type { VodEvent } from './event.js';

/** A message as it is on the wire. */
export type SmnWireMessage =
  SmnNotification | SmnSubscriptionConfirmation | SmnUnsubscribeConfirmation;

/** The types of message whose signed members are documented. */
export type SmnMessageType = SmnWireMessage['type'];

type SignedMember =
  'message' | 'message_id' | 'subject' | 'subscribe_url' | 'timestamp' | 'topic_urn' | 'type';

/** A message's signed members, as far as it has them. */
export type SignedMembers = Partial<Record<SignedMember, string>> & { type: SmnMessageType };

/** A notification that was verified: its signed members alone, and the event that its `message` holds. */
export type SmnEventMessage = Pick<SmnNotification, SignedMember & keyof SmnNotification> & {
  event: VodEvent;
};

/** A message about a subscription that was verified: its signed members alone. */
export type SmnConfirmation =
  | Pick<SmnSubscriptionConfirmation, SignedMember & keyof SmnSubscriptionConfirmation>
  | Pick<SmnUnsubscribeConfirmation, SignedMember & keyof SmnUnsubscribeConfirmation>;

/** A message that was verified; tell them apart by `type`. */
export type SmnMessage = SmnEventMessage | SmnConfirmation;

/** The signed members of each type, in the order of the signed text. */
export const signedMembersOf: Record<SmnMessageType, readonly SignedMember[]> = {
  Notification: ['message', 'message_id', 'subject', 'timestamp', 'topic_urn', 'type'],
  SubscriptionConfirmation: subscriptionMembers(),
  UnsubscribeConfirmation: subscriptionMembers(),
};

function subscriptionMembers(): SignedMember[] {
  return ['message', 'message_id', 'subscribe_url', 'timestamp', 'topic_urn', 'type'];
}

/** The algorithm of version v1. The page leaves it to the certificate, whose own is sha256WithRSAEncryption. */
export const signatureAlgorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/** What is signed: each member's name and value, each with a line feed; a `subject` that is empty is left out. */
export function signedText(message: SignedMembers): Uint8Array<ArrayBuffer> {
  const lines = signedMembersOf[message.type].flatMap((name) => {
    const value = message[name];
    return value === undefined || (name === 'subject' && value === '') ? [] : [name, value];
  });
  return new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
}
