/** The JSON object that the body of a callback holds, read with a limit. */
import { readBody } from '../platform/read-body.js';
import { WebhookError } from './webhook-error.js';

/** The largest body that is read, in bytes; events are a few kilobytes. */
export const largestBody = 256 * 1024;

/** @throws WebhookError `too-large` or `invalid-envelope`. */
export async function readEnvelope(request: Request): Promise<Record<string, unknown>> {
  const body = await readBody(request.body, largestBody);
  if (!body) throw new WebhookError('too-large', `The callback is over ${largestBody} bytes.`);
  const envelope = parseObject(new TextDecoder().decode(body));
  if (!envelope) throw new WebhookError('invalid-envelope', 'The callback is no JSON object.');
  return envelope;
}

/** The JSON object that a text holds; undefined when it holds none. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value is an object in the sense of JSON: no list, and not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
