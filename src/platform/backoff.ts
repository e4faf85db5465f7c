/** How long to wait before a request is sent again. */

/** The longest backoff; the server may ask for a longer pause. */
const longestBackoffMs = 20_000;
const firstBackoffMs = 500;
/** The longest pause that a server gets by asking: a mistake there must not stop a program for a day. */
const longestRetryAfterMs = 120_000;

/**
 * Exponential backoff with full jitter, in milliseconds: anything up to 0.5 s after the first attempt, 1 s after
 * the second, and so on to 20 s. Jitter keeps clients that failed together from coming back together.
 */
export function backoffMs(attempt: number): number {
  return Math.random() * Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempt - 1));
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
