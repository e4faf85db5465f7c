/** createVodClient(): an openapi-fetch client over the contract, authenticated, with errors that are thrown. */
import createClient, { type Middleware } from 'openapi-fetch';
import { endpointTemplate, type Region, regions } from '../generated/contract.js';
import type { paths } from '../generated/schema.js';
import { authenticationMiddleware, type Credentials } from './auth/authentication.js';
import { requestIdOf, VodAnswerError, VodApiError, VodConnectionError } from './errors.js';

/** Where to call, on whose behalf. */
export interface VodClientOptions {
  /** A region that has VOD. Give this or `endpoint`. */
  region?: Region;
  /** A base URL instead of the region's, such as that of the local VOD service. */
  endpoint?: string | URL;
  /** The id of the project in that region. It fills `{project_id}` in every path. */
  projectId: string;
  /** An access key, or a token. */
  credentials: Credentials;
  /** Used in place of the global `fetch`; gets an authenticated Request, and the call's signal. */
  fetch?: (request: Request, init: { signal?: AbortSignal }) => Promise<Response>;
}

/** What a call resolves to. Errors are thrown, so `data` is always there. */
export interface VodAnswer<Data> {
  /** The parsed body; undefined where the contract has none (204). */
  data: Data;
  /** The response, its body already read. */
  response: Response;
  /** The gateway's id of the request. */
  requestId: string | undefined;
}

type MiddlewareErrorListener = NonNullable<Middleware['onError']>;
type Method = 'get' | 'post' | 'put' | 'delete';
/** The paths of VOD; IAM's have another host. */
type VodPath = Exclude<keyof paths, `/v3/${string}`>;
type PathWith<M extends Method> = {
  [P in VodPath]: paths[P] extends Record<M, object> ? P : never;
}[VodPath];
type OperationAt<M extends Method, P extends PathWith<M>> = paths[P][M];

interface ProjectPath {
  /** Another project than the client's. */
  path?: { project_id?: string };
}
type Params<Operation> = Operation extends { parameters: { query: infer Query extends object } }
  ? { params: { query: Query } & ProjectPath }
  : Operation extends { parameters: { query?: infer Query } }
    ? { params?: { query?: NonNullable<Query> } & ProjectPath }
    : { params?: ProjectPath };
type Body<Operation> = Operation extends {
  requestBody: { content: { 'application/json': infer Content } };
}
  ? { body: Content }
  : { body?: never };

/** What a call of an operation takes: `body`, `params`, and for every call `signal` and `headers`. */
export type VodRequest<M extends Method, P extends PathWith<M>> = Params<OperationAt<M, P>> &
  Body<OperationAt<M, P>> & { signal?: AbortSignal; headers?: Record<string, string> };

type SuccessContent<Responses> = {
  [Status in keyof Responses & (200 | 202)]: Responses[Status] extends {
    content: { 'application/json': infer Content };
  }
    ? Content
    : undefined;
}[keyof Responses & (200 | 202)];

/** The parsed body of an operation's success. */
export type VodData<M extends Method, P extends PathWith<M>> =
  OperationAt<M, P> extends { responses: infer Responses }
    ? [SuccessContent<Responses>] extends [never]
      ? undefined
      : SuccessContent<Responses>
    : never;

type Call<M extends Method> = <P extends PathWith<M>>(
  path: P,
  request: VodRequest<M, P>,
) => Promise<VodAnswer<VodData<M, P>>>;

/**
 * The typed client: a function per HTTP method, which takes a path of the contract.
 *
 * Each call rejects with a VodApiError when an error was answered, a VodConnectionError when no answer came,
 * and a VodAnswerError when a success is not what the contract says.
 */
export interface VodClient {
  GET: Call<'get'>;
  POST: Call<'post'>;
  PUT: Call<'put'>;
  DELETE: Call<'delete'>;
}

