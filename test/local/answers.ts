/** Calls a local VOD service over real HTTP, signed, and holds each answer against the contract. */
import { type OperationId, operations } from '../../generated/contract.js';
import { signRequest } from '../../src/auth/signer.js';
import type { LocalVod } from '../../src/local/index.js';
import type { AnswerOf } from '../../src/local/operation.js';
import { checkAnswer } from '../contract-check.js';

/** What to send; everything has a default. */
export interface Asking {
  query?: string | Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
  /** Whether to sign with the access key of the service. Default: yes. */
  signed?: boolean;
  date?: Date;
}

export interface Told<Id extends OperationId> {
  status: number;
  headers: Headers;
  /** The body of a success. */
  body: AnswerOf<Id>;
  /** `error_code`, and `error_msg` or IAM's `message`, of an error. */
  code: string | undefined;
  text: string | undefined;
}

/** Calls an operation, and throws unless its answer is one that the contract has for it. */
export async function call<Id extends OperationId>(
  local: LocalVod,
  operationId: Id,
  asking: Asking = {},
): Promise<Told<Id>> {
  const { method, path } = operations[operationId];
  const url = new URL(local.url + path.replace('{project_id}', local.projectId));
  url.search = new URLSearchParams(asking.query).toString();
  const { body, headers, signed = true, date } = asking;
  const request = new Request(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const options = date === undefined ? {} : { date };
  const sent = signed ? await signRequest(request, local.credentials, options) : request;
  const response = await fetch(sent);
  const text = await response.text();
  checkAnswer(method, sent.url, response, text);
  const told: unknown = text === '' ? undefined : JSON.parse(text);
  const error = told as ErrorBody | undefined; // Its members are all optional.
  return {
    status: response.status,
    headers: response.headers,
    body: told as AnswerOf<Id>, // Of a success it was just judged to be one.
    code: error?.error_code,
    text: error?.error_msg ?? error?.error?.message,
  };
}

interface ErrorBody {
  error_code?: string;
  error_msg?: string;
  error?: { message: string };
}
