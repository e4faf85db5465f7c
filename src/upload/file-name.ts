/** What the name of a file says: its type and the title of its asset. */
import { uploadContentTypes } from '../../generated/contract.js';
import type { FileType } from '../../generated/schema.js';

/** The limit of a title and of a file name, in bytes of UTF-8. */
const mostBytes = 128;

/**
 * The type of a file, by the suffix of its name.
 *
 * @throws TypeError if VOD does not accept files with that suffix.
 * @example
 * fileTypeOf('holiday.MKV'); // 'MKV'
 */
export function fileTypeOf(fileName: string): FileType {
  const suffix = /\.([^.]+)$/.exec(fileName)?.[1]?.toUpperCase() ?? '';
  // The keys of uploadContentTypes are the types of files.
  if (Object.hasOwn(uploadContentTypes, suffix)) return suffix as FileType;
  throw new TypeError(
    `VOD does not accept ${JSON.stringify(fileName)} by its suffix. It accepts ${Object.keys(uploadContentTypes).join(', ')}.`,
  );
}

/** The title of an asset by the name of its file: without the suffix, and as long as VOD allows. */
export function titleOf(fileName: string): string {
  const title = fileName.replace(/\.[^.]*$/, '').trim();
  return shortened(title || fileName, mostBytes).trimEnd();
}

/** The name of a file as long as VOD allows, with its suffix. */
export function fittedName(fileName: string): string {
  const [suffix = ''] = /\.[^.]{1,10}$/.exec(fileName) ?? [];
  const stem = fileName.slice(0, fileName.length - suffix.length);
  return shortened(stem, mostBytes - encoder.encode(suffix).length) + suffix;
}

const encoder = new TextEncoder();

/**
 * As much of a text as has at most `limit` bytes of UTF-8, cut between characters as a reader sees them; half of a
 * surrogate pair becomes U+FFFD. A single character that is longer is cut within.
 */
export function shortened(text: string, limit: number): string {
  const wellFormed = new TextDecoder().decode(encoder.encode(text));
  return fitting(charactersOf(wellFormed), limit) || fitting(wellFormed, limit);
}

function fitting(pieces: Iterable<string>, limit: number): string {
  let result = '';
  let bytes = 0;
  for (const piece of pieces) {
    bytes += encoder.encode(piece).length;
    if (bytes > limit) break;
    result += piece;
  }
  return result;
}

function charactersOf(text: string): Iterable<string> {
  // Firefox has it since version 125, although the types promise it. A string is iterated by code points.
  const { Segmenter } = Intl as Partial<typeof Intl>;
  return Segmenter ? Array.from(new Segmenter().segment(text), ({ segment }) => segment) : text;
}
