/** The errors that the local VOD service answers. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { contract } from './contract.js';

/** An error to answer, thrown by the checks and operations. */
export class ServiceError extends Error {
  /** The HTTP status. */
  readonly status: ContentfulStatusCode;
  /** The error code. */
  readonly code: string;

  /** @param message what is sent as `error_msg`. Default: the text of the contract's error catalogue. */
  constructor(status: ContentfulStatusCode, code: string, message?: string) {
    const entry = contract['x-error-catalogue'][code];
    super(message ?? entry?.message ?? entry?.meaning ?? code);
    this.status = status;
    this.code = code;
  }
}

/** The body of an error answer; only the gateway's own errors repeat the request id. */
export function errorBody(error: ServiceError, requestId: string): object {
  return {
    error_code: error.code,
    error_msg: error.message,
    ...(error.code.startsWith('APIGW.') ? { request_id: requestId } : {}),
  };
}
