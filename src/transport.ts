/**
 * The one pipeline that every call goes through: deadline, attempt (authenticate, send, judge), backoff.
 *
 * What is repeated and what is not: docs/errors.md has the table, `Verdict` its rows.
 */
import { type CredentialProvider, type Credentials, CredentialSource } from './auth/credentials.js';
import { signInPlace } from './auth/signer.js';
import { delay } from './delay.js';
import {
  AmbiguousOutcomeError,
  requestIdOf,
  VodAnswerError,
  VodApiError,
  VodConnectionError,
  type VodError,
} from './errors.js';
import type { Exchange, HttpAnswer } from './http.js';
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

/** A call, as it is sent in each attempt. */
export interface Call {
  /** The call, as `METHOD path template`. */
  operation: string;
  method: string;
  url: string;
  /** Besides those of the authentication; names in lower case. */
  headers: ReadonlyMap<string, string>;
  body?: string | undefined;
  /** Whether it may be repeated although it may have been carried out. */
  safeToRepeat: boolean;
}

/** What a call resolves to. Errors are thrown, so `data` is always there. */
export interface VodAnswer<Data> {
  /** The parsed body; undefined where the contract has none (204). */
  data: Data;
  /** The response: its status and headers; its body is already read. */
  readonly response: Response;
  /** The gateway's id of the request. */
  requestId: string | undefined;
}

/** A failed attempt. */
export interface Failure {
  /**
   * How it stands: `refused` - the same fails again; `not-done` - proven that nothing was done; `open` - it may
   * have been carried out.
   */
  verdict: 'refused' | 'not-done' | 'open';
  error: VodError;
  /** What the server asked to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** Refused because the token has expired. */
  tokenExpired?: boolean;
  /** Refused because the clocks differ: the server's, in milliseconds since 1970. */
  serverTime?: number;
}

/** One sending of a call, and what is known of it when it fails. */
export interface Attempt {
  call: Call;
  number: number;
  startedAt: Date;
  /** How far it came. */
  step: 'credentials' | 'unsent' | 'sent';
  credentials?: Credentials | undefined;
  /** The canonical request, when it was signed. */
  signed?: string;
}

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
    const deadline = Date.now() + limits.deadlineMs;
    let corrections = 0;
    for (let number = 1; ; number += 1) {
      const attempt: Attempt = { call, number, startedAt: new Date(), step: 'credentials' };
      const limitMs = Math.min(limits.timeoutMs, deadline - attempt.startedAt.getTime());
      const outcome = await this.#attempt(attempt, limitMs, options.signal);
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
      const pauseMs = corrected ? 0 : (outcome.retryAfterMs ?? backoffMs(number - corrections));
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
      await delay(pauseMs, options.signal);
    }
  }

  /** Sends once, within `limitMs`. */
  async #attempt(
    attempt: Attempt,
    limitMs: number,
    signal: AbortSignal | undefined,
  ): Promise<VodAnswer<unknown> | Failure> {
    const { call } = attempt;
    signal?.throwIfAborted();
    const stop = new AbortController();
    const abort = (): void => stop.abort(signal?.reason);
    signal?.addEventListener('abort', abort);
    const timer = setTimeout(() => {
      stop.abort(new DOMException(`nothing within ${String(limitMs / 1000)} s`, 'TimeoutError'));
    }, limitMs);
    try {
      const given = this.credentials?.get(stop.signal);
      attempt.credentials = given instanceof Promise ? await given : given;
      const headers = new Map(call.headers);
      const url = await this.#authenticate(attempt, headers);
      attempt.step = 'unsent';
      const answer = await this.#exchange({
        method: call.method,
        url,
        headers,
        body: call.body,
        signal: stop.signal,
        onSent: () => (attempt.step = 'sent'),
      });
      return await this.#judge(attempt, answer);
    } catch (error) {
      signal?.throwIfAborted();
      // What a provider throws says more than could be said here, unless it said nothing in time.
      if (attempt.step === 'credentials' && !stop.signal.aborted) throw error;
      const verdict = attempt.step === 'sent' ? 'open' : 'not-done';
      return { verdict, error: connectionError(attempt, error) };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
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
    const signature = await signInPlace(request, call.body ?? null, credentials, { date });
    attempt.signed = signature.canonicalRequest;
    return signature.url;
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
      const data = status === 204 ? undefined : parseObject(answer.text);
      if (data === null) {
        const error = new VodAnswerError(
          `${call.operation} succeeded with ${String(status)}, but its answer is no JSON object: ` +
            `${JSON.stringify(answer.text.slice(0, 100))} (content type ${answer.header('content-type') ?? 'none'}).`,
          { operation: call.operation, requestId, retryable: call.safeToRepeat, attempts: number },
        );
        return { verdict: 'open', error };
      }
      return {
        data,
        requestId,
        get response() {
          return answer.response();
        },
      };
    }
    try {
      return (await import('./failure.js')).judgeFailure(attempt, answer);
    } catch (cause) {
      // The files of the package are gone: an update under a running process.
      const message = `${call.operation} was answered with ${String(status)}, and no more can be told.`;
      const retry = status < 500 ? 'never' : 'unknown';
      const facts = { status, code: `HTTP.${String(status)}`, hint: undefined, retry } as const;
      const { operation } = call;
      const error = new VodApiError(message, {
        operation,
        requestId,
        attempts: number,
        cause,
        ...facts,
      });
      return { verdict: status < 500 ? 'refused' : 'open', error };
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
  // Node's error for several addresses has a code and no message.
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : '';
  const detail = reason instanceof Error ? reason.message || code : String(reason);
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

/** Null when the text is no JSON object. */
function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
