/**
 * Callbacks of VOD's own channel (MFS): a JSON body whose `message` is the event as a text, signed by the
 * headers `auth_sign` and `auth_timestamp`.
 *
 * Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0091.html
 */
import { hmacSha256Hex, verifyHmacSha256Hex } from '#digest';
import { WebhookError } from './webhook-error.js';
import { readEnvelope } from './envelope.js';
import { parseEvent, type VodEvent } from './event.js';

/** How to verify a callback of MFS. */
export interface MfsOptions {
  /**
   * The key that was generated in the console (Global Settings, Notification Settings). While you change it, give
   * both: `[newKey, oldKey]`. A callback is believed when one of them signed it.
   */
  key: string | readonly string[];
  /** How far `auth_timestamp` may be from now, either way, in milliseconds. Default: 15 minutes. */
  toleranceMs?: number;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

/** A callback of MFS to sign. */
export interface MfsDraft {
  /** The key that the receiver verifies with. */
  key: string;
  /** The event, or the text to send as it is. */
  message: VodEvent | string;
  /** A count of seconds or milliseconds since 1970, as it is sent. Default: now, in milliseconds. */
  timestamp?: string;
}

const fifteenMinutes = 15 * 60 * 1000;

/**
 * Verifies a callback of MFS and returns its event.
 *
 * nginx drops headers whose names have underscores unless `underscores_in_headers on;` is set: without it
 * every callback is `unsigned`.
 *
 * @throws WebhookError when anything about it is wrong; `reason` says what.
 * @throws TypeError when there is no key or an empty one, as a variable that is not set makes it.
 * @example
 * const event = await verifyMfsRequest(request, { key: process.env.VOD_CALLBACK_KEY! });
 * if (isAudioExtractComplete(event)) job.receive(event);
 */
export async function verifyMfsRequest(request: Request, options: MfsOptions): Promise<VodEvent> {
  return parseEvent(await verifiedMfsMessage(request, options));
}

/** The `message` of a callback, once its signature and its time were found right. */
export async function verifiedMfsMessage(request: Request, options: MfsOptions): Promise<string> {
  const keys = keysOf(options);
  const { message } = await readEnvelope(request);
  if (typeof message !== 'string') {
    throw new WebhookError('invalid-envelope', "The callback's message is no text.");
  }
  const signature = request.headers.get('auth_sign');
  const timestamp = request.headers.get('auth_timestamp');
  if (signature === null || timestamp === null) {
    throw new WebhookError(
      'unsigned',
      'The callback has no auth_sign or no auth_timestamp header. Set a key in the console; ' +
        'behind nginx, set underscores_in_headers on.',
    );
  }
  checkTimestamp(timestamp, options);
  // Every key is tried, so that the time taken does not tell which one fitted.
  const text = signedText(timestamp, message);
  const fits = await Promise.all(
    keys.map(async (key) => verifyHmacSha256Hex(key, text, signature)),
  );
  if (!fits.includes(true)) {
    throw new WebhookError(
      'invalid-signature',
      'The callback was not signed with this key. Compare the key with the one in the console.',
    );
  }
  return message;
}

/** @throws TypeError when there is no key or an empty one. */
export function keysOf({ key }: MfsOptions): readonly string[] {
  const keys = [key].flat();
  // Falsy and not '': JavaScript, and a `!` in TypeScript, let a variable through that is not set.
  if (keys.length === 0 || keys.some((each) => !each)) {
    throw new TypeError('The key of the callbacks is empty. Is its variable set?');
  }
  return keys;
}

/**
 * Signs a message as VOD does; `signedMfsRequest` makes the whole callback.
 *
 * @param timestamp a count of seconds or milliseconds since 1970, as the text that is sent.
 * @returns the value of the `auth_sign` header, 64 lower-case hexadecimal digits.
 * @example
 * const timestamp = String(Date.now());
 * const headers = { auth_sign: await signMfsMessage(key, timestamp, message), auth_timestamp: timestamp };
 */
export async function signMfsMessage(
  key: string,
  timestamp: string,
  message: string,
): Promise<string> {
  return hmacSha256Hex(key, signedText(timestamp, message));
}

/**
 * A callback as MFS sends it, to test a receiver of your own.
 *
 * @example
 * const event = { event_type: 'coverComplete', cover_info: { asset_id: 'a1', status: 'SUCCEED' } };
 * const response = await receiver(await signedMfsRequest('http://localhost/', { key, message: event }));
 */
export async function signedMfsRequest(
  url: string | URL,
  { key, message: content, timestamp = String(Date.now()) }: MfsDraft,
): Promise<Request> {
  const message = typeof content === 'string' ? content : JSON.stringify(content);
  const headers = {
    'content-type': 'application/json',
    auth_sign: await signMfsMessage(key, timestamp, message),
    auth_timestamp: timestamp,
  };
  return new Request(url, { method: 'POST', headers, body: JSON.stringify({ message }) });
}

function signedText(timestamp: string, message: string): string {
  return `VOD_${timestamp}_${message}`;
}

function checkTimestamp(
  timestamp: string,
  { toleranceMs = fifteenMinutes, now = Date.now }: MfsOptions,
): void {
  if (!/^\d{10,13}$/.test(timestamp)) {
    throw new WebhookError(
      'invalid-timestamp',
      'auth_timestamp is no count of seconds or milliseconds since 1970.',
    );
  }
  // The unit is not documented: 10 digits are seconds until the year 2286, 12 or more are milliseconds.
  const sentAt = Number(timestamp) * (timestamp.length < 12 ? 1000 : 1);
  // Written so that a tolerance that is no number lets nothing pass.
  if (!(Math.abs(now() - sentAt) <= toleranceMs)) {
    throw new WebhookError(
      'stale-timestamp',
      `auth_timestamp is more than ${toleranceMs / 1000} seconds away from this clock: ` +
        'an old callback, or a clock that is wrong.',
    );
  }
}
