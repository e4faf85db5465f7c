/**
 * The one pipeline that every call goes through: deadline, attempt (authenticate, send, judge), backoff.
 *
 * What is repeated and what is not: docs/errors.md has the table, the verdict of a `Failure` its rows.
 */
import type { Attempt, Call, Failure, VodAnswer } from './attempt.js';
import {
  type CredentialProvider,
  type Credentials,
  CredentialSource,
} from '../auth/credentials.js';
import { signInPlace } from '../auth/signer.js';
import { delay } from '../platform/delay.js';
import { AmbiguousOutcomeError, requestIdOf, VodApiError, VodConnectionError } from './errors.js';
import { type Exchange, follow, type HttpAnswer, Stop } from '../platform/web/http.js';
import { backoffMs, RetryBudget } from './retry.js';

/** How long a call may take, and how often it may be repeated. */
export interface CallLimits {
  /** How long each attempt may take, in milliseconds, credentials and body included. Default: 30 seconds. */
  timeoutMs?: number;
  /** How long the call may take in all, in milliseconds, pauses included. Default: two minutes. */
  deadlineMs?: number;
  /** How often the call is repeated at most. Default: 2. */
  maxRetries?: number;
}

/**
 * Where the client tells what it does; `console` will do. It is never given a header, a body or a secret.
 *
 * `debug` hears of every answer, `warn` of what went wrong and is tried again.
 */
export interface Logger {
  debug: (message: string, details: object) => void;
  warn: (message: string, details: object) => void;
}

/** What the calls of one client share. */
export interface TransportOptions extends CallLimits {
  /** What requests are authenticated with; left out when none is needed. */
  credentials?: Credentials | CredentialProvider;
  /** Default: none. */
  logger?: Logger | undefined;
}

/** A longer one would end at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Sends calls and repeats them where that is safe; its calls share credentials, clock and retry budget. */
export class Transport {
  /** Where the credentials come from; undefined when calls need none. */
  readonly credentials: CredentialSource | undefined;
  readonly #exchange: Exchange;
  readonly #options: TransportOptions;
  readonly #budget = new RetryBudget();
  /** What this machine's clock lacks of the server's, in milliseconds. */
  #clockOffsetMs = 0;

  constructor(exchange: Exchange, options: TransportOptions) {
    this.credentials = options.credentials && new CredentialSource(options.credentials);
    this.#exchange = exchange;
    this.#options = options;
  }

