/** createWebhookReceiver(): receives webhooks as a function from a web-standard Request to a Response. */
import { sha256Hex } from '#digest';
import { untilAborted } from '../platform/delay.js';
import { bodyIsGone } from './envelope.js';
import { parseEvent, type VodEvent } from './event.js';
import { type GuardedGetOptions } from './guarded-get.js';
import { keysOf, type MfsOptions, verifiedMfsMessage } from './mfs.js';
import { checkTopics, type SmnOptions, verifySmnRequest } from './smn.js';
import type { SmnConfirmation } from './smn-message.js';
import { trustedCertificates } from './smn-signature.js';
import { confirmSubscription } from './subscription.js';
import { failureStatuses, WebhookError, type WebhookFailure } from './webhook-error.js';

/** How an event was delivered. */
export interface Delivery {
  channel: 'MFS' | 'SMN';
  /**
   * The same each time the event is sent. For SMN it is the `message_id`. MFS has no ids, so it is the SHA-256 of
   * `message`: two events with exactly the same content have the same id.
   */
  id: string;
}

/** The ids of handled events: a `Set`, or a table of your database. */
export interface HandledIds {
  has: (id: string) => boolean | Promise<boolean>;
  add: (id: string) => unknown;
}

/** How to receive messages of SMN. */
export interface SmnReceiverOptions extends SmnOptions {
  /**
   * Whether to confirm subscriptions to your topics, by a GET to `subscribe_url`: at `console.huaweicloud.com`,
   * `{region}-console.huaweicloud.com` and the hosts of SMN's API only, unless options name other hosts.
   * Default: true.
   */
  confirm?: boolean | GuardedGetOptions;
  /**
   * Called after a subscription was confirmed, and after one has ended. With `confirm: false` it is called for you to
   * confirm, which is possible for 48 hours.
   */
  onSubscription?: (message: SmnConfirmation) => unknown;
}

/** Which webhooks to receive, and what to do with them. */
export interface WebhookReceiverOptions {
  /** VOD's own webhooks. Without this option they are refused. */
  mfs?: MfsOptions;
  /** Webhooks by SMN. Without this option they are refused. */
  smn?: SmnReceiverOptions;
  /**
   * Handles an event. The sender waits for it, and sends the event again if it throws. So keep it short: store the
   * event, or give it to a job, and do the work later.
   */
  onEvent: (event: VodEvent, delivery: Delivery) => unknown;
  /**
   * Called with every error: a WebhookError for a refused webhook, a TypeError for a body that was read before, what
   * a handler threw, a handler that took too long. Default: `console.error`; of what anyone can cause without a
   * signature, only the first of each kind.
   */
  onError?: (error: unknown) => unknown;
  /**
   * Remembers handled events, so that none is handled twice: an id is added after its handler has succeeded.
   * Default: none. An event that arrives again while it is being handled is handled once in any case.
   */
  handledIds?: HandledIds;
  /**
   * How long to wait for a handler before the sender is asked to try again, in milliseconds. Default: 4000, because
   * SMN waits for 5 seconds. For MFS no limit is documented.
   */
  timeoutMs?: number;
}

/**
 * Makes a receiver of webhooks. It verifies them, distinguishes MFS and SMN by their headers, confirms subscriptions,
 * and answers:
 *
 * - 200 if the event was handled, now or before.
 * - 4xx with the `reason` if the webhook is refused. SMN does not send it again.
 * - 500 if a handler threw, or the body was read before the receiver got it, and 503 if it did not end within `timeoutMs`: the sender tries again. The handler goes
 *   on, and if it succeeds, `handledIds` has the event's id when the event arrives again.
 *
 * @throws TypeError, CertificateError if an option is wrong.
 * @example
 * const receiver = createWebhookReceiver({
 *   mfs: { key: process.env.VOD_CALLBACK_KEY! },
 *   onEvent(event) {
 *     if (isAudioExtractComplete(event)) jobs.get(event.audio_extract_info.asset_id)?.receive(event);
 *   },
 * });
 * export default { fetch: receiver }; // Deno, Bun, Workers. For Node see toNodeListener.
 */
export function createWebhookReceiver(
  options: WebhookReceiverOptions,
): (request: Request) => Promise<Response> {
  const { mfs, smn, onEvent, onError = errorLog(), handledIds, timeoutMs = 4000 } = options;
  if (!mfs && !smn) throw new TypeError('Set mfs, smn or both: the receiver would refuse all.');
  if (mfs) keysOf(mfs);
  if (smn) checkSmn(smn);
  /** The events that are being handled, by id. */
  const running = new Map<string, Promise<void>>();

  return async (request) => {
    if (request.method !== 'POST') return textResponse(405, 'POST only', { allow: 'POST' });
    const answer = receive(request).then(
      () => textResponse(200, 'handled'),
      (error: unknown) => {
        report(error);
        if (!(error instanceof WebhookError)) return textResponse(500, 'failed');
        return textResponse(failureStatuses[error.reason], error.reason);
      },
    );
    return untilAborted(answer, AbortSignal.timeout(timeoutMs)).catch(() => {
      report(new Error(`A webhook was not handled within ${timeoutMs} ms, and was answered 503.`));
      return textResponse(503, 'not handled yet');
    });
  };

  async function receive(request: Request): Promise<void> {
    if (!isSmn(request.headers, options)) {
      if (!mfs) throw unexpectedChannel('mfs');
      const message = await verifiedMfsMessage(request, mfs);
      await handle(parseEvent(message), { channel: 'MFS', id: await sha256Hex(message) });
      return;
    }
    if (!smn) throw unexpectedChannel('smn');
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
  }

  /** Handles an event, or waits if it is already being handled. */
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
    if (await handledIds?.has(delivery.id)) return;
    await onEvent(event, delivery);
    try {
      await handledIds?.add(delivery.id);
    } catch (error) {
      // The event was handled: an error here would only have it sent and handled again.
      report(error);
    }
  }

  /** What onError itself throws is ignored, because the sender still needs its answer. */
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
      "With topicUrns: 'any', subscriptions to topics of strangers would be confirmed. List your topics, or set confirm: false.",
    );
  }
}

/** A webhook without the headers of a channel is given to the only channel, whose error says what is missing. */
function isSmn(headers: Headers, { mfs, smn }: WebhookReceiverOptions): boolean {
  if (headers.has('x-smn-message-type')) return true;
  if (headers.has('auth_sign') || headers.has('auth_timestamp')) return false;
  return smn !== undefined && mfs === undefined;
}

function unexpectedChannel(option: 'mfs' | 'smn'): WebhookError {
  const message = `A webhook of ${option.toUpperCase()} arrived, but the receiver has no option ${option}.`;
  return new WebhookError('unexpected-channel', message);
}

/** Refusals after the signature was verified. */
const signedFailures: WebhookFailure[] = [
  'invalid-event',
  'expired-certificate',
  'refused-url',
  'confirmation-failed',
];

/** Logs errors to the console, each kind that anyone can cause only once: they could fill the log. */
function errorLog(): (error: unknown) => void {
  const logged = new Set<string>();
  return (error) => {
    const refused = error instanceof WebhookError && !signedFailures.includes(error.reason);
    const gone = error instanceof TypeError && error.message === bodyIsGone;
    if (!refused && !gone) return console.error(error);
    const kind = refused ? error.reason : 'gone';
    if (logged.has(kind)) return;
    logged.add(kind);
    console.error('Logged once for each reason; give onError to see all.', error);
  };
}

function textResponse(
  status: number,
  text: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain', ...headers } });
}
