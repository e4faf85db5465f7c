/** A small file: read as a whole, and sent by one request. */
import { md5 } from '#files';
import { untilAborted } from '../platform/delay.js';
import { hasOtherBytes } from './etag.js';
import type { Progress } from './progress.js';
import { type OpenSource, SourceError } from './source.js';
import { sendToStorage, type StorageOptions } from './storage.js';
import { StorageError } from './storage-error.js';

/**
 * Reads a source of known length, or the first `most` bytes of a stream.
 *
 * @throws SourceError if it is empty, or has not the known length.
 */
export async function readWhole(
  { size, read, check }: OpenSource,
  most: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const bytes = await untilAborted(read(0, new Uint8Array(size ?? most)), signal);
  if (bytes.length === 0) throw new SourceError('it is empty');
  if (size === undefined) return bytes;
  if (bytes.length < size) throw new SourceError(`it ended after ${bytes.length} of ${size} bytes`);
  await check();
  return bytes;
}

/** Sends a file. @throws as `sendToStorage`. */
export async function putWhole(
  url: string,
  bytes: Uint8Array,
  contentType: string,
  progress: Progress,
  options: StorageOptions & { signal: AbortSignal },
): Promise<void> {
  const digest = md5(bytes);
  const request = {
    method: 'PUT',
    url,
    // Without Content-MD5, which the URL is not signed for. With a video_md5 it may be (**unsettled**).
    headers: { 'content-type': contentType },
    body: bytes,
    onSent: (sent: number) => progress(1, sent, bytes.length),
    read(headers: Headers) {
      if (!hasOtherBytes(headers, digest)) return;
      const message = 'object storage accepted the file, but has other bytes (by its ETag).';
      throw new StorageError(message, { retry: 'same-url' });
    },
  } as const;
  await sendToStorage(request, options);
  progress(1, bytes.length, bytes.length);
}
