/** Extracts audio, a few tasks at a time and in order, and tells how each ended. */
import { availableParallelism } from 'node:os';
import type { AudioExtractCompleteEvent, AudioFormat } from '../../generated/schema.js';
import { type Asset, type Assets, urlOf } from './assets.js';
import { describeMedia, extractAudioTrack, type FFmpegOptions, MediaError } from './ffmpeg.js';
import { eventMetadata } from './metadata.js';
import { TaskQueue } from './task-queue.js';

/** How the queue works. */
export interface ExtractionQueueOptions {
  /** How many tasks run at once. Default: the number of cores. */
  concurrency?: number;
  /** Which FFmpeg does the work; nothing of it is started or loaded before the first task. */
  ffmpeg?: FFmpegOptions;
  /** Called when an extraction ends, to stage its event together with the end itself. */
  onEnd: (event: AudioExtractCompleteEvent) => void;
}

/** The tasks of the local VOD service on media files. */
export class ExtractionQueue {
  readonly #assets: Assets;
  readonly #tasks: TaskQueue;
  readonly #ffmpeg: FFmpegOptions | undefined;
  readonly #onEnd: ExtractionQueueOptions['onEnd'];

  constructor(assets: Assets, options: ExtractionQueueOptions) {
    this.#assets = assets;
    this.#tasks = new TaskQueue(options.concurrency ?? availableParallelism());
    this.#ffmpeg = options.ffmpeg;
    this.#onEnd = options.onEnd;
  }

  /** Reads what a file holds, in the background. A file that holds no media stays undescribed. */
  describe(asset: Asset): void {
    this.#tasks.add(asset, async (signal) => {
      const file = this.#assets.fileOf(asset);
      const media = await describeMedia(file, { signal, ffmpeg: this.#ffmpeg });
      await this.#assets.insist(() => {
        this.#assets.update(asset, { media });
      }, signal);
    });
  }

  /** Extracts the audio of `source` into `audio`, in the background. */
  extract(source: Asset, audio: Asset, format: AudioFormat): void {
    this.#tasks.add(audio, (signal) => this.#extract(source, audio, format, signal));
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
    this.#assets.end(audio, {
      fileState: 'failed',
      taskStatus: 'TRANSCODE_FAILED',
      taskDescription: 'The extraction was cancelled',
    });
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

  async #extract(
    source: Asset,
    audio: Asset,
    format: AudioFormat,
    signal: AbortSignal,
  ): Promise<void> {
    this.#assets.update(audio, { taskStatus: 'TRANSCODING' });
    const [from, to] = [this.#assets.fileOf(source), this.#assets.fileOf(audio)];
    try {
      const media = await extractAudioTrack(from, to, format, {
        signal,
        ffmpeg: this.#ffmpeg,
      });
      await this.#assets.keepFile(audio);
      signal.throwIfAborted(); // From here on it has an end, of which somebody is told.
      await this.#assets.insist(() => {
        this.#assets.end(audio, {
          media,
          fileState: 'ready',
          taskStatus: 'TRANSCODE_SUCCEED',
          taskDescription: 'Audio extraction succeeded',
        });
        this.#onEnd({
          event_type: 'audioExtractComplete',
          audio_extract_info: {
            status: 'SUCCEED',
            title: audio.title,
            url: urlOf(audio),
            asset_id: audio.id,
            meta_data: eventMetadata(audio, media),
          },
        });
      }, signal);
    } catch (error) {
      if (signal.aborted) {
        // The next run does this again; after a reset nobody does.
        await this.#assets.removeUnwanted(audio);
        return;
      }
      const failure = describeFailure(error, source);
      await this.#assets.insist(() => {
        this.#assets.end(audio, {
          fileState: 'failed',
          taskStatus: 'TRANSCODE_FAILED',
          taskDescription: `${failure.error_code}: ${failure.error_msg}`,
        });
        this.#onEnd({
          event_type: 'audioExtractComplete',
          audio_extract_info: { status: 'FAILED', asset_id: audio.id, ...failure },
        });
      }, signal);
    }
  }
}

/** Which codes occur is not documented: the service's own for a wrong type, and for a task that failed. */
function describeFailure(error: unknown, source: Asset): { error_code: string; error_msg: string } {
  const reason = error instanceof MediaError ? error.reason : undefined;
  const wrongType = reason === 'not-media' || reason === 'no-audio-track';
  return {
    error_code: wrongType ? 'VOD.10063' : 'VOD.10092',
    error_msg:
      error instanceof MediaError
        ? error.message.replaceAll(source.storedName, source.videoName ?? source.title)
        : 'The file could not be processed.', // About this machine, such as a full disk, with a path in it.
  };
}
