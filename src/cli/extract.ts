/** `vod extract`: the whole job with a local VOD service, from a video to a checked audio file. */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { basename, parse, resolve } from 'node:path';
import yoctoSpinner from 'yocto-spinner';
import type { AudioFormat } from '../../generated/schema.js';
import { createVodClient, type VodClient } from '../client/client.js';
import { extractAudio } from '../extraction/extract-audio.js';
import { type ExtractedAudio, ExtractionFailedError } from '../extraction/outcome.js';
import type { MediaDescription } from '../local/assets/media-description.js';
import { describeMedia } from '../local/extraction/describe-media.js';
import { type LocalVod, startLocalVod } from '../local/index.js';
import { uploadAsset, type UploadProgress } from '../upload/index.js';
import { CommandFailure } from './failure.js';
import { checkSource, checkTarget, writeChecked } from './files.js';
import { startWebhookReceiver } from './webhook-receiver.js';

/** What to extract. */
export interface ExtractCommand {
  /** The video. Default: the sample of this package. */
  file?: string | undefined;
  format: AudioFormat;
  /** The file to write. Default: the name of the video with the suffix of the format, in `cwd`. */
  output?: string | undefined;
  /** The folder of the user, in which relative paths begin. */
  cwd: string;
  /** Ends the job and cleans up. */
  signal: AbortSignal;
}

/**
 * Extracts the audio. Writes the steps to standard error.
 *
 * @returns the path of the audio file.
 * @throws CommandFailure if the video, the output or the job fails.
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
  const receiver = await startWebhookReceiver(key);
  let local: LocalVod | undefined;
  try {
    steps.begin('Start the local VOD service');
    local = await startLocalVod({ webhook: { url: receiver.url, key } });
    const { url: endpoint, projectId, credentials } = local;
    steps.done(`Local VOD service at ${endpoint}, project ${projectId}`);
    const vod = createVodClient({ endpoint, projectId, credentials });

    const what = `${basename(file)} (${Math.ceil(size / 1000).toLocaleString('en')} kB)`;
    steps.begin(`Upload ${what}`);
    const onProgress = ({ bytesSent }: UploadProgress): void =>
      steps.progress(`Upload ${what} ${percent(bytesSent, size)}`);
    const assetId = await uploadAsset(vod, file, { signal, onProgress });
    steps.done(`Uploaded ${what}: asset ${assetId}`);

    steps.begin(`Extract ${format}`);
    const job = await extractAudio(vod, { assetId, format, signal });
    steps.done(`Extraction to ${format} accepted: audio asset ${job.audioAssetId}`);
    steps.begin('Wait for the signed webhook');
    receiver.deliverTo(job);
    // Late polls, so that normally the webhook is first.
    const audio = await job.wait({ signal, firstPollMs: 30_000 }).catch((error: unknown) => {
      if (!(error instanceof ExtractionFailedError)) throw error;
      const message = `The audio of ${file} was not extracted: ${error.detail}`;
      throw new CommandFailure(message, 1, { cause: error });
    });
    steps.done(
      audio.learnedBy === 'event'
        ? 'Webhook audioExtractComplete received, signature verified'
        : 'Extraction ended, found by polling: the webhook did not arrive',
    );

    steps.begin('Download the audio');
    const { media, videoMs } = await download(audio, target, format, {
      vod,
      assetId,
      signal,
      steps,
    });
    steps.done(`Downloaded and checked: ${describe(media)}`);
    const warning = differenceOf(media.durationSeconds, videoMs);
    if (warning !== undefined) steps.warn(warning);
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
  job: { vod: VodClient; assetId: string; signal: AbortSignal; steps: Steps },
): Promise<{ media: MediaDescription; videoMs: number | undefined }> {
  const { vod, assetId, signal, steps } = job;
  const onProgress = (received: number, total = 0): void =>
    steps.progress(`Download the audio ${percent(received, total)}`);
  const write = (partial: string) => audio.download(partial, { signal, onProgress });
  return writeChecked(target, write, async (partial) => {
    steps.progress('Check the audio');
    const media = await describeMedia(partial, { signal });
    const details = await vod.GET('/v1.0/{project_id}/asset/details', {
      params: { query: { asset_id: assetId, categories: ['base_info'] } },
      signal,
    });
    checkFormat(media, format);
    return { media, videoMs: details.data.base_info?.meta_data?.duration_ms };
  });
}

function checkFormat(media: MediaDescription, format: AudioFormat): void {
  const codec = media.audio?.codec;
  if (codec !== format.toLowerCase() || media.video) {
    throw new CommandFailure(
      `The result is ${codec ?? 'not audio'} instead of ${format}. It was not kept.`,
    );
  }
}

/** A warning when the audio is not about as long as the video; it can be right, as when the sound ends early. */
function differenceOf(audioSeconds: number, videoMs = audioSeconds * 1000): string | undefined {
  if (Math.abs(audioSeconds * 1000 - videoMs) <= Math.max(1000, videoMs * 0.01)) return undefined;
  const [audio, video] = [audioSeconds.toFixed(1), (videoMs / 1000).toFixed(1)];
  return `The audio is ${audio} s long, the video ${video} s. Check that the sound of the video ends there.`;
}

function describe({ audio, durationSeconds, bitRateKbps }: MediaDescription): string {
  if (!audio) return 'no audio';
  const channels = audio.channels === 2 ? 'stereo' : `${String(audio.channels)} channel(s)`;
  return (
    `${audio.codec}, ${durationSeconds.toFixed(2)} s, ${String(audio.bitRateKbps || bitRateKbps)} kbit/s, ` +
    `${String(audio.sampleRateHz)} Hz, ${channels}`
  );
}

function percent(part: number, whole: number): string {
  return whole > 0 ? `${String(Math.floor((part / whole) * 100))} %` : '';
}

/** The steps on standard error: on a terminal with a spinner, else one line for each finished step. */
class Steps {
  // The command handles signals itself, because it has to clean up.
  readonly #spinner = process.stderr.isTTY ? yoctoSpinner({ handleSignals: false }) : undefined;

  begin(text: string): void {
    this.#spinner?.start(text);
  }

  progress(text: string): void {
    if (this.#spinner) this.#spinner.text = text;
  }

  warn(text: string): void {
    if (this.#spinner) this.#spinner.warning(text);
    else console.error(`⚠ ${text}`);
  }

  done(text: string): void {
    if (this.#spinner) this.#spinner.success(text);
    else console.error(`✔ ${text}`);
  }

  stop(): void {
    this.#spinner?.stop();
  }
}
