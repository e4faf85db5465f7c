/**
 * One HTTP exchange by `fetch`: the transport of every runtime but Node, and of a custom `fetch`.
 *
 * Imported as `#http` for its `exchange`: on Node that is node/http.ts, which takes a third of the time.
 */

/** A `fetch`: the global one, that of a library, or the local service's. */
export type FetchFunction = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Ends what is under way: an AbortController that makes its signal only for who asks for it, because to make one
 * and to listen to it takes Node a tenth of a call's time.
 */
export class Stop {
  /** Why it was stopped, once it was. */
  stopped: { reason: Error } | undefined;
  /** Called when it is stopped. */
  listener: ((reason: Error) => void) | undefined;
  #controller: AbortController | undefined;

  /** The same as a signal. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.stopped) this.#controller.abort(this.stopped.reason);
    return this.#controller.signal;
  }

  /** Stops it, once. */
  stop(reason: Error): void {
    if (this.stopped) return;
    this.stopped = { reason };
    this.#controller?.abort(reason);
    this.listener?.(reason);
  }

  /** What `promise` settles to, or a rejection with the reason if it is stopped first; takes the listener's place. */
  race<Value>(promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.listener = reject;
      if (this.stopped) reject(this.stopped.reason);
      promise.then(resolve, reject);
    });
  }
}

/** What waits for a signal: one listener for all calls that share it, because Node takes eleven for a leak. */
const followers = new WeakMap<EventTarget, Set<() => void>>();

function tellFollowers({ target }: Event): void {
  if (target) followers.get(target)?.forEach((abort) => abort());
}

/** Calls `abort` when the signal is aborted, until the function that is returned is called. */
export function follow(signal: AbortSignal, abort: () => void): () => void {
  const all = followers.get(signal) ?? new Set();
  followers.set(signal, all.add(abort));
  signal.addEventListener('abort', tellFollowers); // Once, however often this is said.
  return () => {
    all.delete(abort);
    if (!all.size) signal.removeEventListener('abort', tellFollowers);
  };
}

/** What is sent, once. */
export interface HttpRequest {
  method: string;
  url: URL;
  /** By their names in lower case. */
  headers: ReadonlyMap<string, string>;
  /** Sent as UTF-8. */
  body: string | undefined;
  /** Ends the exchange, with its reason. */
  stop: Stop;
  /** Called once the request may have left; a rejection without it means that it never arrived. */
  onSent: () => void;
}

/** What was answered, its body already read. */
export interface HttpAnswer {
  status: number;
  /** A header by its name in lower case. */
  header: (name: string) => string | null;
  text: string;
  /** The answer as a web-standard Response. */
  response: () => Response;
}

/** Sends a request and reads the whole answer; rejects when the connection or the signal ends it before. */
export type Exchange = (request: HttpRequest) => Promise<HttpAnswer>;

/**
 * How runtimes say that no connection was made: Node, undici, Bun, and Deno, which has only a text. That a host
 * or a network is unreachable is no proof by itself: a connection that was made can end like that.
 */
const neverConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$|^connect E|connection refused|dns error/i;

/** An exchange that uses a given `fetch`. */
export function exchangeBy(fetch: FetchFunction): Exchange {
  return async ({ method, url, headers, body, stop, onSent }) => {
    let response: Response;
    try {
      const init = {
        method,
        headers: Object.fromEntries(headers),
        ...(body === undefined ? {} : { body }),
        // A redirect would carry the credentials to wherever it points.
        redirect: 'manual' as const,
        signal: stop.signal,
      };
      // Not every fetch listens to its signal.
      response = await stop.race(fetch(url.href, init));
    } catch (error) {
      if (!causesOf(error).some((cause) => neverConnected.test(cause))) onSent();
      throw error;
    }
    onSent();
    return {
      // A page is not told which redirect it was: its status is 0.
      status: response.status || 302,
      header: (name) => response.headers.get(name),
      text: await stop.race(response.text()),
      response: () => response,
    };
  };
}

/** The exchange by the global `fetch`, whichever that is when it is called. */
export const exchange: Exchange = exchangeBy((url, init) => globalThis.fetch(url, init));

/** The codes and messages of an error and of what caused it. */
function causesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error ? String(error.code) : '';
  return [code, error.message, ...causesOf(error.cause)];
}
