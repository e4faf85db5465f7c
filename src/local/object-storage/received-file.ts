/** Files that are written as their bytes arrive: measured, bounded, and removed when something breaks. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { privateFile } from '../store/private-files.js';
import { storageFailure, StorageError } from './storage-error.js';

/** The largest file in bytes, 5 GiB: the real service advises against larger ones. */
export const largestFile = 5 * 1024 ** 3;

/** What was written. */
export interface ReceivedFile {
  size: number;
  /** The digest itself: object storage shows it in hexadecimal in one place, in base64 in another. */
  md5: Buffer;
}

/** What may be written. */
export interface WriteLimits {
  /** The most bytes that are taken. */
  largest: number;
  /** Whether fewer bytes are an error, too. */
  isExact?: boolean;
  /** The MD5s that were announced, in base64, where there are any. */
  md5s?: readonly (string | null | undefined)[];
  /** Ends the writing. */
  signal: AbortSignal;
}

/**
 * Writes bytes into a file that must not exist yet. After a failure there is no file.
 *
 * @throws StorageError 500 when the file cannot be written, 400 when fewer or other bytes come than announced; an error
 *   of the source of the bytes as it is.
 */
export async function writeNewFile(
  file: string,
  bytes: Readable,
  { largest, isExact = false, md5s = [], signal }: WriteLimits,
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
    const target = createWriteStream(file, { flags: 'wx', mode: privateFile });
    await pipeline(bytes, measured, target, { signal });
    if (isExact && size < largest) {
      throw new StorageError(400, 'IncompleteBody', 'Fewer bytes than Content-Length said.');
    }
    const md5 = hash.digest();
    const found = md5.toString('base64');
    if (md5s.some((announced) => (announced ?? found) !== found)) {
      const message = `The MD5 of the bytes is ${found}, which is not the announced one.`;
      throw new StorageError(400, 'BadDigest', message);
    }
    return { size, md5 };
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
 * Writes the body of a request into a new file.
 *
 * @param longest the largest length in bytes that the request may announce.
 * @param md5 an MD5 that was announced earlier, in base64.
 * @throws StorageError when the request announces no length, or another length or MD5 than its body has.
 */
export async function receiveFile(
  request: Request,
  file: string,
  { longest, md5, signal }: { longest: number; md5?: string | undefined; signal: AbortSignal },
): Promise<ReceivedFile> {
  const length = request.headers.get('content-length');
  if (length === null) throw new StorageError(411, 'MissingContentLength', 'Send Content-Length.');
  const largest = Number(length);
  if (!(largest <= longest)) {
    throw new StorageError(400, 'EntityTooLarge', `At most ${longest} bytes.`);
  }
  const md5s = [md5, request.headers.get('content-md5')];
  const limits = { largest, isExact: true, md5s, signal };
  return writeNewFile(file, streamOf(request.body), limits).catch((error: unknown) => {
    if (error instanceof StorageError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new StorageError(400, 'RequestTimeout', `The upload did not complete: ${why}.`);
  });
}
