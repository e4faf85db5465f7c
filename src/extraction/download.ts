/** Downloads a file by its URL, without any credentials. */
import { saveFile } from '#save-file';
import { VodAnswerError, VodConnectionError } from '../client/errors.js';
import { backoffMs } from '../platform/backoff.js';
import { delay, longestTimerMs, untilAborted } from '../platform/delay.js';
import type { DownloadOptions } from './outcome.js';

const oneHour = 60 * 60 * 1000;

/**
 * Downloads to a path; `ExtractedAudio.download` documents it.
 *
 * No error shows the query of the URL, because that may be its signature.
 */
export async function downloadFile(
  url: string,
  to: string,
  options: DownloadOptions,
): Promise<void> {
  const { deadlineMs = oneHour, maxRetries = 2, signal } = options;
  const deadline = performance.now() + deadlineMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await downloadOnce(url, to, options, deadline);
      return;
    } catch (error) {
      const pauseMs = backoffMs(attempt);
      const repeats = attempt <= maxRetries && performance.now() + pauseMs < deadline;
      if (!(error instanceof VodConnectionError) || !repeats) throw error;
      await delay(pauseMs, signal);
    }
  }
}

async function downloadOnce(
  url: string,
  to: string,
  { onProgress, signal, timeoutMs = 30_000, fetch = globalThis.fetch }: DownloadOptions,
  deadline: number,
): Promise<void> {
  const { origin, pathname } = new URL(url);
  const operation = `GET ${origin}${pathname}`;
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal?.reason);
  signal?.addEventListener('abort', abort);
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Gives the server until then to go on. */
  const waitForMore = (): void => {
    clearTimeout(timer);
    const limitMs = Math.min(timeoutMs, Math.max(0, deadline - performance.now()), longestTimerMs);
    timer = setTimeout(
      () => controller.abort(new Error(`nothing came for ${limitMs / 1000} s`)),
      limitMs,
    );
  };
  const fail = (cause: unknown): never => {
    signal?.throwIfAborted();
    const reason = controller.signal.aborted ? (controller.signal.reason as unknown) : cause;
    const detail = reason instanceof Error ? (reason.cause ?? reason) : reason;
    throw new VodConnectionError(`${operation} broke off: ${String(detail)}. Download it again.`, {
      operation,
      retryable: true,
      cause: reason,
    });
  };
  try {
    signal?.throwIfAborted();
    waitForMore();
    const answered = fetch(new Request(url, { signal: controller.signal }));
    const response = await untilAborted(answered, controller.signal).catch(fail);
    if (response.status !== 200 || !response.body) {
      await response.body?.cancel();
      throw new VodAnswerError(
        `${operation} was answered with ${response.status}, not with the file. A presigned URL expires: ` +
          'read the details of the audio asset for a new one.',
        { operation },
      );
    }
    const length = response.headers.get('content-length');
    const total = length === null ? undefined : Number(length);
    let received = 0;
    const reader = response.body.getReader();
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (;;) {
        const { done, value } = await untilAborted(reader.read(), controller.signal).catch(fail);
        if (done) break;
        waitForMore();
        received += value.byteLength;
        onProgress?.(received, total);
        yield value;
      }
      // fetch decodes what is compressed, so that the length is then another.
      if (total !== undefined && received !== total && !response.headers.has('content-encoding')) {
        fail(new Error(`${received} of ${total} bytes came`));
      }
    }
    await saveFile(to, chunks());
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    controller.abort(); // Where writing the file ended it, nothing more has to come.
  }
}
