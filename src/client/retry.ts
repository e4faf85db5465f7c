/** When a call is made again, and after which pause. */

/** The longest pause that is chosen here; the server may ask for a longer one. */
const longestPauseMs = 20_000;
const firstPauseMs = 500;
/** The longest pause that a server may ask for. */
const longestRetryAfterMs = 120_000;

/**
 * Exponential backoff with full jitter, in milliseconds: anything up to 0.5 s after the first attempt, 1 s after
 * the second, and so on to 20 s. Jitter keeps clients that failed together from coming back together.
 */
export function backoffMs(attempt: number): number {
  return Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));
}

/**
 * The pause that a `Retry-After` header asks for, in milliseconds, at most two minutes: it holds seconds or an HTTP
 * date. Undefined when it is missing or neither.
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const ms = /^\s*\d+\s*$/.test(header)
    ? Number(header) * 1000
    : // Date.parse alone takes almost anything with a number in it for a date.
      Date.parse(/^\s*[A-Z][a-z]+,.* GMT\s*$/.test(header) ? header : '') - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), longestRetryAfterMs);
}

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
