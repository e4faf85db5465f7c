/**
 * VOD's own webhooks (MFS): a JSON body whose `message` holds the event as a text, signed by the headers
 * `auth_sign` and `auth_timestamp`.
 *
 * Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0091.html
 */
import { hmacSha256Hex, verifyHmacSha256Hex } from '#digest';
import { readEnvelope, signable } from './envelope.js';
import { parseEvent, type VodEvent } from './event.js';
import { WebhookError } from './webhook-error.js';

/** How to verify a webhook of MFS. */
export interface MfsOptions {
  /**
   * The callback key that the console generated (Global Settings, Notification Settings). While you change it, give
   * both: `[newKey, oldKey]`. A webhook is accepted if it was signed with one of them.
   */
  key: string | readonly string[];
  /** How far `auth_timestamp` may be from now, in both directions, in milliseconds. Default: 15 minutes. */
  toleranceMs?: number;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

/** A webhook of MFS to sign. */
export interface MfsDraft {
  /** The key with which the receiver verifies. */
  key: string;
  /** The event, or a text that is sent as it is. */
  message: VodEvent | string;
  /** Seconds or milliseconds since 1970, as the text that is sent. Default: now, in milliseconds. */
  timestamp?: string;
}

const fifteenMinutes = 15 * 60 * 1000;

/**
 * Verifies a webhook of MFS and returns its event.
 *
 * nginx drops headers with underscores in their names unless `underscores_in_headers on;` is set: without them,
 * every webhook is `unsigned`.
 *
 * @throws WebhookError if a check fails; `reason` says which.
 * @throws TypeError if the key is missing or empty, for example because its variable is not set, or if the body of
 *   the request was read before.
 * @example
 * const event = await verifyMfsRequest(request, { key: process.env.VOD_CALLBACK_KEY! });
 * if (isAudioExtractComplete(event)) job.receive(event);
 */
export async function verifyMfsRequest(request: Request, options: MfsOptions): Promise<VodEvent> {
  return parseEvent(await verifiedMfsMessage(request, options));
}

/** The `message` of a webhook, after its signature and time were checked. */
export async function verifiedMfsMessage(request: Request, options: MfsOptions): Promise<string> {
  const keys = keysOf(options);
  const { message } = await readEnvelope(request);
  if (typeof message !== 'string') {
    throw new WebhookError('invalid-envelope', "The webhook's message is not a text.");
  }
  const signature = request.headers.get('auth_sign');
  const timestamp = request.headers.get('auth_timestamp');
  if (signature === null || timestamp === null) {
    throw new WebhookError(
      'unsigned',
      'The webhook has no auth_sign or no auth_timestamp header. Set a callback key in the console. ' +
        'Behind nginx, set underscores_in_headers on.',
    );
  }
  checkTimestamp(timestamp, options);
  const text = signedText(timestamp, message);
  const checks = keys.map(async (key) => verifyHmacSha256Hex(key, text, signature));
  if (!(await Promise.all(checks)).includes(true)) {
    throw new WebhookError(
      'invalid-signature',
      'The webhook was not signed with this key. Compare it with the callback key in the console.',
    );
  }
  return message;
}

/** The keys as a list. @throws TypeError if one is missing or empty, or has white space around it. */
export function keysOf({ key }: MfsOptions): readonly string[] {
  const keys = [key].flat();
  // A variable that is not set is undefined, in JavaScript and with a `!` in TypeScript.
  if (keys.length === 0 || keys.some((each) => !each)) {
    throw new TypeError('The callback key is empty: set its variable.');
  }
  if (keys.some((each) => each !== each.trim())) {
    throw new TypeError(
      'The callback key has white space around it, such as a line end. Remove it.',
    );
  }
  return keys;
}

/**
 * Signs a message as VOD does. `signedMfsRequest` makes the whole request.
 *
 * @param timestamp seconds or milliseconds since 1970, as the text that is sent.
 * @throws TypeError if the message has half of a surrogate pair, which cannot be signed.
 * @returns the value of the `auth_sign` header: 64 hexadecimal digits in lower case.
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
 * A request as MFS sends it, to test a receiver.
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
  return signable(`VOD_${timestamp}_${message}`);
}

function checkTimestamp(
  timestamp: string,
  { toleranceMs = fifteenMinutes, now = Date.now }: MfsOptions,
): void {
  if (!/^\d{10,13}$/.test(timestamp)) {
    const message = 'auth_timestamp is not a number of seconds or milliseconds since 1970.';
    throw new WebhookError('invalid-timestamp', message);
  }
  // The unit is not documented. Until the year 2286 seconds have 10 digits, and milliseconds 12 or more since 1973.
  const sentAt = Number(timestamp) * (timestamp.length < 12 ? 1000 : 1);
  // A comparison with NaN is false: with a wrong clock or tolerance, nothing passes.
  if (!(Math.abs(now() - sentAt) <= toleranceMs)) {
    throw new WebhookError(
      'stale-timestamp',
      `auth_timestamp is more than ${toleranceMs / 1000} seconds away from this machine's clock. ` +
        'It is an old webhook, or the clock is wrong.',
    );
  }
}
