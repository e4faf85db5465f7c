/** Sends a file in parts, a few at a time. */
import { md5 } from '#files';
import { untilAborted } from '../platform/delay.js';
import { differs } from './etag.js';
import { multipartRequests } from './multipart-requests.js';
import { type OpenSource, SourceError } from './source.js';
import type { StoredPart } from './storage-xml.js';
import type { MultipartState } from './upload-error.js';
import type { UploadRun } from './upload-run.js';

/** VOD's limit for one request and for a part: 20 MB. Whether that means 1000 or 1024 is not documented. */
export const largestPart = 20_000_000;
/** https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0197.html */
const mostParts = 10_000;
/** Few enough requests, and little to send again and to hold in memory. */
const usualPart = 8 * 1024 * 1024;
/** Object storage lists so many parts. Further ones would be sent again when an upload is continued. */
const listedParts = 1000;

/**
 * The length of the parts of a file, in bytes: the chosen one, or 8 MiB. From 8 GiB on, parts grow so that there are
 * at most a thousand, up to 20 MB. A stream of unknown length is sent in parts of 20 MB.
 *
 * @throws SourceError if there would be more than 10,000 parts.
 */
export function partSizeFor(size: number | undefined, chosen?: number): number {
  if (size === undefined) return chosen ?? largestPart;
  const grown = Math.max(usualPart, Math.ceil(size / listedParts));
  const partSize = chosen ?? Math.min(largestPart, grown);
  checkLength(size, partSize);
  return partSize;
}

function checkLength(size: number, partSize: number): void {
  if (size <= partSize * mostParts) return;
  throw new SourceError(`it is longer than ${mostParts} parts of ${partSize} bytes`);
}

interface Part {
  number: number;
  bytes: Uint8Array;
}

/**
 * Sends the parts that are not stored yet, a few at a time, and completes the multipart upload.
 *
 * @param firstPart the first part, if it was read already.
 * @param stored the parts that object storage has of an earlier attempt.
 */
export async function sendParts(
  run: UploadRun,
  { partSize, size, uploadId, ...target }: MultipartState,
  source: OpenSource,
  firstPart?: Uint8Array,
  stored?: ReadonlyMap<number, StoredPart>,
): Promise<void> {
  const { parallel = 3, signal } = run.options;
  const requests = multipartRequests(run.vod, target, run.options);
  const count = size === undefined ? Infinity : Math.ceil(size / partSize);
  const etags = new Map<number, string>();
  let lastNumber = 0;
  let total = size;

  /** Reads the next part; undefined after the last one. */
  const readNext = async (space: Uint8Array): Promise<Part | undefined> => {
    if (lastNumber >= count || (size === undefined && total !== undefined)) return undefined;
    const from = lastNumber * partSize;
    const length = Math.min(partSize, (size ?? Infinity) - from);
    const bytes =
      lastNumber === 0 && firstPart
        ? firstPart
        : await untilAborted(source.read(from, space.subarray(0, length)), signal);
    const end = from + bytes.length;
    if (size !== undefined && bytes.length < length) {
      throw new SourceError(`it ended after ${end} of ${size} bytes`);
    }
    if (bytes.length < partSize) total = end;
    if (bytes.length === 0) return undefined;
    checkLength(end, partSize);
    lastNumber += 1;
    return { number: lastNumber, bytes };
  };
  let reading: Promise<unknown> = Promise.resolve();
  /** One read after the other: a stream has only one position. */
  const nextPart = (space: Uint8Array): Promise<Part | undefined> => {
    const part = reading.then(() => run.step('reading the source', () => readNext(space)));
    reading = part.catch(() => undefined);
    return part;
  };

  const send = async ({ number, bytes }: Part): Promise<void> => {
    const onSent = (sent: number): void => run.progress(number, sent, total);
    const digest = md5(bytes);
    const known = stored?.get(number);
    if (known?.size === bytes.length && !differs(known.etag, digest)) {
      etags.set(number, known.etag);
    } else {
      const name = `sending part ${number}${count === Infinity ? '' : ` of ${count}`}`;
      const put = () => requests.putPart(uploadId, number, bytes, digest, onSent);
      etags.set(number, await run.step(name, put));
    }
    onSent(bytes.length);
  };
  const work = async (): Promise<void> => {
    const space = new Uint8Array(partSize); // Used again for each part, instead of leaving garbage.
    for (let part = await nextPart(space); part; part = await nextPart(space)) await send(part);
  };

  const length = Math.min(Math.max(1, parallel), count);
  const stop = (error: unknown): void => run.stop(error);
  await Promise.all(Array.from({ length }, () => work().catch(stop)));
  signal.throwIfAborted();
  await run.step('reading the source', () => source.check());
  await run.step('completing the multipart upload', () => requests.complete(uploadId, etags));
}
