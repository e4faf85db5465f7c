/** Calls a local VOD service over real HTTP, and judges each answer by the contract. */
import { type OperationId, operations } from '../../generated/contract.js';
import type { AccessKey } from '../../src/auth/credentials.js';
import { signRequest } from '../../src/auth/signer.js';
import type { LocalVod } from '../../src/local/index.js';
import type { AnswerOf } from '../../src/local/operation.js';
import { type AnswerHead, checkAnswer } from '../contract-check.js';

/** What to send; everything has a default. */
export interface Asking {
  /** Default: GET, or POST with a body. */
  method?: string;
  query?: string | Record<string, string>;
  /** A text or bytes are sent as they are, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Whether to sign the request. Default: true. */
  signed?: boolean;
  /** The key that signs. Default: the access key of the service. */
  key?: AccessKey;
  /** The signing date. Default: now. */
  date?: Date;
}

/** An answer. */
export interface Told<Body = unknown> {
  status: number;
  headers: Headers;
  /** The parsed body; undefined when there is none. */
  body: Body;
  /** `error_code`, and `error_msg` or IAM's `message`, of an error. */
  code: string | undefined;
  text: string | undefined;
}

/** Calls an operation of the contract. */
export async function call<Id extends OperationId>(
  local: LocalVod,
  operationId: Id,
  asking: Asking = {},
): Promise<Told<AnswerOf<Id>>> {
  const { method, path } = operations[operationId];
  const told = await ask(local, path.replace('{project_id}', local.projectId), {
    method,
    ...asking,
  });
  return told as Told<AnswerOf<Id>>; // A success was judged to have that body.
}

/** Calls any path. One without a slash at its beginning is below the project's assets. */
export async function ask(local: LocalVod, path: string, asking: Asking = {}): Promise<Told> {
  const { body, headers, signed = true, key = local.credentials, date } = asking;
  const url = new URL(
    path.startsWith('/') ? path : `/v1.0/${local.projectId}/asset${path && `/${path}`}`,
    local.url,
  );
  if (asking.query !== undefined) url.search = new URLSearchParams(asking.query).toString();
  const method = asking.method ?? (body === undefined ? 'GET' : 'POST');
  const request = new Request(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: asBody(body) }),
  });
  const sent = signed ? await signRequest(request, key, date ? { date } : {}) : request;
  const response = await fetch(sent);
  return judged(method, sent.url, response, await response.text());
}

/** An answer that is one of the contract; throws for any other. */
export function judged(method: string, url: string, head: AnswerHead, text: string): Told {
  checkAnswer(method, url, head, text);
  const { status, headers } = head;
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const error = (body ?? {}) as ErrorBody; // Its members are all optional.
  const message = error.error_msg ?? error.error?.message;
  return { status, headers, body, code: error.error_code, text: message };
}

interface ErrorBody {
  error_code?: string;
  error_msg?: string;
  error?: { message: string };
}

function asBody(body: unknown): string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array
    ? (body as string | Uint8Array<ArrayBuffer>)
    : JSON.stringify(body);
}
