/** Confirms a subscription of SMN: SMN sends events only after that. */
import { guardedGet, type GuardedGetOptions, guardedUrl, smnHosts } from './guarded-get.js';

/**
 * The hosts of `subscribe_url`. **Inferred:** the documents mask the host; messages of cn-north-4 name the first
 * one, those of sa-brazil-1 one of the second form.
 */
const consoleHosts = ['console.huaweicloud.com', '*-console.huaweicloud.com'];

/**
 * Confirms the subscription that a verified message asks for.
 *
 * @throws WebhookError `refused-url` if the URL is not allowed, `confirmation-failed` if the call fails.
 */
export async function confirmSubscription(
  subscribeUrl: string,
  options: GuardedGetOptions,
): Promise<void> {
  const hosts = options.hosts ?? [...consoleHosts, ...smnHosts];
  const url = guardedUrl('subscribe_url', subscribeUrl, hosts);
  const failure = ['confirmation-failed', 'The subscription could not be confirmed at'] as const;
  await guardedGet(url, options, failure, async ({ body }) => body?.cancel());
}
