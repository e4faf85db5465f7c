/** A receiver of callbacks: a function from a web-standard Request to a Response. */
import { sha256Hex } from '#digest';
import { untilAborted } from '../platform/delay.js';
import { WebhookError, type WebhookFailure } from './webhook-error.js';
import { parseEvent, type VodEvent } from './event.js';
import { type GuardedGetOptions } from './guarded-get.js';
import { keysOf, type MfsOptions, verifiedMfsMessage } from './mfs.js';
import { checkTopics, type SmnOptions, verifySmnRequest } from './smn.js';
import type { SmnConfirmation } from './smn-message.js';
import { trustedCertificates } from './smn-signature.js';
import { confirmSubscription } from './subscription.js';

/** How an event came. */
export interface Delivery {
  channel: 'MFS' | 'SMN';
  /**
   * The same when the same event is sent again. Of SMN the `message_id`; of MFS, which has no ids, the SHA-256 of
   * `message`, so that an event that says word for word the same has the same id, too.
   */
  id: string;
}

/** The ids of the events that were handled: a `Set`, or a table of your database. */
export interface SeenIds {
  has: (id: string) => boolean | Promise<boolean>;
  add: (id: string) => unknown;
}

/** How to receive messages of SMN. */
export interface SmnReceiverOptions extends SmnOptions {
  /**
   * Confirm subscriptions of your topics by a GET to `subscribe_url`. Without options, at
   * `console.huaweicloud.com`, `{region}-console.huaweicloud.com` and the hosts of SMN's API only. Default: true.
   */
  confirm?: boolean | GuardedGetOptions;
  /**
   * Called after a subscription was confirmed, or, with `confirm: false`, to confirm it yourself, which is possible
   * for 48 hours; and after it was ended, which a person should know of.
   */
  onSubscription?: (message: SmnConfirmation) => unknown;
}

/** What to receive, and what to do with it. */
export interface WebhookReceiverOptions {
  /** VOD's own callbacks. Without it they are refused. */
  mfs?: MfsOptions;
  /** Events by way of SMN. Without it they are refused. */
  smn?: SmnReceiverOptions;
  /**
   * Handles an event. Until it has ended, the sender waits; when it throws, the sender is asked to try again. Keep
   * it short: store the event, or hand it to a job, and work afterwards.
   */
  onEvent: (event: VodEvent, delivery: Delivery) => unknown;
  /**
   * Told of every failure: a WebhookError for what was refused, what a handler threw, a handler that took too
   * long. Default: `console.error`, but for refusals that anybody can cause.
   */
  onError?: (error: unknown) => unknown;
  /**
   * Which events were handled already, so that they are not handled again. An id is added when its handler has
   * succeeded, never before. Default: none; what comes twice at the same time is handled once all the same.
   */
  seen?: SeenIds;
  /**
   * When to ask the sender to try again although the handler has not ended, in milliseconds. Default: 4000, because
   * SMN waits 5 seconds; for MFS nothing is documented.
   */
  timeoutMs?: number;
}

/** 401: sign it rightly. 400: no use as it is. 403: not allowed. 503: the same may be fine later. */
const statuses: Record<WebhookFailure, number> = {
  'too-large': 413,
  'invalid-envelope': 400,
  unsigned: 401,
  'invalid-timestamp': 401,
  'stale-timestamp': 401,
  'invalid-signature': 401,
  'invalid-event': 400,
  'unexpected-channel': 400,
  'unsupported-type': 400,
  'unsupported-version': 400,
  'header-mismatch': 400,
  'unexpected-topic': 403,
  'expired-certificate': 401,
  'certificate-unavailable': 503,
  'refused-url': 403,
  'confirmation-failed': 503,
};

/**
 * Makes a receiver of callbacks. It verifies them, tells MFS and SMN apart by their headers, confirms subscriptions
 * and answers:
 *
 * - 200 when the event was handled, now or before;
 * - 4xx with the `reason` when the callback is refused, which SMN does not send again;
 * - 500 when a handler threw, and 503 when it was not done after `timeoutMs`, so that the sender tries again. The
 *   handler goes on: when it succeeds, `seen` knows the event by the time that it comes again.
 *
 * @throws TypeError, CertificateError when an option is wrong.
 * @example
 * const receiver = createWebhookReceiver({
 *   mfs: { key: process.env.VOD_CALLBACK_KEY! },
 *   onEvent(event) {
 *     if (isAudioExtractComplete(event)) jobs.get(event.audio_extract_info.asset_id)?.receive(event);
 *   },
 * });
 * export default { fetch: receiver }; // Deno, Bun, Workers; for Node see toNodeListener
 */
