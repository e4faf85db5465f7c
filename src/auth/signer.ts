/** Signs requests with SDK-HMAC-SHA256, the AK/SK scheme of Huawei Cloud's gateways. */
import { hmacSha256Hex, sha256Hex } from '#digest';
import { readBody } from '../platform/read-body.js';
import { algorithm, canonicalRequest } from './canonical-request.js';
import type { AccessKey } from './credentials.js';

/** How to sign. */
export interface SignOptions {
  /**
   * The signing date. Default: the request's own `X-Sdk-Date`, else now. The gateway allows 15 minutes
   * of difference from its clock.
   */
  date?: Date;
  /**
   * The names of the headers to sign, in any case and order. Default: `host`, and those of
   * `X-Project-Id` and `X-Domain-Id` that the request has. Always signed besides: `X-Sdk-Date`,
   * `X-Security-Token`, `X-Sdk-Content-Sha256`.
   */
  signedHeaders?: readonly string[];
}

/**
 * The headers that mean something to the gateway, in its order. `Content-Type` is left out on purpose: HTTP
 * stacks and proxies rewrite it, and the official Go and Java SDKs leave it out as well.
 */
const signedByDefault = [
  'host',
  'x-domain-id',
  'x-project-id',
  'x-sdk-content-sha256',
  'x-sdk-date',
  'x-security-token',
];
/** The gateway asks for these; the content hash would otherwise be anybody's to replace. */
const alwaysSigned = signedByDefault.slice(3);

/** The gateway takes no longer body with a signature: https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-exclude-body.html */
const longestBody = 12 * 1024 * 1024;

/**
 * Keeps the request that was signed alive as long as the signed one: Node's requests hold the signal that
 * they follow only weakly, so that an abort would be lost with the request between.
 */
const signedFrom = new WeakMap<Request, Request>();

let lastSecond = NaN;
let lastText = '';

/** The text that takes the place of the date in `X-Sdk-Date`: `YYYYMMDDTHHMMSSZ`. */
export function formatSigningDate(date: Date): string {
  const second = Math.floor(date.getTime() / 1000);
  if (second !== lastSecond) {
    lastText = date.toISOString().replace(/[-:]|\.\d{3}/g, '');
    lastSecond = second; // Kept for the other requests of this second: a tenth of a signature's time.
  }
  return lastText;
}

/** Reads `YYYYMMDDTHHMMSSZ` or `YYYY-MM-DDTHH:MM:SSZ`; an invalid Date when it is neither. */
export function parseSigningDate(text: string): Date {
  const [, ...parts] = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)Z$/.exec(text) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // JavaScript takes 31 February for a day of March.
  const exists =
    !Number.isNaN(date.getTime()) &&
    formatSigningDate(date) === parts.join('').replace(/^(.{8})(.*)$/, '$1T$2Z');
  return exists ? date : new Date(NaN);
}

/**
 * Signs a request: returns a new Request that carries `X-Sdk-Date` and `Authorization`. The signature is over
 * exactly what the new one sends, so send that one, once: sign afresh for every attempt.
 *
 * The one given stays as it was and unread; its body is copied into memory, a stream to its end, because a Request
 * does not tell where its body comes from. Only with the header
 * `X-Sdk-Content-Sha256: UNSIGNED-PAYLOAD` is the body not read but handed over, and the one given is used up.
 *
 * A `+` in the query is sent as `%20`, because gateways disagree on what a bare plus means. A `Host` header of
 * the request is signed in place of the URL's host; see to it that your `fetch` sends it, Node's does not.
 *
 * @param request any method, host and path.
 * @throws TypeError when a header named in `signedHeaders` is missing or cannot be signed, when the date is
 *   invalid, when a half of the access key is empty, or when the body is a stream or text of over 12 MB.
 * @example
 * const signed = await signRequest(new Request(url), { accessKeyId, secretAccessKey });
 * const response = await fetch(signed);
 * @see https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-002.html
 */
export async function signRequest(
  request: Request,
  accessKey: AccessKey,
  options: SignOptions = {},
): Promise<Request> {
  const body =
    request.body === null || request.headers.has('x-sdk-content-sha256')
      ? null
      : await readBody(request.clone().body, longestBody);
  if (body === undefined) {
    throw new TypeError(
      'Cannot sign the request: its body is longer than the 12 MB that the gateway verifies. Send the header ' +
        'X-Sdk-Content-Sha256: UNSIGNED-PAYLOAD to leave the body out of the signature, or use a token.',
    );
  }
  const { method, url, headers } = await signParts(request, body, accessKey, options);
  // A Request serves as the options of another: what it does not change here stays as it was.
  const moved =
    url.href === request.url ? request : new Request(url, body ? request.clone() : request);
  const signed = new Request(moved, { method, headers, ...(body ? { body } : {}) });
  signedFrom.set(signed, moved).set(moved, request);
  return signed;
}

/** Headers by their names in lower case: a Headers, or a Map, which is faster. */
export type HeaderMap = Pick<Headers, 'has'> & {
  get(name: string): string | null | undefined;
  set(name: string, value: string): unknown;
};

