/** Clients whose errors and log entries are searched for secrets, and that repeat calls without a backoff. */
import { afterEach, beforeEach, vi } from 'vitest';
import {
  createVodClient,
  type FetchFunction,
  type Logger,
  type VodClient,
  type VodClientOptions,
} from '../../src/index.js';
import { fakeAccessKeyId, fakeSecrets, refuseSecrets } from './canary.js';
import { acceptance, assetId, type FaultyVod } from './faulty-vod.js';

// For each test of a file that imports this one.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

export const projectId = '0123456789abcdef0123456789abcdef';
const { secretAccessKey, securityToken, token } = fakeSecrets;
export const accessKey = { accessKeyId: fakeAccessKeyId, secretAccessKey };
export const temporaryKey = { ...accessKey, securityToken };
export { token };

/** The `fetch` of this package on Node, and one of the user's own. */
export const transports: Record<'node:http' | 'fetch', { fetch?: FetchFunction }> = {
  'node:http': {},
  fetch: { fetch: (request) => globalThis.fetch(request) },
};

/** What a logger was given. */
export interface LogEntry {
  level: keyof Logger;
  message: string;
  details: object;
}

/** A logger that keeps what it is given, and throws when that shows a secret. */
export function watchedLogger(entries: LogEntry[] = []): Logger {
  const keep = (level: keyof Logger) => (message: string, details: object) => {
    entries.push(refuseSecrets({ level, message, details }));
  };
  return { debug: keep('debug'), warn: keep('warn') };
}

/** The options of a client; undefined takes away what the tests give. */
export type Options = { [Name in keyof VodClientOptions]?: VodClientOptions[Name] | undefined };

/** A client of a server or base URL. */
export function clientOf(vod: FaultyVod | string, options: Options = {}): VodClient {
  const all = {
    endpoint: typeof vod === 'string' ? vod : vod.url,
    projectId,
    credentials: accessKey,
    logger: watchedLogger(),
    ...options,
  };
  // The type does not know that an option that is undefined counts as left out.
  return refuseSecrets(createVodClient(all as VodClientOptions));
}

/** A client whose requests are kept, and answered by a function instead of a server. */
export function observedClient(
  answer: (request: Request) => unknown = defaultAnswer,
  options: Options = {},
) {
  const requests: Request[] = [];
  const fetch: FetchFunction = async (request) => {
    requests.push(request.clone());
    const given = await answer(request);
    return given instanceof Response ? given : Response.json(given);
  };
  const vod = clientOf('https://vod.example.com', { fetch, maxRetries: 0, ...options });
  return { vod, requests };
}
const defaultAnswer = ({ method }: Request): unknown =>
  method === 'POST' ? acceptance(1) : { asset_id: assetId };

type Limits = Partial<Pick<VodClientOptions, 'timeoutMs' | 'deadlineMs' | 'maxRetries'>> & {
  signal?: AbortSignal;
  headers?: Record<string, string>;
};

/** Calls what creates a job: it must not be repeated. */
export function extract(vod: VodClient, options: Limits = {}) {
  return vod.POST('/v1.0/{project_id}/asset/extract_audio', {
    body: { asset_id: assetId, parameter: { format: 'MP3' } },
    ...options,
  });
}

/** Calls what changes nothing: it may be repeated. */
export function read(vod: VodClient, options: Limits = {}) {
  return vod.GET('/v1.0/{project_id}/asset/details', {
    params: { query: { asset_id: assetId } },
    ...options,
  });
}

/** What a call came to, after a search for secrets in it. */
export async function outcomeOf<Value>(
  call: Promise<Value>,
): Promise<{ value: Value; error?: undefined } | { error: unknown; value?: undefined }> {
  return call.then(
    (value) => ({ value: refuseSecrets(value) }),
    (error: unknown) => ({ error: refuseSecrets(error) }),
  );
}

/** The error of a call that has to fail, after a search for secrets in it. */
export async function errorOf(call: Promise<unknown>): Promise<Error> {
  const { error, value } = await outcomeOf(call);
  if (error instanceof Error) return error;
  throw new Error('It was expected to fail with an Error.', { cause: error ?? value });
}
