/** Judges a failed attempt: what it says, what to do about it, and whether the call may be repeated. */
import { errorCatalogue, type RetryClass } from '../../generated/error-catalogue.js';
import { redactionOf } from '../auth/redaction.js';
import { signatureDifference } from '../auth/signature-difference.js';
import { parseSigningDate } from '../auth/signer.js';
import type { AuthenticatedRequest } from '../auth/signing-middleware.js';
import { retryAfterMs } from '../platform/backoff.js';
import {
  requestIdOf,
  VodAnswerError,
  VodApiError,
  VodConnectionError,
  type VodError,
} from './errors.js';
import { isRecord, type Operation, parseJson } from './operations.js';

/** One sending of a request, and what is known of it when it fails. */
export interface Attempt {
  operation: Operation;
  number: number;
  /** When it was sent, by this machine's clock. */
  sentAt: Date;
  /** With which credentials, once it has them. */
  authenticated?: AuthenticatedRequest | undefined;
}

/** How far an attempt without an answer came. */
export type AttemptStep = 'authenticating' | 'connecting' | 'sent';

/** A failed attempt. */
export interface Failure {
  /**
   * What became of the call: `refused` - the same fails again; `not-done` - it is proven that nothing was done;
   * `unknown` - it may have been carried out.
   */
  outcome: 'refused' | 'not-done' | 'unknown';
  error: VodError;
  /** How long the server asks to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** It was refused because the token has expired. */
  tokenExpired?: boolean;
  /** It was refused because the clocks differ: the server's, in milliseconds since 1970. */
  serverTime?: number;
}

/** The longest part of a body that is shown; a proxy's page of HTML would flood a log. */
const longestText = 500;
/** The longest message of an error body that is shown; a canonical request fits in. */
const longestMessage = 4000;

/** A body, URL or header that is too long is refused before it is read; a code may also stand for later failures. */
const tooLong: readonly number[] = [413, 414, 431, 494];

