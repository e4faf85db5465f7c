/** Keeps the polls of a client below the rate limit of VOD. */
import type { VodClient } from '../client/client.js';
import { delay } from '../platform/delay.js';

/** The documented rate limit of showAssetDetail and of showAssetMeta: 1,500 calls a minute for each tenant. */
const pollsPerMinute = 1500;
const minuteMs = 60_000;

const limits = new WeakMap<VodClient, PollLimit>();

/** Counts the polls that all jobs of one client have made in the last minute. */
export class PollLimit {
  /** The times of these polls, oldest first, by a clock that is never set back. */
  readonly #polledAt: number[] = [];

  /** The limit of a client. All jobs of the client share it. */
  static of(vod: VodClient): PollLimit {
    const limit = limits.get(vod) ?? new PollLimit();
    limits.set(vod, limit);
    return limit;
  }

  /** Waits until another poll is allowed, and counts it. */
  async take(signal: AbortSignal): Promise<void> {
    for (;;) {
      const now = performance.now();
      while ((this.#polledAt[0] ?? now) <= now - minuteMs) this.#polledAt.shift();
      if (this.#polledAt.length < pollsPerMinute) break;
      await delay((this.#polledAt[0] ?? now) + minuteMs - now, signal);
    }
    this.#polledAt.push(performance.now());
  }
}
