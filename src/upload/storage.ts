/** Requests to object storage by pre-signed URLs: without credentials, repeated where that may help. */
import { patienceMs, uploadBody } from '#upload-body';
import { readBody } from '../platform/read-body.js';
import { delay } from '../platform/delay.js';
import { VodError } from '../client/errors.js';
import { backoffMs } from '../platform/backoff.js';
import { connectionFailure, failureOf, StorageFailure } from './storage-failure.js';

/** A `fetch` for object storage: the global one, that of a library, or the local VOD service's. */
export type StorageFetch = (url: string, init: RequestInit) => Promise<Response>;

/** How requests to object storage are sent. */
export interface StorageOptions {
  /** Used in place of the global `fetch` for object storage. It is not given any credentials. */
  fetch?: StorageFetch;
  /**
   * How long a request to object storage may stand still, in milliseconds. Default: two minutes. Where `fetch` does
   * not tell how far it is (Deno, browsers, Workers) the whole request may take so long; the default is ten there.
   */
  timeoutMs?: number;
  /** How often each request to object storage is repeated at most, after growing pauses. Default: 6. */
  maxRetries?: number;
}

/** An answer that is a success. */
export interface StorageAnswer {
  header: (name: string) => string | null;
  xml: string;
}

/** A request, and what is made of its answer. */
export interface StorageRequest<Result> {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** The pre-signed URL, or how to get one, which is done for each attempt anew. */
  url: string | (() => Promise<string>);
  headers?: Record<string, string>;
  body?: Uint8Array | string;
  /** Hears how many bytes of the body the connection has taken; it begins again with each attempt. */
  onSent?: (bytesSent: number) => void;
  /** @throws StorageFailure when the answer is not what it should be. */
  read: (answer: StorageAnswer) => Result;
}

/** The longest answer that is read: a list of a thousand parts has a fifth of it. */
const longestAnswer = 1024 * 1024;

/**
 * Sends a request, and again where that may help.
 *
 * @throws StorageFailure, what `request.url` throws, or the signal's reason.
 */
export async function sendToStorage<Result>(
  request: StorageRequest<Result>,
  options: StorageOptions & { signal: AbortSignal },
): Promise<Result> {
  const { maxRetries = 6, signal } = options;
  let refusals = 0;
  let maybeDone = false;
  for (let attempt = 1; ; attempt += 1) {
    let pauseMs: number | undefined;
    try {
      const url = typeof request.url === 'string' ? request.url : await request.url();
      return request.read(await exchange(checked(url), request, options));
    } catch (error) {
      signal.throwIfAborted();
      let again = error instanceof VodError && error.retryable;
      if (error instanceof StorageFailure) {
        const { repetition, open = false } = error.facts;
        Object.assign(error, { attempts: attempt, maybeDone });
        maybeDone ||= open;
        // A URL that is refused although it is new will be refused for ever.
        const renewable = typeof request.url !== 'string' && repetition === 'new-url';
        again = repetition === 'again' || (renewable && (refusals += 1) === 1);
        pauseMs = error.facts.pauseMs;
      }
      if (!again || attempt > maxRetries) throw error;
    }
    await delay(pauseMs ?? backoffMs(attempt), signal);
  }
}

/** Sends a request once. */
async function exchange(
  url: URL,
  { method, headers = {}, body, onSent }: StorageRequest<unknown>,
  { fetch = globalThis.fetch, timeoutMs = patienceMs, signal }: Parameters<typeof sendToStorage>[1],
): Promise<StorageAnswer> {
  const stop = new AbortController();
  const abort = (): void => stop.abort(signal.reason);
  signal.addEventListener('abort', abort);
  const giveUp = (): void => stop.abort(new Error(`nothing moved for ${timeoutMs / 1000} s`));
  let timer = setTimeout(giveUp, timeoutMs);
  const sent = (bytes: number): void => {
    if (stop.signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(giveUp, timeoutMs);
    onSent?.(bytes);
  };
  try {
    signal.throwIfAborted();
    const built =
      typeof body === 'object' ? uploadBody(body, sent) : { body: body ?? null, headers: {} };
    const response = await fetch(url.href, {
      method,
      ...built,
      headers: { ...headers, ...built.headers },
      // A redirect would carry the file to wherever it points.
      redirect: 'manual',
      signal: stop.signal,
    });
    const header = (name: string): string | null => response.headers.get(name);
    const bytes = (await readBody(response.body, longestAnswer)) ?? new Uint8Array();
    const xml = new TextDecoder().decode(bytes);
    if (!response.ok) throw failureOf(url, response.status, header, xml);
    return { header, xml };
  } catch (error) {
    if (error instanceof StorageFailure) throw error;
    throw connectionFailure(url, stop.signal.aborted ? stop.signal.reason : error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    stop.abort(); // An answer can come before all of the body has gone.
  }
}

/** A URL that VOD gave: the file goes nowhere without encryption, unless it stays on this machine. */
function checked(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const local = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && local);
  if (url && safe && !url.username && !url.password) return url;
  const where = url ? `${url.protocol}//${url.host}` : 'none';
  throw new StorageFailure(
    `VOD named ${where} as the URL to send to, but only https is used, and http on this machine; without a user.`,
    { repetition: 'never' },
  );
}
