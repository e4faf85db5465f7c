/** Requests to object storage by presigned URLs: without credentials, retried if that can help. */
import { patienceMs, uploadBody } from '#upload-body';
import { VodError } from '../client/errors.js';
import { backoffMs } from '../platform/backoff.js';
import { delay } from '../platform/delay.js';
import type { FetchFunction } from '../platform/fetch-function.js';
import { readBody } from '../platform/read-body.js';
import { errorOfAnswer, errorWithoutAnswer, StorageError } from './storage-error.js';

/** How requests to object storage are sent. */
export interface StorageOptions {
  /**
   * Sends the requests to object storage, which have no credentials. Default: the own `fetch` of the client, else the
   * global one.
   */
  fetch?: FetchFunction;
  /**
   * How long a request to object storage may make no progress, in milliseconds. Default: two minutes. Where `fetch`
   * does not report progress (Deno, browsers, Workers) it is the time for the whole request, by default ten minutes.
   */
  timeoutMs?: number;
  /**
   * How often each request to object storage is retried at most. Default: 6. The pause between attempts grows to
   * 20 seconds, or is the one that object storage asks for, up to two minutes.
   */
  maxRetries?: number;
}

/** A request, and how its answer is read. */
export interface StorageRequest<Result> {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** The presigned URL, or a function that gets a new one for each attempt. */
  url: string | (() => Promise<string>);
  headers?: Record<string, string>;
  body?: Uint8Array | string;
  /** Called with the number of bytes that the connection has taken. Each attempt begins at 0 again. */
  onSent?: (bytesSent: number) => void;
  /** For a request that needs more time than usual. */
  minTimeoutMs?: number;
  /** Reads a success. @throws StorageError if it is not what it should be. */
  read: (headers: Headers, xml: string) => Result;
}

/** The longest answer that is read, in bytes. A list of a thousand parts has a fifth of it. */
const longestAnswer = 1024 * 1024;

/**
 * Sends a request, and retries it.
 *
 * @throws StorageError, what `request.url` throws, or the signal's reason.
 */
export async function sendToStorage<Result>(
  request: StorageRequest<Result>,
  options: StorageOptions & { signal: AbortSignal },
): Promise<Result> {
  const { maxRetries = 6, signal } = options;
  let refusedUrls = 0;
  let maybeDone = false;
  for (let attempt = 1; ; attempt += 1) {
    let pauseMs: number | undefined;
    try {
      const url = typeof request.url === 'string' ? request.url : await request.url();
      return await attemptOnce(checked(url), request, options);
    } catch (error) {
      signal.throwIfAborted();
      let again = error instanceof VodError && error.retryable;
      if (error instanceof StorageError) {
        Object.assign(error, { attempts: attempt, maybeDone });
        maybeDone ||= error.outcomeUnknown;
        // One new URL: if it is refused as well, the next one will be, too.
        const renewable = typeof request.url !== 'string' && error.retry === 'new-url';
        again = error.retry === 'same-url' || (renewable && (refusedUrls += 1) === 1);
        pauseMs = error.pauseMs;
      }
      if (!again || attempt > maxRetries) throw error;
    }
    await delay(pauseMs ?? backoffMs(attempt), signal);
  }
}

async function attemptOnce<Result>(
  url: URL,
  { method, headers, body, onSent, minTimeoutMs = 0, read }: StorageRequest<Result>,
  { fetch = globalThis.fetch, signal, ...options }: Parameters<typeof sendToStorage>[1],
): Promise<Result> {
  const timeoutMs = Math.max(options.timeoutMs ?? patienceMs, minTimeoutMs);
  const end = new AbortController();
  const ended = AbortSignal.any([signal, end.signal]);
  const stalled = (): void => end.abort(new Error(`no progress for ${timeoutMs / 1000} s`));
  let timer = setTimeout(stalled, timeoutMs);
  const progress = (bytes: number): void => {
    if (ended.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(stalled, timeoutMs);
    onSent?.(bytes);
  };
  try {
    const content =
      typeof body === 'object' ? uploadBody(body, progress) : { body: body ?? null, headers: {} };
    const sent = new Request(url, {
      method,
      ...content,
      headers: { ...headers, ...content.headers },
      // A redirect would send the file to any host.
      redirect: 'manual',
      signal: ended,
    });
    const response = await fetch(sent);
    const bytes = (await readBody(response.body, longestAnswer)) ?? new Uint8Array();
    const xml = new TextDecoder().decode(bytes);
    if (!response.ok) throw errorOfAnswer(url, response.status, response.headers, xml);
    return read(response.headers, xml);
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw errorWithoutAnswer(url, ended.aborted ? ended.reason : error);
  } finally {
    clearTimeout(timer);
    end.abort(); // The answer can arrive before the whole body was sent.
  }
}

/** Parses a URL of VOD. A file is sent encrypted, or does not leave this machine. */
function checked(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const local = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && local);
  if (url && safe && !url.username && !url.password) return url;
  const where = url ? `a URL of ${url.protocol}//${url.host}` : 'a text that is not a URL';
  throw new StorageError(
    `VOD answered ${where} to send the file to. It has to be https, or http on this machine, without a user.`,
    { retry: 'never' },
  );
}
