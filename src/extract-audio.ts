/** The job: start an extraction, wait for it by event or by polling, cancel it. */
import type { AudioExtractCompleteEvent, AudioFormat } from '../generated/schema.js';
import type { VodClient } from './client.js';
import { delay } from './delay.js';
import { VodApiError, VodConnectionError } from './errors.js';
import {
  type Details,
  type ExtractedAudio,
  type ExtractionState,
  ExtractionTimeoutError,
  type Outcome,
  readDetails,
  readEvent,
} from './extraction-outcome.js';

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
   * jitter. Default: 2000. Choose a long one when events are handed in.
   */
  firstPollMs?: number;
  /** Stops waiting. The task goes on. */
  signal?: AbortSignal;
  /** Called with each state that a poll finds and the one before was not. */
  onState?: (state: ExtractionState) => void;
}

const oneHour = 60 * 60 * 1000;
const longestPauseMs = 30_000;
/** A longer one would end at once. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Starts an extraction; resolves once VOD has accepted it.
 *
 * @throws VodApiError, for example VOD.10062 when the asset does not exist.
 * @throws VodConnectionError when no answer came; the task may exist all the same.
 * @example
 * const job = await extractAudio(vod, { assetId, format: 'MP3' });
 * const { url } = await job.wait();
 */
export async function extractAudio(
  vod: VodClient,
  options: ExtractAudioOptions,
): Promise<AudioExtraction> {
  const { data } = await vod.POST('/v1.0/{project_id}/asset/extract_audio', {
    body: {
      asset_id: options.assetId,
      ...(options.format === undefined ? {} : { parameter: { format: options.format } }),
    },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  return new AudioExtraction(vod, options.assetId, data.audio_asset_id);
}

/** An extraction that VOD has accepted. Make one with `extractAudio`. */
export class AudioExtraction {
  /** The id of the source video. */
  readonly assetId: string;
  /** The id of the audio asset: the handle of the job, and what its event carries. */
  readonly audioAssetId: string;
  readonly #vod: VodClient;
  /** Resolved by `receive`; everyone who waits looks at the same one. */
  readonly #event: Promise<Outcome>;
  #announce: (end: Outcome) => void = () => undefined;

  constructor(vod: VodClient, assetId: string, audioAssetId: string) {
    this.#vod = vod;
    this.assetId = assetId;
    this.audioAssetId = audioAssetId;
    this.#event = new Promise((resolve) => {
      this.#announce = resolve;
    });
  }

  /**
   * Takes a verified event; `wait` then resolves or rejects at once.
   *
   * @returns whether the event is about this job.
   */
  receive({ audio_extract_info: info }: AudioExtractCompleteEvent): boolean {
    if (info.asset_id !== this.audioAssetId) return false;
    this.#announce(readEvent(info));
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
    const states: ExtractionState[] = [];
    const stop = new AbortController();
    const abort = (): void => {
      stop.abort(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
    const timer = setTimeout(
      () => {
        stop.abort(new ExtractionTimeoutError(this.audioAssetId, deadlineMs, states));
      },
      Math.min(deadlineMs, longestTimerMs),
    );
    if (signal?.aborted) abort();
    try {
      const end = await Promise.race([this.#event, this.#poll(options, states, stop.signal)]);
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
    // Which of the two ids the service wants is not documented; the source's is the likely reading.
    await this.#vod.DELETE('/v1.0/{project_id}/asset/extract_audio', {
      params: { query: { asset_id: this.assetId } },
      ...options,
    });
  }

  /** What is needed to find the job again; nothing secret. */
  toJSON(): { assetId: string; audioAssetId: string } {
    return { assetId: this.assetId, audioAssetId: this.audioAssetId };
  }

  async #poll(
    { firstPollMs = 2000, onState }: WaitOptions,
    states: ExtractionState[],
    signal: AbortSignal,
  ): Promise<Outcome> {
    for (let pauseMs = firstPollMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
      // Jitter keeps many jobs that started together from polling together.
      await delay(pauseMs * (0.75 + Math.random() / 2), signal);
      const details = await this.#readDetails(signal);
      if (!details) continue;
      const { state, outcome } = readDetails(this.audioAssetId, details);
      if (states.at(-1) !== state) {
        states.push(state);
        onState?.(state);
      }
      if (outcome) return outcome;
    }
  }

  /** Undefined when the answer failed to come for a reason that passes: the next poll may get it. */
  async #readDetails(signal: AbortSignal): Promise<Details | undefined> {
    try {
      const { data } = await this.#vod.GET('/v1.0/{project_id}/asset/details', {
        params: {
          query: { asset_id: this.audioAssetId, categories: ['base_info', 'transcode_info'] },
        },
        signal,
      });
      return data;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const passes =
        error instanceof VodApiError
          ? error.retry !== 'never'
          : error instanceof VodConnectionError;
      if (passes) return undefined;
      throw error;
    }
  }
}
