/** The own `fetch` of a client, which sends all that is done with the client: uploads, downloads, IAM, metadata. */
import type { CredentialProvider, Credentials } from '../auth/credentials.js';
import type { FetchFunction } from '../platform/fetch-function.js';

/** The member of a client that holds it. */
export const ownFetch = Symbol('own fetch');

/** The `fetch` that `createVodClient` was given; undefined if it was given none. */
export function ownFetchOf(vod: object): FetchFunction | undefined {
  return (vod as { [ownFetch]?: FetchFunction })[ownFetch]; // Set by createVodClient.
}

/** How a provider is called: `fetch` is the own one of the client. */
export type ProviderCall = Parameters<CredentialProvider>[0] & { fetch?: FetchFunction };

/** The credentials of a client; a provider among them is called with the client's own `fetch`. */
export function withOwnFetch({
  credentials,
  fetch,
}: {
  credentials: Credentials | CredentialProvider;
  fetch?: FetchFunction | undefined;
}): Credentials | CredentialProvider {
  if (typeof credentials !== 'function' || !fetch) return credentials;
  return (given) => {
    const call: ProviderCall = { ...given, fetch };
    return credentials(call);
  };
}
