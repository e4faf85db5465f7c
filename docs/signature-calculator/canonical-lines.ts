/** A canonical request read line by line: the signer's own text, or the gateway's echo of it. */

/** What a line of a canonical request is. */
export type LineKind = 'method' | 'path' | 'query' | 'header' | 'blank' | 'names' | 'hash';

/** One line of a canonical request. */
export interface CanonicalLine {
  kind: LineKind;
  /** What a person calls the line; unique within a canonical request. */
  label: string;
  text: string;
}

/**
 * Names the lines of a canonical request. A text that breaks off, as logs cut long lines, gives the lines
 * that it has.
 *
 * @param separator - A line end in the signer's text, `|` in the gateway's echo.
 * @example
 * readCanonicalRequest('GET|/v1.0/p/||host:h|x-sdk-date:d||host;x-sdk-date|e3b0…', '|')[1]
 * // { kind: 'path', label: 'Path', text: '/v1.0/p/' }
 */
export function readCanonicalRequest(text: string, separator: '\n' | '|'): CanonicalLine[] {
  const [method, path, query, ...rest] = text.split(separator);
  // The last empty line is the one that ends the headers; a header's value may hold `||` as well.
  const blank = rest.lastIndexOf('');
  const [names, hash] = blank < 0 ? [] : rest.slice(blank + 1);
  const headers = joinHeaders(
    blank < 0 ? rest : rest.slice(0, blank),
    names?.split(';'),
    separator,
  );
  const lines: [LineKind, string, string | undefined][] = [
    ['method', 'Method', method],
    ['path', 'Path', path],
    ['query', 'Query', query],
    ...headers.map((header): [LineKind, string, string] => [
      'header',
      `Header ${nameOf(header)}`,
      header,
    ]),
    ['blank', 'End of headers', blank < 0 ? undefined : ''],
    ['names', 'Signed headers', names],
    ['hash', 'Body hash', hash],
  ];
  return lines.flatMap(([kind, label, line]) =>
    line === undefined ? [] : { kind, label, text: line },
  );
}

/** Puts a value together again that had the separator in it: its pieces start with no signed name. */
function joinHeaders(pieces: string[], names: string[] | undefined, separator: string): string[] {
  const headers: string[] = [];
  for (const piece of pieces) {
    const last = headers.pop();
    if (last === undefined) headers.push(piece);
    else if (names === undefined || names.includes(nameOf(piece))) headers.push(last, piece);
    else headers.push(last + separator + piece);
  }
  return headers;
}

function nameOf(header: string): string {
  return header.split(':', 1)[0] ?? '';
}
