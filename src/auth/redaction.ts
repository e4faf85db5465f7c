/** Takes secrets out of texts: servers, gateways and proxies repeat what they were sent, in many spellings. */
import type { Credentials } from './credentials.js';
import type { AuthenticatedRequest } from './signing-middleware.js';

/** So many letters and digits in a row are a piece of a secret, not chance. */
const pieceLength = 10;
/** Between two pieces that are closer than this is a piece, too: an escaped character, a line break, a cut. */
const longestGap = 40;

/** A letter or digit; or a character that is escaped for JSON, a URL or HTML, and counts as none. */
const letter = /\\+u[0-9a-f]{4}|\\+[bfnrt]|%(?:25)*[0-9a-f]{2}|&#?\w{1,8};|[a-z0-9]/gi;

/** The longest text that is looked at, and shown; none of the service's errors comes near it. */
const longestText = 2 * 1024 * 1024;

/** The name of a header or parameter and its value, which is a secret although it may be cut short. */
const named =
  /((?:x-(?:security|auth|subject)-token|signature)["'\\]*\s*[:=]["'\\\s]*)[^|\s,"'\\]+/gi;

/** The pieces of the secrets in credentials, which are kept as long as those. */
const known = new WeakMap<Credentials, ReadonlySet<string>>();

/**
 * Makes a function that writes `(hidden)` in place of what a request was authenticated with: its token, or the
 * secret half of its key and its security token, plain, escaped, in base64 or in hexadecimal, and its signature, all
 * in any case, in parts, and broken over lines. Of a text, it returns the first 2 MiB.
 *
 * @param authenticated what was sent; undefined when nothing was.
 */
export function redactionOf(
  authenticated: AuthenticatedRequest | undefined,
): (text: string) => string {
  const { credentials, signature: { signature = '' } = {} } = authenticated ?? {};
  let pieces: ReadonlySet<string> | undefined;
  if (credentials) {
    pieces = known.get(credentials) ?? piecesOf(secretsOf(credentials));
    known.set(credentials, pieces);
  }
  const isSecret = (piece: string): boolean =>
    (pieces?.has(piece) ?? false) || signature.includes(piece);
  return (text) => hidePieces(text.slice(0, longestText), isSecret).replace(named, '$1(hidden)');
}

function secretsOf(credentials: Credentials): (string | undefined)[] {
  return 'token' in credentials
    ? [credentials.token]
    : [credentials.secretAccessKey, credentials.securityToken];
}

/** All pieces of secrets: plain, in hexadecimal and in base64; of letters and digits alone. */
function piecesOf(secrets: readonly (string | undefined)[]): ReadonlySet<string> {
  const pieces = new Set<string>();
  for (const secret of secrets) {
    const bytes = [...new TextEncoder().encode(secret)];
    const binary = bytes.map((byte) => String.fromCharCode(byte)).join('');
    const base64 = [0, 1, 2].map((before) =>
      // Its characters differ with the bytes before; those that other bytes have a part in are left out.
      btoa(' '.repeat(before) + binary).slice(
        Math.ceil((before * 4) / 3),
        Math.floor(((before + bytes.length) * 4) / 3),
      ),
    );
    const hexadecimal = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
    for (const spelling of [secret ?? '', hexadecimal, ...base64]) {
      const plain = spelling.replace(/[^a-z0-9]/gi, '').toLowerCase();
      for (let end = pieceLength; end <= plain.length; end += 1) {
        pieces.add(plain.slice(end - pieceLength, end));
      }
    }
  }
  return pieces;
}

function hidePieces(text: string, isSecret: (piece: string) => boolean): string {
  const places: number[] = [];
  let plain = '';
  for (const { 0: found, index } of text.matchAll(letter)) {
    if (found.length > 1) continue;
    plain += found.toLowerCase();
    places.push(index);
  }
  const hidden: { start: number; end: number }[] = [];
  for (let first = 0; first + pieceLength <= plain.length; first += 1) {
    if (!isSecret(plain.slice(first, first + pieceLength))) continue;
    const start = places[first] ?? 0;
    const end = (places[first + pieceLength - 1] ?? 0) + 1;
    const last = hidden.at(-1);
    if (last && start - last.end <= longestGap) last.end = end;
    else hidden.push({ start, end });
  }
  return hidden.reduceRight(
    (shown, { start, end }) => `${shown.slice(0, start)}(hidden)${shown.slice(end)}`,
    text,
  );
}