  /**
   * Makes a call, signed afresh for every attempt.
   *
   * @throws VodError of the family in errors.ts, what the credential provider threw, or the signal's reason.
   */
  async send(
    call: Call,
    options: CallLimits & { signal?: AbortSignal | undefined } = {},
  ): Promise<VodAnswer<unknown>> {
    const limits = { timeoutMs: 30_000, deadlineMs: 120_000, maxRetries: 2 };
    for (const name of ['timeoutMs', 'deadlineMs', 'maxRetries'] as const) {
      limits[name] = options[name] ?? this.#options[name] ?? limits[name];
    }
    const deadline = Date.now() + Math.min(limits.deadlineMs, longestTimerMs);
    let corrections = 0;
    let pauseMs = 0;
    for (let number = 1; ; number += 1) {
      const attempt: Attempt = { call, number, startedAt: new Date(), step: 'credentials' };
      const times = { pauseMs, timeoutMs: limits.timeoutMs, deadline };
      const outcome = await this.#attempt(attempt, times, options.signal);
      if ('data' in outcome) {
        this.#budget.give();
        return outcome;
      }
      const { verdict, error } = outcome;
      if (verdict === 'open' && !call.safeToRepeat) {
        const { method, url, body } = call;
        throw new AmbiguousOutcomeError(error, attempt.startedAt, { method, url, body });
      }
      // Mended once: what is wrong the second time will stay wrong.
      const corrected = this.#correct(attempt, outcome) && (corrections += 1) === 1;
      pauseMs = corrected ? 0 : (outcome.retryAfterMs ?? backoffMs(number - corrections));
      const repeats =
        verdict !== 'refused' &&
        number - corrections <= limits.maxRetries &&
        Date.now() + pauseMs < deadline &&
        this.#budget.take();
      if (!corrected && !repeats) throw error;
      this.#options.logger?.warn(`${call.operation} is tried again: ${error.message}`, {
        attempt: number,
        pauseMs: Math.round(pauseMs),
        requestId: error.requestId,
      });
    }
  }

  /** Sends once after a pause, within `timeoutMs` and before the deadline. */
  async #attempt(
    attempt: Attempt,
    { pauseMs, timeoutMs, deadline }: { pauseMs: number; timeoutMs: number; deadline: number },
    signal: AbortSignal | undefined,
  ): Promise<VodAnswer<unknown> | Failure> {
    const { call } = attempt;
    signal?.throwIfAborted();
    const stop = new Stop();
    // As in delay.ts: the caller may have chosen otherwise.
    const unfollow = signal && follow(signal, () => stop.stop(signal.reason as Error));
    let timer;
    try {
      if (pauseMs) await delay(pauseMs, stop.signal);
      attempt.startedAt = new Date();
      const limitMs = Math.min(timeoutMs, deadline - Date.now());
      timer = setTimeout(() => {
        stop.stop(new DOMException(`nothing within ${String(limitMs / 1000)} s`, 'TimeoutError'));
      }, limitMs);
      const given = this.credentials?.get(stop);
      attempt.credentials = given instanceof Promise ? await given : given;
      const headers = new Map(call.headers);
      const url = await this.#authenticate(attempt, headers);
      for (const [name, value] of headers) {
        // What fetch says of it would show the value.
        if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
          throw new TypeError(`${name} holds a line break or what else no header can.`);
        }
      }
      attempt.step = 'unsent';
      const answer = await this.#exchange({
        method: call.method,
        url,
        headers,
        body: call.body,
        stop,
        onSent: () => (attempt.step = 'sent'),
      });
      return await this.#judge(attempt, answer);
    } catch (error) {
      signal?.throwIfAborted();
      // What a provider throws says more than could be said here, unless it said nothing in time.
      if (attempt.step === 'credentials' && !stop.stopped) throw error;
      const verdict = attempt.step === 'sent' ? 'open' : 'not-done';
      return { verdict, error: connectionError(attempt, error) };
    } finally {
      clearTimeout(timer);
      unfollow?.();
    }
  }

  /** Puts the credentials on the request; returns the URL to send. */
  async #authenticate(attempt: Attempt, headers: Map<string, string>): Promise<URL> {
    const { call, credentials } = attempt;
    if (!credentials || 'token' in credentials) {
      if (credentials) headers.set('x-auth-token', credentials.token);
      return new URL(call.url);
    }
    const request = { method: call.method, url: call.url, headers };
    const date = new Date(Date.now() + this.#clockOffsetMs);
    const signed = await signInPlace(request, call.body ?? null, credentials, { date });
    attempt.signed = signed;
    return signed.url;
  }

  async #judge(attempt: Attempt, answer: HttpAnswer): Promise<VodAnswer<unknown> | Failure> {
    const { call, number } = attempt;
    const { status } = answer;
    const requestId = requestIdOf(answer);
    this.#options.logger?.debug(`${call.operation} was answered with ${String(status)}`, {
      attempt: number,
      status,
      requestId,
      durationMs: Date.now() - attempt.startedAt.getTime(),
    });
    if (status >= 200 && status < 300) {
      // Every GET and POST of the contract answers with an object.
      const empty = status === 204 && /DELETE|PUT/.test(call.method);
      const data = empty ? undefined : parseObject(answer.text);
      if (data !== null) return new Success(data, requestId, answer);
    }
    try {
      return (await import('./failure.js')).judgeFailure(attempt, answer);
    } catch (cause) {
      // The files of the package are gone: an update under a running process.
      const refused = status >= 300 && status < 500;
      const error = new VodApiError(
        `${call.operation} was answered with ${String(status)}, and no more can be told.`,
        {
          operation: call.operation,
          requestId,
          attempts: number,
          cause,
          status,
          code: `HTTP.${String(status)}`,
          hint: undefined,
          retry: refused ? 'never' : 'unknown',
        },
      );
      return { verdict: refused ? 'refused' : 'open', error };
    }
  }

  /** Mends what an answer shows to be wrong on this side; true when the next attempt will be another one. */
  #correct({ credentials }: Attempt, { tokenExpired, serverTime }: Failure): boolean {
    if (serverTime !== undefined) {
      this.#clockOffsetMs = serverTime - Date.now();
      return true;
    }
    if (!tokenExpired || !credentials || !this.credentials) return false;
    this.credentials.refuse(credentials);
    return this.credentials.renewable;
  }
}

function connectionError({ call, number, step }: Attempt, cause: unknown): VodConnectionError {
  const reason = cause instanceof Error ? (cause.cause ?? cause) : cause;
  let detail = String(reason);
  if (reason instanceof Error) {
    // Node's error for several addresses has a code and no message.
    detail = reason.message || ('code' in reason ? String(reason.code) : '');
    // Node keeps the bytes of an answer that is no HTTP, and they may repeat the request.
    for (const bytes of ['data', 'rawPacket']) Reflect.deleteProperty(reason, bytes);
  }
  const what = {
    credentials: 'got no credentials',
    unsent: `could not reach ${new URL(call.url).host}`,
    sent: `got no answer from ${new URL(call.url).host}`,
  }[step];
  return new VodConnectionError(`${call.operation} ${what}: ${detail}.`, {
    operation: call.operation,
    retryable: step !== 'sent' || call.safeToRepeat,
    attempts: number,
    cause,
  });
}

/**
 * A class, because V8 gives each object literal with a getter a hidden class of its own, which keeps all that
 * the getter sees until the next full collection: that took a quarter of a call's time.
 */
class Success implements VodAnswer<unknown> {
  readonly data: unknown;
  readonly requestId: string | undefined;
  readonly #answer: HttpAnswer;

  constructor(data: unknown, requestId: string | undefined, answer: HttpAnswer) {
    this.data = data;
    this.requestId = requestId;
    this.#answer = answer;
  }

  get response(): Response {
    return this.#answer.response();
  }
}

/** Null when the text is no JSON object. */
function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
