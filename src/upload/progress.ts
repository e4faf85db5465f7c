/** The progress of an upload whose parts are sent side by side, and some of them again. */

/** How much of an upload is done. */
export interface UploadProgress {
  /** The bytes that the connection has taken, or that were stored before. It never decreases. */
  bytesSent: number;
  /** The length of the source in bytes; undefined while that of a stream is not known. */
  totalBytes: number | undefined;
}

/** Sets how many bytes of a part were sent: fewer than before if it is sent again. */
export type Progress = (part: number, bytes: number, totalBytes: number | undefined) => void;

/** Adds up the parts, and reports when the sum is higher than ever. */
export function progressTo(report: (progress: UploadProgress) => void): Progress {
  const parts = new Map<number, number>();
  let sum = 0;
  let last: UploadProgress = { bytesSent: 0, totalBytes: undefined };
  return (part, bytes, totalBytes) => {
    sum += bytes - (parts.get(part) ?? 0);
    parts.set(part, bytes);
    if (sum <= last.bytesSent && totalBytes === last.totalBytes) return;
    last = { bytesSent: Math.max(sum, last.bytesSent), totalBytes };
    report({ ...last });
  };
}
