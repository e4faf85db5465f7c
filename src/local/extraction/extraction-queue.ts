/** Describes media files and extracts their audio, a few at a time and in order. */
import { availableParallelism } from 'node:os';
import type { AudioFormat } from '../../../generated/schema.js';
import {
  type AssetEvent,
  extractionEvent,
  type Failure,
  parsingEvent,
} from '../assets/asset-events.js';
import { type Asset, hasFile } from '../assets/asset.js';
import type { Assets } from '../assets/assets.js';
import type { Assumptions } from '../assumptions.js';
import { TaskQueue } from '../task-queue.js';
import { describeMedia } from './describe-media.js';
import { extractAudioTrack } from './extract-audio-track.js';
import type { FFmpegOptions } from './ffmpeg.js';
import { MediaError } from './media-error.js';
import { shortageOf } from './shortage.js';

/** How the queue works. */
export interface ExtractionQueueOptions {
  /** How many tasks run at once. Default: the number of cores. */
  concurrency?: number;
  /** Which FFmpeg does the work; nothing of it is started or loaded before the first task. */
  ffmpeg?: FFmpegOptions;
  /** How many times as large as its video an audio may be. Default: see `ExtractionOptions`. */
  maxAudioRatio?: number;
  assumptions: Pick<Assumptions, 'cancelSendsEvent' | 'timeline'>;
  /** Stages the event about the end of a task, to be saved together with the end itself. */
  stageEvent: (event: AssetEvent) => void;
}

/**
 * The tasks of the local VOD service on media files. A task that fails because this machine lacks
 * something for a while (room, open files, memory, a folder that can be written) waits and is run again.
 */
export class ExtractionQueue {
  readonly #assets: Assets;
  readonly #options: ExtractionQueueOptions;
  readonly #tasks: TaskQueue;
  /** The assets of which the log says already that their tasks wait. */
  readonly #reported = new WeakSet<Asset>();

  constructor(assets: Assets, options: ExtractionQueueOptions) {
    this.#assets = assets;
    this.#options = options;
    this.#tasks = new TaskQueue(options.concurrency ?? availableParallelism());
  }

