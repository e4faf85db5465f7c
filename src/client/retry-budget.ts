/** How many retries the calls of a client may make in all. */
const fullBudget = 500;
const retryCost = 5;

/**
 * A token bucket that all calls of a client share: a retry takes five tokens, and each success gives one back,
 * so that a service that is down gets at most 100 retries instead of one for every call.
 */
export class RetryBudget {
  #tokens = fullBudget;

  /** Takes a retry's tokens, if they are there. */
  take(): boolean {
    if (this.#tokens < retryCost) return false;
    this.#tokens -= retryCost;
    return true;
  }

  /** Gives back a little for a success. */
  give(): void {
    this.#tokens = Math.min(fullBudget, this.#tokens + 1);
  }
}
