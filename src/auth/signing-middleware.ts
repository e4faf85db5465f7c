/** The one openapi-fetch middleware that authenticates requests, with a signature or with a token. */
import type { Middleware } from 'openapi-fetch';
import type { FetchFunction } from '../platform/fetch-function.js';
import { type CredentialProvider, type Credentials, CredentialSource } from './credentials.js';
import { setHeader, sign, type Signature } from './signer.js';

/** A request that carries its credentials. */
export interface AuthenticatedRequest {
  request: Request;
  credentials: Credentials;
  /** What was signed; a token signs nothing. */
  signature?: Signature;
}

/** Authenticates requests, and learns from refusals: a token that has expired, a clock that is wrong. */
export class SigningMiddleware {
  /** Where the credentials come from. */
  readonly credentials: CredentialSource;
  /** The difference between the gateway's clock and this machine's, in milliseconds. */
  clockOffsetMs = 0;

  constructor(credentials: Credentials | CredentialProvider, fetch?: FetchFunction) {
    this.credentials = new CredentialSource(credentials, fetch);
  }

  /** The hook that openapi-fetch calls. */
  readonly onRequest = async ({ request }: { request: Request }): Promise<Request> =>
    (await this.authenticate(request)).request;

  /**
   * Signs a request with the access key, or puts the token on it.
   *
   * @throws what the provider threw, the reason of the request's signal, or a TypeError when the credentials or
   *   the body cannot be used; `signRequest` says which.
   */
  async authenticate(request: Request): Promise<AuthenticatedRequest> {
    const credentials = await this.credentials.get(request);
    if ('token' in credentials) {
      setHeader(request.headers, 'x-auth-token', credentials.token);
      return { request, credentials };
    }
    const date = new Date(Date.now() + this.clockOffsetMs);
    return { credentials, ...(await sign(request, credentials, { date })) };
  }
}

/**
 * An openapi-fetch middleware that authenticates every request: with an access key it signs, with a token it sends
 * the token. It is for clients of your own, over this or any other contract: register it last, so that it signs
 * what is really sent, and set `redirect: 'manual'`, because a redirect would carry the credentials along.
 * `createVodClient` and `createVodFetch` already have it.
 *
 * @param credentials an access key, a token, or a provider of either.
 * @example
 * const client = createClient<paths>({ baseUrl, redirect: 'manual' });
 * client.use(signingMiddleware({ accessKeyId, secretAccessKey }));
 */
export function signingMiddleware(credentials: Credentials | CredentialProvider): Middleware {
  return new SigningMiddleware(credentials);
}
