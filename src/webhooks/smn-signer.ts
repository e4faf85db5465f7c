/** Signs messages as SMN does, with a key of your own: to test receivers. */
import { fromPem, toBase64 } from './base64.js';
import type { VodEvent } from './event.js';
import {
  signatureAlgorithm,
  type SignedMembers,
  signedText,
  type SmnWireMessage,
} from './smn-message.js';

/** What every message of SMN may be given. */
interface SmnDraftBase {
  /** The topic, `urn:smn:{region}:{project_id}:{name}`. */
  topic_urn: string;
  /** Default: a random one. */
  message_id?: string;
  /** When it is sent for the first time, in UTC. Default: now, in whole seconds. */
  timestamp?: string;
  /** Where the certificate is. Default: an address that leads nowhere. */
  signing_cert_url?: string;
}

/** A message of SMN to sign, in its names on the wire. */
export type SmnDraft =
  | (SmnDraftBase & {
      /** Default: `Notification`. */
      type?: 'Notification';
      /** The event, or the text to send as it is. */
      message: VodEvent | string;
      subject?: string;
      /** Not signed. Default: an address that leads nowhere. */
      unsubscribe_url?: string;
    })
  | (SmnDraftBase & {
      type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation';
      /** The address that confirms the subscription. */
      subscribe_url: string;
      /** Default: a sentence for people. */
      message?: string;
    });

const nowhere = 'https://smn.example.com';

/**
 * Signs a message, and adds what it needs beside what is given; `signedSmnRequest` makes the whole callback.
 *
 * @param privateKey RSA of 2048 bits or more: PKCS#8 in PEM, or a key of Web Crypto.
 * @throws TypeError when the text is no private key in PKCS#8.
 * @example
 * const message = await signSmnMessage(pem, { topic_urn: topicUrn, message: event });
 */
export async function signSmnMessage(
  privateKey: string | CryptoKey,
  draft: SmnDraft,
): Promise<SmnWireMessage> {
  const key = typeof privateKey === 'string' ? await importKey(privateKey) : privateKey;
  const { message: content } = draft;
  const message = {
    message_id: crypto.randomUUID().replaceAll('-', ''),
    timestamp: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    signing_cert_url: `${nowhere}/smn/SMN_test.pem`,
    signature_version: 'v1',
    ...(draft.type === undefined || draft.type === 'Notification'
      ? { unsubscribe_url: `${nowhere}/smn/subscription/unsubscribe`, type: 'Notification' }
      : {}),
    ...draft,
    message:
      content === undefined
        ? `This is about a subscription to the topic ${draft.topic_urn}.`
        : typeof content === 'string'
          ? content
          : JSON.stringify(content),
  } as SignedMembers & SmnWireMessage; // The branches have what their type needs, but for the signature.
  const bytes = await crypto.subtle.sign(signatureAlgorithm.name, key, signedText(message));
  return { ...message, signature: toBase64(new Uint8Array(bytes)) };
}

/**
 * A callback as SMN sends it, to test a receiver of your own. Give the receiver the certificate of your key:
 * `openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=test -keyout key.pem -out certificate.pem`
 *
 * @param options what `signSmnMessage` takes, and the `privateKey`.
 * @throws TypeError when the text is no private key in PKCS#8.
 * @example
 * const receiver = createWebhookReceiver({ smn: { topicUrns: [topicUrn], certificates: [pem] }, onEvent });
 * const options = { privateKey, topic_urn: topicUrn, message: event };
 * const response = await receiver(await signedSmnRequest('http://localhost/', options));
 */
export async function signedSmnRequest(
  url: string | URL,
  { privateKey, ...draft }: SmnDraft & { privateKey: string | CryptoKey },
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

function importKey(pem: string): Promise<CryptoKey> {
  const bytes = fromPem('PRIVATE KEY', pem);
  if (!bytes) {
    throw new TypeError(
      'The private key is not PKCS#8 in PEM, which begins with BEGIN PRIVATE KEY.',
    );
  }
  return crypto.subtle.importKey('pkcs8', bytes, signatureAlgorithm, false, ['sign']);
}