  /** Reads what a file holds, in the background. A file that holds no media stays undescribed. */
  describe(asset: Asset): void {
    if (asset.isNoMedia) return; // It was read by an earlier run.
    this.#tasks.add(asset, async (signal) => {
      if (!hasFile(asset)) return; // It was deleted in the meantime, as below.
      let change: Partial<Asset> | undefined;
      let end: Parameters<typeof parsingEvent>[1];
      try {
        const { ffmpeg } = this.#options;
        end = await describeMedia(this.#assets.fileOf(asset), { signal, ffmpeg });
        change = { media: end };
      } catch (error) {
        signal.throwIfAborted(); // The next run reads it again.
        if (!hasFile(asset)) return;
        if (this.#isShort(error, asset, `reading the file of asset ${asset.id}`)) throw error;
        end = failureOf(error, asset);
        const isNoMedia = error instanceof MediaError && error.reason === 'not-media';
        change = isNoMedia ? { isNoMedia } : undefined;
      }
      await this.#assets.insist(() => {
        if (!hasFile(asset)) return;
        if (change) this.#assets.update(asset, change);
        this.#options.stageEvent(parsingEvent(asset, end));
      }, signal);
    });
  }

  /** Extracts the audio of `source` into `audio`, in the background. */
  extract(source: Asset, audio: Asset, format: AudioFormat): void {
    this.#tasks.add(audio, (signal) => this.#extract(source, audio, format, signal));
  }

  /** Queues an extraction again that an earlier run did not end. */
  resume(audio: Asset): void {
    const source = this.#assets.get(audio.sourceId ?? '');
    if (!source) return; // A video is not removed while audio is extracted from it.
    this.#assets.update(audio, { taskStatus: 'WAITING_TRANSCODE' });
    this.extract(source, audio, audio.fileType as AudioFormat); // The type was set from a format.
  }

  /** Takes an extraction out of the queue, and waits until that is saved. Returns whether it was waiting. */
  async cancel(audio: Asset): Promise<boolean> {
    if (!this.#tasks.cancel(audio)) return false;
    const error_msg = 'The extraction was cancelled';
    this.#assets.end(audio, {
      fileState: 'failed',
      taskStatus: 'TRANSCODE_FAILED',
      taskDescription: error_msg,
    });
    if (this.#options.assumptions.cancelSendsEvent)
      this.#options.stageEvent(extractionEvent(audio, { error_msg }));
    await this.#assets.saved().catch((error: unknown) => {
      this.resume(audio);
      throw error;
    });
    return true;
  }

  /** Stops the running tasks, removes the waiting ones, and resolves when all have ended. */
  clear(): Promise<void> {
    return this.#tasks.clear();
  }

  /** Does the same, and takes no further tasks. */
  close(): Promise<void> {
    return this.#tasks.close();
  }

  async #extract(source: Asset, audio: Asset, format: AudioFormat, signal: AbortSignal) {
    if (audio.fileState !== 'awaited') return; // A reset has forgotten it in the meantime.
    this.#assets.update(audio, { taskStatus: 'TRANSCODING' });
    const [from, to] = [this.#assets.fileOf(source), this.#assets.fileOf(audio)];
    try {
      const { ffmpeg, maxAudioRatio, assumptions } = this.#options;
      let taskDescription = 'Audio extraction succeeded';
      const media = await extractAudioTrack(from, to, format, {
        ...{ signal, ffmpeg, timeline: assumptions.timeline },
        ...(maxAudioRatio !== undefined && { maxAudioRatio }),
        onRemark: (remark) => (taskDescription += `. ${remark}`),
      });
      signal.throwIfAborted(); // From here on it has an end, which an event reports.
      await this.#assets.insist(() => {
        this.#assets.end(audio, {
          media,
          fileState: 'ready',
          taskStatus: 'TRANSCODE_SUCCEED',
          taskDescription,
        });
        this.#options.stageEvent(extractionEvent(audio, media));
      }, signal);
    } catch (error) {
      if (signal.aborted) {
        await this.#assets.removeUnwanted(audio); // The next run extracts it again, unless a reset forgot it.
        return;
      }
      if (this.#isShort(error, audio, `the audio ${audio.id}`)) {
        this.#assets.update(audio, { taskStatus: 'WAITING_TRANSCODE' });
        throw error;
      }
      const failure = failureOf(error, source);
      await this.#assets.insist(() => {
        this.#assets.end(audio, {
          fileState: 'failed',
          taskStatus: 'TRANSCODE_FAILED',
          taskDescription: `${failure.error_code}: ${failure.error_msg}`,
        });
        this.#options.stageEvent(extractionEvent(audio, failure));
      }, signal);
    }
  }

  /** Whether an error tells of a shortage, of which the log says once that the work on an asset waits for its end. */
  #isShort(error: unknown, asset: Asset, work: string): boolean {
    const shortage = shortageOf(error);
    if (shortage && !this.#reported.has(asset)) {
      const { problem, advice } = shortage;
      console.error(
        `The local VOD service: ${problem} for ${work}. ${advice}; the service tries again.`,
      );
      this.#reported.add(asset);
    }
    return shortage !== undefined;
  }
}

/** Why a task failed, as events report it. An assumption: the documents do not say which codes occur. */
function failureOf(error: unknown, source: Asset): Failure & { error_code: string } {
  if (!(error instanceof MediaError)) {
    // It has paths of this machine in it, which are for the log and not for callers.
    console.error(`The local VOD service could not process ${source.storedName}:`, error);
    const error_msg = 'The file could not be processed. The log of the local VOD service says why.';
    return { error_code: 'VOD.10092', error_msg };
  }
  const isWrongType = error.reason === 'not-media' || error.reason === 'no-audio-track';
  return {
    error_code: isWrongType ? 'VOD.10063' : 'VOD.10092',
    error_msg: error.message.replaceAll(source.storedName, () => source.videoName ?? source.title),
  };
}
