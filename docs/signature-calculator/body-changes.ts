/** Finds out how a body was changed between signing and sending, by the hash of the body that arrived. */
import { sha256Hex } from '#digest';

/** Ways in which a body gets changed: what it is then, or undefined where the way does not apply. */
const changes: [
  arrived: string,
  change: (body: string) => string | Uint8Array<ArrayBuffer> | undefined,
][] = [
  [
    'no body at all. A redirect drops it, a GET has none, and a stream can be read only once',
    () => '',
  ],
  ['`{}`: an empty object was sent in place of the body', () => '{}'],
  ['your body and a line end after it, as editors and `echo` add one', (body) => `${body}\n`],
  ['your body without the white space around it', (body) => body.trim()],
  [
    'your body without its line ends: `curl --data @file` drops them, `--data-binary` does not',
    (body) => body.replaceAll('\n', ''),
  ],
  ['your body with Windows’ line ends (CR LF)', (body) => body.replaceAll('\n', '\r\n')],
  ['your body after a byte order mark', (body) => `\uFEFF${body}`],
  ['your body in ISO-8859-1 instead of UTF-8', latin1],
  ['your body as a JSON string: it was serialised twice', (body) => JSON.stringify(body)],
  ...jsonChanges(),
];

/**
 * What the gateway got instead of `body`, as the rest of a sentence; undefined when no known change gives
 * that hash.
 *
 * @param hash - The body hash of the gateway's canonical request.
 * @example
 * await recogniseBody('{"a":1}', await sha256Hex('{"a":1}\n')) // 'your body and a line end after it, …'
 */
export async function recogniseBody(body: string, hash: string): Promise<string | undefined> {
  for (const [arrived, change] of changes) {
    const changed = change(body);
    if (changed !== undefined && (await sha256Hex(changed)) === hash) return arrived;
  }
  return undefined;
}

/** Each way in which JSON is written again, with bare and with escaped characters outside ASCII. */
function jsonChanges(): typeof changes {
  const ways: [string, (value: unknown) => string][] = [
    ['without white space', (value) => JSON.stringify(value)],
    ['with a space after each comma and colon, as Python writes it', spaced],
    ['indented by two', (value) => JSON.stringify(value, null, 2)],
    ['indented by four', (value) => JSON.stringify(value, null, 4)],
    ['with its keys sorted', (value) => JSON.stringify(sorted(value))],
  ];
  return ways.flatMap(([how, write]): typeof changes => {
    const arrived = `the same JSON ${how}: it was serialised again after signing`;
    const rewrite = (body: string) => {
      const value = parse(body);
      return value === undefined ? undefined : write(value);
    };
    return [
      [arrived, rewrite],
      [`${arrived}, and escaped to ASCII`, (body) => rewrite(body)?.replace(/[^\0-~]/g, escape)],
    ];
  });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** A line end in JSON.stringify's text is never part of a string: there it is escaped. */
function spaced(value: unknown): string {
  return JSON.stringify(value, null, 1)
    .replace(/([{[])\n */g, '$1')
    .replace(/\n *([}\]])/g, '$1')
    .replace(/\n */g, ' ');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function latin1(body: string): Uint8Array<ArrayBuffer> | undefined {
  const codes = Array.from(body, (character) => character.charCodeAt(0));
  return codes.every((code) => code < 256) ? Uint8Array.from(codes) : undefined;
}
