/** `vod extract`: the whole job against a local VOD service, from a video to a verified audio file. */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { basename, parse, resolve } from 'node:path';
import yoctoSpinner from 'yocto-spinner';
import type { AudioFormat } from '../../generated/schema.js';
import { createVodClient, type VodClient } from '../client/client.js';
import { extractAudio } from '../extraction/extract-audio.js';
import { type ExtractedAudio, ExtractionFailedError } from '../extraction/outcome.js';
import { describeMedia, type MediaDescription } from '../local/extraction/ffmpeg.js';
import { type LocalVod, startLocalVod } from '../local/index.js';
import { uploadAsset } from '../upload/index.js';
import { receiveCallbacks } from './callback-receiver.js';
import { CommandFailure } from './failure.js';
import { checkSource, checkTarget, writeChecked } from './files.js';

/** What to extract, and into what. */
export interface ExtractCommand {
  /** The video. Default: the sample of this package. */
  file?: string | undefined;
  /** The format of the audio. Default: MP3. */
  format: AudioFormat;
  /** The file to write. Default: the name of the video with the format's suffix, in `cwd`. */
  output?: string | undefined;
  /** Where the user stands; relative paths start there. */
  cwd: string;
  /** Ends the job and cleans up. */
  signal: AbortSignal;
}

/**
 * Runs the job. Steps go to standard error, the path of the result to standard output.
 *
 * @returns the path of the audio file.
 * @throws CommandFailure when the input, the output or the job fails.
 */
export async function extract(command: ExtractCommand): Promise<string> {
  const { format, cwd, signal } = command;
  const sample = createRequire(import.meta.url).resolve('huaweicloud-vod/sample.mp4');
  const file = command.file === undefined ? sample : resolve(cwd, command.file);
  const name = command.file === undefined ? 'ode-to-joy' : parse(file).name;
  const target = resolve(cwd, command.output ?? `${name}.${format.toLowerCase()}`);
  if (command.output === undefined && target === file) {
    throw new CommandFailure(`Cannot extract from ${file}: it is ${format} already. Give a video.`);
  }
  const size = await checkSource(file);
  await checkTarget(target, file);

  const steps = new Steps();
  const key = randomBytes(16).toString('hex');
  const receiver = await receiveCallbacks(key);
  let local: LocalVod | undefined;
  try {
    steps.begin('Start the local VOD service');
    local = await startLocalVod({ webhook: { url: receiver.url, key } });
    const { url: endpoint, projectId, credentials } = local;
    steps.done(`Local VOD service at ${endpoint}, project ${projectId}`);
    const vod = createVodClient({ endpoint, projectId, credentials });

    const uploading = `Upload ${basename(file)} (${kilobytes(size)})`;
    steps.begin(uploading);
    const assetId = await uploadAsset(vod, file, {
      signal,
      onProgress: ({ bytesSent }) => {
        steps.progress(`${uploading} ${percent(bytesSent, size)}`);
      },
    });
    steps.done(`Uploaded ${basename(file)} (${kilobytes(size)}): asset ${assetId}`);

    steps.begin(`Extract ${format}`);
    const job = await extractAudio(vod, { assetId, format, signal });
    steps.done(`Extraction to ${format} accepted: audio asset ${job.audioAssetId}`);
    steps.begin('Wait for the signed callback');
    receiver.deliverTo(job);
    // The callback comes first; polling only helps when it is lost.
    const audio = await job.wait({ signal, firstPollMs: 30_000 }).catch((error: unknown) => {
      throw describeFailure(error, file);
    });
    steps.done(
      audio.learnedBy === 'event'
        ? 'Callback audioExtractComplete received, signature verified'
        : 'Extraction ended; the callback did not come, polling told',
    );

    steps.begin('Download the audio');
    const media = await download(audio, target, format, { vod, assetId, signal, steps });
    steps.done(`Downloaded and verified: ${describe(media)}`);
    return target;
  } catch (error) {
    steps.stop();
    throw error;
  } finally {
    receiver.close();
    await local?.close();
  }
}

async function download(
  audio: ExtractedAudio,
  target: string,
  format: AudioFormat,
  {
    vod,
    assetId,
    signal,
    steps,
  }: { vod: VodClient; assetId: string; signal: AbortSignal; steps: Steps },
): Promise<MediaDescription> {
  const onProgress = (received: number, total = 0): void =>
    steps.progress(`Download the audio ${percent(received, total)}`);
  const download = (partial: string) => audio.download(partial, { signal, onProgress });
  return writeChecked(target, download, async (partial) => {
    steps.progress('Read the audio back');
    const media = await describeMedia(partial, { signal });
    const details = await vod.GET('/v1.0/{project_id}/asset/details', {
      params: { query: { asset_id: assetId, categories: ['base_info'] } },
      signal,
    });
    checkAudio(media, format, details.data.base_info?.meta_data?.duration_ms);
    return media;
  });
}

/** The file has to be what was asked for, and as long as its video. */
function checkAudio(
  media: MediaDescription,
  format: AudioFormat,
  sourceMs: number | undefined,
): void {
  const codec = media.audio?.codec;
  if (codec !== format.toLowerCase() || media.video) {
    throw new CommandFailure(
      `The result is not ${format}: it holds ${codec ?? 'no audio'}. It was not kept.`,
    );
  }
  const differenceMs = Math.abs(media.durationSeconds * 1000 - (sourceMs ?? Infinity));
  // The audio track of a video may be a little shorter or longer than its picture.
  if (sourceMs !== undefined && differenceMs > Math.max(1000, sourceMs * 0.01)) {
    throw new CommandFailure(
      `The result is ${media.durationSeconds.toFixed(1)} s long, but the video ${(sourceMs / 1000).toFixed(1)} s. ` +
        'It was not kept.',
    );
  }
}

function describeFailure(error: unknown, file: string): unknown {
  if (!(error instanceof ExtractionFailedError)) return error;
  return new CommandFailure(`No audio was extracted from ${file}: ${error.detail}`, 1, {
    cause: error,
  });
}

function describe({ audio, durationSeconds, bitRateKbps }: MediaDescription): string {
  if (!audio) return 'no audio';
  const channels = audio.channels === 2 ? 'stereo' : `${String(audio.channels)} channel(s)`;
  return (
    `${audio.codec}, ${durationSeconds.toFixed(2)} s, ${String(audio.bitRateKbps || bitRateKbps)} kbit/s, ` +
    `${String(audio.sampleRateHz)} Hz, ${channels}`
  );
}

function kilobytes(size: number): string {
  return `${Math.ceil(size / 1000).toLocaleString('en')} kB`;
}

function percent(part: number, whole: number): string {
  return whole > 0 ? `${String(Math.floor((part / whole) * 100))} %` : '';
}

/** The steps on standard error: a moving line on a terminal, and a line for each step that is done. */
class Steps {
  // The command handles signals itself, because it has to clean up first.
  readonly #spinner = process.stderr.isTTY ? yoctoSpinner({ handleSignals: false }) : undefined;

  begin(text: string): void {
    this.#spinner?.start(text);
  }

  progress(text: string): void {
    if (this.#spinner) this.#spinner.text = text;
  }

  done(text: string): void {
    if (this.#spinner) this.#spinner.success(text);
    else console.error(`✔ ${text}`);
  }

  stop(): void {
    this.#spinner?.stop();
  }
}
