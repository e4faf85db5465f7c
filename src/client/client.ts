/** createVodClient(): openapi-fetch over the contract, authenticated, with errors that are thrown. */
import createClient, {
  type Client,
  type ClientPathsWithMethod,
  type FetchResponse,
  type MaybeOptionalInit,
} from 'openapi-fetch';
import type { paths } from '../../generated/schema.js';
import { SigningMiddleware } from '../auth/signing-middleware.js';
import type { FetchFunction } from '../platform/fetch-function.js';
import { AttemptLoop, type CallLimits } from './attempts.js';
import { vodEndpoint } from './endpoints.js';
import { AmbiguousOutcomeError, VodAnswerError, type VodError } from './errors.js';
import { judgeErrorAnswer } from './failure.js';
import { findOperation } from './operations.js';
import { ownFetch, withOwnFetch } from './own-fetch.js';
import { projectLookup } from './project.js';
import type { VodFetchOptions } from './vod-fetch.js';

/** Where to call, on whose behalf. */
export interface VodClientOptions extends VodFetchOptions {
  /**
   * The id of the project in that region. It fills `{project_id}` in every path. Default: that of the
   * credentials, else it is looked up in IAM by the name of the region, once.
   */
  projectId?: string;
}

/** The paths of VOD, with `project_id` optional, because the client fills it in. IAM's paths have another host. */
export type VodPaths = {
  [Path in Exclude<keyof paths, `/v3/${string}`>]: {
    [Method in keyof paths[Path]]: WithOptionalProject<paths[Path][Method]>;
  };
};
type WithOptionalProject<Operation> = Operation extends { parameters: infer Parameters }
  ? Omit<Operation, 'parameters'> & {
      parameters: Omit<Parameters, 'path'> & { path?: { project_id?: string } };
    }
  : Operation;

/** What a call resolves to: openapi-fetch's result, in which `data` is always there, and the request id. */
export interface VodResult<Operation, Init> {
  /** The parsed body; undefined where the contract has none (204). */
  data: Operation extends object
    ? Required<FetchResponse<Operation & Record<string, unknown>, Init, MediaType>>['data']
    : never;
  error?: never;
  response: Response;
  /** The gateway's id of the request. */
  requestId: string | undefined;
}
type MediaType = `${string}/${string}`;

/** The last parameter of a call, which is optional where nothing in it is required, as in openapi-fetch. */
type InitOf<Init> = RequiredKeys<Init> extends never ? [AnyInit<Init>?] : [AnyInit<Init>];
type AnyInit<Init> = Init & CallLimits & Record<string, unknown>;
type RequiredKeys<Type> = {
  [Key in keyof Type]-?: object extends Pick<Type, Key> ? never : Key;
}[keyof Type];

type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';
type VodMethod<M extends Method> = <
  Path extends ClientPathsWithMethod<Client<VodPaths>, M>,
  Init extends MaybeOptionalInit<VodPaths[Path], M>,
>(
  path: Path,
  ...init: InitOf<Init>
) => Promise<VodResult<VodPaths[Path][M], Init>>;

/**
 * openapi-fetch's `Client` over the contract, with three differences: `project_id` is filled in, a call takes
 * `timeoutMs`, `deadlineMs` and `maxRetries`, and errors are thrown. Middleware (`use`) runs once a call, sees the
 * last answer, and what it sets is signed.
 *
 * Each call rejects with a VodApiError when an error was answered, a VodConnectionError when no answer came,
 * a VodAnswerError when a success is not what the contract says, and an AmbiguousOutcomeError when it may have
 * been carried out all the same and must not be repeated.
 */
export type VodClient = { [M in Method as Uppercase<M>]: VodMethod<M> } & Pick<
  Client<VodPaths>,
  'request' | 'use' | 'eject'
>;

