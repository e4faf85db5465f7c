/** Reads the bodies of requests, with little memory for callers who are not authenticated yet. */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { untilAborted } from '../../platform/delay.js';
import { HttpError } from './http-error.js';

/** What @hono/node-server hands over beside a request; without a socket it is empty. */
export interface Bindings {
  incoming?: Readable;
}

/** How much is kept of any number of bodies whose callers are not authenticated yet. */
const keptOfAll = 64 * 1024;

/** How a body is read. */
export interface BodyLimits {
  /** The most bytes that are read. */
  largest: number;
  /** Whether it is known who sends the body. */
  isAuthenticated: boolean;
}

/** Reads bodies. One at a time may be longer than 64 KiB while its caller is not authenticated. */
export class BodyReader {
  readonly #longestTurnMs: number;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param longestTurnMs how long such a body may take after its first 64 KiB. */
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
    // The official Node SDK sends and signs `{}` with a GET; a `Request` has no body then, the socket has it.
    const stream = incoming ?? Readable.from(iterable(request.body));
    // The stream is not destroyed, because an answer still has to be sent on its socket.
    const chunks = stream.iterator({ destroyOnReturn: false });
    const kept: Uint8Array[] = [];
    let size = 0;
    /** Returns whether the end was reached. */
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
 * Reads what is left of a body and drops it, for half a second at most: a caller that reads the answer only when it
 * has sent everything gets the answer then, and not a broken connection.
 */
export async function dropRest({ incoming }: Bindings): Promise<void> {
  if (!incoming || incoming.readableEnded || incoming.destroyed) return;
  incoming.resume();
  await once(incoming, 'end', { signal: AbortSignal.timeout(500) }).catch(() => undefined);
}

/** Node's streams of the web can be iterated, which the type of the DOM does not say. */
function iterable(body: ReadableStream<Uint8Array> | null): AsyncIterable<Uint8Array> | [] {
  return (body as unknown as AsyncIterable<Uint8Array> | null) ?? [];
}

function brokenOff(cause: unknown): never {
  throw Object.assign(new HttpError(400, 'APIGW.0201', 'The body did not arrive.'), { cause });
}
