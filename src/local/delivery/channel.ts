/** What the two ways to deliver webhooks have in common. */
import type { VodEvent } from '../../webhooks/event.js';

/** VOD's own channel, and notifications of SMN. */
export type ChannelName = 'MFS' | 'SMN';

/** An event that is to be sent. */
export interface Outgoing {
  readonly event: VodEvent;
  /** An id that stays the same at every attempt, in a later run too. */
  readonly messageId: string;
  /** When the event happened, in milliseconds since 1970. */
  readonly createdAt: number;
}

/** One way to deliver webhooks. */
export interface Channel {
  /** Stored with each event, so that a later run delivers it on the same channel. */
  readonly name: ChannelName;
  /** The pauses before each further attempt, in milliseconds. */
  readonly retryDelaysMs: readonly number[];
  /**
   * Makes one attempt.
   *
   * @throws FinalRefusal when a further attempt is of no use; any other Error when the event was not accepted.
   */
  deliver(outgoing: Outgoing, signal: AbortSignal): Promise<void>;
}

/** The receiver refused an event, and a further attempt is of no use. */
export class FinalRefusal extends Error {}

/** How long a receiver may take to answer, unless options say otherwise. */
export const defaultTimeoutMs = 5000;
/** Six retries, as many as SMN makes, but within a minute and not within days. */
export const defaultRetryDelaysMs: readonly number[] = [1000, 2000, 4000, 8000, 16_000, 32_000];

/** @throws TypeError when an address is no http or https URL, or has a user name or a password in it. */
export function checkAddress(option: string, address: string): void {
  const url = URL.parse(address);
  // The message does not repeat the address: it may hold a secret, in its query too.
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`${option} has to be a whole URL that begins with http: or https:.`);
  }
  if (url.username || url.password) {
    throw new TypeError(
      `${option} has a user name or a password in it, and may not: leave it out.`,
    );
  }
}

/**
 * Sends a request.
 *
 * @returns the status of the answer.
 */
export async function send(
  request: Request,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<number> {
  const response = await fetch(request, {
    redirect: 'manual', // Nothing is sent to an address that is not configured.
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  // The status says whether the event was accepted; the rest of the answer does not matter.
  await response.body?.cancel().catch(() => undefined);
  return response.status;
}
