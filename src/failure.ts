/**
 * Judges an answer that is an error: what it says, what to do about it, and whether the call may be repeated.
 *
 * Loaded with the first such answer, because most calls have none and the catalogue is as large as the client.
 */
import { errorCatalogue, type RetryClass } from '../generated/error-catalogue.js';
import { signatureDifference } from './auth/signature-difference.js';
import { parseSigningDate } from './auth/signer.js';
import { requestIdOf, VodApiError } from './errors.js';
import type { HttpAnswer } from './http.js';
import { retryAfterMs } from './retry.js';
import type { Attempt, Failure } from './transport.js';

/** The longest text of a body that is kept; a proxy's page of HTML would flood a log. */
const longestText = 500;

/** The error of an answer, and how the attempt stands by it. */
export function judgeFailure(attempt: Attempt, answer: HttpAnswer): Failure {
  const { call, credentials, number, signed } = attempt;
  const { status } = answer;
  const body = readErrorBody(answer.text);
  // Either family of the gateway's codes means the same.
  const entry = errorCatalogue[body.code?.replace(/^APIG\./, 'APIGW.') ?? ''];
  const retry = entry?.retry ?? retryClassOf(status);
  const code = body.code ?? `HTTP.${String(status)}`;
  const requestId = body.requestId ?? requestIdOf(answer);
  const secrets = !credentials
    ? []
    : 'token' in credentials
      ? [credentials.token]
      : [credentials.secretAccessKey, credentials.securityToken ?? ''];
  const shownHint =
    (signed && signatureDifference(signed, body.message)) ??
    entry?.remedy ??
    (status >= 300 && status < 400 ? 'Redirects are not followed: check the endpoint.' : undefined);
  const hint = shownHint && hideSecrets(shownHint, secrets);
  const message = [
    `${call.operation} was answered with ${String(status)} ${code}: ${hideSecrets(body.message, secrets)}`,
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
    ...correctionOf(attempt, answer, body.message, retry),
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

/** For codes that the catalogue does not know: a 4xx refuses the request as it is, a 5xx may have carried it out. */
function retryClassOf(status: number): RetryClass {
  if (status === 429) return 'later';
  return status >= 500 ? 'unknown' : 'never';
}

interface ErrorBody {
  code: string | undefined;
  message: string;
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
  const shown = bodyText.slice(0, longestText) || 'the answer has no body';
  if (!isRecord(body)) return { code: undefined, message: shown, requestId: undefined };
  const inner = isRecord(body['error']) ? body['error'] : body;
  const code = inner['error_code'] ?? inner['code'];
  return {
    code: typeof code === 'number' ? `IAM.${String(code)}` : text(code),
    message: text(inner['error_msg'] ?? inner['message']) ?? shown,
    requestId: text(body['request_id']),
  };
}

/** The gateway prints the canonical request that it built, and with it every signed header. */
function hideSecrets(message: string, secrets: readonly string[]): string {
  for (const secret of secrets) {
    // A secret is long; a placeholder of a few letters would blacken every word.
    if (secret.length > 7) message = message.replaceAll(secret, '(hidden)');
  }
  return message.replace(
    /(x-security-token|x-auth-token|signature=)[:\s]*[^|\s,"]*/gi,
    '$1:(hidden)',
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
