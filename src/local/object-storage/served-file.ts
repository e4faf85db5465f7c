/** Answers with a file, with a range of it, or with 304, as the headers of the request demand (RFC 9110). */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { ReadableStream } from 'node:stream/web';
import { parse as parseRange, type Range } from 'range-parser';
import { uploadContentTypes } from '../../../generated/contract.js';
import type { FileType } from '../../../generated/schema.js';
import { StorageError } from './storage-error.js';

/** The Content-Type of a served file: that of the upload, except for audio types that players know by another name. */
export const contentTypes: Readonly<Record<FileType, string>> = {
  ...uploadContentTypes,
  MP3: 'audio/mpeg',
  MP2: 'audio/mpeg',
  M4A: 'audio/mp4',
  M4R: 'audio/mp4',
  WMA: 'audio/x-ms-wma',
  MMF: 'application/vnd.smaf',
};

/** What conditions are compared with. A file never changes under its URL, so both are strong validators. */
interface Validators {
  /** The ETag, with its quotes. */
  etag: string;
  /** In milliseconds since 1970, rounded down to a whole second, because dates in HTTP have no fractions. */
  modifiedAt: number;
}

/**
 * Answers a GET or a HEAD. To an invalid range, and to several ranges, the answer is the whole file (RFC 9110 allows it).
 *
 * @param type the Content-Type.
 * @param etag the ETag without quotes. Default: one made of size and time, which is cheaper than to read the file.
 * @throws StorageError 404 when there is no such file, 412 when a condition fails, 416 for a range beyond the end.
 */
export async function answerWithFile(
  request: Request,
  file: string,
  type: string,
  etag?: string,
): Promise<Response> {
  const { size, mtimeMs } = await stat(file).catch((error: unknown) => {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw isMissing ? new StorageError(404, 'NoSuchKey', 'The file is not there any more.') : error;
  });
  const validators = {
    etag: `"${etag ?? `${size.toString(16)}-${Math.trunc(mtimeMs).toString(16)}`}"`,
    modifiedAt: Math.trunc(mtimeMs / 1000) * 1000,
  };
  const headers = {
    'accept-ranges': 'bytes',
    etag: validators.etag,
    'last-modified': new Date(validators.modifiedAt).toUTCString(),
  };
  if (!meetsPreconditions(request.headers, validators)) {
    throw new StorageError(412, 'PreconditionFailed', 'The file is not the one that was meant.');
  }
  if (isUnchanged(request.headers, validators)) {
    return new Response(null, { status: 304, headers });
  }
  const range = rangeOf(request, validators, size);
  const { start, end } = range ?? { start: 0, end: size - 1 };
  return new Response(end < start ? null : lazily(() => createReadStream(file, { start, end })), {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'content-type': type,
      'content-length': String(end - start + 1),
      ...(range && { 'content-range': `bytes ${start}-${end}/${size}` }),
    },
  });
}

// The five conditional headers are evaluated here: the packages for them (hono's etag middleware, fresh) support only
// If-None-Match and If-Modified-Since.

/** Evaluates If-Match, or else If-Unmodified-Since (RFC 9110, section 13.2.2, steps 1 and 2). */
function meetsPreconditions(headers: Headers, { etag, modifiedAt }: Validators): boolean {
  const wanted = headers.get('if-match');
  if (wanted !== null) return wanted.trim() === '*' || tagsIn(wanted).includes(etag);
  // An absent or invalid date is NaN. Comparing with NaN gives false, so such a condition is ignored.
  return !(modifiedAt > readDate(headers.get('if-unmodified-since')));
}

/** Evaluates If-None-Match, or else If-Modified-Since (steps 3 and 4). */
function isUnchanged(headers: Headers, { etag, modifiedAt }: Validators): boolean {
  const known = headers.get('if-none-match');
  if (known === null) return modifiedAt <= readDate(headers.get('if-modified-since'));
  // If-None-Match uses weak comparison: a weak ETag matches the strong ETag with the same text.
  return known.trim() === '*' || tagsIn(known.replaceAll('W/"', '"')).includes(etag);
}

/**
 * Returns the range to answer with, or undefined for the whole file (step 5).
 *
 * @throws StorageError 416 when the range contains no byte of the file.
 */
function rangeOf(request: Request, validators: Validators, size: number): Range | undefined {
  const asked = request.headers.get('range');
  if (asked === null || request.method !== 'GET') return undefined; // HEAD has no ranges.
  const condition = request.headers.get('if-range');
  const isOfThisFile = (value: string) =>
    value === validators.etag || readDate(value) === validators.modifiedAt;
  if (condition !== null && !isOfThisFile(condition.trim())) return undefined;

  const { code, type, ranges } = parseRange(size, asked.trim());
  const [range, ...others] = ranges;
  const isMalformed = (code & 1) !== 0;
  if (type !== 'bytes' || isMalformed || others.length > 0) return undefined;
  if (!range && code !== 0) {
    const headers = { 'accept-ranges': 'bytes', 'content-range': `bytes */${size}` };
    throw new StorageError(416, 'InvalidRange', `The file has ${size} bytes.`, headers);
  }
  return range; // Undefined for the last bytes of an empty file: no error.
}

/** The ETags in a list. Weak ETags keep their `W/`, so that they never equal the strong ETag of a file. */
function tagsIn(list: string): string[] {
  return list.match(/(W\/)?"[^"]*"/g) ?? [];
}

/** Reads a date in one of the three formats of HTTP, as milliseconds since 1970; NaN for any other text. */
function readDate(text: string | null): number {
  const isDate = /^(Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,? .*\d\d:\d\d:\d\d/.test(text ?? '');
  if (text === null || !isDate) return NaN;
  return Date.parse(text.endsWith(' GMT') ? text : `${text} GMT`); // The oldest format has no GMT.
}

/** Opens the stream only when the body is read, so that an answer whose body is never read leaves no file open. */
function lazily(open: () => AsyncIterable<Uint8Array>): BodyInit {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield* open();
  }
  // Node and the DOM declare different types for the same ReadableStream.
  return ReadableStream.from(bytes()) as unknown as BodyInit;
}
