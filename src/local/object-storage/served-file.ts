/** Answers with a file, or a range of it, or without it, as the conditions of the request say (RFC 9110). */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { ReadableStream } from 'node:stream/web';
import { parse as parseRange, type Range } from 'range-parser';
import { uploadContentTypes } from '../../../generated/contract.js';
import type { FileType } from '../../../generated/schema.js';
import { StorageError } from './storage-error.js';

/** What a file is served as: the type with which it is uploaded, except for sounds that players know by another. */
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
  /** With its quotes. */
  etag: string;
  /** In milliseconds since 1970, in whole seconds, because HTTP has no others. */
  modifiedAt: number;
}

/**
 * The answer to a GET or a HEAD.
 *
 * @param request gives conditions and the range. A range that cannot be understood, and several ranges, are answered
 *   with the whole file, which RFC 9110 allows.
 * @param type its Content-Type.
 * @param etag its ETag without quotes. Default: one made of its size and time, which is cheaper than to read it all.
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
  const described = {
    'accept-ranges': 'bytes',
    etag: validators.etag,
    'last-modified': new Date(validators.modifiedAt).toUTCString(),
  };
  if (!meetsPreconditions(request.headers, validators)) {
    throw new StorageError(412, 'PreconditionFailed', 'The file is not the one that was meant.');
  }
  if (isUnchanged(request.headers, validators)) {
    return new Response(null, { status: 304, headers: described });
  }
  const range = rangeOf(request, validators, size);
  const { start, end } = range ?? { start: 0, end: size - 1 };
  return new Response(end < start ? null : lazily(() => createReadStream(file, { start, end })), {
    status: range ? 206 : 200,
    headers: {
      ...described,
      'content-type': type,
      'content-length': String(end - start + 1),
      ...(range && { 'content-range': `bytes ${start}-${end}/${size}` }),
    },
  });
}

// The five conditions are our own code: the packages for it (hono's etag middleware, fresh) know If-None-Match and
// If-Modified-Since only.

/** If-Match, or else If-Unmodified-Since (RFC 9110, section 13.2.2, steps 1 and 2). */
function meetsPreconditions(headers: Headers, { etag, modifiedAt }: Validators): boolean {
  const wanted = headers.get('if-match');
  if (wanted !== null) return wanted.trim() === '*' || tagsIn(wanted).includes(etag);
  // No time is later than NaN: a text that is no date is no condition.
  return !(modifiedAt > readDate(headers.get('if-unmodified-since')));
}

/** If-None-Match, or else If-Modified-Since (steps 3 and 4). */
function isUnchanged(headers: Headers, { etag, modifiedAt }: Validators): boolean {
  const known = headers.get('if-none-match');
  if (known === null) return modifiedAt <= readDate(headers.get('if-modified-since'));
  // Here a weak tag is as good as a strong one.
  return known.trim() === '*' || tagsIn(known.replaceAll('W/"', '"')).includes(etag);
}

/** The range to answer with, if there is one (step 5). @throws StorageError 416 when it has no byte of the file. */
function rangeOf(request: Request, validators: Validators, size: number): Range | undefined {
  const asked = request.headers.get('range');
  if (asked === null || request.method !== 'GET') return undefined; // HEAD has no ranges.
  const condition = request.headers.get('if-range');
  if (condition !== null && !isOf(condition.trim(), validators)) return undefined;

  const { code, type, ranges } = parseRange(size, asked.trim());
  const [range, ...others] = ranges;
  const isMalformed = (code & 1) !== 0;
  if (type !== 'bytes' || isMalformed || others.length > 0) return undefined;
  if (!range && code !== 0) {
    const headers = { 'accept-ranges': 'bytes', 'content-range': `bytes */${size}` };
    throw new StorageError(416, 'InvalidRange', `The file has ${size} bytes.`, headers);
  }
  return range; // The last bytes of an empty file are no range, and no error either.
}

/** Whether the tag or the date of If-Range is the file's. */
function isOf(condition: string, { etag, modifiedAt }: Validators): boolean {
  return condition === etag || readDate(condition) === modifiedAt;
}

/** The tags of a list; weak ones keep their sign, so that they equal none of ours. */
function tagsIn(list: string): string[] {
  return list.match(/(W\/)?"[^"]*"/g) ?? [];
}

/** One of the three forms of a date in HTTP; NaN for anything else. */
function readDate(text: string | null): number {
  const isDate = /^(Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,? .*\d\d:\d\d:\d\d/.test(text ?? '');
  if (text === null || !isDate) return NaN;
  return Date.parse(text.endsWith(' GMT') ? text : `${text} GMT`); // The oldest form does not say GMT.
}

/** Opens a stream when it is read: an answer whose body is never read leaves no file open. */
function lazily(open: () => AsyncIterable<Uint8Array>): BodyInit {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield* open();
  }
  // Node's type of the same object is another one than the DOM's.
  return ReadableStream.from(bytes()) as unknown as BodyInit;
}
