/** Extracts audio, a few tasks at a time and in order, and tells how each ended. */
import { availableParallelism } from 'node:os';
import type { AudioExtractCompleteEvent, AudioFormat } from '../../generated/schema.js';
import { type Asset, type Assets, urlOf } from './assets.js';
import { describeMedia, extractAudioTrack, MediaError } from './ffmpeg.js';
import { eventMetadata } from './metadata.js';
import { TaskQueue } from './task-queue.js';

/** How the queue works. */
export interface ExtractionQueueOptions {
  /** How many tasks run at once. Default: the number of cores. */
  concurrency?: number;
  /** Called when an extraction has ended, after the asset says so too. */
  onEnd: (event: AudioExtractCompleteEvent) => void;
}

/** The tasks of the local VOD service on media files. */
export class ExtractionQueue {
  readonly #assets: Assets;
  readonly #tasks: TaskQueue;
  readonly #onEnd: ExtractionQueueOptions['onEnd'];

  constructor(assets: Assets, options: ExtractionQueueOptions) {
    this.#assets = assets;
    this.#tasks = new TaskQueue(options.concurrency ?? availableParallelism());
    this.#onEnd = options.onEnd;
  }

  /** Reads what a file holds, in the background. A file that holds no media stays undescribed. */
  describe(asset: Asset): void {
    this.#tasks.add(asset, async (signal) => {
      const media = await describeMedia(this.#assets.fileOf(asset), { signal });
      this.#assets.update(asset, { media });
    });
  }

  /** Extracts the audio of `source` into `audio`, in the background. */
  extract(source: Asset, audio: Asset, format: AudioFormat): void {
    this.#tasks.add(audio, (signal) => this.#extract(source, audio, format, signal));
  }

  /** Takes an extraction out of the queue. Returns whether it was still waiting. */
  cancel(audio: Asset): boolean {
    if (!this.#tasks.cancel(audio)) return false;
    this.#assets.end(audio, {
      fileState: 'failed',
      taskStatus: 'TRANSCODE_FAILED',
      taskDescription: 'The extraction was cancelled',
    });
    return true;
  }

  /** Stops what runs, forgets what waits, and resolves when nothing is left. */
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
      const media = await extractAudioTrack(from, to, format, { signal });
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
    } catch (error) {
      if (signal.aborted) return; // The service is closing; there is nobody to tell.
      const failure = describeFailure(error, source);
      this.#assets.end(audio, {
        fileState: 'failed',
        taskStatus: 'TRANSCODE_FAILED',
        taskDescription: `${failure.error_code}: ${failure.error_msg}`,
      });
      this.#onEnd({
        event_type: 'audioExtractComplete',
        audio_extract_info: { status: 'FAILED', asset_id: audio.id, ...failure },
      });
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
