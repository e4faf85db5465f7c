/** The XML documents of object storage that an upload reads and writes. */

/** A part that is stored. */
export interface StoredPart {
  /** As object storage writes it, with its quotes. */
  etag: string;
  /** In bytes. */
  size: number;
}

/** The text of the first element with that name, which must contain no elements; undefined if there is none. */
export function textOf(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}\\s*>`).exec(xml)?.[1];
  return text === undefined ? undefined : decode(text).trim();
}

/** The parts of a ListPartsResult, by number. */
export function storedPartsOf(xml: string): Map<number, StoredPart> {
  const parts = new Map<number, StoredPart>();
  for (const [, part = ''] of xml.matchAll(/<Part>(.*?)<\/Part>/gs)) {
    const etag = textOf(part, 'ETag');
    const size = Number(textOf(part, 'Size') ?? NaN);
    const number = Number(textOf(part, 'PartNumber') ?? NaN);
    if (etag !== undefined && size >= 0 && number >= 1) parts.set(number, { etag, size });
  }
  return parts;
}

/** The document that completes a multipart upload: its parts in ascending order, with their ETags. */
export function completeMultipartUpload(etags: ReadonlyMap<number, string>): string {
  const rows = [...etags]
    .sort(([one], [other]) => one - other)
    .map(
      ([number, etag]) =>
        `<Part><PartNumber>${number}</PartNumber><ETag>${encode(etag)}</ETag></Part>`,
    );
  return `<CompleteMultipartUpload>${rows.join('')}</CompleteMultipartUpload>`;
}

function encode(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  '#34': '"',
  '#39': "'",
};

function decode(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
