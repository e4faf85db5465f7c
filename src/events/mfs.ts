/**
 * Callbacks of VOD's own channel (MFS): a JSON body whose `message` is the event as a text, signed by the
 * headers `auth_sign` and `auth_timestamp`.
 *
 * Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0091.html
 */
import { readBody } from '../body.js';
import { hmacSha256Hex, verifyHmacSha256Hex } from '../digest.js';
import { CallbackError } from './callback-error.js';
import { parseEvent, type VodEvent } from './event.js';

/** How to verify a callback. */
export interface VerifyOptions {
  /** The key that was generated in the console (Global Settings, Notification Settings). */
  key: string;
  /** How far `auth_timestamp` may be from now, either way, in milliseconds. Default: 15 minutes. */
  toleranceMs?: number;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

/** The largest body that is read, in bytes; events are a few kilobytes. */
const largestBody = 256 * 1024;
const fifteenMinutes = 15 * 60 * 1000;

/**
 * Verifies a callback and returns its event.
 *
 * nginx drops headers whose names have underscores unless `underscores_in_headers on;` is set: without it
 * every callback is `unsigned`.
 *
 * @throws CallbackError when anything about it is wrong; `reason` says what.
 * @throws TypeError when the key is empty, as a variable that is not set makes it.
 * @example
 * const event = await verifyMfsRequest(request, { key: process.env.VOD_CALLBACK_KEY });
 * if (isAudioExtractComplete(event)) job.receive(event);
 */
export async function verifyMfsRequest(
  request: Request,
  options: VerifyOptions,
): Promise<VodEvent> {
  if (options.key === '')
    throw new TypeError('The key of the callbacks is empty. Is its variable set?');
  const body = await readBody(request.body, largestBody);
  if (!body)
    throw new CallbackError('too-large', `The callback is over ${String(largestBody)} bytes.`);
  const message = readMessage(new TextDecoder().decode(body));
  const signature = request.headers.get('auth_sign');
  const timestamp = request.headers.get('auth_timestamp');
  if (signature === null || timestamp === null) {
    throw new CallbackError(
      'unsigned',
      'The callback has no auth_sign or no auth_timestamp header. Set a key in the console; ' +
        'behind nginx, set underscores_in_headers on.',
    );
  }
  checkTimestamp(timestamp, options);
  if (!(await verifyHmacSha256Hex(options.key, signedText(timestamp, message), signature))) {
    throw new CallbackError(
      'invalid-signature',
      'The callback was not signed with this key. Compare the key with the one in the console.',
    );
  }
  return parseEvent(message);
}

/**
 * Signs a message as VOD does: for tests of your own receiver, and for the local VOD service.
 *
 * @param timestamp a count of seconds or milliseconds since 1970, as the text that is sent.
 * @returns the value of the `auth_sign` header, 64 lower-case hexadecimal digits.
 * @example
 * const timestamp = String(Date.now());
 * const headers = { auth_sign: await signMfsMessage(key, timestamp, message), auth_timestamp: timestamp };
 */
export function signMfsMessage(key: string, timestamp: string, message: string): Promise<string> {
  return hmacSha256Hex(key, signedText(timestamp, message));
}

function signedText(timestamp: string, message: string): string {
  return `VOD_${timestamp}_${message}`;
}

function checkTimestamp(
  timestamp: string,
  { toleranceMs = fifteenMinutes, now = Date.now }: VerifyOptions,
) {
  if (!/^\d{10,13}$/.test(timestamp)) {
    throw new CallbackError(
      'invalid-timestamp',
      'auth_timestamp is no count of seconds or milliseconds since 1970.',
    );
  }
  // The unit is not documented: 10 digits are seconds until the year 2286, 12 or more are milliseconds.
  const sentAt = Number(timestamp) * (timestamp.length < 12 ? 1000 : 1);
  // Written so that a tolerance that is no number lets nothing pass.
  if (!(Math.abs(now() - sentAt) <= toleranceMs)) {
    throw new CallbackError(
      'stale-timestamp',
      `auth_timestamp is more than ${String(toleranceMs / 1000)} seconds away from this clock: ` +
        'an old callback, or a clock that is wrong.',
    );
  }
}

function readMessage(body: string): string {
  let envelope: unknown;
  try {
    envelope = JSON.parse(body);
  } catch {
    envelope = undefined;
  }
  if (
    typeof envelope !== 'object' ||
    envelope === null ||
    !('message' in envelope) ||
    typeof envelope.message !== 'string'
  ) {
    throw new CallbackError(
      'invalid-envelope',
      'The callback is no JSON object whose message is a text.',
    );
  }
  return envelope.message;
}
