/** The job of an extraction: start it, wait for it by webhook event or by polling, cancel it, resume it. */
import type { AudioExtractCompleteEvent, AudioFormat } from '../../generated/schema.js';
import type { VodClient } from '../client/client.js';
import { longestTimerMs } from '../platform/delay.js';
import { type ExtractedAudio, type ExtractionState, ExtractionTimeoutError } from './outcome.js';
import { type PollingRecord, pollUntilEnd, readEvent } from './wait.js';

/** What to extract. */
export interface ExtractAudioOptions {
  /** The id of the source video. */
  assetId: string;
  /** The container of the audio. Default: that of the service, which is not documented (assumption: MP3). */
  format?: AudioFormat;
  /** Aborts the call. VOD may have created the task nevertheless. */
  signal?: AbortSignal;
}

/** How to wait. */
export interface WaitOptions {
  /** How long to wait in all, in milliseconds. Default: one hour. */
  deadlineMs?: number;
  /**
   * The pause before the first poll, in milliseconds. Default: 500. Later pauses grow (backoff) to at most 30 seconds,
   * each with jitter. Choose a long first pause when you pass webhook events to `receive`.
   */
  firstPollMs?: number;
  /** Stops waiting. The task continues at VOD. */
  signal?: AbortSignal;
  /** Called with the first state that a poll finds, and then each time a poll finds another state. */
  onState?: (state: ExtractionState) => void;
}

const oneHour = 60 * 60 * 1000;

type EventInfo = AudioExtractCompleteEvent['audio_extract_info'];

/**
 * Starts an extraction; resolves once VOD has accepted it.
 *
 * @throws VodApiError, for example VOD.10062 when the asset does not exist.
 * @throws AmbiguousOutcomeError when the outcome is unknown: the task may exist, but no answer with its id arrived.
 * @throws VodConnectionError when VOD could not be reached.
 * @example
 * const job = await extractAudio(vod, { assetId, format: 'MP3' });
 * const { url } = await job.wait();
 */
export async function extractAudio(
  vod: VodClient,
  options: ExtractAudioOptions,
): Promise<AudioExtraction> {
  const { assetId, format, signal } = options;
  const { data } = await vod.POST('/v1.0/{project_id}/asset/extract_audio', {
    body: { asset_id: assetId, ...(format && { parameter: { format } }) },
    ...(signal && { signal }),
  });
  return new AudioExtraction(vod, { assetId, audioAssetId: data.audio_asset_id });
}

/** What `resumeExtractAudio` needs to find a job. It holds no secrets. */
export interface SavedExtraction {
  /** The id of the source video. */
  assetId: string;
  /** The id of the audio asset. */
  audioAssetId: string;
}

/**
 * Resumes a job that this process or another one started before. The function sends no request.
 *
 * @param saved the object that `JSON.stringify(job)` has written.
 * @example
 * const job = resumeExtractAudio(vod, JSON.parse(saved));
 * const { url } = await job.wait();
 */
export function resumeExtractAudio(vod: VodClient, saved: SavedExtraction): AudioExtraction {
  return new AudioExtraction(vod, saved);
}

/** An extraction that VOD has accepted. Create it with `extractAudio` or `resumeExtractAudio`. */
export class AudioExtraction {
  /** The id of the source video. */
  readonly assetId: string;
  /** The id of the audio asset. It identifies the job, and the job's webhook event contains it. */
  readonly audioAssetId: string;
  readonly #vod: VodClient;
  /** Resolved by `receive`; all calls of `wait` share it. */
  readonly #event: Promise<EventInfo>;
  #resolveEvent: (info: EventInfo) => void = () => undefined;

  constructor(vod: VodClient, { assetId, audioAssetId }: SavedExtraction) {
    this.#vod = vod;
    this.assetId = assetId;
    this.audioAssetId = audioAssetId;
    this.#event = new Promise((resolve) => {
      this.#resolveEvent = resolve;
    });
  }

  /**
   * Takes a webhook event whose signature was verified. If the event is about this job, `wait` resolves or rejects at
   * once.
   *
   * @returns whether the event is about this job.
   */
  receive({ audio_extract_info: info }: AudioExtractCompleteEvent): boolean {
    if (info.asset_id !== this.audioAssetId) return false;
    this.#resolveEvent(info);
    return true;
  }

  /**
   * Waits until the extraction ends. The first source that reports the end counts: an event passed to `receive`, or a
   * poll.
   *
   * @throws ExtractionFailedError when the extraction ended without a file.
   * @throws ExtractionTimeoutError when the extraction had not ended by the deadline.
   * @throws VodApiError when VOD refuses a poll for a reason that a retry cannot change.
   */
  async wait(options: WaitOptions = {}): Promise<ExtractedAudio> {
    const { deadlineMs = oneHour, signal } = options;
    const record: PollingRecord = { states: [] };
    const stop = new AbortController();
    const abort = (): void => stop.abort(signal?.reason);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
    const timer = setTimeout(
      () => {
        const { states, error } = record;
        stop.abort(new ExtractionTimeoutError(this.audioAssetId, deadlineMs, states, error));
      },
      Math.min(deadlineMs, longestTimerMs),
    );
    try {
      const end = await Promise.race([
        this.#event.then((info) => readEvent(this.#vod, info)),
        pollUntilEnd(this.#vod, this.audioAssetId, { ...options, deadlineMs }, record, stop.signal),
      ]);
      if (end instanceof Error) throw end;
      return end;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      stop.abort();
    }
  }

  /**
   * Cancels the extraction while it is queued.
   *
   * @throws VodApiError VOD.10083 when the extraction is running or has ended.
   */
  async cancel(options: { signal?: AbortSignal } = {}): Promise<void> {
    // Assumption: the service wants the id of the source video, not of the audio asset. This is not documented.
    await this.#vod.DELETE('/v1.0/{project_id}/asset/extract_audio', {
      params: { query: { asset_id: this.assetId } },
      ...options,
    });
  }

  /** What `resumeExtractAudio` needs to find this job. It holds no secrets. */
  toJSON(): SavedExtraction {
    return { assetId: this.assetId, audioAssetId: this.audioAssetId };
  }
}
