/** The errors that calls to VOD throw, and what to do about each. */
import type { RetryClass } from '../../generated/error-catalogue.js';

type ErrorFacts = Pick<VodError, 'operation'> &
  Partial<Pick<VodError, 'requestId' | 'retryable' | 'attempts' | 'response'>> & {
    cause?: unknown;
  };

/** What every error of this package has: which call failed, and the request id if an answer came. */
export class VodError extends Error {
  override name = 'VodError';
  /** The call, as `METHOD path template`, or the name of the step. */
  readonly operation: string;
  /** The gateway's id of the request, for support; undefined when no answer came. */
  readonly requestId: string | undefined;
  /** Whether the same call can be made again without doing anything twice, and may succeed then. */
  readonly retryable: boolean;
  /** How often the call was attempted. */
  readonly attempts: number;
  /** The answer, its body unread; credentials that it repeats are taken out. Undefined when no answer came. */
  readonly response: Response | undefined;

  constructor(message: string, facts: ErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.operation = facts.operation;
    this.requestId = facts.requestId;
    this.retryable = facts.retryable ?? false;
    this.attempts = facts.attempts ?? 1;
    this.response = facts.response;
  }
}

/**
 * No answer came, and nothing was done twice or by half: the request never left (refused, no such host), or
 * the call is one that may be repeated. `cause` says why.
 */
export class VodConnectionError extends VodError {
  override name = 'VodConnectionError';
}

/** An answer came that the contract does not allow, such as a success without its JSON. */
export class VodAnswerError extends VodError {
  override name = 'VodAnswerError';
}

/**
 * The call may have been carried out, and must not be repeated blindly: the connection broke, the time ran out,
 * or the answer was a failure that leaves it open. `cause` says which.
 *
 * @example
 * try {
 *   await extractAudio(vod, { assetId });
 * } catch (error) {
 *   if (error instanceof AmbiguousOutcomeError) await look(error.request.body, error.sentAt);
 *   else throw error;
 * }
 */
export class AmbiguousOutcomeError extends VodError {
  override name = 'AmbiguousOutcomeError';
  /** When it was sent, by this machine's clock: what it may have made is not older. */
  readonly sentAt: Date;
  /** What was sent, without its credentials; the body is the JSON text. */
  readonly request: { method: string; url: string; body: string | undefined };

  constructor(cause: VodError, sentAt: Date, request: AmbiguousOutcomeError['request']) {
    super(
      `${cause.operation} may have been carried out, and was not repeated. Look for what it makes, ` +
        `not older than ${sentAt.toISOString()}, before you call it again. ${cause.message}`,
      // eslint-disable-next-line @typescript-eslint/no-misused-spread -- its facts are wanted, not its class
      { ...cause, retryable: false, cause },
    );
    this.sentAt = sentAt;
    this.request = request;
  }
}

/**
 * VOD, its gateway or IAM answered with an error.
 *
 * @example
 * try {
 *   await extractAudio(vod, { assetId });
 * } catch (error) {
 *   if (error instanceof VodApiError && error.code === 'VOD.10083') await laterAgain(error.hint);
 *   else throw error;
 * }
 */
export class VodApiError extends VodError {
  override name = 'VodApiError';
  /** The HTTP status. */
  readonly status: number;
  /** The error code, such as `VOD.10062`; `HTTP.502` when the body named none. */
  readonly code: string;
  /** What to do about it, from the contract's error catalogue; undefined for codes that it does not know. */
  readonly hint: string | undefined;
  /** Whether and how the request may be repeated: by the catalogue, else by the HTTP status. */
  readonly retry: RetryClass;
  /** The service's own text; undefined when the body had none. */
  readonly serviceMessage: string | undefined;

  constructor(
    message: string,
    facts: ErrorFacts & Pick<VodApiError, 'status' | 'code' | 'hint' | 'retry' | 'serviceMessage'>,
  ) {
    super(message, facts);
    this.status = facts.status;
    this.code = facts.code;
    this.hint = facts.hint;
    this.retry = facts.retry;
    this.serviceMessage = facts.serviceMessage;
  }
}

/** The gateway's id of the request that an answer is for, or IAM's, if it carries one. */
export function requestIdOf({ headers }: Pick<Response, 'headers'>): string | undefined {
  return headers.get('x-request-id') ?? headers.get('x-iam-trace-id') ?? undefined;
}
