/** Signing for openapi-fetch clients of one's own. */
import type { Middleware } from 'openapi-fetch';
import type { AccessKey } from './credentials.js';
import { signRequest } from './signer.js';

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
