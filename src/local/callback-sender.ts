/** Sends events to the callback address, signed as VOD's own channel (MFS) does. */
import type { VodEvent } from '../events/event.js';
import { signMfsMessage } from '../events/mfs.js';
import type { Channel } from './outbox.js';

/** Where events go: what a user of the real service sets in its console. */
export interface CallbackOptions {
  /** The address, http or https. It is the only one to which the service ever sends anything. */
  url: string;
  /** The key that signs. */
  key: string;
  /** How long the receiver may take to answer, in milliseconds. Default: 5000. */
  timeoutMs?: number;
  /** The pauses before each further attempt, in milliseconds. Default: 1, 2, 4, 8, 16 and 32 seconds. */
  retryDelaysMs?: readonly number[];
}

/** The channel to the callback address. */
export class CallbackSender implements Channel {
  readonly name = 'mfs';
  readonly retryDelaysMs: readonly number[];
  readonly #options: CallbackOptions;
  readonly #now: () => number;

  /** @throws TypeError when the address is no http or https URL. */
  constructor(options: CallbackOptions, now: () => number) {
    if (!/^https?:$/.test(new URL(options.url).protocol)) {
      throw new TypeError(`callback.url has to be an http or https URL; it is ${options.url}.`);
    }
    this.retryDelaysMs = options.retryDelaysMs ?? [1000, 2000, 4000, 8000, 16_000, 32_000];
    this.#options = options;
    this.#now = now;
  }

  /** Signs an event, afresh for each attempt, and sends it. Why the receiver did not take it; '' when it did. */
  async deliver(event: VodEvent, signal: AbortSignal): Promise<string> {
    const { url, key, timeoutMs = 5000 } = this.#options;
    const message = JSON.stringify(event);
    const timestamp = String(this.#now());
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        auth_sign: await signMfsMessage(key, timestamp, message),
        auth_timestamp: timestamp,
      },
      body: JSON.stringify({ message }),
      redirect: 'manual', // Nothing is sent to an address that nobody configured.
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    // Whether it was taken is known by now, whatever becomes of the connection.
    await response.body?.cancel().catch(() => undefined);
    return response.ok ? '' : `the receiver answered ${String(response.status)}`;
  }
}
