/** The clock of the service, which tests can move. */

/**
 * A clock that can be moved. Tokens, presigned URLs, signatures, the lock of the key and rate limits expire by it.
 * Real pauses, such as those between two deliveries of a webhook, stay as long as they are.
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
   * Moves the clock by `ms` milliseconds, forwards or backwards.
   *
   * @example
   * local.clock.advance(24 * 60 * 60 * 1000); // Every token has expired now.
   */
  advance(ms: number): void {
    this.#offsetMs += ms;
  }

  /** Sets the clock to the real time again. */
  reset(): void {
    this.#offsetMs = 0;
  }
}
