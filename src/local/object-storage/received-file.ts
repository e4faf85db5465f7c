/** Files that are written as their bytes arrive: measured, bounded, and removed when something breaks. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { entityTooLarge, storageFailure, StorageError } from './storage-error.js';

/** What was written. */
export interface ReceivedFile {
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
 * Writes bytes into a file that must not exist yet, and has them on the disk when it resolves.
 *
 * @throws StorageError 500 when the file cannot be written, as on a full disk; an error of the bytes as it is.
 */
export async function writeNewFile(
  file: string,
  bytes: Readable,
  { largest, signal }: WriteLimits,
): Promise<ReceivedFile> {
  const hash = createHash('md5');
  let size = 0;
  let failureOfBytes: unknown;
  async function* measured(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > largest) throw new Error(`more than ${largest} bytes came`);
        hash.update(chunk);
        yield chunk;
      }
    } catch (error) {
      failureOfBytes = error;
      throw error;
    }
  }
  try {
    const target = createWriteStream(file, { flags: 'wx', flush: true });
    await pipeline(bytes, measured, target, { signal });
    return { size, md5: hash.digest() };
  } catch (error) {
    await rm(file, { force: true });
    throw error === failureOfBytes ? error : storageFailure(error, dirname(file));
  }
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
): Promise<ReceivedFile> {
  const body = streamOf(request.body);
  const received = await writeNewFile(file, body, { largest: length, signal }).catch(
    (error: unknown) => {
      if (error instanceof StorageError) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw new StorageError(400, 'RequestTimeout', `The upload did not complete: ${why}.`);
    },
  );
  try {
    if (received.size !== length) {
      throw new StorageError(400, 'IncompleteBody', 'Fewer bytes than Content-Length said.');
    }
    checkMd5(received, md5s);
    return received;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

/** @throws StorageError when one of the announced MD5s, in base64, is not that of the file. */
export function checkMd5(
  { md5 }: ReceivedFile,
  announced: readonly (string | null | undefined)[],
): void {
  const found = md5.toString('base64');
  if (announced.every((value) => value === null || value === undefined || value === found)) return;
  const message = `The MD5 of the bytes is ${found}, which is not the announced one.`;
  throw new StorageError(400, 'BadDigest', message);
}
