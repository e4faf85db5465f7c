/**
 * Verifies SDK-HMAC-SHA256 signatures from what is on the wire. Written from the documented rules and sharing
 * no code with src/, so that a mistake there is not made here as well.
 *
 * The target is taken as text and its names and values as bytes, sorted as bytes, which is their order by
 * character code. No URL class has a chance to tidy anything up.
 *
 * Rules: https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-002.html
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it arrived. */
export interface WireRequest {
  method: string;
  /** The target of the request line, as it arrived: `/path?query`. */
  url: string;
  /** Names and values in turn, as in Node's `rawHeaders`. */
  headers: readonly string[];
  body: Uint8Array;
}

/**
 * Whether the request carries a signature that this key made of it. How old the date is, and whose the key
 * is, is not looked at.
 */
export function verifySignature(
  request: WireRequest,
  secretAccessKey: string,
): { valid: boolean; canonicalRequest: string } {
  const headers = readHeaders(request.headers);
  const authorization =
    /^SDK-HMAC-SHA256 Access=[^,]+, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.get('authorization') ?? '',
    );
  const [, signedNames = '', signature = ''] = authorization ?? [];
  const signed = signedNames.split(';');
  const question = request.url.indexOf('?');
  const path = question < 0 ? request.url : request.url.slice(0, question);
  const query = question < 0 ? '' : request.url.slice(question + 1);
  const canonicalRequest = [
    request.method.toUpperCase(),
    canonicalPath(path),
    canonicalQuery(query),
    ...[...signed].sort().map((name) => `${name}:${headers.get(name) ?? ''}`),
    '',
    signedNames,
    headers.get('x-sdk-content-sha256') ?? sha256(request.body),
  ].join('\n');
  const stringToSign = [
    'SDK-HMAC-SHA256',
    headers.get('x-sdk-date') ?? '',
    sha256(canonicalRequest),
  ].join('\n');
  const expected = createHmac('sha256', secretAccessKey).update(stringToSign).digest();
  const given = Buffer.from(signature, 'hex');
  const mustBeSigned = ['x-sdk-date', 'x-sdk-content-sha256'].filter(
    (name) => name === 'x-sdk-date' || headers.has(name),
  );
  const valid =
    headers.has('host') &&
    /^\d{8}T\d{6}Z$/.test(headers.get('x-sdk-date') ?? '') &&
    mustBeSigned.every((name) => signed.includes(name)) &&
    signed.every((name) => headers.has(name) && !name.includes('_')) &&
    given.length === expected.length &&
    timingSafeEqual(given, expected);
  return { valid, canonicalRequest };
}

/** Whether a Request that is not sent yet carries a signature that this key made of it. */
export async function isSigned(request: Request, secretAccessKey: string): Promise<boolean> {
  const { host, pathname, search } = new URL(request.url);
  const headers = ['host', host, ...[...request.headers].flat()];
  const body = new Uint8Array(await request.clone().arrayBuffer());
  const wire = { method: request.method, url: pathname + search, headers, body };
  return verifySignature(wire, secretAccessKey).valid;
}

function readHeaders(raw: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const value = (raw[index + 1] ?? '').replace(/^[ \t]+|[ \t]+$/g, '');
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

function canonicalPath(path: string): string {
  const segments = path.split('/').map((segment) => encode(decode(segment)));
  return segments.at(-1) === '' ? segments.join('/') : `${segments.join('/')}/`;
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair.length > 0)
    .map((pair) => {
      const equals = pair.indexOf('=');
      const name = decode(equals < 0 ? pair : pair.slice(0, equals));
      const value = decode(equals < 0 ? '' : pair.slice(equals + 1));
      return { name, value };
    })
    .sort((a, b) => Buffer.compare(a.name, b.name) || Buffer.compare(a.value, b.value))
    .map(({ name, value }) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

/** A plus is a plus, as everywhere outside of HTML forms. */
function decode(text: string): Buffer {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const escape = /^%([0-9A-Fa-f]{2})/.exec(text.slice(index, index + 3));
    if (escape === null) {
      bytes.push(...Buffer.from(text.charAt(index), 'latin1'));
    } else {
      bytes.push(Number.parseInt(escape[1] ?? '', 16));
      index += 2;
    }
  }
  return Buffer.from(bytes);
}

const unreserved = new Set(
  Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~'),
);

function encode(bytes: Buffer): string {
  return Array.from(bytes, (byte) =>
    unreserved.has(byte)
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
