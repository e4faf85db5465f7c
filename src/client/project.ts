/** The project that is called, when the caller does not name it. */
import type { SigningMiddleware } from '../auth/signing-middleware.js';
import { untilAborted } from '../platform/delay.js';
import { AttemptLoop, type AttemptOptions } from './attempts.js';
import { type EndpointOptions, iamBaseUrl } from './endpoints.js';
import { requestIdOf, VodAnswerError } from './errors.js';
import { isRecord } from './operations.js';

/**
 * Makes a function that finds the project: that of the credentials, else the one project in IAM that has the name of
 * the region, which every region's own project has. IAM is asked once for all calls, and nothing is ever created.
 *
 * The function throws a TypeError when there is no region to look it up by, a VodAnswerError when not exactly one
 * project fits, what a call throws, or the reason of its signal; the look-up goes on for the other calls then.
 *
 * @see https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html
 */
export function projectLookup(
  options: EndpointOptions & Omit<AttemptOptions, 'endpoint'>,
  signing: SigningMiddleware,
): (signal?: AbortSignal) => Promise<string> {
  let found: Promise<string> | undefined;
  return async (signal = new AbortController().signal) => {
    const { projectId } = await signing.credentials.get({ signal });
    if (projectId) return projectId;
    found ??= lookUp(options, signing).catch((error: unknown) => {
      found = undefined; // The next call asks again.
      throw error;
    });
    return untilAborted(found, signal);
  };
}

async function lookUp(
  options: EndpointOptions & Omit<AttemptOptions, 'endpoint'>,
  signing: SigningMiddleware,
): Promise<string> {
  const { region, iamEndpoint } = options;
  // A VOD elsewhere has its IAM elsewhere, too.
  const iam = iamBaseUrl(iamEndpoint, options.endpoint ? undefined : region);
  if (!region || !iam) {
    throw new TypeError(
      'Which project? Give projectId, or region (and iamEndpoint, if there is an endpoint) to look it up by.',
    );
  }
  const attempts = new AttemptLoop({ ...options, endpoint: iam, signing });
  const response = await attempts.call(new Request(`${iam}/v3/projects?name=${region}`));
  const { projects } = (await response.json()) as { projects?: unknown }; // An object: the loop has seen to it.
  const list: unknown[] = Array.isArray(projects) ? projects : [];
  const ids = list.flatMap((project) => {
    const id = isRecord(project) ? project['id'] : undefined;
    return typeof id === 'string' ? id : [];
  });
  if (ids.length === 1 && ids[0]) return ids[0];
  const which = ids.length > 0 ? `more than one project (${ids.join(', ')})` : 'no project';
  const operation = 'GET /v3/projects';
  throw new VodAnswerError(
    `${operation} found ${which} called ${region}: give projectId, from My Credentials in the console.`,
    { operation, requestId: requestIdOf(response), response },
  );
}
