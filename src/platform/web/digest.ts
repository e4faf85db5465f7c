/**
 * SHA-256 and HMAC-SHA256 in hexadecimal, by Web Crypto, which every runtime has.
 *
 * Imported as `#digest`: on Node that is node/digest.ts, with the same functions.
 */

const encoder = new TextEncoder();

/** The lower-case hexadecimal SHA-256 of bytes, or of a text as UTF-8. */
export async function sha256Hex(content: Uint8Array<ArrayBuffer> | string): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', bytes(content)));
}

/** The lower-case hexadecimal HMAC-SHA256 of a text, keyed with a text; both as UTF-8. */
export async function hmacSha256Hex(key: string, text: string): Promise<string> {
  return hex(await crypto.subtle.sign('HMAC', await hmacKey(key, 'sign'), bytes(text)));
}

/**
 * Whether `signature` (hexadecimal, in either case) is the HMAC-SHA256 of `text`. Web Crypto compares in constant
 * time.
 */
export async function verifyHmacSha256Hex(
  key: string,
  text: string,
  signature: string,
): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/i.test(signature)) return false;
  const digest = Uint8Array.from(signature.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return crypto.subtle.verify('HMAC', await hmacKey(key, 'verify'), digest, bytes(text));
}

function hmacKey(key: string, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', bytes(key), algorithm, false, [usage]);
}

function bytes(content: Uint8Array<ArrayBuffer> | string): Uint8Array<ArrayBuffer> {
  return typeof content === 'string' ? encoder.encode(content) : content;
}

function hex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
