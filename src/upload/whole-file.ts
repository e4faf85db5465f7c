/** A small file: read whole, and sent by one PUT. */
import { md5 } from '#files';
import { untilAborted } from '../platform/delay.js';
import { hasOtherBytes } from './etag.js';
import type { Progress } from './progress.js';
import { type OpenSource, SourceDamage } from './source.js';
import { StorageFailure } from './storage-failure.js';
import { sendToStorage, type StorageOptions } from './storage.js';

/**
 * Reads a source of known length, or the first `most` bytes of a stream.
 *
 * @throws SourceDamage when it is empty, or not as long as was said.
 */
export async function readWhole(
  { size, read, check }: OpenSource,
  most: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const length = size ?? most;
  const room = (): Uint8Array => new Uint8Array(length);
  const bytes = await untilAborted(read(0, length, room), signal);
  if (bytes.length === 0) throw new SourceDamage('it is empty');
  if (size !== undefined && bytes.length < size) {
    throw new SourceDamage(`it ended after ${bytes.length} of ${size} bytes`);
  }
  if (size !== undefined) await check();
  return bytes;
}

/** Sends a file; throws as sendToStorage does. */
export async function putWhole(
  url: string,
  bytes: Uint8Array,
  contentType: string,
  progress: Progress,
  options: StorageOptions & { signal: AbortSignal },
): Promise<void> {
  const note = (sent: number): void => progress.note(1, sent, bytes.length);
  const digest = md5(bytes);
  await sendToStorage(
    {
      method: 'PUT',
      url,
      // No Content-MD5: the URL would have to be made for it, by a video_md5 (**unsettled**; documented for parts).
      headers: { 'content-type': contentType },
      body: bytes,
      onSent: note,
      read: ({ header }) => {
        if (!hasOtherBytes(header, digest)) return;
        const message = 'object storage took it, but has other bytes (by its ETag).';
        throw new StorageFailure(message, { repetition: 'again' });
      },
    },
    options,
  );
  note(bytes.length);
}
