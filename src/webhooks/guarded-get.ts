/** A GET to a URL that a message names. The sender of the message chose the URL, so only expected hosts are called. */
import { untilAborted } from '../platform/delay.js';
import type { FetchFunction } from '../platform/fetch-function.js';
import { WebhookError, type WebhookFailure } from './webhook-error.js';

/** Which hosts may be called, and how. */
export interface GuardedGetOptions {
  /**
   * The hosts that may be called. A `*` matches letters, digits and hyphens, so one label of a name:
   * `['smn.*.myhuaweicloud.com']`.
   */
  hosts?: readonly string[];
  /** How long the whole call may take, in milliseconds. Default: 3000. */
  timeoutMs?: number;
  /** Default: the global `fetch`. It has to honour the `signal` and the `redirect` of the request. */
  fetch?: FetchFunction;
}

/**
 * The hosts of SMN's API. **Inferred:** no page lists the hosts of `signing_cert_url`; messages of cn-north-4,
 * cn-north-9, cn-south-1 and sa-brazil-1 have the first form, and `.eu` is the domain of the European regions.
 */
export const smnHosts = ['smn.*.myhuaweicloud.com', 'smn.*.myhuaweicloud.eu'];

/**
 * Parses a URL, and checks that it may be called: https only, no credentials, no port, an expected host.
 *
 * @param member the member of the message that holds the URL, for the error.
 * @throws WebhookError `refused-url`
 */
export function guardedUrl(member: string, text: string, hosts: readonly string[]): URL {
  const refused = (why: string): WebhookError =>
    new WebhookError('refused-url', `${member} is not called: ${why}.`);
  if (!URL.canParse(text)) throw refused('it is not a URL');
  const url = new URL(text);
  if (url.protocol !== 'https:') throw refused(`it starts with ${url.protocol}, not https:`);
  if (url.username !== '' || url.password !== '') throw refused('it contains credentials');
  if (url.port !== '') throw refused('it names a port');
  if (!hosts.some((host) => patternOf(host).test(url.hostname))) {
    throw refused(`${url.hostname} is not one of the allowed hosts (${hosts.join(', ')})`);
  }
  return url;
}

/**
 * Calls a URL that `guardedUrl` allowed, and has `read` read the answer, all within the time limit. A redirect is not
 * followed: like every answer but a 2xx it is a failure.
 *
 * @param reason that of the error.
 * @param failed how the error begins, such as "The certificate could not be downloaded from".
 * @throws WebhookError if there is no such answer, or `read` throws.
 */
export async function guardedGet<Value>(
  url: URL,
  { timeoutMs = 3000, fetch = globalThis.fetch }: GuardedGetOptions,
  [reason, failed]: readonly [WebhookFailure, string],
  read: (response: Response) => Promise<Value>,
): Promise<Value> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    // Not 'error', which the fetch of Cloudflare Workers does not know.
    const request = new Request(url, { redirect: 'manual', signal });
    const answer = fetch(request).then((response) => {
      if (response.ok) return read(response);
      response.body?.cancel().catch(() => undefined);
      throw new Error(`the answer has status ${response.status}`);
    });
    return await untilAborted(answer, signal);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    // Only the host is shown: the rest of the URL can be as good as a password, and Deno's errors quote it.
    const shown = why.replaceAll(url.href, '(hidden)');
    const options = shown === why ? { cause } : {};
    throw new WebhookError(reason, `${failed} ${url.hostname}: ${shown}.`, options);
  }
}

function patternOf(host: string): RegExp {
  const parts = host.toLowerCase().split('*');
  const escaped = parts.map((part) => part.replace(/[^a-z0-9-]/g, '\\$&'));
  return new RegExp(`^${escaped.join('[a-z0-9-]+')}$`);
}
