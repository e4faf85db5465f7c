/** How requests are sent, whatever sends them. */

/** A web-standard `fetch` that is given a Request: the runtime's own, a library's, or that of the local VOD service. */
export type FetchFunction = (request: Request) => Promise<Response>;

/**
 * A runtime's own `fetch`. With `ownConnection` the request goes out on a new connection, where the runtime lets
 * us say so: nothing that an earlier request left behind can be taken for its answer.
 */
export type PlatformFetch = (
  request: Request,
  options: { ownConnection: boolean },
) => Promise<Response>;

/** A request never left this machine, so nothing was carried out. `cause` says why. */
export class RequestNotSentError extends Error {
  override name = 'RequestNotSentError';

  constructor(cause: unknown) {
    super('the request was not sent', { cause });
  }
}