export function createWebhookReceiver(
  options: WebhookReceiverOptions,
): (request: Request) => Promise<Response> {
  const { mfs, smn, onEvent, onError = logFailure, seen, timeoutMs = 4000 } = options;
  if (!mfs && !smn) throw new TypeError('Set mfs, smn or both: nothing would be received.');
  if (mfs) keysOf(mfs);
  if (smn) checkSmn(smn);
  const running = new Map<string, Promise<void>>();

  return async (request) => {
    if (request.method !== 'POST') return plain(405, 'POST only', { allow: 'POST' });
    const answered = receive(request).then(
      () => plain(200, 'taken'),
      (error: unknown) => {
        report(error);
        if (!(error instanceof WebhookError)) return plain(500, 'not taken');
        return plain(statuses[error.reason], error.reason);
      },
    );
    return untilAborted(answered, AbortSignal.timeout(timeoutMs)).catch(() => {
      report(
        new Error(`A callback was not handled within ${timeoutMs} ms; its sender was told so.`),
      );
      return plain(503, 'not taken yet');
    });
  };

  async function receive(request: Request): Promise<void> {
    if (isOfSmn(request.headers, options)) {
      if (!smn) throw notReceived('smn');
      const message = await verifySmnRequest(request, smn);
      if (message.type === 'Notification') {
        await handle(message.event, { channel: 'SMN', id: message.message_id });
        return;
      }
      const { confirm = true, onSubscription } = smn;
      if (message.type === 'SubscriptionConfirmation' && confirm !== false) {
        await confirmSubscription(message.subscribe_url, confirm === true ? {} : confirm);
      }
      await onSubscription?.(message);
    } else {
      if (!mfs) throw notReceived('mfs');
      const message = await verifiedMfsMessage(request, mfs);
      await handle(parseEvent(message), { channel: 'MFS', id: await sha256Hex(message) });
    }
  }

  /** Handles an event once, also when it comes again while it is being handled. */
  async function handle(event: VodEvent, delivery: Delivery): Promise<void> {
    const { id } = delivery;
    let handling = running.get(id);
    if (!handling) {
      handling = handleNew(event, delivery).finally(() => running.delete(id));
      running.set(id, handling);
    }
    return handling;
  }

  async function handleNew(event: VodEvent, delivery: Delivery): Promise<void> {
    if (await seen?.has(delivery.id)) return;
    await onEvent(event, delivery);
    try {
      await seen?.add(delivery.id);
    } catch (error) {
      // It was handled: to have it sent again would only handle it twice.
      report(error);
    }
  }

  /** An error of onError itself would have nobody to be told to, and the sender still needs its answer. */
  function report(error: unknown): void {
    Promise.resolve()
      .then(() => onError(error))
      .catch(() => undefined);
  }
}

function checkSmn(smn: SmnReceiverOptions): void {
  checkTopics(smn);
  trustedCertificates(smn);
  if (smn.topicUrns === 'any' && smn.confirm !== false) {
    throw new TypeError(
      "topicUrns: 'any' would confirm anybody's topic. List yours, or set confirm: false.",
    );
  }
}

/** Without a header that tells, it is of the channel that there is, which then says what it misses. */
function isOfSmn(headers: Headers, { mfs, smn }: WebhookReceiverOptions): boolean {
  if (headers.has('x-smn-message-type')) return true;
  if (headers.has('auth_sign') || headers.has('auth_timestamp')) return false;
  return smn !== undefined && mfs === undefined;
}

function notReceived(option: 'mfs' | 'smn'): WebhookError {
  const message = `A callback came that the receiver has no option ${option} for.`;
  return new WebhookError('unexpected-channel', message);
}

/** The failures of callbacks that were signed; all others would let anybody fill the log. */
const failuresOfSigned: WebhookFailure[] = [
  'invalid-event',
  'expired-certificate',
  'refused-url',
  'confirmation-failed',
];

function logFailure(error: unknown): void {
  const refused = error instanceof WebhookError && !failuresOfSigned.includes(error.reason);
  if (!refused) console.error(error);
}

function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain', ...headers } });
}
