/** The lock of the gateway: after too many wrong signatures it refuses the access key for a while. */

/** https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html */
const failuresAllowed = 5;
const lockedMs = 5 * 60 * 1000;

/** Counts the wrong signatures of the one access key. */
export class KeyLock {
  readonly #now: () => number;
  #failures = 0;
  #lockedAt = -Infinity;

  /** @param now the clock, in milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether the key is refused now, even with a right signature. */
  get isLocked(): boolean {
    const lockedForMs = this.#now() - this.#lockedAt;
    return lockedForMs >= 0 && lockedForMs < lockedMs; // Below 0, the clock was set back.
  }

  /** Counts a signature. The sixth wrong one in a row locks the key. */
  count(signature: 'right' | 'wrong'): void {
    this.#failures = signature === 'right' ? 0 : this.#failures + 1;
    if (this.#failures <= failuresAllowed) return;
    this.#failures = 0;
    this.#lockedAt = this.#now();
  }

  /** Forgets the wrong signatures, and unlocks the key. */
  reset(): void {
    this.#failures = 0;
    this.#lockedAt = -Infinity;
  }
}
