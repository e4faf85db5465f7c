/** Keeps the polls of a client within what the service allows. */
import type { VodClient } from '../client/client.js';
import { delay } from '../platform/delay.js';

/** As documented for showAssetDetail and showAssetMeta: 1,500 calls a minute for a tenant. */
const pollsPerMinute = 1500;
const minuteMs = 60_000;

const limits = new WeakMap<VodClient, PollLimit>();

/** Counts the polls of the last minute, of all jobs of one client. */
export class PollLimit {
  /** When they were made, the oldest first, in milliseconds since 1970. */
  readonly #polledAt: number[] = [];

  /** The one limit of a client. */
  static of(vod: VodClient): PollLimit {
    const limit = limits.get(vod) ?? new PollLimit();
    limits.set(vod, limit);
    return limit;
  }

  /** Waits until another poll is allowed, and counts it. */
  async take(signal: AbortSignal): Promise<void> {
    for (;;) {
      const now = Date.now();
      while ((this.#polledAt[0] ?? now) <= now - minuteMs) this.#polledAt.shift();
      if (this.#polledAt.length < pollsPerMinute) break;
      await delay((this.#polledAt[0] ?? now) + minuteMs - now, signal);
    }
    this.#polledAt.push(Date.now());
  }
}
