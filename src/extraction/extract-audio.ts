/** The job: start an extraction, wait for it by event or by polling, cancel it, take it up again. */
import type { AudioExtractCompleteEvent, AudioFormat } from '../../generated/schema.js';
import type { VodClient } from '../client/client.js';
import { longestTimerMs } from '../platform/delay.js';
import { type ExtractedAudio, type ExtractionState, ExtractionTimeoutError } from './outcome.js';
import { type PollingRecord, pollUntilEnd, readEvent } from './wait.js';

/** What to extract. */
export interface ExtractAudioOptions {
  /** The id of the source video. */
  assetId: string;
  /** The container of the audio. Default: the service's own, which is not documented (likely MP3). */
  format?: AudioFormat;
  /** Abandons the call. The task may have been created all the same. */
  signal?: AbortSignal;
}

/** How to wait. */
export interface WaitOptions {
  /** How long to wait in all, in milliseconds. Default: one hour. */
  deadlineMs?: number;
  /**
   * The pause before the first poll, in milliseconds; later ones grow to at most 30 seconds, each with
   * jitter. Default: 500. Choose a long one when events are handed in.
   */
  firstPollMs?: number;
  /** Stops waiting. The task goes on. */
  signal?: AbortSignal;
  /** Called with each state that a poll finds and the one before was not. */
  onState?: (state: ExtractionState) => void;
}

const oneHour = 60 * 60 * 1000;

type EventInfo = AudioExtractCompleteEvent['audio_extract_info'];

/**
 * Starts an extraction; resolves once VOD has accepted it.
 *
 * @throws VodApiError, for example VOD.10062 when the asset does not exist.
 * @throws AmbiguousOutcomeError when the task may exist, and no answer told its id.
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

/** What is needed to find a job again; nothing secret. */
export interface SavedExtraction {
  /** The id of the source video. */
  assetId: string;
  /** The id of the audio asset. */
  audioAssetId: string;
}

/**
 * Takes up a job that was started before, by this process or another. Nothing is called.
 *
 * @param saved what `JSON.stringify(job)` keeps.
 * @example
 * const job = resumeExtractAudio(vod, JSON.parse(saved));
 * const { url } = await job.wait();
 */
export function resumeExtractAudio(vod: VodClient, saved: SavedExtraction): AudioExtraction {
  return new AudioExtraction(vod, saved);
}

/** An extraction that VOD has accepted. `extractAudio` and `resumeExtractAudio` make it. */
export class AudioExtraction {
  /** The id of the source video. */
  readonly assetId: string;
  /** The id of the audio asset: the handle of the job, and what its event carries. */
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
   * Takes a verified event; `wait` then resolves or rejects at once.
   *
   * @returns whether the event is about this job.
   */
  receive({ audio_extract_info: info }: AudioExtractCompleteEvent): boolean {
    if (info.asset_id !== this.audioAssetId) return false;
    this.#resolveEvent(info);
    return true;
  }

  /**
   * Waits for the end, by an event handed to `receive` or by polling, whichever comes first.
   *
   * @throws ExtractionFailedError when it ended without a file.
   * @throws ExtractionTimeoutError when it had not ended by the deadline.
   * @throws VodApiError when polling is refused for a reason that will not pass.
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
        this.#event.then(readEvent),
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
   * @throws VodApiError VOD.10083 when it runs or has ended.
   */
  async cancel(options: { signal?: AbortSignal } = {}): Promise<void> {
    // Which of the two ids the service wants is not documented; the source's is more likely.
    await this.#vod.DELETE('/v1.0/{project_id}/asset/extract_audio', {
      params: { query: { asset_id: this.assetId } },
      ...options,
    });
  }

  /** What is needed to find the job again; nothing secret. */
  toJSON(): SavedExtraction {
    return { assetId: this.assetId, audioAssetId: this.audioAssetId };
  }
}
