/** A GET to an address that a message names: https only, to hosts that are expected, and nowhere else. */
import { untilAborted } from '../platform/delay.js';
import { WebhookError } from './webhook-error.js';

/** A `fetch`: the global one, or one of your own. */
export type FetchFunction = (url: string, init: RequestInit) => Promise<Response>;

/** Which addresses may be asked, and how. */
export interface GuardedGetOptions {
  /**
   * The hosts that may be asked; `*` stands for letters, digits and hyphens, so for one part of a name.
   * `['smn.*.myhuaweicloud.com']`, for example.
   */
  hosts?: readonly string[];
  /** How long the whole answer may take, in milliseconds. Default: 3000. */
  timeoutMs?: number;
  /** Default: the global one. It has to reject when `init.signal` is aborted, and to leave redirects alone. */
  fetch?: FetchFunction;
}

/**
 * The hosts of SMN's own API. **Inferred:** no page lists the hosts of `signing_cert_url`; messages of cn-north-4,
 * cn-north-9, cn-south-1 and sa-brazil-1 have the first form, and `.eu` is the domain of the European regions.
 */
export const smnHosts = ['smn.*.myhuaweicloud.com', 'smn.*.myhuaweicloud.eu'];

/**
 * The address, if it may be asked. Whoever writes a message chooses its addresses, so nothing is left to them: no
 * other scheme, no credentials, no port, no host that was not expected.
 *
 * @param member the member of the message that holds it, for the error.
 * @throws WebhookError `refused-url`
 */
export function guardedUrl(member: string, text: string, hosts: readonly string[]): URL {
  const refused = (why: string): WebhookError =>
    new WebhookError('refused-url', `${member} is not followed: ${why}.`);
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw refused('it is no address');
  }
  if (url.protocol !== 'https:') throw refused(`it is ${url.protocol}, not https:`);
  if (url.username !== '' || url.password !== '') throw refused('it holds credentials');
  if (url.port !== '') throw refused('it names a port');
  if (!hosts.some((host) => patternOf(host).test(url.hostname))) {
    throw refused(`${url.hostname} is none of the hosts ${hosts.join(', ')}`);
  }
  return url;
}

/**
 * Asks an address that `guardedUrl` let through and reads what `read` reads, all within the time limit.
 *
 * The errors of `fetch` pass through. Redirects are not followed: they are answers like any other.
 */
export async function guardedGet<Value>(
  url: URL,
  {
    timeoutMs = 3000,
    fetch = (address, init) => globalThis.fetch(address, init),
  }: GuardedGetOptions,
  read: (response: Response) => Promise<Value>,
): Promise<Value> {
  const signal = AbortSignal.timeout(timeoutMs);
  // 'manual' and not 'error', which Cloudflare's fetch does not know.
  const answer = fetch(url.href, { redirect: 'manual', signal });
  return untilAborted(answer.then(read), signal);
}

function patternOf(host: string): RegExp {
  const parts = host.toLowerCase().split('*');
  const escaped = parts.map((part) => part.replace(/[^a-z0-9-]/g, '\\$&'));
  return new RegExp(`^${escaped.join('[a-z0-9-]+')}$`);
}
