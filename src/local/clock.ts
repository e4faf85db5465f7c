/** The clock of the service, which tests can set. */

/**
 * A clock that can be moved: what expires, expires by it (tokens, pre-signed URLs, signatures, locks, rate windows).
 * Pauses that are really waited for, such as those between two callbacks, are not shortened.
 */
export class Clock {
  readonly #base: () => number;
  #offsetMs = 0;

  /** @param base the clock that it follows, in milliseconds since 1970. */
  constructor(base: () => number) {
    this.#base = base;
  }

  /** The time, in milliseconds since 1970. */
  readonly now = (): number => this.#base() + this.#offsetMs;

  /**
   * Moves it by `ms` milliseconds, forwards or backwards.
   *
   * @example
   * local.clock.advance(24 * 60 * 60 * 1000); // Every token has expired now.
   */
  advance(ms: number): void {
    this.#offsetMs += ms;
  }

  /** Follows the real time again. */
  reset(): void {
    this.#offsetMs = 0;
  }
}
