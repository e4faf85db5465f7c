/** How work on a media file fails. */

/** Why a file could not be described or extracted. */
export type MediaErrorReason =
  'not-media' | 'no-audio-track' | 'too-large' | 'ffmpeg-failed' | 'timeout' | 'ffmpeg-missing';

/**
 * A file that cannot be handled, or an FFmpeg that cannot run. The message says what happened, to
 * which file (its name, never its folder) and what to do.
 */
export class MediaError extends Error {
  override name = 'MediaError';
  readonly reason: MediaErrorReason;

  constructor(reason: MediaErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/**
 * Runs `work` with a signal that ends it when the caller's signal is aborted or after `timeoutMs`.
 *
 * @throws {MediaError} `timeout`.
 */
export async function withTimeLimit<T>(
  task: string,
  { signal, timeoutMs }: { signal?: AbortSignal | undefined; timeoutMs: number },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any(signal ? [signal, timeout] : [timeout]);
  try {
    either.throwIfAborted();
    return await work(either);
  } catch (error) {
    if (error !== timeout.reason) throw error;
    const limit = `${task} took longer than ${timeoutMs / 1000} s and was stopped`;
    throw new MediaError('timeout', `${limit}. Allow more with timeoutMs.`);
  }
}
