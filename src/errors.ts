/** The errors that calls to VOD throw, and what to do about each. */
import { errorHints, type RetryClass } from '../generated/contract.js';

/** What every error of this package has: which call failed, and the request id if an answer came. */
export class VodError extends Error {
  override name = 'VodError';
  /** The call, as `METHOD path template`, or the name of the step. */
  readonly operation: string;
  /** The gateway's id of the request, for support; undefined when no answer came. */
  readonly requestId: string | undefined;

  constructor(
    message: string,
    options: { operation: string; requestId?: string | undefined; cause?: unknown },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.operation = options.operation;
    this.requestId = options.requestId;
  }
}

/** No answer came: refused, reset, timed out or aborted; `cause` says which. The request may have arrived. */
export class VodConnectionError extends VodError {
  override name = 'VodConnectionError';
}

/** An answer came that the contract does not allow, such as a success without its JSON. */
export class VodAnswerError extends VodError {
  override name = 'VodAnswerError';
}

/**
 * VOD, its gateway or IAM answered with an error.
 *
 * @example
 * try {
 *   await extractAudio(vod, { assetId });
 * } catch (error) {
 *   if (isVodApiError(error) && error.code === 'VOD.10083') await laterAgain(error.hint);
 *   else throw error;
 * }
 */
export class VodApiError extends VodError {
  override name = 'VodApiError';
  /** The HTTP status. */
  readonly status: number;
  /** The error code, such as `VOD.10062`; `HTTP.502` when the body named none. */
  readonly code: string;
  /** What to do about it, from the contract's error catalogue; undefined for codes that are rare here. */
  readonly hint: string | undefined;
  /** Whether and how the request may be repeated: by the catalogue, else by the HTTP status. */
  readonly retry: RetryClass;

  constructor(operation: string, response: Response, body: unknown) {
    const { code, message, requestId } = readErrorBody(body);
    const [retry, hint] = errorHints[code?.replace(/^APIG\./, 'APIGW.') ?? ''] ?? [];
    const id = requestId ?? requestIdOf(response);
    const shownCode = code ?? `HTTP.${String(response.status)}`;
    super(
      [
        `${operation} was answered with ${String(response.status)} ${shownCode}: ${redact(message)}`,
        ...(hint === undefined ? [] : [hint]),
        ...(id === undefined ? [] : [`(request id ${id})`]),
      ].join(' '),
      { operation, requestId: id },
    );
    this.status = response.status;
    this.code = shownCode;
    this.hint = hint;
    this.retry = retry ?? retryClassOf(response.status);
  }
}

/** Whether an error is an answer of VOD, its gateway or IAM. */
export function isVodApiError(error: unknown): error is VodApiError {
  return error instanceof VodApiError;
}

/** The gateway's id of the request that a response answers, if it carries one. */
export function requestIdOf(response: Response): string | undefined {
  return response.headers.get('x-request-id') ?? undefined;
}

/** For codes without a hint: a 4xx refuses the request as it is, a 5xx may have carried it out. */
function retryClassOf(status: number): RetryClass {
  if (status === 429) return 'later';
  return status >= 500 ? 'unknown' : 'never';
}

/** The longest text of a body that is kept; a proxy's page of HTML would flood a log. */
const longestText = 500;

/** Reads the three shapes of an error body: VOD and gateway, IAM v3 (`error`), and bare `code`/`message`. */
function readErrorBody(body: unknown): {
  code: string | undefined;
  message: string;
  requestId: string | undefined;
} {
  if (!isRecord(body)) {
    const text = typeof body === 'string' && body !== '' ? body : 'the answer has no body';
    return { code: undefined, message: text.slice(0, longestText), requestId: undefined };
  }
  const inner = isRecord(body['error']) ? body['error'] : body;
  const code = inner['error_code'] ?? inner['code'];
  const message = inner['error_msg'] ?? inner['message'];
  const requestId = body['request_id'];
  return {
    code: typeof code === 'number' ? `IAM.${String(code)}` : text(code),
    message: text(message) ?? JSON.stringify(body).slice(0, longestText),
    requestId: text(requestId),
  };
}

/** The gateway prints the canonical request that it built, and with it every signed header. */
function redact(message: string): string {
  return message.replace(/(x-security-token|x-auth-token|authorization):[^|]*/gi, '$1:(hidden)');
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
