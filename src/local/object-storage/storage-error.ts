/** The errors of object storage, with its own codes. Its routes answer them in XML. */
import { isDiskFull } from '../store/store-error.js';

/** An error that a caller of object storage is answered. */
export class StorageError extends Error {
  override name = 'StorageError';
  readonly status: number;
  /** The error code, such as `NoSuchUpload`. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** 409, for what comes after an upload was confirmed or cancelled. */
export function uploadIsOver(): StorageError {
  const message = 'The asset does not wait for a file, or no longer does.';
  return new StorageError(409, 'InvalidObjectState', message);
}

/** 404, for a step of a multipart upload that is not open. */
export function noSuchUpload(): StorageError {
  return new StorageError(404, 'NoSuchUpload', 'The upload was never started, or is over.');
}

/** For a system error about a file: a 500 that names its folder and what to do. Any other error stays as it is. */
export function storageFailure(error: unknown, folder: string): unknown {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error;
  const code = String(error.code);
  let why = `The folder ${folder} cannot be written or read (${code}). Check that it is there, and its disk`;
  if (isDiskFull(error)) why = `The disk of ${folder} is full. Free some space there`;
  else if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    why = `The folder ${folder} cannot be written (${code}). Allow this user to write it`;
  }
  return new StorageError(500, 'InternalError', `${why}, then send the request again.`);
}
