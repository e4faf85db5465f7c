/** The JSON object in the body of a webhook. */
import { readBody } from '../platform/read-body.js';
import { WebhookError } from './webhook-error.js';

/** The largest body that is read, in bytes. Events have a few thousand. */
export const largestBody = 256 * 1024;

/** Reads the body. @throws WebhookError `too-large` or `invalid-envelope`. */
export async function readEnvelope(request: Request): Promise<Record<string, unknown>> {
  const body = await readBody(request.body, largestBody);
  if (!body) throw new WebhookError('too-large', `The webhook has more than ${largestBody} bytes.`);
  const envelope = parseObject(new TextDecoder().decode(body));
  if (!envelope) {
    throw new WebhookError('invalid-envelope', 'The body of the webhook is not a JSON object.');
  }
  return envelope;
}

/** The JSON object in a text; undefined if it is not one. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value is a JSON object: neither an array nor null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
