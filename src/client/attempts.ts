/**
 * The loop of attempts beneath the client: deadline, credentials, sending, judging, backoff.
 *
 * What is repeated and what is not: docs/errors.md has the table, the outcome of a `Failure` its rows.
 */
import { createFetch } from '#fetch';
import { redactionOf } from '../auth/redaction.js';
import type { SigningMiddleware } from '../auth/signing-middleware.js';
import { backoffMs } from '../platform/backoff.js';
import { delay, longestTimerMs, untilAborted } from '../platform/delay.js';
import { type FetchFunction, RequestNotSentError } from '../platform/fetch-function.js';
import { readBody } from '../platform/read-body.js';
import { AmbiguousOutcomeError, requestIdOf, type VodError } from './errors.js';
import {
  type Attempt,
  type AttemptStep,
  type Failure,
  judgeBrokenAttempt,
  judgeErrorAnswer,
  judgeUnusableAnswer,
} from './failure.js';
import { findOperation, problemOf, warningOf } from './operations.js';
import { RetryBudget } from './retry-budget.js';

/** How long a call may take, and how often it may be repeated. */
export interface CallLimits {
  /** How long each attempt may take, in milliseconds, credentials and body included. Default: 30 seconds. */
  timeoutMs?: number | undefined;
  /** How long the call may take in all, in milliseconds, pauses included. Default: two minutes. */
  deadlineMs?: number | undefined;
  /** How often the call is repeated at most. Default: 2. */
  maxRetries?: number | undefined;
}

/**
 * Where the client says what it does; `console` will do. It is never given a header, a body or a secret. `debug` is
 * told of every answer, `warn` of what went wrong and is tried again. One that throws changes nothing.
 */
export interface Logger {
  debug: (message: string, details: object) => void;
  warn: (message: string, details: object) => void;
}

/** What the calls of one client share. */
export interface AttemptOptions extends CallLimits {
  /** The base URL that is called, and the only origin that is given credentials. */
  endpoint: string;
  /** Authenticates each attempt; left out when none is needed. */
  signing?: SigningMiddleware | undefined;
  /**
   * Used in place of the runtime's own HTTP, for each attempt, for uploads and downloads with the client, and by its
   * credential provider. One that repeats requests by itself is not safe: it may create a job twice. After any
   * rejection of it, a call that is unsafe to repeat counts as maybe carried out.
   */
  fetch?: FetchFunction | undefined;
  /** Default: none. */
  logger?: Logger | undefined;
  /** How long an answer may be, in bytes, decompressed. A longer one is a VodAnswerError. Default: 16 MiB. */
  maxAnswerBytes?: number | undefined;
}

/** The end of an attempt: an answer, a failure, or an answer that means a failure. */
type AttemptEnd =
  | { response: Response; failure?: undefined }
  | { response?: Response | undefined; failure: Failure };

/** What an answer says: the id of its request, and its error, unless it is a success. */
interface AnswerFacts {
  requestId?: string | undefined;
  error?: VodError;
}

/** The loggers that were told of a setting without effect: each is told once, however many clients it has. */
const warned = new WeakSet<Logger>();

/** Sends requests, and repeats them where that is safe; they share credentials, connections and retry budget. */
export class AttemptLoop {
  readonly endpoint: string;
  readonly #options: AttemptOptions;
  readonly #platformFetch = createFetch();
  readonly #budget = new RetryBudget();
  readonly #facts = new WeakMap<Response, AnswerFacts>();

  constructor(options: AttemptOptions) {
    this.endpoint = options.endpoint;
    this.#options = options;
  }

  /** What an answer of `send` says; of one that middleware made, the request id. */
  factsOf(response: Response): AnswerFacts {
    return this.#facts.get(response) ?? { requestId: requestIdOf(response) };
  }

  /** `send`, with an error answer thrown. */
  async call(request: Request): Promise<Response> {
    const response = await this.send(request);
    const { error } = this.factsOf(response);
    if (error) throw error;
    return response;
  }