/**
 * Makes a client.
 *
 * @throws TypeError when neither `region` nor `endpoint` says where to call, or `projectId` is empty.
 * @example
 * const vod = createVodClient({ region: 'cn-north-4', projectId, credentials: { accessKeyId, secretAccessKey } });
 * const { data } = await vod.POST('/v1.0/{project_id}/asset/extract_audio', {
 *   body: { asset_id: assetId, parameter: { format: 'MP3' } },
 * });
 * console.log(data.audio_asset_id);
 */
export function createVodClient(options: VodClientOptions): VodClient {
  const { projectId, credentials, fetch = globalThis.fetch } = options;
  if (projectId === '') {
    throw new TypeError('projectId is empty: take it from My Credentials in the console.');
  }
  const client = createClient({
    baseUrl: baseUrl(options),
    // A redirect would carry the credentials to wherever it points.
    redirect: 'manual',
    headers: { 'x-project-id': projectId },
  });
  client.use(authenticationMiddleware(credentials), { onError: describeConnectionError });
  // openapi-fetch's own types cannot leave project_id out; VodClient is checked against the contract instead.
  const send = client.request as unknown as Send;

  const call = (method: Method) => async (path: string, request: AnyRequest) => {
    const operation = `${method.toUpperCase()} ${path}`;
    const { data, error, response } = await send(method, path, {
      ...request,
      // The signal goes along by itself: Node's requests follow theirs only weakly, and lose aborts.
      fetch: (signed) => fetch(signed, request.signal ? { signal: request.signal } : {}),
      params: { ...request.params, path: { project_id: projectId, ...request.params?.path } },
    }).catch((cause: unknown) => {
      throw cause instanceof SyntaxError ? brokenJson(operation, cause) : cause;
    });
    if (!response.ok) throw new VodApiError(operation, response, error);
    if (response.status !== 204 && (typeof data !== 'object' || data === null)) {
      throw notJson(operation, response);
    }
    return { data, response, requestId: requestIdOf(response) };
  };
  // What a success holds is what the contract says, as VodClient's types do.
  return {
    GET: call('get'),
    POST: call('post'),
    PUT: call('put'),
    DELETE: call('delete'),
  } as VodClient;
}

interface AnyRequest {
  params?: { query?: object; path?: { project_id?: string } };
  body?: unknown;
  signal?: AbortSignal;
}

type Send = (
  method: Method,
  path: string,
  init: AnyRequest & { fetch: (signed: Request) => Promise<Response> },
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

function baseUrl({ region, endpoint }: VodClientOptions): string {
  if (endpoint !== undefined) return new URL(endpoint).href.replace(/\/$/, '');
  if (region !== undefined && regions.includes(region))
    return endpointTemplate.replace('{region}', region);
  throw new TypeError(
    `Where to call? Give region (${regions.join(', ')}) or endpoint; region is ${String(region)}.`,
  );
}

/** openapi-fetch calls this only when `fetch` itself rejected. */
const describeConnectionError: MiddlewareErrorListener = ({ error, request, schemaPath }) => {
  if (request.signal.aborted && error instanceof Error) return error; // The caller's own doing.
  const operation = `${request.method} ${schemaPath}`;
  const reason = error instanceof Error ? (error.cause ?? error) : error;
  const detail = reason instanceof Error ? reason.message || reason.name : String(reason);
  return new VodConnectionError(
    `${operation} got no answer from ${new URL(request.url).host}: ${detail}. ` +
      'The request may have arrived: read the state before you repeat a call that creates something.',
    { operation, cause: error },
  );
};

function brokenJson(operation: string, cause: SyntaxError): VodAnswerError {
  const message = `${operation} succeeded, but its answer is no JSON: ${cause.message}`;
  return new VodAnswerError(message, { operation, cause });
}

function notJson(operation: string, response: Response): VodAnswerError {
  return new VodAnswerError(
    `${operation} succeeded with ${String(response.status)}, but its answer is no JSON object ` +
      `(content type ${response.headers.get('content-type') ?? 'none'}).`,
    { operation, requestId: requestIdOf(response) },
  );
}
