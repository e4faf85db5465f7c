/** How far an upload is, over parts that are sent side by side and sometimes again. */

/** How far an upload is. */
export interface UploadProgress {
  /** Bytes that the connection has taken, or that were stored before; never less than the last time. */
  bytesSent: number;
  /** The length of the source in bytes; undefined as long as a stream does not show it. */
  totalBytes: number | undefined;
}

/** Adds up the parts, and tells when there is more than ever. */
export class Progress {
  readonly #tell: ((progress: UploadProgress) => void) | undefined;
  readonly #parts = new Map<number, number>();
  #sum = 0;
  #told: UploadProgress = { bytesSent: 0, totalBytes: undefined };

  /** @param tell may throw, and is called by what then throws. */
  constructor(tell: ((progress: UploadProgress) => void) | undefined) {
    this.#tell = tell;
  }

  /** Notes how many bytes of a part are sent; fewer than before when it is sent again. */
  note(part: number, bytes: number, totalBytes: number | undefined): void {
    this.#sum += bytes - (this.#parts.get(part) ?? 0);
    this.#parts.set(part, bytes);
    const { bytesSent } = this.#told;
    if (this.#sum > bytesSent || totalBytes !== this.#told.totalBytes) {
      this.#told = { bytesSent: Math.max(this.#sum, bytesSent), totalBytes };
      this.#tell?.({ ...this.#told });
    }
  }
}
