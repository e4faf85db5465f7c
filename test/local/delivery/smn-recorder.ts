/** A receiver of SMN's messages that is plain node:http, a check of their signatures, and jobs to be told of. */
import { createVerify, X509Certificate } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { extractAudio } from '../../../src/extraction/extract-audio.js';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../../src/local/index.js';
import { type Callback, headerOf, recordCallbacks } from './webhook-recorder.js';
import { clientOf, upload } from '../service.js';

/** A message, in its names on the wire. */
type Message = Record<string, string | undefined>;

/** Starts a receiver for this test; see `recordCallbacks`. */
export async function recordMessages(...answer: Parameters<typeof recordCallbacks>) {
  const recorder = await recordCallbacks(...answer);
  onTestFinished(() => recorder.close());
  /** The message of that number, the first being 0; waits until it has come. */
  const message = async (number: number): Promise<Message> =>
    messageOf(await recorder.callback((all) => all[number]));
  return { url: recorder.url, callbacks: recorder.callbacks, message };
}

/** What a body holds, once its headers were found to say the same. */
function messageOf(callback: Callback): Message {
  const message = JSON.parse(callback.body) as Message;
  expect(headerOf(callback, 'x-smn-message-type')).toBe(message['type']);
  expect(headerOf(callback, 'x-smn-message-id')).toBe(message['message_id']);
  expect(headerOf(callback, 'x-smn-topic-urn')).toBe(message['topic_urn']);
  return message;
}

const signedMembers = ['message', 'message_id', 'subject', 'subscribe_url', 'timestamp'];

/** Whether, by node:crypto and not by what the service signs with, a message is signed by the key of a certificate (PEM). */
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

/** Starts a service for this test. */
export async function startWith(options: LocalVodOptions): Promise<LocalVod> {
  const local = await startLocalVod(options);
  onTestFinished(() => local.close());
  return local;
}

/** Begins an extraction that fails at once; returns the id of the audio that the event will name. */
export async function fail(local: LocalVod): Promise<string> {
  const vod = clientOf(local);
  const assetId = await upload(vod, 'notes.mp4', 'no video');
  return (await extractAudio(vod, { assetId })).audioAssetId;
}

/** The event of such an extraction. */
export const anEvent: unknown = expect.objectContaining({ event_type: 'audioExtractComplete' });

/** The list of the undelivered, as soon as it is as expected. */
export function undeliveredOf(local: LocalVod) {
  return expect.poll(() => local.undelivered, { interval: 5, timeout: 10_000 });
}

/** Follows a link of a message; the status of the answer. */
export async function get(url: string | undefined): Promise<number> {
  return (await fetch(url ?? '')).status;
}
