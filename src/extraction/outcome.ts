/** The state of an extraction, and how it ends: with its audio, or with an error. */
import type { MetaData } from '../../generated/schema.js';
import type { CallLimits } from '../client/attempts.js';
import { VodError } from '../client/errors.js';
import type { FetchFunction } from '../platform/fetch-function.js';

/** The state of an extraction. */
export type ExtractionState = 'queued' | 'running' | 'succeeded' | 'failed';

/**
 * How to download. Of the limits, `timeoutMs` is how long the server may send nothing (default: 30 seconds), and
 * `deadlineMs` how long the download may take in all (default: one hour).
 */
export interface DownloadOptions extends CallLimits {
  /** Called as bytes arrive; the total is undefined when the answer does not give it. */
  onProgress?: (receivedBytes: number, totalBytes: number | undefined) => void;
  /** Stops the download; nothing of it stays. */
  signal?: AbortSignal;
  /** Sends the requests, which have no credentials. Default: the own `fetch` of the client, else the global one. */
  fetch?: FetchFunction;
}

/** The result of an extraction. */
export interface ExtractedAudio {
  /** The id of the audio asset. */
  audioAssetId: string;
  /** The URL of the audio. */
  url: string;
  /** The title of the audio asset, which is that of its video. */
  title: string | undefined;
  /** What VOD says of the file. An event says less than the asset's details do. */
  metadata: MetaData | undefined;
  /** How its end became known. */
  learnedBy: 'event' | 'poll';
  /**
   * Downloads the audio to a file, on Node, Deno and Bun. It is written beside the path first and put in place
   * when it is whole, so that an older file stays until then. A download that breaks off is started again.
   *
   * @throws VodConnectionError when the connection breaks, or stands still, before the end.
   * @throws VodAnswerError when the URL is answered with anything but the file; a presigned one may have expired.
   * @throws TypeError where there are no files; and the system's error when the file cannot be written.
   * @example
   * await audio.download('holiday.mp3');
   */
  download(to: string, options?: DownloadOptions): Promise<void>;
}

/** The extraction ended without an audio file. */
export class ExtractionFailedError extends VodError {
  override name = 'ExtractionFailedError';
  /** The id of the audio asset that stays without a file. */
  readonly audioAssetId: string;
  /** The service's error code, when it gave one. */
  readonly code: string | undefined;
  /** What the service said, code and text where it gave them. */
  readonly detail: string;

  constructor(audioAssetId: string, code: string | undefined, text: string | undefined) {
    const detail =
      [code, text].filter((part) => part !== undefined).join(': ') || 'no reason given';
    super(
      `The extraction of ${audioAssetId} failed: ${detail} ` +
        'Check that the source is a whole video with an audio track.',
      { operation: 'extractAudio' },
    );
    this.audioAssetId = audioAssetId;
    this.code = code;
    this.detail = detail;
  }
}

/** The extraction had not ended when the deadline came. It goes on; wait again, or read the asset later. `cause` is the last poll's error, if it failed. */
export class ExtractionTimeoutError extends VodError {
  override name = 'ExtractionTimeoutError';
  /** The id of the audio asset to ask for later. */
  readonly audioAssetId: string;
  /** The states that were seen, in order. */
  readonly states: readonly ExtractionState[];

  constructor(
    audioAssetId: string,
    deadlineMs: number,
    states: readonly ExtractionState[],
    cause?: unknown,
  ) {
    super(
      `The extraction of ${audioAssetId} had not ended after ${deadlineMs / 1000} s ` +
        `(states seen: ${states.join(', ') || 'none'}). It goes on: wait again or read the asset later.`,
      { operation: 'extractAudio', retryable: true, cause },
    );
    this.audioAssetId = audioAssetId;
    this.states = states;
  }
}
