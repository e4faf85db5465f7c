/** Compares two canonical requests line by line, and names the usual cause of each difference. */
import { sha256Hex } from '#digest';
import { recogniseBody } from './body-changes.js';
import type { CanonicalLine } from './canonical-lines.js';

/** A line of both canonical requests. */
export interface ComparedLine {
  label: string;
  /** The line of the user's own request; undefined when it has none. */
  yours: string | undefined;
  /** The line of the gateway's; undefined when it has none, or its text broke off before. */
  gateway: string | undefined;
  /** `missing`: the gateway's text broke off before this line's end, so that nothing can be said. */
  state: 'same' | 'differs' | 'missing';
  /** What probably happened; only when the lines differ. */
  hint: string | undefined;
}

/**
 * Compares line by line, headers by their names.
 *
 * @param body - The body that was signed, to find out what became of it.
 */
export async function compareCanonicalRequests(
  yours: readonly CanonicalLine[],
  gateway: readonly CanonicalLine[],
  body: string,
): Promise<ComparedLine[]> {
  const cutOff = gateway.at(-1)?.kind === 'hash' ? undefined : gateway.at(-1);
  const compared = labels(yours, gateway).map(async (label): Promise<ComparedLine> => {
    const own = yours.find((line) => line.label === label);
    const other = gateway.find((line) => line.label === label);
    const both = { label, yours: own?.text, gateway: other?.text };
    if (own?.text === other?.text) return { ...both, state: 'same', hint: undefined };
    if (cutOff && (!other || (other === cutOff && own?.text.startsWith(other.text)))) {
      return { ...both, state: 'missing', hint: undefined };
    }
    return { ...both, state: 'differs', hint: await hint(own, other, body) };
  });
  return Promise.all(compared);
}

/** The lines in the order of a canonical request, with the headers of both in the order of their names. */
function labels(...requests: (readonly CanonicalLine[])[]): string[] {
  const of = (...kinds: CanonicalLine['kind'][]) => [
    ...new Set(requests.flat().flatMap(({ kind, label }) => (kinds.includes(kind) ? label : []))),
  ];
  return [...of('method', 'path', 'query'), ...of('header').sort(), ...of('names'), ...of('hash')];
}

async function hint(
  own: CanonicalLine | undefined,
  other: CanonicalLine | undefined,
  body: string,
): Promise<string> {
  const [yours, gateway] = [own?.text ?? '', other?.text ?? ''];
  switch ((own ?? other)?.kind) {
    case 'method':
      return 'The request arrived with another method. A redirect (301, 302) turns POST into GET, and some proxies override methods.';
    case 'path':
      return pathHint(yours, gateway);
    case 'query':
      return queryHint(yours, gateway);
    case 'header':
      return headerHint(own, other);
    case 'names':
      return namesHint(yours, gateway);
    default:
      return bodyHint(yours, gateway, body);
  }
}

function pathHint(yours: string, gateway: string): string {
  if (yours.replace(/\/$/, '') === gateway.replace(/\/$/, '')) {
    return 'Only the final slash differs. The canonical path always ends with `/`, whether the URL does or not: add it to what is signed, not to what is sent.';
  }
  if (decode(yours) === decode(gateway)) {
    return 'The same path, escaped differently. Decode each segment once and encode it once: only `A-Z a-z 0-9 - _ . ~` stay bare, and hexadecimal is in upper case.';
  }
  if (decode(decode(yours)) === decode(decode(gateway))) {
    return 'Encoded twice: `%25` is an escaped `%`. Encode each path parameter once, and sign that.';
  }
  if (yours.replaceAll(/\/{2,}/g, '/') === gateway.replaceAll(/\/{2,}/g, '/')) {
    return '`//` was merged into `/` on the way. Do not send it: look for a base URL that ends with a slash.';
  }
  return 'Another path arrived than was signed: look at the base path, the project id, and what proxies rewrite.';
}

