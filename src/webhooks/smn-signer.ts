/** Signs messages as SMN does, with a key of your own, to test receivers. */
import type { VodEvent } from './event.js';
import { type SignedMembers, signedText, type SmnWireMessage } from './smn-message.js';

/** The members that every message can be given. */
interface SmnDraftBase {
  /** The topic, as `urn:smn:{region}:{project_id}:{name}`. */
  topic_urn: string;
  /** Default: a random one. */
  message_id?: string;
  /** When SMN sends it for the first time, in UTC. Default: now, in whole seconds. */
  timestamp?: string;
  /** Where the certificate is. Default: a URL that does not exist. */
  signing_cert_url?: string;
}

/** An SMN message to sign, with the names that SMN uses. */
export type SmnDraft =
  | (SmnDraftBase & {
      /** Default: `Notification`. */
      type?: 'Notification';
      /** The event, or a text that is sent as it is. */
      message: VodEvent | string;
      subject?: string;
      /** Not signed. Default: a URL that does not exist. */
      unsubscribe_url?: string;
    })
  | (SmnDraftBase & {
      type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation';
      /** The URL that confirms the subscription. */
      subscribe_url: string;
      /** Default: a sentence for people. */
      message?: string;
    });

/** A `CryptoKey`, which has no name of its own in the types of Node. */
type SigningKey = Parameters<typeof crypto.subtle.sign>[1];

/** The algorithm of version v1: the page leaves it to the certificate, which has sha256WithRSAEncryption. */
const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const exampleHost = 'https://smn.example.com';

/**
 * Signs a message, and fills in the members that the draft does not have. `signedSmnRequest` makes the whole request.
 *
 * @param privateKey RSA with 2048 bits or more: PKCS#8 in PEM, or a `CryptoKey` that signs.
 * @throws TypeError if the key is not PKCS#8 in PEM, or a text has half of a surrogate pair.
 * @example
 * const message = await signSmnMessage(pem, { topic_urn: topicUrn, message: event });
 */
export async function signSmnMessage(
  privateKey: string | SigningKey,
  draft: SmnDraft,
): Promise<SmnWireMessage> {
  const key = typeof privateKey === 'string' ? await importKey(privateKey) : privateKey;
  const { message: content = `A subscription to the topic ${draft.topic_urn}.` } = draft;
  const message = {
    message_id: crypto.randomUUID().replaceAll('-', ''),
    timestamp: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    signing_cert_url: `${exampleHost}/smn/SMN_test.pem`,
    signature_version: 'v1',
    ...(draft.type === undefined || draft.type === 'Notification'
      ? { unsubscribe_url: `${exampleHost}/smn/subscription/unsubscribe`, type: 'Notification' }
      : {}),
    ...draft,
    message: typeof content === 'string' ? content : JSON.stringify(content),
  } as SignedMembers & SmnWireMessage; // It has all members of its type but the signature.
  const bytes = await crypto.subtle.sign(algorithm.name, key, signedText(message));
  return { ...message, signature: btoa(String.fromCharCode(...new Uint8Array(bytes))) };
}

/**
 * A request as SMN sends it, to test a receiver. Give the receiver the certificate of your key:
 * `openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=test -keyout key.pem -out certificate.pem`
 *
 * @param options the draft as for `signSmnMessage`, and the `privateKey`.
 * @throws TypeError if the text is not PKCS#8 in PEM.
 * @example
 * const receiver = createWebhookReceiver({ smn: { topicUrns: [topicUrn], certificates: [pem] }, onEvent });
 * const options = { privateKey, topic_urn: topicUrn, message: event };
 * const response = await receiver(await signedSmnRequest('http://localhost/', options));
 */
export async function signedSmnRequest(
  url: string | URL,
  { privateKey, ...draft }: SmnDraft & { privateKey: string | SigningKey },
): Promise<Request> {
  const message = await signSmnMessage(privateKey, draft);
  const headers = {
    'content-type': 'application/json',
    'x-smn-message-type': message.type,
    'x-smn-message-id': message.message_id,
    'x-smn-topic-urn': message.topic_urn,
  };
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(message) });
}

function importKey(pem: string): Promise<SigningKey> {
  const [, base64] = /-----BEGIN PRIVATE KEY-----([\w+/=\s]+)-----END/.exec(pem) ?? [];
  if (base64 === undefined) {
    throw new TypeError(
      'The private key is not PKCS#8 in PEM, which begins with BEGIN PRIVATE KEY.',
    );
  }
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return crypto.subtle.importKey('pkcs8', bytes, algorithm, false, ['sign']);
}
