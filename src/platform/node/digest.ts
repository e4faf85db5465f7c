/** SHA-256 and HMAC-SHA256 by node:crypto: Web Crypto's threads would halve what the local VOD service can take. */
import { createHmac, hash, timingSafeEqual } from 'node:crypto';

/** The lower-case hexadecimal SHA-256 of bytes, or of a text as UTF-8. */
export function sha256Hex(content: Uint8Array<ArrayBuffer> | string): Promise<string> {
  return Promise.resolve(hash('sha256', content, 'hex'));
}

/** The lower-case hexadecimal HMAC-SHA256 of a text, keyed with a text; both as UTF-8. */
export function hmacSha256Hex(key: string, text: string): Promise<string> {
  return Promise.resolve(createHmac('sha256', key).update(text).digest('hex'));
}

/** Whether `signature` (hexadecimal, in either case) is the HMAC-SHA256 of `text`, compared in constant time. */
export function verifyHmacSha256Hex(
  key: string,
  text: string,
  signature: string,
): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/i.test(signature)) return Promise.resolve(false);
  const expected = createHmac('sha256', key).update(text).digest();
  return Promise.resolve(timingSafeEqual(expected, Buffer.from(signature, 'hex')));
}
