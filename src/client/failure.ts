/**
 * Judges an answer that is an error: what it says, what to do about it, and whether the call may be repeated.
 *
 * Loaded with the first such answer, because most calls have none and the catalogue is as large as the client.
 */
import { errorCatalogue, type RetryClass } from '../../generated/error-catalogue.js';
import { signatureDifference } from '../auth/signature-difference.js';
import { parseSigningDate } from '../auth/signer.js';
import { requestIdOf, VodAnswerError, VodApiError } from './errors.js';
import type { HttpAnswer } from '../platform/web/http.js';
import { retryAfterMs } from './retry.js';
import type { Attempt, Failure } from './attempt.js';

/** The longest part of a body that is shown; a proxy's page of HTML would flood a log. */
const longestText = 500;
/** The longest message of an error body that is shown; a canonical request fits in. */
const longestMessage = 4000;

/** A body, URL or header that is too long is refused before it is read; a code may also stand for later failures. */
const tooLong: readonly number[] = [413, 414, 431, 494];

/** The error of an answer that is none of the contract's successes, and how the attempt stands by it. */
export function judgeFailure(attempt: Attempt, answer: HttpAnswer): Failure {
  const { call, number, signed } = attempt;
  const { status } = answer;
  const hide = hiding(attempt);
  if (status < 300) return unreadable(attempt, answer, hide);
  const body = readErrorBody(answer.text);
  // Either family of the gateway's codes means the same.
  const entry = errorCatalogue[body.code?.replace(/^APIG\./, 'APIGW.') ?? ''];
  const retry = tooLong.includes(status) ? 'never' : (entry?.retry ?? retryClassOf(status));
  const code = hide(body.code ?? `HTTP.${String(status)}`);
  const requestId = body.requestId ?? requestIdOf(answer);
  // The gateway prints the canonical request that it built, and with it every signed header.
  const remedy =
    (signed && signatureDifference(signed.canonicalRequest, body.message ?? '')) ??
    entry?.remedy ??
    (status >= 300 && status < 400 ? 'Redirects are not followed: check the endpoint.' : undefined);
  const hint = remedy && hide(remedy);
  const shown = body.message
    ? hide(body.message).slice(0, longestMessage)
    : hide(answer.text).slice(0, longestText) || 'the answer has no body';
  const message = [
    `${call.operation} was answered with ${String(status)} ${code}: ${shown}`,
    hint,
    requestId && `(request id ${requestId})`,
  ];
  const error = new VodApiError(message.filter(Boolean).join(' '), {
    operation: call.operation,
    requestId,
    attempts: number,
    retryable: retry === 'unknown' ? call.safeToRepeat : retry !== 'never',
    status,
    code,
    hint,
    retry,
  });
  return {
    verdict: verdictOn(retry, status),
    error,
    retryAfterMs: retryAfterMs(answer.header('retry-after'), Date.now()),
    ...correctionOf(attempt, answer, body.message ?? '', retry),
  };
}

/** What the answer shows to be wrong on this side: an expired token, a wrong clock. */
function correctionOf(
  { credentials }: Attempt,
  { status, header }: HttpAnswer,
  message: string,
  retry: RetryClass,
): Pick<Failure, 'tokenExpired' | 'serverTime'> {
  if (!credentials || status !== 401) return {};
  if ('token' in credentials) {
    // Texts may change, but these have no code of their own.
    const told = /token expires|decrypt token fail/.test(message);
    return { tokenExpired: told || retry === 'new-token' };
  }
  if (!message.includes('signature expired')) return {};
  const told = /server time:\s*([\dTZ:-]+)/.exec(message)?.[1] ?? '';
  const serverTime = parseSigningDate(told).getTime() || Date.parse(header('date') ?? '');
  return Number.isNaN(serverTime) ? {} : { serverTime };
}

function verdictOn(retry: RetryClass, status: number): Failure['verdict'] {
  if (retry === 'unknown') return 'open';
  // With a 4xx, "later" is a busy asset: that takes minutes, and is for the caller to wait for.
  return retry === 'later' && (status === 429 || status >= 500) ? 'not-done' : 'refused';
}

/**
 * For codes that the catalogue does not know: a 4xx refuses the request as it is, a 501 says that nobody here carries
 * such requests out, any other 5xx may have.
 */
function retryClassOf(status: number): RetryClass {
  if (status === 429) return 'later';
  return status >= 500 && status !== 501 ? 'unknown' : 'never';
}

/** A success without the object that the contract has: what was done is known to the service alone. */
function unreadable(
  { call, number }: Attempt,
  answer: HttpAnswer,
  hide: (text: string) => string,
): Failure {
  const { operation, safeToRepeat } = call;
  const shown = JSON.stringify(hide(answer.text).slice(0, 100));
  const type = hide(answer.header('content-type') ?? 'none');
  const error = new VodAnswerError(
    `${operation} succeeded with ${String(answer.status)}, but its answer is no JSON object: ${shown} ` +
      `(content type ${type}).`,
    { operation, requestId: requestIdOf(answer), retryable: safeToRepeat, attempts: number },
  );
  return { verdict: 'open', error };
}

interface ErrorBody {
  code: string | undefined;
  /** Undefined when the text of the body has to be shown in its place. */
  message: string | undefined;
  requestId: string | undefined;
}

/** Reads the three shapes of an error body: VOD and gateway, IAM v3 (`error`), and bare `code`/`message`. */
function readErrorBody(bodyText: string): ErrorBody {
  let body: unknown;
  try {
    body = JSON.parse(bodyText);
  } catch {
    body = undefined; // Its text is shown instead.
  }
  if (!isRecord(body)) return { code: undefined, message: undefined, requestId: undefined };
  const inner = isRecord(body['error']) ? body['error'] : body;
  const code = inner['error_code'] ?? inner['code'];
  return {
    code: typeof code === 'number' ? `IAM.${String(code)}` : text(code),
    message: text(inner['error_msg'] ?? inner['message']),
    requestId: text(body['request_id']),
  };
}

/** Takes what a request was authenticated with out of a text: servers and proxies show what they were sent. */
function hiding({ credentials, signed }: Attempt): (text: string) => string {
  const secrets = !credentials
    ? []
    : 'token' in credentials
      ? [credentials.token]
      : [credentials.secretAccessKey, credentials.securityToken ?? '', signed?.signature ?? ''];
  // A secret is long; a placeholder of a few letters would blacken every word.
  const patterns = secrets.filter(({ length }) => length > 7).map(anyEscapeOf);
  return (text) =>
    patterns
      .reduce((shown, pattern) => shown.replace(pattern, '(hidden)'), text)
      // Also what is not quite the secret, such as one cut off on its way.
      .replace(
        /((?:x-(?:security|auth|subject)-token|signature)["'\\]*\s*[:=]["'\\\s]*)[^|\s,"'\\]+/gi,
        '$1(hidden)',
      );
}

/** Finds a text as it is, or escaped for JSON, a URL or HTML, in any case. */
function anyEscapeOf(text: string): RegExp {
  const pattern = text.replace(/[^a-z0-9]/gi, (character) => {
    const code = `u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    return `(?:\\\\*(?:\\${code}|${code})|(?:%\\w\\w)+|&#?\\w+;)`;
  });
  return new RegExp(pattern, 'gi');
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
