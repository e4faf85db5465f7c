/** The rate limits of the service: how many calls of an operation it takes in a minute. */
import { operations } from '../../../generated/contract.js';
import type { VodOperationId } from '../operation.js';

/** Limits in calls per minute: one for all operations, or by operation id; the others keep their own. */
export type CallsPerMinute = number | Partial<Record<VodOperationId, number>>;

const oneMinute = 60 * 1000;

/** Counts calls in windows of a minute, which begin with their first call; how the real service counts is not documented. */
export class Throttle {
  readonly #limits: CallsPerMinute;
  readonly #now: () => number;
  readonly #windows = new Map<VodOperationId, { endsAt: number; calls: number }>();

  /**
   * @param limits in place of the documented ones, which are in the contract; `Infinity` means no limit.
   * @param now the clock, in milliseconds since 1970.
   * @throws TypeError when a limit is no number of calls, or its operation does not exist.
   */
  constructor(limits: CallsPerMinute, now: () => number) {
    const given = typeof limits === 'number' ? { 'all operations': limits } : limits;
    for (const [name, limit] of Object.entries(given)) {
      const isKnown = typeof limits === 'number' || name in operations;
      if (isKnown && limit >= 0) continue;
      throw new TypeError(
        `callsPerMinute takes a number for all operations, or numbers by operation id; for ${name} it has ${limit}.`,
      );
    }
    this.#limits = limits;
    this.#now = now;
  }

  /** Counts a call. Returns the limit when the call is over it. */
  exceeded(operationId: VodOperationId): number | undefined {
    const given = typeof this.#limits === 'number' ? this.#limits : this.#limits[operationId];
    const limit = given ?? operations[operationId].callsPerMinute ?? Infinity;
    const now = this.#now();
    let window = this.#windows.get(operationId);
    if (!window || now >= window.endsAt) {
      window = { endsAt: now + oneMinute, calls: 0 };
      this.#windows.set(operationId, window);
    }
    if (window.calls >= limit) return limit;
    window.calls += 1;
    return undefined;
  }

  /** Forgets all calls. */
  reset(): void {
    this.#windows.clear();
  }
}
