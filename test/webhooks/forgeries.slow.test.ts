/** Forged webhooks, 20,000 of each channel or the number in the variable MUTATIONS: small random changes. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { verifyMfsRequest, verifySmnRequest, WebhookError } from '../../src/webhooks/index.js';
import { event, messages, mfs, post, sentAt, smn } from './signed-webhooks.js';

type Message = Record<string, unknown>;
const count = Number(process.env['MUTATIONS'] ?? 20_000);
const timeout = 600_000;

/** The text with one small change. */
function changed(text: string): fc.Arbitrary<string> {
  const printable = fc.nat(93).map((code) => String.fromCharCode(33 + code));
  const places = fc.tuple(fc.nat(text.length - 1), fc.nat(7), printable, fc.nat(9));
  return places.map(([at, bit, other, kind]) => {
    const [before, character, after] = [text.slice(0, at), text[at] ?? '', text.slice(at + 1)];
    const results = [
      before + String.fromCharCode(character.charCodeAt(0) ^ (1 << bit)) + after,
      before + other + after,
      before + after,
      before + other + character + after,
      before + character + character + after,
      before + (after[0] ?? other) + character + after.slice(1),
      before,
      character + after,
      text + ([' ', '\n', '=', '\0', '0', text, '=='][bit] ?? other),
      before + character.toUpperCase() + after.toLowerCase(),
    ];
    return results[kind] ?? '';
  });
}

/** Expects that all forgeries are refused: most for their signature, the others for one of these reasons. */
async function expectRefused(
  forgeries: fc.Arbitrary<Request | undefined>,
  verify: (request: Request) => Promise<unknown>,
  otherReasons: string[],
): Promise<void> {
  const allowed = new Set(['invalid-signature', ...otherReasons]);
  const reasons: string[] = [];
  const property = fc.asyncProperty(forgeries, async (request) => {
    fc.pre(request !== undefined); // The change makes no difference.
    const reason = await verify(request).then(
      () => 'accepted',
      (error: unknown) => (error instanceof WebhookError ? error.reason : String(error)),
    );
    reasons.push(reason);
    if (!allowed.has(reason)) throw new Error(`The forgery was ${reason}.`);
  });
  await fc.assert(property, { numRuns: count, maxSkipsPerRun: 10, seed: 20_261_122 });
  expect(reasons).toHaveLength(count);
  const bySignature = reasons.filter((reason) => reason === 'invalid-signature');
  expect(bySignature.length).toBeGreaterThan(count / 2);
}

it(`refuses ${count} forged webhooks of MFS`, { timeout }, async () => {
  const { key } = mfs;
  const message = JSON.stringify(event);
  const timestamp = String(sentAt);
  const auth_sign = createHmac('sha256', key).update(`VOD_${timestamp}_${message}`).digest('hex');
  const headers = { auth_sign, auth_timestamp: timestamp };
  const body = JSON.stringify({ message });
  /** A header cannot have all characters, loses white space around it, and may be in any case. */
  const withHeader = (name: keyof typeof headers) =>
    changed(headers[name]).map((value) =>
      /^[\x20-\x7e]*$/.test(value) && value.trim().toLowerCase() !== headers[name]
        ? post(body, { ...headers, [name]: value })
        : undefined,
    );
  const withBody = changed(body).map((value) =>
    parsed(value)['message'] === message ? undefined : post(value, headers),
  );
  const withMessage = changed(message).map((value) =>
    value === message ? undefined : post({ message: value }, headers),
  );
  const forgeries = fc.oneof(
    withHeader('auth_sign'),
    withHeader('auth_timestamp'),
    withBody,
    withMessage,
  );
  const verify = (request: Request) => verifyMfsRequest(request, { ...mfs, toleranceMs: Infinity });
  await expectRefused(forgeries, verify, ['invalid-timestamp', 'invalid-envelope']);
});

it(`refuses ${count} forged messages of SMN`, { timeout }, async () => {
  const right = Object.values(messages).map((message): Message => ({ ...message }));
  const names = ['message', 'message_id', 'timestamp', 'topic_urn', 'type', 'signature'];
  /** The signed members and the signature. */
  const signedPart = (message: Message): string => {
    const own = message['type'] === 'Notification' ? 'subject' : 'subscribe_url';
    return JSON.stringify([...names, own].map((name) => message[name] ?? ''));
  };
  const unchanged = new Set(right.map(signedPart));
  const drafts = fc.constantFrom(...right).chain((message) =>
    fc.oneof(
      changed(JSON.stringify(message)),
      fc.constantFrom(...names, 'subject', 'subscribe_url').chain((name) => {
        const values = fc.oneof(
          fc.constantFrom(...right).map((other) => other[name]),
          changed(String(message[name])),
        );
        return values.map((value): Message => ({ ...message, [name]: value }));
      }),
    ),
  );
  const forgeries = drafts.map((body) =>
    unchanged.has(signedPart(typeof body === 'string' ? parsed(body) : body))
      ? undefined
      : post(body),
  );
  const options = { ...smn, topicUrns: 'any', toleranceMs: Infinity } as const;
  await expectRefused(forgeries, (request) => verifySmnRequest(request, options), [
    ...['invalid-envelope', 'unsigned', 'unsupported-type', 'unsupported-version'],
    ...['invalid-timestamp', 'stale-timestamp'],
  ]);
});

function parsed(body: string): Message {
  try {
    return { ...(JSON.parse(body) as Message) };
  } catch {
    return {};
  }
}
