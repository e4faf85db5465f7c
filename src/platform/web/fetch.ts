/**
 * The runtime's global `fetch`: browsers, Workers, Bun.
 *
 * Imported as `#fetch`: on Node that is node/fetch.ts, on Deno deno/fetch.ts.
 */
import { explain, type PlatformFetch } from '../fetch-function.js';

/** Makes a `fetch` for one client. It rejects with a RequestNotSentError when no connection was made. */
export function createFetch(): PlatformFetch {
  return (request) => globalThis.fetch(request).catch(explain);
}
