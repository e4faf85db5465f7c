/** Changes of signatures, times and bodies, for each channel: none is believed. MUTATIONS says how many. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebhookError, verifyMfsRequest, verifySmnRequest } from '../../src/webhooks/index.js';
import { event, messages, options, post, sentAt } from './smn-messages.js';

const mutants = Number(process.env['MUTATIONS'] ?? 20_000);

// Nobody reads where so many refusals were thrown, and noting it would take a tenth of the time.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

/** mulberry32, seeded: the same changes in every run, whole numbers below `limit`. */
let state = 20_261_122;
function random(limit: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
}
const one = <Value>(list: readonly Value[]): Value => list[random(list.length)] as Value; // None is empty.

/** A text with one small change. */
function changed(text: string): string {
  const at = random(text.length);
  const [before, character, after] = [text.slice(0, at), text[at] ?? '', text.slice(at + 1)];
  const other = String.fromCharCode(character.charCodeAt(0) ^ (1 << random(8)));
  const printable = String.fromCharCode(33 + random(94));
  return one([
    () => before + other + after,
    () => before + printable + after,
    () => before + after,
    () => before + printable + character + after,
    () => before + character + character + after,
    () => before + (after[0] ?? printable) + character + after.slice(1),
    () => before,
    () => character + after,
    () => text + one([' ', '\n', '=', '\0', '0', text]),
    () => before + character.toUpperCase() + after.toLowerCase(),
  ])();
}

/** Verifies changed callbacks until there were enough; a draft that changes nothing is undefined. */
async function reasonsOf(
  draft: () => Request | undefined,
  verify: (request: Request) => Promise<unknown>,
): Promise<Record<string, number>> {
  const reasons: Record<string, number> = {};
  for (let tried = 0; tried < mutants;) {
    const requests = Array.from({ length: 500 }, draft).filter((request) => request !== undefined);
    const outcomes = requests.slice(0, mutants - tried).map(async (request) =>
      verify(request).then(
        () => 'believed',
        (error: unknown) => (error instanceof WebhookError ? error.reason : String(error)),
      ),
    );
    for (const outcome of await Promise.all(outcomes)) {
      reasons[outcome] = (reasons[outcome] ?? 0) + 1;
    }
    tried += outcomes.length;
  }
  return reasons;
}

/** None was believed; most got as far as the signature; there are no other reasons. */
function expectRefused(reasons: Record<string, number>, others: string[]): void {
  const { 'invalid-signature': bySignature = 0, ...rest } = reasons;
  expect(Object.keys(rest).filter((reason) => !others.includes(reason))).toEqual([]);
  expect(Object.values(reasons).reduce((sum, count) => sum + count)).toBe(mutants);
  expect(bySignature).toBeGreaterThan(mutants / 2);
}

test('MFS', { timeout: 60_000 }, async () => {
  const key = 'testkey';
  const message = JSON.stringify(event);
  const timestamp = String(sentAt);
  const auth_sign = createHmac('sha256', key).update(`VOD_${timestamp}_${message}`).digest('hex');
  const headers = { auth_sign, auth_timestamp: timestamp };
  const right = { ...headers, message, body: JSON.stringify({ message }) };
  const draft = (): Request | undefined => {
    const name = one(['auth_sign', 'auth_timestamp', 'message', 'body'] as const);
    const value = changed(right[name]);
    if (value === right[name]) return undefined;
    if (name === 'message') return post({ message: value }, headers);
    if (name === 'body') return messageOf(value) === message ? undefined : post(value, headers);
    // What a header cannot carry, or would carry as the same: white space around it, another case.
    const printable = /^[\x20-\x7e]*$/.test(value);
    const same = value.trim().toLowerCase() === right[name];
    return printable && !same ? post(right.body, { ...headers, [name]: value }) : undefined;
  };
  const verify = { key, toleranceMs: Infinity, now: () => sentAt };
  const reasons = await reasonsOf(draft, (request) => verifyMfsRequest(request, verify));
  expectRefused(reasons, ['invalid-timestamp', 'invalid-envelope']);
});

function messageOf(body: string): unknown {
  try {
    return (JSON.parse(body) as { message: unknown }).message;
  } catch {
    return undefined;
  }
}

test('SMN', { timeout: 60_000 }, async () => {
  const rightly = Object.values(messages).map((message): Message => ({ ...message }));
  /** What is signed, and the signature; the rest of a message may be anything. */
  const told = (message: Message): string => {
    const own = message['type'] === 'Notification' ? 'subject' : 'subscribe_url';
    return JSON.stringify([...everywhere, own].map((name) => message[name] ?? ''));
  };
  const unchanged = new Set(rightly.map(told));
  const draft = (): Request | undefined => {
    const right = one(rightly);
    const name = one([...everywhere, 'subject', 'subscribe_url']);
    const value = random(2) === 0 ? one(rightly)[name] : changed(String(right[name]));
    const body = random(4) === 0 ? changed(JSON.stringify(right)) : { ...right, [name]: value };
    return unchanged.has(told(typeof body === 'string' ? parsed(body) : body))
      ? undefined
      : post(body);
  };
  const verify = { ...options, topicUrns: 'any', toleranceMs: Infinity } as const;
  const reasons = await reasonsOf(draft, (request) => verifySmnRequest(request, verify));
  expectRefused(reasons, [
    ...['invalid-envelope', 'unsigned', 'unsupported-type', 'unsupported-version'],
    ...['invalid-timestamp', 'stale-timestamp'],
  ]);
});

type Message = Record<string, unknown>;
const everywhere = ['message', 'message_id', 'timestamp', 'topic_urn', 'type', 'signature'];

function parsed(body: string): Message {
  try {
    return JSON.parse(body) as Message;
  } catch {
    return {};
  }
}
