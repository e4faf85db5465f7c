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

/** VOD.10053, naming the field in the way of the service's own example; '' names none. */
export function invalidField(field: string, status: 400 | 403 = 400): ServiceError {
  const named = `The request parameter is illegal, illegal field: {${field}}.`;
  return new ServiceError(status, 'VOD.10053', field === '' ? undefined : named);
}

/** 501, for what the real service has and this one has not. */
export function notOffered(
  what: string,
  instead = 'It offers the operations of its contract, openapi.json.',
): ServiceError {
  const refusal = `The local VOD service does not offer ${what} yet.`;
  return new ServiceError(501, 'LOCAL.501', `${refusal} ${instead}`);
}

/** The body of an error answer; only the gateway's own errors repeat the request id. */
export function errorBody(error: ServiceError, requestId: string): object {
  return {
    error_code: error.code,
    error_msg: error.message,
    ...(error.code.startsWith('APIGW.') ? { request_id: requestId } : {}),
  };
}
