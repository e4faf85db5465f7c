/** The lock of the gateway: an access key whose signatures were wrong too often is refused for a while. */

/** After more than so many failures in a row: https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html */
const failuresAllowed = 5;
const lockedMs = 5 * 60 * 1000;

/** Counts the wrong signatures of the one access key that there is. */
export class KeyLock {
  readonly #now: () => number;
  #failures = 0;
  #lockedUntil = -Infinity;

  /** @param now the clock, in milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether the key is refused now, with a right signature too. */
  get isLocked(): boolean {
    return this.#now() < this.#lockedUntil;
  }

  /** Tells of a signature. */
  count(signature: 'right' | 'wrong'): void {
    this.#failures = signature === 'right' ? 0 : this.#failures + 1;
    if (this.#failures <= failuresAllowed) return;
    this.#lockedUntil = this.#now() + lockedMs;
    this.#failures = 0;
  }

  /** Forgets failures and lock. */
  reset(): void {
    this.#failures = 0;
    this.#lockedUntil = -Infinity;
  }
}
