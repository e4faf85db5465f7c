/** The errors that object storage answers: in XML, with codes of its own. */
import { element, xmlDocument, xmlResponse } from './xml.js';

/** An error to answer, thrown while object storage handles a request. */
export class StorageError extends Error {
  /** The HTTP status. */
  readonly status: number;
  /** The error code, such as `NoSuchUpload`. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  toResponse(): Response {
    const content = [element('Code', this.code), element('Message', this.message)];
    return xmlResponse(xmlDocument('Error', content), this.status);
  }
}

/** 409, for what comes after an upload was confirmed or given up. */
export function uploadIsOver(): StorageError {
  const message = 'The asset does not wait for a file, or does no longer.';
  return new StorageError(409, 'InvalidObjectState', message);
}

/** 400, for a file that is too long. */
export function entityTooLarge(largest: number): StorageError {
  return new StorageError(400, 'EntityTooLarge', `At most ${largest} bytes.`);
}

/** 500, for what the disk has no room for. */
export function diskIsFull(folder: string): StorageError {
  const message = `The disk of ${folder} is full. Free some space there, then send the file again.`;
  return new StorageError(500, 'InternalError', message);
}
