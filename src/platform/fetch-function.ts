/** How requests are sent, whatever sends them. */

/** A web-standard `fetch` that is given a Request: the runtime's own, a library's, or that of the local VOD service. */
export type FetchFunction = (request: Request) => Promise<Response>;

/**
 * A runtime's own `fetch`. With `ownConnection` the request goes out on a new connection, where the runtime lets
 * us say so: nothing that an earlier request left behind can be taken for its answer. `warn` is told, at each
 * request, of a setting of the machine that has no effect.
 */
export type PlatformFetch = (
  request: Request,
  options: { ownConnection: boolean; warn?: (message: string) => void },
) => Promise<Response>;

/** A request never left this machine, so nothing was carried out. `cause` says why. */
export class RequestNotSentError extends Error {
  override name = 'RequestNotSentError';

  constructor(cause: unknown) {
    super('the request was not sent', { cause });
  }
}

/**
 * How runtimes say that no connection was made. That a host or network is unreachable proves it only together with
 * `connect`, because an open connection can end like that, too.
 */
const neverConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$|^connect E|connection refused|dns error/i;

/** Throws the error of a `fetch`, as a RequestNotSentError when it proves that no connection was made. */
export function explain(error: unknown): never {
  const unsent = causesOf(error).some((cause) => neverConnected.test(cause));
  throw unsent ? new RequestNotSentError(error) : error;
}

/** The codes and messages of an error and of what caused it. */
function causesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error ? String(error.code) : '';
  return [code, error.message, ...causesOf(error.cause)];
}
