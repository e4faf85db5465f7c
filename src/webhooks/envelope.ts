/** The JSON object in the body of a webhook. */
import { readBody } from '../platform/read-body.js';
import { WebhookError } from './webhook-error.js';

/** The largest body that is read, in bytes. Events have a few thousand. */
export const largestBody = 256 * 1024;

/** Without `fatal`, bytes that are not UTF-8 would become U+FFFD, which could be what was signed. */
const utf8 = new TextDecoder('utf-8', { fatal: true });
/** Half of a surrogate pair. As bytes to sign, each of them is U+FFFD, so a signature would fit many texts. */
const loneSurrogate = /\p{Surrogate}/u;

/** The message of the error for a body that is gone: a mistake of the set-up, and not of the sender. */
export const bodyIsGone =
  'The body of the webhook was read before the receiver got it. Put the raw body on `req.body`, or give the ' +
  'receiver the request before a body parser or anything else reads it.';

/**
 * Reads the body. Its texts can be signed.
 *
 * @throws WebhookError `too-large` or `invalid-envelope`. TypeError if the body was read before.
 */
export async function readEnvelope({
  body: stream,
  bodyUsed,
  headers,
}: Request): Promise<Record<string, unknown>> {
  if (bodyUsed || stream?.locked) throw new TypeError(bodyIsGone);
  const body = await readBody(stream, largestBody);
  if (body?.length === 0 && Number(headers.get('content-length')) > 0) {
    throw new TypeError(bodyIsGone);
  }
  if (!body) throw new WebhookError('too-large', `The webhook has more than ${largestBody} bytes.`);
  const envelope = parseObject(body);
  if (!envelope) {
    throw new WebhookError('invalid-envelope', 'The body of the webhook is not a JSON object.');
  }
  const texts = Object.values(envelope).filter((value) => typeof value === 'string');
  if (texts.some((text) => loneSurrogate.test(text))) {
    const message = 'A text of the webhook has half of a surrogate pair, which cannot be signed.';
    throw new WebhookError('invalid-envelope', message);
  }
  return envelope;
}

/** The text itself. @throws TypeError if it cannot be signed. */
export function signable(text: string): string {
  if (!loneSurrogate.test(text)) return text;
  throw new TypeError('The text has half of a surrogate pair, which cannot be signed.');
}

/** The JSON object in a text, or in bytes of UTF-8; undefined if it is not one. */
export function parseObject(json: string | Uint8Array): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(typeof json === 'string' ? json : utf8.decode(json));
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value is a JSON object: neither an array nor null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
