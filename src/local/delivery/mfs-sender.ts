/** Sends events to the callback address, signed as VOD's own channel (MFS) does. */
import { signMfsMessage } from '../../webhooks/mfs.js';
import { type Channel, checkAddress, type Outgoing, usualPausesMs } from './outbox.js';
import type { Readings } from '../assumptions.js';

/** Where events go: what a user of the real service sets in its console. */
export interface CallbackOptions {
  /** The address, http or https. */
  url: string;
  /** The key that signs. Default: none; the callbacks are not signed then, as there when no key is set. */
  key?: string;
  /** How long the receiver may take to answer, in milliseconds. Default: 5000. */
  timeoutMs?: number;
  /** The pauses before each further attempt, in milliseconds. Default: 1, 2, 4, 8, 16 and 32 seconds. */
  retryDelaysMs?: readonly number[];
}

/** The channel to the callback address. */
export class CallbackSender implements Channel {
  readonly name = 'MFS';
  readonly retryDelaysMs: readonly number[];
  readonly #options: CallbackOptions;
  readonly #now: () => number;
  readonly #timestampUnit: Readings['timestampUnit'];

  /** @throws TypeError when the address is no http or https URL, or has a password, or the key is empty. */
  constructor(
    options: CallbackOptions,
    now: () => number,
    { timestampUnit }: Pick<Readings, 'timestampUnit'>,
  ) {
    checkAddress('callback.url', options.url);
    if (options.key === '') {
      throw new TypeError(
        'callback.key is empty. Is its variable set? Leave it out for callbacks without a signature.',
      );
    }
    this.#timestampUnit = timestampUnit;
    this.retryDelaysMs = options.retryDelaysMs ?? usualPausesMs;
    this.#options = options;
    this.#now = now;
  }

  /** Signs an event, afresh for each attempt, and sends it. */
  async deliver({ event }: Outgoing, signal: AbortSignal): Promise<void> {
    const { url, timeoutMs = 5000 } = this.#options;
    const message = JSON.stringify(event);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await this.#signatureOf(message)) },
      body: JSON.stringify({ message }),
      redirect: 'manual', // Nothing is sent to an address that nobody configured.
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    // Whether it was taken is known by now, whatever becomes of the connection.
    await response.body?.cancel().catch(() => undefined);
    if (!response.ok) throw new Error(`the receiver answered ${response.status}`);
  }

  async #signatureOf(message: string): Promise<Record<string, string>> {
    const { key } = this.#options;
    if (key === undefined) return {};
    const divisor = { milliseconds: 1, seconds: 1000 }[this.#timestampUnit];
    const timestamp = String(Math.floor(this.#now() / divisor));
    return {
      auth_sign: await signMfsMessage(key, timestamp, message),
      auth_timestamp: timestamp,
    };
  }
}