  /** @throws TypeError when a URL is not of the endpoint's origin, which alone is given credentials. */
  refuseOtherOrigin(url: string): void {
    const { origin } = new URL(this.endpoint);
    const other = new URL(url).origin;
    if (other === origin) return;
    throw new TypeError(
      `${other} is not called: this client sends its credentials to ${origin} alone.`,
    );
  }

  /**
   * Sends a request, signed afresh for every attempt, and resolves to the last answer, be it a success or an error.
   *
   * @param options the limits of this call, and its own `fetch`.
   * @throws TypeError when the request is for another origin.
   * @throws VodConnectionError, AmbiguousOutcomeError, VodAnswerError for an answer that is too long, what the
   *   credential provider threw, or the reason of the request's signal.
   */
  async send(
    request: Request,
    options: CallLimits & Pick<AttemptOptions, 'fetch'> = {},
  ): Promise<Response> {
    const { method, url } = request;
    this.refuseOtherOrigin(url);
    const basePath = new URL(this.endpoint).pathname.replace(/\/$/, '');
    const operation = findOperation(method, new URL(url).pathname.slice(basePath.length));
    const limit = (name: keyof CallLimits, usual: number): number =>
      options[name] ?? this.#options[name] ?? usual;
    const maxRetries = limit('maxRetries', 2);
    const timeoutMs = limit('timeoutMs', 30_000);
    // By a clock that is never set back, unlike that of the machine.
    const deadline = performance.now() + Math.min(limit('deadlineMs', 120_000), longestTimerMs);
    const fetch = options.fetch ?? this.#options.fetch;
    const body =
      request.body && new Uint8Array(await untilAborted(request.arrayBuffer(), request.signal));
    let corrections = 0;
    let pauseMs = 0;
    for (let number = 1; ; number += 1) {
      const attempt: Attempt = { operation, number, sentAt: new Date() };
      const times = { pauseMs, timeoutMs, deadline };
      const { response, failure } = await this.#attempt(attempt, request, body, times, fetch);
      if (!failure) {
        this.#budget.give();
        return response;
      }
      const { error, outcome } = failure;
      if (outcome === 'unknown' && !operation.safeToRepeat) {
        const sent = { method, url, body: body ? textOf(body) : undefined };
        throw new AmbiguousOutcomeError(error, attempt.sentAt, sent);
      }
      // Corrected once: what is wrong the second time will stay wrong.
      const corrected = this.#correct(attempt, failure) && (corrections += 1) === 1;
      pauseMs = corrected ? 0 : (failure.retryAfterMs ?? backoffMs(number - corrections));
      const repeats =
        outcome !== 'refused' &&
        number - corrections <= maxRetries &&
        performance.now() + pauseMs < deadline &&
        this.#budget.take();
      if (!corrected && !repeats) {
        if (!response) throw error;
        this.#facts.set(response, { requestId: error.requestId, error });
        return response;
      }
      this.#log('warn', `${operation.name} is tried again: ${error.message}`, {
        attempt: number,
        pauseMs: Math.round(pauseMs),
        requestId: error.requestId,
      });
    }
  }

  /** Sends once after a pause, within `timeoutMs` and before the deadline. */
  async #attempt(
    attempt: Attempt,
    original: Request,
    body: Uint8Array<ArrayBuffer> | null,
    { pauseMs, timeoutMs, deadline }: { pauseMs: number; timeoutMs: number; deadline: number },
    ownFetch: FetchFunction | undefined,
  ): Promise<AttemptEnd> {
    const { url, signal } = original;
    const { safeToRepeat, projectId } = attempt.operation;
    const controller = new AbortController();
    const abort = (): void => controller.abort(signal.reason);
    signal.addEventListener('abort', abort);
    let step: AttemptStep = 'authenticating';
    let timer;
    try {
      signal.throwIfAborted();
      if (pauseMs > 0) await delay(pauseMs, controller.signal);
      attempt.sentAt = new Date();
      const limitMs = Math.max(0, Math.min(timeoutMs, deadline - performance.now()));
      timer = setTimeout(() => {
        controller.abort(new DOMException(`nothing within ${limitMs / 1000} s`, 'TimeoutError'));
      }, limitMs);
      const headers = new Headers(original.headers);
      if (projectId && !headers.has('x-project-id')) headers.set('x-project-id', projectId);
      let request = new Request(original, {
        headers,
        body,
        signal: controller.signal,
        redirect: 'manual', // A redirect would carry the credentials along.
      });
      attempt.authenticated = await this.#options.signing?.authenticate(request);
      request = attempt.authenticated?.request ?? request;
      step = 'sent';
      const response = await (ownFetch
        ? untilAborted(ownFetch(request), controller.signal) // Not every fetch listens to its signal.
        : this.#platformFetch(request, {
            ownConnection: !safeToRepeat,
            warn: (message) => this.#warnOnce(message),
          }));
      return await untilAborted(
        this.#judge(attempt, response, request.url, body),
        controller.signal,
      );
    } catch (error) {
      signal.throwIfAborted();
      // What a provider throws says more than could be said here, unless it said nothing in time.
      if (step === 'authenticating' && !controller.signal.aborted) throw error;
      const isUnsent = error instanceof RequestNotSentError;
      // The word of a user's fetch is no proof: it may have sent the request twice.
      if (isUnsent && !ownFetch) step = 'connecting';
      return { failure: judgeBrokenAttempt(attempt, url, isUnsent ? error.cause : error, step) };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  }

  async #judge(
    attempt: Attempt,
    response: Response,
    url: string,
    sent: Uint8Array | null,
  ): Promise<AttemptEnd> {
    const { operation, number, sentAt } = attempt;
    const { maxAnswerBytes = 16 * 1024 * 1024 } = this.#options;
    const { status, ok } = response;
    const hide = redactionOf(attempt.authenticated);
    const requestId = hide(requestIdOf(response) ?? '') || undefined;
    this.#facts.set(response, { requestId });
    const bytes = await readBody(response.clone().body, maxAnswerBytes);
    const durationMs = Date.now() - sentAt.getTime();
    const details = { attempt: number, status, requestId, durationMs };
    this.#log('debug', `${operation.name} was answered with ${status}`, details);
    if (!bytes) {
      response.body?.cancel().catch(() => undefined); // It is broken off; how that ends is of no use.
      const problem = `is longer than ${maxAnswerBytes} bytes (maxAnswerBytes)`;
      return { failure: judgeUnusableAnswer(attempt, response, '', problem) };
    }
    const text = textOf(bytes);
    if (!ok) return { response, failure: judgeErrorAnswer(attempt, response, text) };
    const problem = problemOf(operation, new URL(url), text);
    if (problem)
      return { response, failure: judgeUnusableAnswer(attempt, response, text, problem) };
    const warning = warningOf(operation, sent ? textOf(sent) : '', text);
    if (warning) this.#log('warn', `${operation.name}: ${hide(warning)}`, details);
    return { response };
  }

  /** Corrects what an answer shows to be wrong on this side; true when the next attempt will be another one. */
  #correct({ authenticated }: Attempt, { tokenExpired, serverTime }: Failure): boolean {
    const { signing } = this.#options;
    if (signing && serverTime !== undefined) signing.clockOffsetMs = serverTime - Date.now();
    if (!signing || !authenticated || !tokenExpired) return serverTime !== undefined;
    signing.credentials.refuse(authenticated.credentials);
    return signing.credentials.renewable;
  }

  #warnOnce(message: string): void {
    const { logger } = this.#options;
    if (!logger || warned.has(logger)) return;
    warned.add(logger);
    this.#log('warn', message, {});
  }

  #log(level: keyof Logger, message: string, details: object): void {
    try {
      const logged: unknown = this.#options.logger?.[level](message, details);
      void Promise.resolve(logged).catch(() => undefined);
    } catch {
      // A logger that throws or rejects must not fail the call, or end the process.
    }
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
