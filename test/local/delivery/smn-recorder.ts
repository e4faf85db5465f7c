/** A receiver of SMN's messages that is plain node:http, and a check of their signatures. */
import { createVerify, X509Certificate } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { headerOf, recordWebhooks } from './webhook-recorder.js';

/** A message, in its names on the wire. */
type Message = Record<string, string | undefined>;

/** Starts a receiver for this test; see `recordWebhooks`. */
export async function recordMessages(...answer: Parameters<typeof recordWebhooks>) {
  const recorder = await recordWebhooks(...answer);
  onTestFinished(() => recorder.close());
  /** The message of that number, the first being 0; waits until it has come. Its headers say the same. */
  const message = async (number: number): Promise<Message> => {
    const webhook = await recorder.webhook((all) => all[number]);
    const read = JSON.parse(webhook.body) as Message;
    for (const [header, name] of [
      ['x-smn-message-type', 'type'],
      ['x-smn-message-id', 'message_id'],
      ['x-smn-topic-urn', 'topic_urn'],
    ] as const) {
      expect(headerOf(webhook, header)).toBe(read[name]);
    }
    return read;
  };
  return { url: recorder.url, webhooks: recorder.webhooks, message };
}

const signedMembers = ['message', 'message_id', 'subject', 'subscribe_url', 'timestamp'];

/** Whether node:crypto finds a message signed by the key of a certificate (PEM). */
export function isSigned(message: Message, certificate: string | undefined): boolean {
  const lines = [...signedMembers, 'topic_urn', 'type'].flatMap((name) => {
    const value = message[name];
    return value === undefined ? [] : [`${name}\n${value}\n`];
  });
  const { publicKey } = new X509Certificate(certificate ?? '');
  return createVerify('sha256')
    .update(lines.join(''))
    .verify(publicKey, message['signature'] ?? '', 'base64');
}

/** Follows a link of a message. Returns the status of the answer. */
export async function get(url: string | undefined): Promise<number> {
  return (await fetch(url ?? '')).status;
}
