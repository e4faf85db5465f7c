/** SHA-256 and HMAC-SHA256 by node:crypto, which takes a tenth of Web Crypto's time; same names as ../digest.ts. */
import type { KeyObject } from 'node:crypto';

/** Loaded when it is needed: it would take a sixth of the time to import the package. */
let crypto: typeof import('node:crypto') | undefined;
const load = () => (crypto ??= process.getBuiltinModule('node:crypto'));

/** The key of the last HMAC, as the next one likely has the same; to read it again takes a twentieth of a signature's time. */
let lastKey: { text: string; object: KeyObject } | undefined;

/** The lower-case hexadecimal SHA-256 of bytes, or of a text as UTF-8. */
export function sha256Hex(content: Uint8Array | string): string {
  return load().hash('sha256', content, 'hex');
}

/** The lower-case hexadecimal HMAC-SHA256 of a text, keyed with a text; both as UTF-8. */
export function hmacSha256Hex(key: string, text: string): string {
  return hmacSha256(key, text).digest('hex');
}

/** Whether `signature` (hexadecimal, in either case) is the HMAC-SHA256 of `text`, compared in constant time. */
export function verifyHmacSha256Hex(key: string, text: string, signature: string): boolean {
  if (!/^[0-9a-f]{64}$/i.test(signature)) return false;
  return load().timingSafeEqual(hmacSha256(key, text).digest(), Buffer.from(signature, 'hex'));
}

function hmacSha256(key: string, text: string) {
  const { createHmac, createSecretKey } = load();
  if (lastKey?.text !== key) lastKey = { text: key, object: createSecretKey(key, 'utf8') };
  return createHmac('sha256', lastKey.object).update(text);
}
