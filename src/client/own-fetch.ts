/** The own `fetch` of a client, which sends all that is done with the client: uploads and downloads, too. */
import type { FetchFunction } from '../platform/fetch-function.js';

/** The member of a client that holds it. */
export const ownFetch = Symbol('own fetch');

/** The `fetch` that `createVodClient` was given; undefined if it was given none. */
export function ownFetchOf(vod: object): FetchFunction | undefined {
  return (vod as { [ownFetch]?: FetchFunction })[ownFetch]; // Set by createVodClient.
}
