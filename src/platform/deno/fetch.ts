/**
 * Deno's `fetch`. It sends a request a second time, whatever its method, when a kept connection breaks before the
 * answer, so that a create could be carried out twice: such a request goes out on a connection of its own.
 *
 * Sources: https://github.com/denoland/deno/pull/32566 and https://github.com/denoland/deno/pull/36415
 */
import { explain, type PlatformFetch } from '../fetch-function.js';

/** The part of Deno that is used; old versions lack it. */
declare const Deno: { createHttpClient?: (options: { poolMaxIdlePerHost: number }) => object };

/** Makes a `fetch` for one client. It rejects with a RequestNotSentError when no connection was made. */
export function createFetch(): PlatformFetch {
  const client = Deno.createHttpClient?.({ poolMaxIdlePerHost: 0 });
  return (request, { ownConnection }) =>
    globalThis
      .fetch(request, ownConnection && client ? ({ client } as RequestInit) : {})
      .catch(explain); // Deno's own option.
}
