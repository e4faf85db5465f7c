/** Fake secrets that are easy to find again, and a search for them in all that a caller can see. */
import { inspect } from 'node:util';

/** What the tests authenticate with; long and without words, so that even a part is found. */
export const fakeSecrets = {
  secretAccessKey: 'FAKEsk/q7Zx3Kp9+Lm2Vt5Rn8Jd4Hb6Gc1Sf0W',
  securityToken: 'FAKEst/8xJw2Nc6+Yq4Tb1Mz9Gh5Rk3Pd7Vf0Ls=',
  token: 'FAKEtk/5hRt8Bv2+Wn6Qj4Xc9Kd1Zp7Mf3Lg0Sy=',
  password: 'FAKEpw/1cMz4Yt8+Kb6Fw3Nq9Rj2Hv7Xd5Gp0Ls',
};
export const fakeAccessKeyId = 'FAKEAK0000000000TEST';

/** A part of this length counts as the secret; the search looks at every fifth place. */
const tellingLength = 11;
const step = 5;
const telling = new Set<string>();

function learn(secret: string): void {
  const plain = plainly(secret);
  for (let start = 0; start + tellingLength <= plain.length; start += 1) {
    telling.add(plain.slice(start, start + tellingLength));
  }
}

/** Letters and digits alone: escaping for JSON, URLs or HTML changes other characters. */
function plainly(text: string): string {
  return text.replace(/[^a-z0-9]/gi, '').toLowerCase();
}

for (const secret of Object.values(fakeSecrets)) learn(secret);

/** Adds the signature of an `Authorization` header to the secrets. */
export function learnSignature(authorization: string | undefined): void {
  const signature = /Signature=([0-9a-f]{64})/.exec(authorization ?? '')?.[1];
  if (signature !== undefined) learn(signature);
}

/**
 * Throws when a value shows a secret or a part of one, however deep and hidden.
 *
 * @returns what was looked at.
 */
export function refuseSecrets<Shown>(shown: Shown): Shown {
  const text = everythingOf(shown);
  const plain = plainly(text);
  for (let start = 0; start + tellingLength <= plain.length; start += step) {
    const part = plain.slice(start, start + tellingLength);
    if (telling.has(part)) throw new Error(`A part of a secret (${part}) shows in: ${text}`);
  }
  return shown;
}

/** All texts that can be had from a value: as a log would show it, and property by property. */
function everythingOf(value: unknown): string {
  const texts = [
    inspect(value, {
      depth: Infinity,
      showHidden: true,
      maxStringLength: Infinity,
      maxArrayLength: Infinity,
    }),
  ];
  const seen = new Set<unknown>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') texts.push(next);
    // A packet of bytes is no text for inspect.
    else if (next instanceof Uint8Array) texts.push(Buffer.from(next).toString('latin1'));
    else if (typeof next === 'object' && next !== null && !seen.has(next)) {
      seen.add(next);
      if (seen.size > 10_000) throw new Error(`Too much hangs on: ${texts.join('\n')}`);
      texts.push(next instanceof Error ? String(next) : '');
      for (const key of Reflect.ownKeys(next)) {
        texts.push(String(key));
        waiting.push(Object.getOwnPropertyDescriptor(next, key)?.value);
      }
    }
  }
  return texts.join('\n');
}
