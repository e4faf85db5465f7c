/**
 * The canonical request of SDK-HMAC-SHA256: the one text that signer and gateway both derive from a
 * request, and over which the signature is made.
 *
 * Rules: https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-002.html
 */

/** The name of the signing algorithm, as it stands in `Authorization`. */
export const algorithm = 'SDK-HMAC-SHA256';

/** What a canonical request is made of. */
export interface CanonicalRequestParts {
  /** The HTTP method, in any case. */
  method: string;
  /** The URL that is sent; only its path and query count. */
  url: URL;
  /** The headers that are sent. `host` may be missing: the URL's is taken then. */
  headers: { get(name: string): string | null | undefined };
  /** The names of the headers to sign, in lower case and sorted. */
  signedHeaders: readonly string[];
  /** The SHA-256 of the body in lower-case hexadecimal, or what `X-Sdk-Content-Sha256` says instead. */
  payloadHash: string;
}

/**
 * The canonical request: method, path, query, signed headers, their names, payload hash, a line each.
 *
 * @example
 * canonicalRequest({ method: 'GET', url, headers, signedHeaders: ['host', 'x-sdk-date'], payloadHash })
 * // GET\n/v1.0/…/asset/details/\nasset_id=a1\nhost:…\nx-sdk-date:…\n\nhost;x-sdk-date\ne3b0c442…
 */
export function canonicalRequest(parts: CanonicalRequestParts): string {
  let headers = '';
  for (const name of parts.signedHeaders) {
    const value = parts.headers.get(name) ?? (name === 'host' ? parts.url.host : '');
    headers += `${name}:${value.trim()}\n`;
  }
  return `${parts.method.toUpperCase()}
${canonicalPath(parts.url)}
${canonicalQuery(parts.url)}
${headers}
${parts.signedHeaders.join(';')}
${parts.payloadHash}`;
}

/** Always ends with a slash in the canonical text, although the request itself need not. */
function canonicalPath(url: URL): string {
  const path = url.pathname.replace(/[^/]+/g, encodeStrictly);
  return path.endsWith('/') ? path : `${path}/`;
}

/** Sorted by the bytes of the decoded name, then of the value: the order of the official Go and Python SDKs. */
function canonicalQuery({ search }: URL): string {
  if (search === '') return '';
  return search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [encodeStrictly(name), encodeStrictly(value.join('='))] as const;
    })
    .sort((a, b) => compare(bytesOf(a[0]), bytesOf(b[0])) || compare(bytesOf(a[1]), bytesOf(b[1])))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/**
 * Decodes once and encodes once: whatever the caller escaped, only `A-Z a-z 0-9 - _ . ~` stay bare.
 * A URL's text is ASCII, so that each other character is one byte.
 */
function encodeStrictly(text: string): string {
  return text.replace(/%[0-9a-f]{2}|[^a-z0-9\-_.~]/gi, (part) => {
    const code = part.length === 3 ? parseInt(part.slice(1), 16) : part.charCodeAt(0);
    const character = String.fromCharCode(code);
    if (/[a-z0-9\-_.~]/i.test(character)) return character;
    return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
  });
}

/** A character per byte, so that the order of characters is that of bytes, whatever they encode. */
function bytesOf(encoded: string): string {
  return encoded.replace(/%(..)/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** By code unit, because a locale's order would differ from the gateway's. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
