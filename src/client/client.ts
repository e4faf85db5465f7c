/** createVodClient(): a typed client over the contract, authenticated, with errors that are thrown. */
import { exchange } from '#http';
import {
  createFinalURL,
  createQuerySerializer,
  defaultPathSerializer,
  mergeHeaders,
} from 'openapi-fetch';
import { unsafeToRepeat } from '../../generated/contract.js';
import type { paths } from '../../generated/schema.js';
import type { CredentialProvider, Credentials } from '../auth/credentials.js';
import { untilAborted } from '../platform/delay.js';
import { type EndpointOptions, vodEndpoint } from './endpoints.js';
import { exchangeBy, type FetchFunction } from '../platform/web/http.js';
import type { VodAnswer } from './attempt.js';
import { type CallLimits, type Logger, Transport } from './attempts.js';

/** Where to call, on whose behalf. */
export interface VodClientOptions extends EndpointOptions, CallLimits {
  /**
   * The id of the project in that region. It fills `{project_id}` in every path. Default: that of the
   * credentials, else it is looked up in IAM by the name of the region, once.
   */
  projectId?: string;
  /** An access key, a token, or a provider of either. */
  credentials: Credentials | CredentialProvider;
  /** Used in place of the runtime's own HTTP; gets the URL and what is to be sent. */
  fetch?: FetchFunction;
  /** Told of every answer and every repetition. Default: none. */
  logger?: Logger;
}

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

/** What a call of an operation takes: `body`, `params`, and for every call its limits, `signal` and `headers`. */
export type VodRequest<M extends Method, P extends PathWith<M>> = Params<OperationAt<M, P>> &
  Body<OperationAt<M, P>> &
  CallLimits & {
    /** Abandons the call, also while it waits or gets credentials; it rejects with the signal's reason. */
    signal?: AbortSignal;
    /** Sent besides those of the client; not signed. */
    headers?: Record<string, string>;
  };

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
 * a VodAnswerError when a success is not what the contract says, and an AmbiguousOutcomeError when it may have
 * been carried out all the same and must not be repeated.
 */
export interface VodClient {
  GET: Call<'get'>;
  POST: Call<'post'>;
  PUT: Call<'put'>;
  DELETE: Call<'delete'>;
}

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
  const { projectId, fetch } = options;
  if (projectId === '') {
    throw new TypeError('projectId is empty: take it from My Credentials in the console.');
  }
  const transport = new Transport(fetch ? exchangeBy(fetch) : exchange, options);
  const baseUrl = vodEndpoint(options);
  let lookedUp: Promise<string> | undefined;
  const findProject = async (signal = new AbortController().signal): Promise<string> => {
    const credentials = await transport.credentials?.get({ signal });
    if (credentials?.projectId) return credentials.projectId;
    lookedUp ??= import('./project.js')
      .then(({ lookUpProject }) => lookUpProject(transport, options))
      .catch((error: unknown) => {
        lookedUp = undefined; // The next call asks again.
        throw error;
      });
    return untilAborted(lookedUp, signal);
  };
  // openapi-fetch puts the URL together. Its client would wrap a Request, Headers and a Response around what the
  // transport does, in a sixth of a call's time.
  const call =
    (method: string) =>
    async (path: string, request: AnyRequest = {}) => {
      const operation = `${method} ${path}`;
      const project =
        request.params?.path?.project_id ?? projectId ?? (await findProject(request.signal));
      const { query = {} } = request.params ?? {};
      const headers = new Map([['x-project-id', project]]);
      if (request.body !== undefined) headers.set('content-type', 'application/json');
      if (request.headers) {
        for (const [name, value] of mergeHeaders(request.headers)) headers.set(name, value);
      }
      return transport.send(
        {
          operation,
          method,
          url: createFinalURL(path, {
            baseUrl,
            params: { query, path: { project_id: project } },
            querySerializer,
            pathSerializer: defaultPathSerializer,
          }),
          headers,
          body: request.body === undefined ? undefined : JSON.stringify(request.body),
          safeToRepeat: !unsafeToRepeat.includes(operation),
        },
        request,
      );
    };
  // What a success holds is what the contract says, as VodClient's types do.
  return {
    GET: call('GET'),
    POST: call('POST'),
    PUT: call('PUT'),
    DELETE: call('DELETE'),
  } as VodClient;
}

const querySerializer = createQuerySerializer<Record<string, unknown>>();

interface AnyRequest extends CallLimits {
  params?: { query?: Record<string, unknown>; path?: { project_id?: string } };
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}
