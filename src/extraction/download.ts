/** Downloads a file by its URL, without any credentials. */
import { saveFile } from '#save-file';
import { VodAnswerError, VodConnectionError } from '../client/errors.js';
import type { DownloadOptions } from './outcome.js';

/**
 * Downloads to a path; `ExtractedAudio.download` documents it.
 *
 * No error shows the query of the URL, because that may be its signature.
 */
export async function downloadFile(
  url: string,
  to: string,
  { onProgress, signal, fetch = globalThis.fetch }: DownloadOptions,
): Promise<void> {
  const { origin, pathname } = new URL(url);
  const operation = `GET ${origin}${pathname}`;
  const broke = (cause: unknown): never => {
    signal?.throwIfAborted();
    const detail = cause instanceof Error ? (cause.cause ?? cause) : cause;
    throw new VodConnectionError(`${operation} broke off: ${String(detail)}. Download it again.`, {
      operation,
      retryable: true,
      cause,
    });
  };
  const response = await fetch(url, { signal: signal ?? null }).catch(broke);
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new VodAnswerError(
      `${operation} was answered with ${String(response.status)}, not with the file. A signed URL expires: ` +
        'read the details of the audio asset for a new one.',
      { operation, retryable: false },
    );
  }
  const length = response.headers.get('content-length');
  const total = length === null ? undefined : Number(length);
  let received = 0;
  const reader = response.body.getReader();
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const { done, value } = await reader.read().catch(broke);
        if (done) break;
        received += value.byteLength;
        onProgress?.(received, total);
        yield value;
      }
    } finally {
      await reader.cancel().catch(() => undefined); // Where writing ended it, nothing more has to come.
    }
    // fetch decodes what is compressed, so that the length is then another.
    if (total !== undefined && received !== total && !response.headers.has('content-encoding')) {
      broke(new Error(`${String(received)} of ${String(total)} bytes came`));
    }
  }
  await saveFile(to, chunks());
}
