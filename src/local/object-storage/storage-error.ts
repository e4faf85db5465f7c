/** The errors that object storage answers: in XML, with codes of its own. */
import { isDiskFull } from '../store/store-error.js';
import { element, xmlDocument, xmlResponse } from './xml.js';

/** An error to answer, thrown while object storage handles a request. */
export class StorageError extends Error {
  /** The HTTP status. */
  readonly status: number;
  /** The error code, such as `NoSuchUpload`. */
  readonly code: string;
  readonly #headers: Record<string, string>;

  /** @param headers what the answer has beside the text. */
  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.#headers = headers;
  }

  toResponse(): Response {
    const content = [element('Code', this.code), element('Message', this.message)];
    const response = xmlResponse(xmlDocument('Error', content), this.status);
    for (const [name, value] of Object.entries(this.#headers)) response.headers.set(name, value);
    return response;
  }
}

/** 409, for what comes after an upload was confirmed or given up. */
export function uploadIsOver(): StorageError {
  const message = 'The asset does not wait for a file, or does no longer.';
  return new StorageError(409, 'InvalidObjectState', message);
}

/** 404, for a step of an upload in parts that is not open. */
export function noSuchUpload(): StorageError {
  return new StorageError(404, 'NoSuchUpload', 'The upload was never started, or is over.');
}

/** 400, for a file that is too long. */
export function entityTooLarge(largest: number): StorageError {
  return new StorageError(400, 'EntityTooLarge', `At most ${largest} bytes.`);
}

/**
 * What to throw for an error: of one of the system about a file, 500 in words that name the folder and no file in it;
 * any other one itself.
 */
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
