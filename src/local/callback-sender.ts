/** Sends events to the callback address, signed as VOD's own channel (MFS) does, until they are taken. */
import { delay } from '../delay.js';
import type { VodEvent } from '../events/event.js';
import { signMfsMessage } from '../events/mfs.js';

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

/** An event that nobody took, and why. */
export interface Undelivered {
  event: VodEvent;
  reason: string;
}

/** Sends events. Close it to give up what is still being retried. */
export class CallbackSender {
  /** The events that were given up, oldest first. */
  readonly undelivered: Undelivered[] = [];
  readonly #options: CallbackOptions | undefined;
  readonly #closed = new AbortController();
  readonly #now: () => number;

  /** @throws TypeError when the address is no http or https URL. */
  constructor(options: CallbackOptions | undefined, now: () => number) {
    if (options && !/^https?:$/.test(new URL(options.url).protocol)) {
      throw new TypeError(`callback.url has to be an http or https URL; it is ${options.url}.`);
    }
    this.#options = options;
    this.#now = now;
  }

  /** Sends an event in the background. Each attempt is signed afresh. */
  send(event: VodEvent): void {
    if (this.#options) void this.#deliver(event, this.#options);
  }

  close(): void {
    this.#closed.abort(new Error('the service was closed'));
  }

  async #deliver(event: VodEvent, options: CallbackOptions): Promise<void> {
    const message = JSON.stringify(event);
    const pauses = options.retryDelaysMs ?? [1000, 2000, 4000, 8000, 16_000, 32_000];
    let reason = '';
    for (const pause of [0, ...pauses]) {
      try {
        await delay(pause, this.#closed.signal);
        reason = await this.#attempt(message, options);
        if (reason === '') return;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
        if (this.#closed.signal.aborted) break;
      }
    }
    this.undelivered.push({ event, reason });
  }

  /** Why the receiver did not take it; '' when it did. */
  async #attempt(message: string, options: CallbackOptions): Promise<string> {
    const timestamp = String(this.#now());
    const response = await fetch(options.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        auth_sign: await signMfsMessage(options.key, timestamp, message),
        auth_timestamp: timestamp,
      },
      body: JSON.stringify({ message }),
      redirect: 'manual', // Nothing is sent to an address that nobody configured.
      signal: AbortSignal.any([
        this.#closed.signal,
        AbortSignal.timeout(options.timeoutMs ?? 5000),
      ]),
    });
    // Whether it was taken is known by now, whatever becomes of the connection.
    await response.body?.cancel().catch(() => undefined);
    return response.ok ? '' : `the receiver answered ${String(response.status)}`;
  }
}
