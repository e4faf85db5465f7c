/** Confirms a subscription of SMN, whose messages come only after that. */
import { WebhookError } from './webhook-error.js';
import { guardedGet, type GuardedGetOptions, guardedUrl, smnHosts } from './guarded-get.js';

/**
 * The hosts that may be asked to confirm. **Inferred:** the documents mask the host; messages of cn-north-4 name
 * the first of them, those of sa-brazil-1 one of the second form.
 */
const consoleHosts = ['console.huaweicloud.com', '*-console.huaweicloud.com'];

/**
 * Confirms the subscription of a message that was verified.
 *
 * @throws WebhookError `refused-url` when the address is not allowed, `confirmation-failed` when it did not work.
 */
export async function confirmSubscription(
  subscribeUrl: string,
  options: GuardedGetOptions,
): Promise<void> {
  const hosts = options.hosts ?? [...consoleHosts, ...smnHosts];
  const url = guardedUrl('subscribe_url', subscribeUrl, hosts);
  let status: number;
  try {
    status = await guardedGet(url, options, async (response) => {
      await response.body?.cancel();
      return response.status;
    });
  } catch (error) {
    throw failed(url, error instanceof Error ? error.message : String(error), { cause: error });
  }
  if (status < 200 || status > 299) throw failed(url, `the answer is ${status}`);
}

/** Only the host is told: the rest of the address is as good as a password. */
function failed({ hostname }: URL, why: string, options?: ErrorOptions): WebhookError {
  const message = `The subscription could not be confirmed at ${hostname}: ${why}.`;
  return new WebhookError('confirmation-failed', message, options);
}
