/** The rate limits of the service: how many calls of each operation it accepts in a minute. */
import { operations } from '../../../generated/contract.js';
import type { VodOperationId } from '../operation.js';

/**
 * How many calls a minute each operation accepts: one number is the limit of every operation by itself, not of all
 * together. Numbers by operation id leave the other operations their documented limit.
 */
export type CallsPerMinute = number | Partial<Record<VodOperationId, number>>;

const oneMinute = 60 * 1000;

/**
 * Counts the calls of each operation in windows of one minute. A window begins with its first call. This is an
 * assumption: how the real service counts is not documented.
 */
export class Throttle {
  readonly #limits: CallsPerMinute;
  readonly #now: () => number;
  readonly #windows = new Map<VodOperationId, { beganAt: number; calls: number }>();

  /**
   * @param limits replace the documented limits, which are in the contract; `Infinity` means no limit.
   * @param now the clock, in milliseconds since 1970.
   * @throws TypeError when a limit is negative or not a number, or when its operation does not exist.
   */
  constructor(limits: CallsPerMinute, now: () => number) {
    const given = typeof limits === 'number' ? { 'each operation': limits } : limits;
    for (const [name, limit] of Object.entries(given)) {
      const isKnown = typeof limits === 'number' || name in operations;
      if (isKnown && limit >= 0) continue;
      throw new TypeError(
        `callsPerMinute takes one limit for each operation, or limits by operation id; for ${name} it has ${limit}.`,
      );
    }
    this.#limits = limits;
    this.#now = now;
  }

  /** Counts a call. Returns the limit if the call is over it; such a call is not counted. */
  countCall(operationId: VodOperationId): number | undefined {
    const given = typeof this.#limits === 'number' ? this.#limits : this.#limits[operationId];
    const limit = given ?? operations[operationId].callsPerMinute ?? Infinity;
    const now = this.#now();
    let window = this.#windows.get(operationId);
    // Also when the clock was set back to before the window, which could not end for a long time.
    if (!window || now < window.beganAt || now >= window.beganAt + oneMinute) {
      window = { beganAt: now, calls: 0 };
      this.#windows.set(operationId, window);
    }
    if (window.calls >= limit) return limit;
    window.calls += 1;
    return undefined;
  }

  /** Forgets all counted calls. */
  reset(): void {
    this.#windows.clear();
  }
}