/** A signature, and all that it was made from. */
export interface Signature<Fields extends HeaderMap = Headers> {
  /** The method to send. */
  method: string;
  /** The URL to send. */
  url: URL;
  /** The headers to send, `X-Sdk-Date` and `Authorization` among them. */
  headers: Fields;
  /** The names of the signed headers, in lower case and sorted. */
  signedHeaders: readonly string[];
  /** The text that signer and gateway both derive from the request. */
  canonicalRequest: string;
  /** Algorithm, date and the hash of the canonical request, a line each. */
  stringToSign: string;
  /** The HMAC-SHA256 of the string to sign, in lower-case hexadecimal. */
  signature: string;
}

/**
 * Signs a request that is given in parts, and shows its work: what `signRequest` does to a Request, for
 * callers that have none, or look at what is signed.
 *
 * @param request what is signed besides the body; `host` may be missing among its headers.
 * @param body the bytes that are sent, or a text that is sent as UTF-8; null when there is none.
 * @throws TypeError as `signRequest` does.
 */
export function signParts(
  request: Pick<Request, 'method' | 'url' | 'headers'>,
  body: Uint8Array<ArrayBuffer> | string | null,
  accessKey: AccessKey,
  options: SignOptions = {},
): Promise<Signature> {
  const { method, url, headers } = request;
  return signInPlace({ method, url, headers: new Headers(headers) }, body, accessKey, options);
}

/**
 * `signParts` on headers that may be changed: they get `X-Sdk-Date`, `X-Security-Token` and `Authorization`.
 *
 * @throws TypeError as `signRequest` does.
 */
export async function signInPlace<Fields extends HeaderMap>(
  request: { method: string; url: string; headers: Fields },
  body: Uint8Array<ArrayBuffer> | string | null,
  accessKey: AccessKey,
  options: SignOptions = {},
): Promise<Signature<Fields>> {
  const { headers } = request;
  checkAccessKey(accessKey);
  const url = new URL(request.url);
  if (url.search.includes('+')) url.search = url.search.replaceAll('+', '%20');
  const date = signingDate(headers, options.date);
  headers.set('x-sdk-date', date);
  if (accessKey.securityToken !== undefined)
    headers.set('x-security-token', accessKey.securityToken);

  const method = request.method.toUpperCase(); // fetch sends a lower-case `patch` as it is.
  const signedHeaders = options.signedHeaders
    ? namesToSign(headers, options.signedHeaders)
    : signedByDefault.filter((name) => name === 'host' || headers.has(name));
  // Only promises are awaited: a digest that is there at once would take a twentieth of the signature's time more.
  const hashed = headers.get('x-sdk-content-sha256') ?? sha256Hex(body ?? '');
  const payloadHash = typeof hashed === 'string' ? hashed : await hashed;
  const canonical = canonicalRequest({ method, url, headers, signedHeaders, payloadHash });
  const digest = sha256Hex(canonical);
  const stringToSign = `${algorithm}\n${date}\n${typeof digest === 'string' ? digest : await digest}`;
  const hmac = hmacSha256Hex(accessKey.secretAccessKey, stringToSign);
  const signature = typeof hmac === 'string' ? hmac : await hmac;
  headers.set(
    'authorization',
    `${algorithm} Access=${accessKey.accessKeyId}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`,
  );
  return {
    method,
    url,
    headers,
    signedHeaders,
    canonicalRequest: canonical,
    stringToSign,
    signature,
  };
}

function checkAccessKey({ accessKeyId, secretAccessKey }: AccessKey): void {
  if (accessKeyId && secretAccessKey) return;
  const name = accessKeyId ? 'secretAccessKey' : 'accessKeyId';
  throw new TypeError(`Cannot sign the request: ${name} is empty. Is its variable set?`);
}

function signingDate(headers: HeaderMap, date: Date | undefined): string {
  const own = headers.get('x-sdk-date');
  const chosen = date ?? (typeof own === 'string' ? parseSigningDate(own) : new Date());
  if (Number.isNaN(chosen.getTime())) {
    throw new TypeError(
      `Cannot sign the request: its signing date (${own ?? 'options.date'}) is no date. ` +
        'Leave X-Sdk-Date out, or write it as YYYYMMDDTHHMMSSZ.',
    );
  }
  return formatSigningDate(chosen);
}

function namesToSign(headers: HeaderMap, named: readonly string[]): string[] {
  const names = new Set(named.map((name) => name.toLowerCase()));
  for (const name of names) {
    const problem = name.includes('_')
      ? 'gateways drop names with an underscore. Leave it out of signedHeaders'
      : name === 'authorization'
        ? 'it is where the signature goes'
        : !/^[\t\x20-\x7e]*$/.test(headers.get(name) ?? '')
          ? 'its value is not ASCII'
          : name !== 'host' && !headers.has(name)
            ? 'the request does not have it'
            : undefined;
    if (problem) throw new TypeError(`Cannot sign the header "${name}": ${problem}.`);
  }
  for (const name of alwaysSigned) if (headers.has(name)) names.add(name);
  return [...names].sort(); // By code unit, which is the gateway's order.
}
