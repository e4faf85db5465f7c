/** Signs requests with SDK-HMAC-SHA256, the AK/SK scheme of Huawei Cloud's gateways. */
import { hmacSha256Hex, sha256Hex } from '#digest';
import { type Bytes, readBody } from '../platform/read-body.js';
import { algorithm, canonicalRequest } from './canonical-request.js';
import { type AccessKey, checkCredentials } from './credentials.js';

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

/** A signature, what it was made from, and what has to be sent with it. */
export interface Signature {
  method: string;
  url: URL;
  /** `X-Sdk-Date` and `Authorization` are among them. */
  headers: Headers;
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
/** The gateway requires these. Without the content hash among them, anyone on the way could replace it. */
const alwaysSigned = signedByDefault.slice(3);

/** The gateway takes no longer body with a signature: https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-exclude-body.html */
const longestBody = 12 * 1024 * 1024;

/** The text of `X-Sdk-Date` for a date: `YYYYMMDDTHHMMSSZ`. */
export function formatSigningDate(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** Reads `YYYYMMDDTHHMMSSZ` or `YYYY-MM-DDTHH:MM:SSZ`; an invalid Date when it is neither. */
export function parseSigningDate(text: string): Date {
  const [, ...parts] = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)Z$/.exec(text) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const date = new Date(`${iso}Z`);
  // JavaScript takes 31 February for a day of March.
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
  return exists ? date : new Date(NaN);
}

/**
 * Signs a request: returns a new Request that carries `X-Sdk-Date` and `Authorization`. The signature is over
 * exactly what the new one sends, so send that one, once: sign afresh for every attempt.
 *
 * The one given stays as it was and unread; its body is copied into memory, a stream to its end, because a Request
 * does not say where its body comes from. Only with the header `X-Sdk-Content-Sha256: UNSIGNED-PAYLOAD` is the
 * body not read but handed over, and the one given is used up.
 *
 * A `+` in the query is sent as `%20`, because gateways disagree on what a bare plus means. A `Host` header of
 * the request is signed in place of the URL's host; make sure that your `fetch` sends it: Node's does not.
 *
 * @param request any method, host and path.
 * @throws TypeError when a header named in `signedHeaders` is missing or cannot be signed, when the date is
 *   invalid, when the access key cannot be used, or when the body is longer than 12 MB.
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
  return (await sign(request, accessKey, options)).request;
}

/** Signs as `signRequest` does, and tells what was signed. */
export async function sign(
  request: Request,
  accessKey: AccessKey,
  options: SignOptions,
): Promise<{ request: Request; signature: Signature }> {
  const body = await bodyToSign(request);
  const signature = await signParts(request, body, accessKey, options);
  const { method, url, headers } = signature;
  // A Request serves as the options of another: what does not change here stays as it was.
  const given = body ? request.clone() : request;
  const moved = url.href === request.url ? given : new Request(url, given);
  // Bun and workerd would send an empty body for `body: null`.
  const init = { method, headers, signal: request.signal, ...(body && { body }) };
  const signed = new Request(moved, init);
  signedFrom.set(signed, request);
  return { request: signed, signature };
}

/**
 * Keeps the request that was signed alive as long as the signed one, which follows its signal: Node holds such a
 * signal only weakly, and loses that of a clone even while the clone is kept.
 */
const signedFrom = new WeakMap<Request, Request>();

/** The bytes of a request's body that its signature covers, the request itself unread; null for none. */
async function bodyToSign(request: Request): Promise<Bytes | null> {
  if (request.body === null || request.headers.has('x-sdk-content-sha256')) return null;
  const body = await readBody(request.clone().body, longestBody);
  if (body) return body;
  throw new TypeError(
    'Cannot sign the request: its body is longer than the 12 MB that the gateway verifies. Send the header ' +
      'X-Sdk-Content-Sha256: UNSIGNED-PAYLOAD to leave the body out of the signature, or use a token.',
  );
}

/**
 * Signs a request that is given in parts, and shows its work: for callers that look at what is signed.
 *
 * @param request what is signed besides the body; `host` may be missing among its headers.
 * @param body the bytes that are sent, or a text that is sent as UTF-8; null when there is none.
 * @throws TypeError as `signRequest` does.
 */
export async function signParts(
  request: Pick<Request, 'method' | 'url' | 'headers'>,
  body: Bytes | string | null,
  accessKey: AccessKey,
  options: SignOptions = {},
): Promise<Signature> {
  const { accessKeyId, secretAccessKey, securityToken } = checkCredentials(accessKey);
  const headers = new Headers(request.headers);
  const url = new URL(request.url);
  if (url.search.includes('+')) url.search = url.search.replaceAll('+', '%20');
  const date = signingDate(headers, options.date);
  headers.set('x-sdk-date', date);
  if (securityToken !== undefined) setHeader(headers, 'x-security-token', securityToken);

  const method = request.method.toUpperCase(); // fetch sends a lower-case `patch` as it is.
  const signedHeaders = options.signedHeaders
    ? namesToSign(headers, options.signedHeaders)
    : signedByDefault.filter((name) => name === 'host' || headers.has(name));
  const payloadHash = headers.get('x-sdk-content-sha256') ?? (await sha256Hex(body ?? ''));
  const canonical = canonicalRequest({ method, url, headers, signedHeaders, payloadHash });
  const stringToSign = `${algorithm}\n${date}\n${await sha256Hex(canonical)}`;
  const signature = await hmacSha256Hex(secretAccessKey, stringToSign);
  setHeader(
    headers,
    'authorization',
    `${algorithm} Access=${accessKeyId}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`,
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

/**
 * Sets a header that holds something secret.
 *
 * @throws TypeError when no header can hold it. What `Headers` itself says would show the value, and it would cut
 *   off a line break at the end, so that another value is sent than was given.
 */
export function setHeader(headers: Headers, name: string, value: string): void {
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    throw new TypeError(`${name} holds a line break or another character that no header can hold.`);
  }
  headers.set(name, value);
}

function signingDate(headers: Headers, date: Date | undefined): string {
  const own = headers.get('x-sdk-date');
  const chosen = date ?? (own === null ? new Date() : parseSigningDate(own));
  if (!Number.isNaN(chosen.getTime())) return formatSigningDate(chosen);
  throw new TypeError(
    `Cannot sign the request: its signing date (${own ?? 'options.date'}) is no date. ` +
      'Leave X-Sdk-Date out, or write it as YYYYMMDDTHHMMSSZ.',
  );
}

function namesToSign(headers: Headers, named: readonly string[]): string[] {
  const names = new Set(named.map((name) => name.toLowerCase()));
  for (const name of names) {
    let problem;
    if (name.includes('_'))
      problem = 'gateways drop names with an underscore. Leave it out of signedHeaders';
    else if (name === 'authorization') problem = 'it is where the signature goes';
    else if (!/^[\t\x20-\x7e]*$/.test(headers.get(name) ?? '')) problem = 'its value is not ASCII';
    else if (name !== 'host' && !headers.has(name)) problem = 'the request does not have it';
    if (problem) throw new TypeError(`Cannot sign the header "${name}": ${problem}.`);
  }
  for (const name of alwaysSigned) if (headers.has(name)) names.add(name);
  return [...names].sort(); // By code unit, which is the gateway's order.
}