/** The failure of an attempt that was answered with an error. */
export function judgeErrorAnswer(
  { operation, number, authenticated }: Omit<Attempt, 'sentAt'>,
  response: Response,
  text: string,
): Failure {
  const hide = redactionOf(authenticated);
  const status = statusOf(response);
  const body = readErrorBody(text);
  // Either family of the gateway's codes means the same.
  const entry = errorCatalogue[body.code?.replace(/^APIG\./, 'APIGW.') ?? ''];
  const retry = tooLong.includes(status) ? 'never' : (entry?.retry ?? retryClassOf(status));
  const code = hide(body.code ?? `HTTP.${status}`);
  const requestId = hide(body.requestId ?? requestIdOf(response) ?? '') || undefined;
  const signed = authenticated?.signature?.canonicalRequest;
  const field = /illegal field: \{?([\w[\]-]+(?:\.[\w[\]-]+)*)/.exec(body.message ?? '')?.[1];
  // The gateway prints the canonical request that it built, and with it every signed header.
  const remedy =
    (signed && signatureDifference(signed, body.message ?? '')) ??
    (entry && field ? `The field at fault is ${field}. ${entry.remedy}` : entry?.remedy) ??
    (status >= 300 && status < 400 ? 'Redirects are not followed: check the endpoint.' : undefined);
  const hint = remedy && hide(remedy);
  const serviceMessage = body.message && hide(body.message).slice(0, longestMessage);
  const shown = serviceMessage ?? (hide(text).slice(0, longestText) || 'the answer has no body');
  const message = [
    `${operation.name} was answered with ${status} ${code}: ${shown}`,
    hint,
    requestId && `(request id ${requestId})`,
  ];
  const error = new VodApiError(message.filter(Boolean).join(' '), {
    operation: operation.name,
    requestId,
    attempts: number,
    retryable: retry === 'unknown' ? operation.safeToRepeat : retry !== 'never',
    response: shownResponse(response, text, hide),
    status,
    code,
    hint,
    retry,
    serviceMessage,
  });
  return {
    outcome: outcomeOf(retry, status),
    error,
    retryAfterMs: retryAfterMs(response.headers.get('retry-after'), Date.now()),
    ...correctionOf(authenticated, response, body.message ?? '', retry),
  };
}

/** The failure of an attempt whose success is not what the contract says, and in which way. */
export function judgeUnusableAnswer(
  { operation, number, authenticated }: Attempt,
  response: Response,
  text: string,
  problem: string,
): Failure {
  const hide = redactionOf(authenticated);
  const shown = JSON.stringify(hide(text).slice(0, 100));
  const type = hide(response.headers.get('content-type') ?? 'none');
  const error = new VodAnswerError(
    `${operation.name} was answered with ${response.status}, but its answer ${problem}: ${shown} ` +
      `(content type ${type}).`,
    {
      operation: operation.name,
      requestId: hide(requestIdOf(response) ?? '') || undefined,
      retryable: operation.safeToRepeat,
      attempts: number,
      response: shownResponse(response, text, hide),
    },
  );
  return { outcome: 'unknown', error };
}

/** The failure of an attempt without a whole answer. */
export function judgeBrokenAttempt(
  { operation, number, authenticated }: Attempt,
  url: string,
  cause: unknown,
  step: AttemptStep,
): Failure {
  const reason = cause instanceof Error ? (cause.cause ?? cause) : cause;
  let detail = String(reason);
  if (reason instanceof Error) {
    // Node's error for several addresses has a code and no message.
    detail = reason.message || ('code' in reason ? String(reason.code) : '');
    // Node keeps the bytes of an answer that is no HTTP, and they may repeat the request.
    for (const bytes of ['data', 'rawPacket']) Reflect.deleteProperty(reason, bytes);
  }
  const { host } = new URL(url);
  const what = {
    authenticating: 'got no credentials',
    connecting: `could not reach ${host}`,
    sent: `got no answer from ${host}`,
  }[step];
  detail = redactionOf(authenticated)(detail);
  const error = new VodConnectionError(`${operation.name} ${what}: ${detail}.`, {
    operation: operation.name,
    retryable: step !== 'sent' || operation.safeToRepeat,
    attempts: number,
    cause,
  });
  return { outcome: step === 'sent' ? 'unknown' : 'not-done', error };
}

/** The status of an answer. A page is not told which redirect it was: `fetch` gives it 0. */
function statusOf({ status }: Response): number {
  return status || 302;
}

/** What the answer shows to be wrong on this side: an expired token, a wrong clock. */
function correctionOf(
  authenticated: AuthenticatedRequest | undefined,
  { status, headers }: Response,
  message: string,
  retry: RetryClass,
): Pick<Failure, 'tokenExpired' | 'serverTime'> {
  if (!authenticated || status !== 401) return {};
  if ('token' in authenticated.credentials) {
    // Texts may change, but these have no code of their own.
    const expired = /token expires|decrypt token fail/.test(message);
    return { tokenExpired: expired || retry === 'new-token' };
  }
  if (!message.includes('signature expired')) return {};
  const text = /server time:\s*([\dTZ:-]+)/.exec(message)?.[1] ?? '';
  const serverTime = parseSigningDate(text).getTime() || Date.parse(headers.get('date') ?? '');
  // A clock that shows another century is no clock, and a date of the year 275760 could not be written.
  const year = new Date(serverTime).getUTCFullYear();
  return year >= 2020 && year < 2100 ? { serverTime } : {};
}

function outcomeOf(retry: RetryClass, status: number): Failure['outcome'] {
  if (retry === 'unknown') return 'unknown';
  // With a 4xx, "later" is a busy asset: that takes minutes, and is for the caller to wait for.
  return retry === 'later' && (status === 429 || status >= 500) ? 'not-done' : 'refused';
}

/**
 * For codes that the catalogue does not know: a 4xx refuses the request as it is, a 501 says that the server never
 * carries such requests out, any other 5xx may have been carried out.
 */
function retryClassOf(status: number): RetryClass {
  if (status === 429) return 'later';
  return status >= 500 && status !== 501 ? 'unknown' : 'never';
}

/**
 * Reads the three shapes of an error body: VOD and gateway, IAM v3 (`error`), and bare `code`/`message`. Where there
 * is no message, the text of the body has to be shown in its place.
 */
function readErrorBody(text: string): Partial<Record<'code' | 'message' | 'requestId', string>> {
  const body = parseJson(text);
  if (!isRecord(body)) return {};
  const inner = isRecord(body['error']) ? body['error'] : body;
  const code = inner['error_code'] ?? inner['code'];
  const message = inner['error_msg'] ?? inner['message'];
  const requestId = body['request_id'];
  return {
    ...(typeof code === 'string' && { code }),
    ...(typeof code === 'number' && { code: `IAM.${code}` }),
    ...(typeof message === 'string' && message && { message }),
    ...(typeof requestId === 'string' && { requestId }),
  };
}

/** The answer as an error carries it: it can be read, and repeats no credentials. */
function shownResponse(response: Response, text: string, hide: (text: string) => string): Response {
  const status = statusOf(response);
  const statusText = hide(response.statusText);
  const headers = new Headers(response.headers);
  for (const [name, value] of response.headers) headers.set(name, hide(value));
  const body = [204, 205, 304].includes(status) ? null : hide(text);
  return new Response(body, { status, statusText, headers });
}
