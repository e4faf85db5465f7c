/** Extracts audio, a few tasks at a time and in order, and tells how each ended. */
import { availableParallelism } from 'node:os';
import type { AudioFormat } from '../../../generated/schema.js';
import { type AssetEvent, extractionEvent, parsingEvent } from '../assets/asset-events.js';
import { type Asset, hasFile } from '../assets/asset.js';
import type { Assets } from '../assets/assets.js';
import { describeMedia, extractAudioTrack, type FFmpegOptions, MediaError } from './ffmpeg.js';
import type { Assumptions } from '../assumptions.js';
import { mediaFailure } from './media-failure.js';
import { isDiskFull } from '../store/store-error.js';
import { TaskQueue } from './task-queue.js';

/** The pauses before a full disk is tried again. */
const firstPauseMs = 1000;
const longestPauseMs = 60_000;

/** How the queue works. */
export interface ExtractionQueueOptions {
  /** How many tasks run at once. Default: the number of cores. */
  concurrency?: number;
  /** Which FFmpeg does the work; nothing of it is started or loaded before the first task. */
  ffmpeg?: FFmpegOptions;
  assumptions: Pick<Assumptions, 'cancelSendsEvent'>;
  /** Called when a task ends, to stage its event together with the end itself. */
  onEnd: (event: AssetEvent) => void;
}

/** The tasks of the local VOD service on media files. */
export class ExtractionQueue {
  readonly #assets: Assets;
  readonly #tasks: TaskQueue;
  readonly #ffmpeg: FFmpegOptions | undefined;
  readonly #assumptions: ExtractionQueueOptions['assumptions'];
  readonly #onEnd: ExtractionQueueOptions['onEnd'];

  constructor(assets: Assets, options: ExtractionQueueOptions) {
    this.#assets = assets;
    this.#tasks = new TaskQueue(options.concurrency ?? availableParallelism());
    this.#ffmpeg = options.ffmpeg;
    this.#assumptions = options.assumptions;
    this.#onEnd = options.onEnd;
  }

  /** Reads what a file holds, in the background. A file that holds no media stays undescribed. */
  describe(asset: Asset): void {
    if (asset.isNoMedia) return; // It was read by an earlier run.
    this.#tasks.add(asset, async (signal) => {
      if (!hasFile(asset)) return; // Deleted meanwhile, as below.
      let change: Partial<Asset> | undefined;
      let end: Parameters<typeof parsingEvent>[1];
      try {
        const file = this.#assets.fileOf(asset);
        end = await describeMedia(file, { signal, ffmpeg: this.#ffmpeg });
        change = { media: end };
      } catch (error) {
        signal.throwIfAborted(); // The next run does this again.
        if (!hasFile(asset)) return;
        logFault(error, asset);
        end = mediaFailure(error, asset);
        const isNoMedia = error instanceof MediaError && error.reason === 'not-media';
        change = isNoMedia ? { isNoMedia } : undefined;
      }
      await this.#assets.insist(() => {
        if (!hasFile(asset)) return;
        if (change) this.#assets.update(asset, change);
        this.#onEnd(parsingEvent(asset, end));
      }, signal);
    });
  }

  /** Extracts the audio of `source` into `audio`, in the background. */
  extract(source: Asset, audio: Asset, format: AudioFormat): void {
    const task = (pauseMs: number) => async (signal: AbortSignal) => {
      if (await this.#extract(source, audio, format, signal)) return;
      // Whoever looks on, or cancels it, finds it among those that wait.
      this.#assets.update(audio, { taskStatus: 'WAITING_TRANSCODE' });
      if (pauseMs === firstPauseMs) {
        console.error(
          `The local VOD service: the disk has no room for the audio ${audio.id}. Free some space: it is tried again.`,
        );
      }
      this.#tasks.postpone(audio, task(Math.min(2 * pauseMs, longestPauseMs)), pauseMs);
    };
    this.#tasks.add(audio, task(firstPauseMs));
  }

  /** Queues an extraction again that did not come to its end. */
  resume(audio: Asset): void {
    const source = this.#assets.get(audio.sourceId ?? '');
    if (!source) return; // No video is removed from which one is being made.
    this.#assets.update(audio, { taskStatus: 'WAITING_TRANSCODE' });
    this.extract(source, audio, audio.fileType as AudioFormat); // That is where its type comes from.
  }

  /** Takes an extraction out of the queue, and waits until that is saved. Returns whether it still waited. */
  async cancel(audio: Asset): Promise<boolean> {
    if (!this.#tasks.cancel(audio)) return false;
    const error_msg = 'The extraction was cancelled';
    this.#assets.end(audio, {
      fileState: 'failed',
      taskStatus: 'TRANSCODE_FAILED',
      taskDescription: error_msg,
    });
    if (this.#assumptions.cancelSendsEvent) this.#onEnd(extractionEvent(audio, { error_msg }));
    await this.#assets.saved().catch((error: unknown) => {
      this.resume(audio);
      throw error;
    });
    return true;
  }

  /** Stops what runs, forgets what waits, and resolves when nothing of it is left. */
  clear(): Promise<void> {
    return this.#tasks.clear();
  }

  /** Does the same, and takes no further tasks. */
  close(): Promise<void> {
    return this.#tasks.close();
  }

  /** Returns false when the disk has no room for the audio: that must not end an accepted extraction. */
  async #extract(
    source: Asset,
    audio: Asset,
    format: AudioFormat,
    signal: AbortSignal,
  ): Promise<boolean> {
    // By a reset between its answer and now it was forgotten, or is about to be.
    if (audio.fileState !== 'awaited') return true;
    this.#assets.update(audio, { taskStatus: 'TRANSCODING' });
    const [from, to] = [this.#assets.fileOf(source), this.#assets.fileOf(audio)];
    try {
      const media = await extractAudioTrack(from, to, format, { signal, ffmpeg: this.#ffmpeg });
      signal.throwIfAborted(); // From here on it has an end, of which somebody is told.
      await this.#assets.insist(() => {
        this.#assets.end(audio, {
          media,
          fileState: 'ready',
          taskStatus: 'TRANSCODE_SUCCEED',
          taskDescription: 'Audio extraction succeeded',
        });
        this.#onEnd(extractionEvent(audio, media));
      }, signal);
    } catch (error) {
      if (signal.aborted) {
        // The next run does this again; after a reset nobody does.
        await this.#assets.removeUnwanted(audio);
        return true;
      }
      if (error instanceof MediaError ? error.reason === 'disk-full' : isDiskFull(error)) {
        await this.#assets.removeUnwanted(audio);
        return false;
      }
      logFault(error, source);
      const failure = mediaFailure(error, source);
      await this.#assets.insist(() => {
        this.#assets.end(audio, {
          fileState: 'failed',
          taskStatus: 'TRANSCODE_FAILED',
          taskDescription: `${failure.error_code}: ${failure.error_msg}`,
        });
        this.#onEnd(extractionEvent(audio, failure));
      }, signal);
    }
    return true;
  }
}

/** What is about this machine and not about the media is for whoever runs the service, not for the caller. */
function logFault(error: unknown, source: Asset): void {
  if (error instanceof MediaError) return;
  console.error(`The local VOD service could not process ${source.storedName}:`, error);
}