function queryHint(yours: string, gateway: string): string {
  const pairs = (text: string) => text.split('&').filter((pair) => pair !== '');
  const [own, other] = [pairs(yours), pairs(gateway)];
  if (yours === '') return 'You sign no query, but one was sent: every parameter has to be signed.';
  if (gateway === '') {
    return 'The query did not arrive. Was it in the URL that was sent, and was there a redirect?';
  }
  if ([...own].sort().join() === [...other].sort().join()) {
    return 'The same parameters in another order. Sort by name, then by value, by character code: upper case comes before lower case.';
  }
  const readable = (pair: string) => decode(pair.replaceAll('+', ' ')).replace(/=$/, '');
  if (own.map(readable).sort().join('&') === other.map(readable).sort().join('&')) {
    return 'The same parameters, escaped differently. A space is `%20` and never `+`, `*` is `%2A`, and an empty value keeps its `=`.';
  }
  const onlyIn = (a: string[], b: string[]) =>
    a.filter((pair) => !b.includes(pair)).map((pair) => `\`${pair}\``);
  return sentences(
    ['Only you sign', onlyIn(own, other)],
    ['Only the gateway got', onlyIn(other, own)],
  );
}

function headerHint(own: CanonicalLine | undefined, other: CanonicalLine | undefined): string {
  if (!own)
    return 'The request that was sent had this header, signed: add it above, or find out who added it.';
  if (!other) return 'You sign this header; the request that was sent did not.';
  const [name, yours] = split(own.text);
  const [, gateway] = split(other.text);
  if (gateway === '') return 'The header did not arrive: a proxy or the HTTP client dropped it.';
  if (name === 'x-sdk-date') {
    return 'Two moments. If above is only your reconstruction, take over the gateway’s date; otherwise an old signature was sent: sign afresh for every attempt.';
  }
  if (name === 'host') {
    return 'Sign the host that is sent: without `:443` for https and `:80` for http, with any other port, in lower case. A proxy, a browser or a tunnel sends its own.';
  }
  if (yours.replaceAll(/\s+/g, ' ').trim() === gateway.replaceAll(/\s+/g, ' ').trim()) {
    return 'Only white space differs. It is cut off at both ends of a value, and kept inside.';
  }
  if (yours.toLowerCase() === gateway.toLowerCase()) {
    return 'Only upper and lower case differ. Names are signed in lower case, values as they are.';
  }
  if (name === 'content-type') {
    return 'HTTP clients and proxies rewrite `Content-Type` (`; charset=utf-8`, a form’s boundary). Leave it out of the signed headers: the gateway does not ask for it.';
  }
  return 'The value changed between signing and sending. If a client or proxy writes this header, leave it out of the signed headers.';
}

function split(header: string): [name: string, value: string] {
  const colon = header.indexOf(':');
  return [header.slice(0, colon), header.slice(colon + 1)];
}

function namesHint(yours: string, gateway: string): string {
  const [own, other] = [yours.split(';'), gateway.split(';')];
  const onlyIn = (a: string[], b: string[]) =>
    a.filter((name) => !b.includes(name)).map((name) => `\`${name}\``);
  const [mine, theirs] = [onlyIn(own, other), onlyIn(other, own)];
  if (mine.length + theirs.length === 0) {
    return 'The same names in another order or spelling: lower case, sorted by character code, joined with `;`.';
  }
  return sentences(['Only you sign', mine], ['Only the request that was sent had signed', theirs]);
}

async function bodyHint(yours: string, gateway: string, body: string): Promise<string> {
  const unsigned = 'UNSIGNED-PAYLOAD';
  if (gateway === unsigned || yours === unsigned) {
    return `Only one side leaves the body out. \`X-Sdk-Content-Sha256: ${unsigned}\` has to be sent and signed, or neither.`;
  }
  const arrived = await recogniseBody(body, gateway.toLowerCase());
  if (arrived !== undefined) return `The gateway got ${arrived}.`;
  if (yours === (await sha256Hex(''))) {
    return 'You signed an empty body, but the gateway got one: paste it above, and sign the very bytes that are sent.';
  }
  return 'The body changed after it was signed (serialised again, compressed, cut off), or it was hashed in another charset than UTF-8. Serialise once, and sign the very bytes that are sent.';
}

function sentences(...parts: [start: string, names: string[]][]): string {
  return parts
    .filter(([, names]) => names.length > 0)
    .map(([start, names]) => `${start} ${names.join(', ')}.`)
    .join(' ');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A `%` that escapes nothing: compare the text as it stands.
  }
}
