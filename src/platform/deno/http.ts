/**
 * One HTTP exchange by Deno's `fetch`, which sends a request a second time, whatever its method, when a kept
 * connection breaks before the answer: a create could be carried out twice, and the error be that of the second.
 *
 * Sources: https://github.com/denoland/deno/pull/32566 and https://github.com/denoland/deno/pull/36415
 */
import { type Exchange, exchangeBy } from '../web/http.js';

/** What is used of Deno; old ones lack it. */
declare const Deno: { createHttpClient?: (options: { poolMaxIdlePerHost: number }) => object };

/** Keeps no connections, so that there is none to break. */
const client = Deno.createHttpClient?.({ poolMaxIdlePerHost: 0 });

/** Sends by `fetch`; what is not safe to repeat, which in VOD is some POSTs, on a connection of its own. */
export const exchange: Exchange = exchangeBy((url, init) =>
  globalThis.fetch(url, init.method === 'POST' && client ? Object.assign(init, { client }) : init),
);
