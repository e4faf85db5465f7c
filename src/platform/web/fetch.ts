/**
 * The runtime's global `fetch`: browsers, Workers, Bun.
 *
 * Imported as `#fetch`: on Node that is node/fetch.ts, on Deno deno/fetch.ts.
 */
import { type PlatformFetch, RequestNotSentError } from '../fetch-function.js';

/**
 * How runtimes say that no connection was made. That a host or network is unreachable proves it only together with
 * `connect`, because an open connection can end like that, too.
 */
const neverConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$|^connect E|connection refused|dns error/i;

/** Makes a `fetch` for one client. It rejects with a RequestNotSentError when no connection was made. */
export function createFetch(): PlatformFetch {
  return (request) => globalThis.fetch(request).catch(explain);
}

/** Throws the error of a `fetch`, as a RequestNotSentError when it proves that no connection was made. */
export function explain(error: unknown): never {
  const unsent = causesOf(error).some((cause) => neverConnected.test(cause));
  throw unsent ? new RequestNotSentError(error) : error;
}

/** The codes and messages of an error and of what caused it. */
function causesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error ? String(error.code) : '';
  return [code, error.message, ...causesOf(error.cause)];
}
