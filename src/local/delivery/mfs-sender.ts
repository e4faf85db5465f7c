/** Sends events to the webhook address, signed as VOD's own channel (MFS) signs them. */
import { signMfsMessage } from '../../webhooks/mfs.js';
import type { Assumptions } from '../assumptions.js';
import {
  type Channel,
  checkAddress,
  defaultRetryDelaysMs,
  defaultTimeoutMs,
  type Outgoing,
  send,
} from './channel.js';

/** Where webhooks go: what a user of the real service sets in its console. */
export interface WebhookOptions {
  /** The address, http or https. */
  url: string;
  /** The key that signs. Default: no key; webhooks have no signature then, as in the real service. */
  key?: string;
  /** How long the receiver may take to answer, in milliseconds. Default: 5000. */
  timeoutMs?: number;
  /** The pauses before each retry, in milliseconds. Default: 1, 2, 4, 8, 16 and 32 seconds. */
  retryDelaysMs?: readonly number[];
}

/** The channel to the webhook address. */
export class MfsSender implements Channel {
  readonly name = 'MFS';
  readonly retryDelaysMs: readonly number[];
  readonly #options: WebhookOptions;
  readonly #now: () => number;
  readonly #timestampUnit: Assumptions['timestampUnit'];

  /** @throws TypeError when the address is no http or https URL, or has a password, or the key is empty. */
  constructor(
    options: WebhookOptions,
    now: () => number,
    { timestampUnit }: Pick<Assumptions, 'timestampUnit'>,
  ) {
    checkAddress('webhook.url', options.url);
    if (options.key === '') {
      throw new TypeError(
        'webhook.key is empty. Is its variable set? Leave it out for webhooks without a signature.',
      );
    }
    this.#timestampUnit = timestampUnit;
    this.retryDelaysMs = options.retryDelaysMs ?? defaultRetryDelaysMs;
    this.#options = options;
    this.#now = now;
  }

  /** Each attempt is signed afresh. */
  async deliver({ event }: Outgoing, signal: AbortSignal): Promise<void> {
    const { url, timeoutMs = defaultTimeoutMs } = this.#options;
    const message = JSON.stringify(event);
    const request = new Request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await this.#signatureOf(message)) },
      body: JSON.stringify({ message }),
    });
    const status = await send(request, timeoutMs, signal);
    if (status < 200 || status > 299) throw new Error(`the receiver answered ${status}`);
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