/**
 * Makes a client. Its calls share credentials, clock, connections and retry budget: make one and keep it.
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
  if (options.projectId === '') {
    throw new TypeError('projectId is empty: take it from My Credentials in the console.');
  }
  const signing = new SigningMiddleware(withOwnFetch(options));
  const attempts = new AttemptLoop({ ...options, endpoint: vodEndpoint(options), signing });
  const findProject = projectLookup(options, signing);
  const client = createClient<paths>({ baseUrl: attempts.endpoint, redirect: 'manual' });
  // Registered first, so that it runs last: other middleware sees an error answer before it, and may replace it.
  client.use({
    async onResponse({ request, schemaPath, response }) {
      const { error } = attempts.factsOf(response);
      if (error) throw error;
      if (!response.ok) throw errorOf(request.method, schemaPath, response, await response.text());
    },
  });
  // The types of each operation are checked where it is called; here they are those of any operation.
  const request = client.request as unknown as OpenApiFetchRequest;

  const call = async (name: string, path: string, init: AnyInit<AnyCall> = {}) => {
    const method = name.toUpperCase();
    const { timeoutMs, deadlineMs, maxRetries, fetch, ...rest } = init;
    if (rest.baseUrl) attempts.refuseOtherOrigin(rest.baseUrl); // Before credentials are asked for the project.
    const project_id =
      rest.params?.path?.project_id ??
      options.projectId ??
      (await findProject(rest.signal ?? undefined));
    const operation = findOperation(method, path);
    const startedAt = new Date();
    let sent: Request | undefined;
    /** The error for a success that other middleware made unreadable. */
    const unusable = (problem: string): VodError => {
      const message = `${operation.name} succeeded, but its answer ${problem}.`;
      const error = new VodAnswerError(message, { operation: operation.name });
      if (operation.safeToRepeat || !sent) return error;
      const body = JSON.stringify(rest.body);
      return new AmbiguousOutcomeError(error, startedAt, { method, url: sent.url, body });
    };
    const {
      data,
      error = '',
      response,
    } = await request(method, path, {
      ...rest,
      // openapi-fetch would take the pairs of an array for headers called 0, 1 and so on.
      headers: Array.isArray(rest.headers) ? new Headers(rest.headers) : rest.headers,
      params: { ...rest.params, path: { ...rest.params?.path, project_id } },
      fetch: (made) => attempts.send((sent = made), { timeoutMs, deadlineMs, maxRetries, fetch }),
    }).catch((cause: unknown) => {
      // What the parser says is left out: it shows a part of the answer.
      throw cause instanceof SyntaxError ? unusable('is no JSON') : cause;
    });
    if (!response.ok) {
      // A middleware answered in place of the service, so that openapi-fetch did not ask the one that throws.
      const text = typeof error === 'string' ? error : JSON.stringify(error);
      throw errorOf(method, path, response, text);
    }
    if (data === undefined && operation.answersObject) throw unusable('is empty');
    return { data, response, requestId: attempts.factsOf(response).requestId };
  };
  const methods = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'];
  const calls = Object.fromEntries(methods.map((name) => [name, call.bind(undefined, name)]));
  // `use` and `eject` stay openapi-fetch's. Each success holds what the contract says, as VodClient's types do.
  const vod = { ...client, ...calls, request: call, [ownFetch]: options.fetch };
  return vod as unknown as VodClient;
}

/** The error of an answer that a middleware made: the loop of attempts has not seen it. */
function errorOf(method: string, path: string, response: Response, text: string): VodError {
  const operation = findOperation(method, path);
  return judgeErrorAnswer({ operation, number: 1 }, response, text).error;
}

/** The `init` of any call. */
interface AnyCall {
  params?: { path?: { project_id?: string } };
  headers?: HeadersInit | undefined;
  body?: unknown;
  baseUrl?: string;
  signal?: AbortSignal | null;
  fetch?: FetchFunction;
}
/** openapi-fetch's `request`, for any operation. */
type OpenApiFetchRequest = (
  method: string,
  path: string,
  init: AnyCall,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
