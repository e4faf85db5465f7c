/** The progress of an upload whose parts are sent side by side, and some of them again. */

/** How much of an upload is done. */
export interface UploadProgress {
  /** The bytes that the connection has taken, or that were stored before. It never decreases. */
  bytesSent: number;
  /** The length of the source in bytes; undefined while that of a stream is not known. */
  totalBytes: number | undefined;
}

/** Adds up the parts, and reports when the sum is higher than ever. */
export class Progress {
  readonly #report: (progress: UploadProgress) => void;
  readonly #parts = new Map<number, number>();
  #sum = 0;
  #last: UploadProgress = { bytesSent: 0, totalBytes: undefined };

  constructor(report: (progress: UploadProgress) => void) {
    this.#report = report;
  }

  /** Sets how many bytes of a part were sent: fewer than before if it is sent again. */
  set(part: number, bytes: number, totalBytes: number | undefined): void {
    this.#sum += bytes - (this.#parts.get(part) ?? 0);
    this.#parts.set(part, bytes);
    const { bytesSent } = this.#last;
    if (this.#sum <= bytesSent && totalBytes === this.#last.totalBytes) return;
    this.#last = { bytesSent: Math.max(this.#sum, bytesSent), totalBytes };
    this.#report({ ...this.#last });
  }
}
