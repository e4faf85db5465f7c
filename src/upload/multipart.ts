/** A file in parts, a few at a time: each is sent by itself, and by itself again when that fails. */
import { md5 } from '#files';
import { untilAborted } from '../platform/delay.js';
import { differs } from './etag.js';
import type { MultipartRequests } from './multipart-requests.js';
import type { Progress } from './progress.js';
import { type OpenSource, SourceDamage } from './source.js';
import type { StoredPart } from './storage-xml.js';
import type { MultipartState } from './upload-error.js';

/** VOD's limit for a file in one PUT, and for a part: 20 MB; which megabyte is meant is not documented. */
export const largestPart = 20_000_000;
/** https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0197.html */
const mostParts = 10_000;
/** Large enough for a request each, small enough to be sent again and to be held in memory. */
const usualPart = 8 * 1024 * 1024;
/** So many parts object storage lists; of more, those beyond could not be recognised after an interruption. */
const listedParts = 1000;

/**
 * The length of the parts of a file: 8 MiB, and more from 8 GiB on, so that there are at most a thousand; 20 MB at
 * most, and for a stream that may go on.
 *
 * @throws SourceDamage for more than 200 GB.
 */
export function partSizeFor(size: number | undefined): number {
  if (size === undefined) return largestPart;
  if (size > largestPart * mostParts) {
    throw new SourceDamage(`${size} bytes are more than the 200 GB that ${mostParts} parts hold`);
  }
  return Math.min(largestPart, Math.max(usualPart, Math.ceil(size / listedParts)));
}

/** What the sending of parts works with. */
export interface PartsContext {
  source: OpenSource;
  /** How many parts are sent at a time. */
  parallel: number;
  /** Runs a step under its name, which its error will have. */
  step: <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;
  progress: Progress;
  /** Aborted with what fails first, so that everything else ends. */
  stop: AbortController;
}

interface Part {
  number: number;
  bytes: Uint8Array;
}

/**
 * Sends the parts that are not stored yet, and has them put together.
 *
 * @param begun the first part, if it was read already.
 * @param stored what object storage has of an earlier run.
 */
export async function sendParts(
  requests: MultipartRequests,
  state: MultipartState,
  context: PartsContext,
  begun?: Uint8Array,
  stored?: ReadonlyMap<number, StoredPart>,
): Promise<void> {
  const { source, parallel, step, progress, stop } = context;
  const { partSize, size, uploadId } = state;
  const count = size === undefined ? Infinity : Math.ceil(size / partSize);
  const etags = new Map<number, string>();
  let last = 0;
  let total = size;

  /** Reads the next part; undefined after the last. */
  const next = async (room: () => Uint8Array): Promise<Part | undefined> => {
    if (last >= count || (size === undefined && total !== undefined)) return undefined;
    const from = last * partSize;
    const length = Math.min(partSize, (size ?? Infinity) - from);
    const bytes =
      last === 0 && begun
        ? begun
        : await untilAborted(source.read(from, length, room), stop.signal);
    if (size !== undefined && bytes.length < length) {
      throw new SourceDamage(`the source ended after ${from + bytes.length} of ${size} bytes`);
    }
    if (bytes.length < partSize) total = from + bytes.length;
    if (bytes.length === 0) return undefined;
    last += 1;
    if (last > mostParts) throw new SourceDamage('the stream is longer than 200 GB');
    return { number: last, bytes };
  };
  let turn: Promise<unknown> = Promise.resolve();
  /** One after the other, because a stream has no other way. */
  const nextInTurn = (room: () => Uint8Array): Promise<Part | undefined> => {
    const mine = turn.then(() => step('reading its source', () => next(room)));
    turn = mine.catch(() => undefined);
    return mine;
  };

  const send = async ({ number, bytes }: Part): Promise<void> => {
    const note = (sent: number): void => progress.note(number, sent, total);
    const digest = md5(bytes);
    const there = stored?.get(number);
    if (there?.size === bytes.length && !differs(there.etag, digest)) {
      etags.set(number, there.etag);
    } else {
      const name = `part ${number}${count === Infinity ? '' : ` of ${count}`}`;
      etags.set(
        number,
        await step(name, () => requests.putPart(uploadId, number, bytes, digest, note)),
      );
    }
    note(bytes.length);
  };
  const work = async (): Promise<void> => {
    // Its own memory, used again for each of its parts: what is sent has been read by the connection.
    let own: Uint8Array | undefined;
    const room = (): Uint8Array => (own ??= new Uint8Array(partSize));
    for (let part = await nextInTurn(room); part; part = await nextInTurn(room)) await send(part);
  };

  const workers = Array.from({ length: Math.min(parallel, count) }, () =>
    work().catch((error: unknown) => stop.abort(error)),
  );
  await Promise.all(workers);
  stop.signal.throwIfAborted();
  await step('reading its source', () => source.check());
  await step('putting the parts together', () => requests.complete(uploadId, etags));
}
