/**
 * One HTTP exchange by `fetch`: the transport of every runtime but Node, and of a custom `fetch`.
 *
 * Imported as `#http` for its `exchange`: on Node that is node/http.ts, which takes a third of the time.
 */

/** A `fetch`: the global one, that of a library, or the local service's. */
export type FetchFunction = (url: string, init: RequestInit) => Promise<Response>;

/** What is sent, once. */
export interface HttpRequest {
  method: string;
  url: URL;
  /** By their names in lower case. */
  headers: ReadonlyMap<string, string>;
  /** Sent as UTF-8. */
  body: string | undefined;
  /** Ends the exchange, with its reason. */
  signal: AbortSignal;
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

/** How runtimes say that no connection was made: Node, undici, Bun, and Deno, which has only a text. */
const neverConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$|connection refused|dns error/i;

/** An exchange that uses a given `fetch`. */
export function exchangeBy(fetch: FetchFunction): Exchange {
  return async ({ method, url, headers, body, signal, onSent }) => {
    let response: Response;
    try {
      response = await fetch(url.href, {
        method,
        headers: Object.fromEntries(headers),
        ...(body === undefined ? {} : { body }),
        // A redirect would carry the credentials to wherever it points.
        redirect: 'manual',
        signal,
      });
    } catch (error) {
      if (!causesOf(error).some((cause) => neverConnected.test(cause))) onSent();
      throw error;
    }
    onSent();
    return {
      status: response.status,
      header: (name) => response.headers.get(name),
      text: await response.text(),
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
