/** Files that are written as their bytes come: measured, bounded, and gone again when something breaks. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { entityTooLarge, storageFailure, StorageError } from './storage-error.js';

/** What was written. */
export interface WrittenFile {
  size: number;
  /** The digest itself: object storage shows it in hexadecimal in one place, in base64 in another. */
  md5: Buffer;
}

/** How far writing may go. */
export interface WriteLimits {
  /** The most bytes that are taken. */
  largest: number;
  /** Ends the writing. */
  signal: AbortSignal;
}

/**
 * Writes bytes into a file that must not exist yet.
 *
 * @throws StorageError 500 when the file cannot be written, as on a full disk; an error of the bytes as it is.
 */
export async function writeNewFile(
  file: string,
  bytes: Readable,
  { largest, signal }: WriteLimits,
): Promise<WrittenFile> {
  const hash = createHash('md5');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(size > largest ? new Error(`more than ${largest} bytes came`) : null, chunk);
    },
  });
  const target = createWriteStream(file, { flags: 'wx' });
  // Whoever fails first is to blame: the pipeline ends the other one with the same error.
  let blamed: object | undefined;
  for (const stream of [bytes, target]) stream.once('error', () => (blamed ??= stream));
  try {
    await pipeline(bytes, measure, target, { signal });
    return { size, md5: hash.digest() };
  } catch (error) {
    await rm(file, { force: true });
    throw blamed === target ? storageFailure(error, dirname(file)) : error;
  }
}

/** Has a file, or what a folder lists, outlast a power cut. */
export async function flushToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    if (process.platform === 'win32') return undefined; // Folders cannot be opened there.
    throw error;
  });
  // What cannot be flushed there is flushed by the system itself, in time.
  await handle?.sync().catch((error: unknown) => {
    if (process.platform !== 'win32') throw error;
  });
  await handle?.close();
}

/** A body as Node's own stream. */
export function streamOf(body: ReadableStream<Uint8Array> | null): Readable {
  // Node's type of the same object is another one than the DOM's.
  const stream = body as import('node:stream/web').ReadableStream<Uint8Array> | null;
  return stream ? Readable.fromWeb(stream) : Readable.from([]);
}

/**
 * The length that a request announces.
 *
 * @throws StorageError 411 without one, 400 when it is over `largest`.
 */
export function announcedLength(request: Request, largest: number): number {
  const length = request.headers.get('content-length');
  if (length === null) throw new StorageError(411, 'MissingContentLength', 'Send Content-Length.');
  if (!(Number(length) <= largest)) throw entityTooLarge(largest);
  return Number(length);
}

/**
 * Writes the body of a request into a new file.
 *
 * @param length the number of bytes that were announced.
 * @param md5s the MD5s that were announced, in base64, where there are any.
 * @throws StorageError when fewer, more or other bytes come than announced.
 */
export async function receiveFile(
  request: Request,
  file: string,
  length: number,
  md5s: readonly (string | null | undefined)[],
  signal: AbortSignal,
): Promise<WrittenFile> {
  const body = streamOf(request.body);
  const written = await writeNewFile(file, body, { largest: length, signal }).catch(
    (error: unknown) => {
      if (error instanceof StorageError) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw new StorageError(400, 'RequestTimeout', `The upload did not complete: ${why}.`);
    },
  );
  try {
    if (written.size !== length) {
      throw new StorageError(400, 'IncompleteBody', 'Fewer bytes than Content-Length said.');
    }
    checkMd5(written, md5s);
    return written;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

/** @throws StorageError when one of the announced MD5s, in base64, is not that of the file. */
export function checkMd5(
  { md5 }: WrittenFile,
  announced: readonly (string | null | undefined)[],
): void {
  const found = md5.toString('base64');
  if (announced.every((value) => value === null || value === undefined || value === found)) return;
  const message = `The MD5 of the bytes is ${found}, which is not the announced one.`;
  throw new StorageError(400, 'BadDigest', message);
}
