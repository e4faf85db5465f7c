/** Extracts audio, a few tasks at a time and in order, and tells how each ended. */
import { availableParallelism } from 'node:os';
import type { AudioExtractCompleteEvent, AudioFormat } from '../../generated/schema.js';
import { type Asset, type Assets, urlOf } from './assets.js';
import { describeMedia, extractAudioTrack, MediaError } from './ffmpeg.js';
import { eventMetadata } from './metadata.js';

/** How the queue works. */
export interface ExtractionQueueOptions {
  /** How many tasks run at once. Default: the number of cores. */
  concurrency?: number;
  /** Called when an extraction has ended, after the asset says so too. */
  onEnd: (event: AudioExtractCompleteEvent) => void;
}

interface Task {
  asset: Asset;
  run: (signal: AbortSignal) => Promise<void>;
}

/** The tasks of the local VOD service. */
export class ExtractionQueue {
  readonly #waiting: Task[] = [];
  readonly #running = new Set<Promise<void>>();
  readonly #closed = new AbortController();
  readonly #assets: Assets;
  readonly #concurrency: number;
  readonly #onEnd: ExtractionQueueOptions['onEnd'];

  constructor(assets: Assets, options: ExtractionQueueOptions) {
    this.#assets = assets;
    this.#concurrency = options.concurrency ?? availableParallelism();
    if (!Number.isInteger(this.#concurrency) || this.#concurrency < 1) {
      throw new RangeError(`concurrency has to be 1 or more; it is ${this.#concurrency}.`);
    }
    this.#onEnd = options.onEnd;
  }

  /** Reads what an uploaded file holds, in the background. A file that holds no media stays undescribed. */
  describe(asset: Asset): void {
    this.#add({
      asset,
      run: async (signal) => {
        const media = await describeMedia(this.#assets.fileOf(asset), { signal });
        this.#assets.update(asset, { media });
      },
    });
  }

  /** Extracts the audio of `source` into `audio`, in the background. */
  extract(source: Asset, audio: Asset, format: AudioFormat): void {
    this.#add({ asset: audio, run: (signal) => this.#extract(source, audio, format, signal) });
  }

  /** Takes a task out of the queue. Returns whether it was still waiting. */
  cancel(asset: Asset): boolean {
    const index = this.#waiting.findIndex((task) => task.asset === asset);
    if (index < 0) return false;
    this.#waiting.splice(index, 1);
    return true;
  }

  /** Stops what runs, forgets what waits, and resolves when nothing is left. */
  async close(): Promise<void> {
    this.#waiting.length = 0;
    this.#closed.abort();
    await Promise.all(this.#running);
  }

  #add(task: Task): void {
    this.#waiting.push(task);
    this.#startNext();
  }

  #startNext(): void {
    if (this.#running.size >= this.#concurrency) return;
    const task = this.#waiting.shift();
    if (!task) return;
    const running = task
      .run(this.#closed.signal)
      .catch(() => undefined) // A description that fails is simply not there.
      .finally(() => {
        this.#running.delete(running);
        this.#startNext();
      });
    this.#running.add(running);
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
      this.#assets.update(audio, {
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
      this.#assets.update(audio, {
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
