/** The longest time for a timer, in milliseconds: 24 days. A longer timer would end at once. */
export const longestTimerMs = 2 ** 31 - 1;

/**
 * Waits `ms` milliseconds, at most 24 days, or rejects with the signal's reason as soon as `signal` is aborted.
 *
 * @example
 * await delay(2_000, AbortSignal.timeout(1_000)); // rejects after one second
 */
export function delay(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error); // An abort reason is an error unless the caller chose otherwise.
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      },
      Math.min(ms, longestTimerMs),
    );
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}

/**
 * What `promise` settles to, or a rejection with the signal's reason if that is aborted first. The work behind
 * the promise goes on for its other callers.
 *
 * @example
 * await untilAborted(shared, signal);
 */
export function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error); // As above.
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
