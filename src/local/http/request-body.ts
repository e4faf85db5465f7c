/** Reads request bodies. Bodies of callers that are not authenticated yet get little memory. */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { untilAborted } from '../../platform/delay.js';
import { HttpError } from './http-error.js';

/** What @hono/node-server passes along with a request. It is empty if the request did not come from a socket. */
export interface Bindings {
  incoming?: Readable;
}

/**
 * In bytes, of each body. Any number of bodies may reach this size at the same time while their callers are not
 * authenticated yet.
 */
const keptOfAll = 64 * 1024;

/** How a body is read. */
export interface BodyLimits {
  /** The most bytes that the body may have. */
  largest: number;
  /** Whether the caller is authenticated already. */
  isAuthenticated: boolean;
}

/**
 * Reads bodies. While callers are not authenticated, only one body at a time is read beyond 64 KiB; other long bodies
 * wait for their turn.
 */
export class BodyReader {
  readonly #longestTurnMs: number;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param longestTurnMs how long a turn may take, in milliseconds, to read a body beyond its first 64 KiB. */
  constructor(longestTurnMs = 10_000) {
    this.#longestTurnMs = longestTurnMs;
  }

  /**
   * The bytes of a body; undefined when there are more than `largest`.
   *
   * @throws HttpError 400 when the caller stops sending.
   */
  async read(
    request: Request,
    { incoming }: Bindings,
    { largest, isAuthenticated }: BodyLimits,
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (Number(request.headers.get('content-length')) > largest) return undefined;
    // The official Node SDK sends and signs `{}` with a GET. The `Request` of a GET has no body, but the socket does.
    const stream = incoming ?? Readable.from(iterable(request.body));
    // The stream is not destroyed, because an answer still has to be sent on its socket.
    const chunks = stream.iterator({ destroyOnReturn: false });
    const kept: Uint8Array[] = [];
    let size = 0;
    /** Reads until the body ends or is longer than `limit`. Returns whether the body has ended. */
    const readUpTo = async (limit: number, signal?: AbortSignal): Promise<boolean> => {
      while (size <= limit) {
        const next = chunks.next() as Promise<IteratorResult<Uint8Array, undefined>>;
        const { done, value } = await (signal ? untilAborted(next, signal) : next).catch(brokenOff);
        if (done === true) return true;
        size += value.length;
        kept.push(value);
      }
      return false;
    };
    let isComplete = await readUpTo(isAuthenticated ? largest : Math.min(largest, keptOfAll));
    if (!isComplete && !isAuthenticated && size <= largest) {
      isComplete = await this.#inTurn(() =>
        readUpTo(largest, AbortSignal.timeout(this.#longestTurnMs)),
      );
    }
    if (isComplete) return Buffer.concat(kept);
    void chunks.return?.();
    return undefined;
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}

/**
 * Reads the rest of a body and drops it, for half a second at most. Some callers read the answer only after they have
 * sent the whole body. Without this, they would see a broken connection and not the answer.
 */
export async function dropRest({ incoming }: Bindings): Promise<void> {
  if (!incoming || incoming.readableEnded || incoming.destroyed) return;
  incoming.resume();
  await once(incoming, 'end', { signal: AbortSignal.timeout(500) }).catch(() => undefined);
}

/** Web streams in Node are async iterable, but the DOM type does not say so. */
function iterable(body: ReadableStream<Uint8Array> | null): AsyncIterable<Uint8Array> | [] {
  return (body as unknown as AsyncIterable<Uint8Array> | null) ?? [];
}

function brokenOff(cause: unknown): never {
  throw Object.assign(new HttpError(400, 'APIGW.0201', 'The body did not arrive.'), { cause });
}
