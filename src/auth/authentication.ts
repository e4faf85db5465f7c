/** Puts credentials on requests: a signature made with an access key, or a token. */
import type { Middleware } from 'openapi-fetch';
import { type AccessKey, signRequest } from './signer.js';

/** An IAM token with project scope, valid for 24 hours: the `X-Subject-Token` that IAM answered. */
export interface Token {
  /** Sent as `X-Auth-Token`. */
  token: string;
}

/** What a request is authenticated with: an access key (preferred), or a token. */
export type Credentials = AccessKey | Token;

/**
 * An openapi-fetch middleware that signs every request with an access key, for clients of your own over
 * this or any other contract. Register it last, so that it signs what is really sent. `createVodClient`
 * already has it.
 *
 * @example
 * const client = createClient<paths>({ baseUrl, redirect: 'manual' });
 * client.use(signingMiddleware({ accessKeyId, secretAccessKey }));
 */
export function signingMiddleware(accessKey: AccessKey): Middleware {
  return { onRequest: ({ request }) => signRequest(request, accessKey) };
}

/** An openapi-fetch middleware that sends a token, or signs, whichever the credentials are for. */
export function authenticationMiddleware(credentials: Credentials): Middleware {
  if (!('token' in credentials)) return signingMiddleware(credentials);
  return {
    onRequest: ({ request }) => {
      request.headers.set('x-auth-token', credentials.token);
    },
  };
}
