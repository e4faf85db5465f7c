/** createVodFetch(): a web-standard `fetch` that signs and repeats, for any generated client. */
import type { CredentialProvider, Credentials } from '../auth/credentials.js';
import { SigningMiddleware } from '../auth/signing-middleware.js';
import { AttemptLoop, type AttemptOptions } from './attempts.js';
import { type EndpointOptions, vodEndpoint } from './endpoints.js';
import { withOwnFetch } from './own-fetch.js';

/** Where to call, on whose behalf, and within which limits. */
export interface VodFetchOptions
  extends EndpointOptions, Omit<AttemptOptions, 'endpoint' | 'signing'> {
  /** An access key, a token, or a provider of either. */
  credentials: Credentials | CredentialProvider;
}

/**
 * Makes a `fetch` that signs each attempt, repeats what is safe to repeat, and never repeats a call that may have
 * created a job. Give it to any TypeScript client that takes a `fetch` of one's own (openapi-fetch, hey-api, orval,
 * kubb).
 *
 * It resolves to error answers as `fetch` does; their bodies can be read. It calls the origin of its endpoint only,
 * finds the operation by method and path, and takes an unknown POST, PUT, PATCH or DELETE for unsafe to repeat.
 *
 * It rejects with a VodConnectionError when no answer came, an AmbiguousOutcomeError when the call may have been
 * carried out, a VodAnswerError when the answer is too long, a TypeError for another origin, what the credential
 * provider threw, or the reason of the request's signal.
 *
 * @throws TypeError when neither `region` nor `endpoint` says where to call.
 * @example
 * const fetch = createVodFetch({ region: 'cn-north-4', credentials: { accessKeyId, secretAccessKey } });
 * const client = createClient<paths>({ baseUrl: 'https://vod.cn-north-4.myhuaweicloud.com', fetch });
 * const { data, error } = await client.GET('/v1.0/{project_id}/asset/list', { params: { path: { project_id } } });
 */
export function createVodFetch(
  options: VodFetchOptions,
): (input: Request | string | URL, init?: RequestInit) => Promise<Response> {
  const signing = new SigningMiddleware(withOwnFetch(options));
  const attempts = new AttemptLoop({ ...options, endpoint: vodEndpoint(options), signing });
  return async (input, init) => attempts.send(new Request(input, init));
}
