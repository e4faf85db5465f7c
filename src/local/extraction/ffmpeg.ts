/** Describes media files, and extracts their audio, by FFmpeg. */
import { randomUUID } from 'node:crypto';
import { appendFile, rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AudioFormat } from '../../../generated/schema.js';
import { chooseEngine, type FFmpegOptions } from './ffmpeg-back-end.js';
import {
  type Deadline,
  type FFmpegEngine,
  type FFmpegResult,
  MediaError,
  reasonOf,
  withDeadline,
} from './ffmpeg-engine.js';
import { inspect, readInput } from './ffmpeg-probe.js';
import type { MediaDescription } from '../assets/media-description.js';
import { isDiskFull, meansFullDisk } from '../store/store-error.js';

export type { FFmpegOptions } from './ffmpeg-back-end.js';
export { MediaError } from './ffmpeg-engine.js';
export type { MediaDescription } from '../assets/media-description.js';

/** How a call works, and how long it may take. */
export interface MediaOptions {
  /** Which FFmpeg does the work. */
  ffmpeg?: FFmpegOptions | undefined;
  /** Ends the work at once; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** In milliseconds. Default 2 minutes to describe, 30 minutes to extract. */
  timeoutMs?: number;
}

/** How an extraction works. */
export interface ExtractionOptions extends MediaOptions {
  /** Called now and then with the length of what is done, in seconds. */
  onProgress?: (secondsDone: number) => void;
  /** The largest result in bytes. Default: 2 GiB, which is 37 hours of MP3. */
  largestBytes?: number;
}

/**
 * Reads what a media file holds.
 *
 * @throws {MediaError} `not-media`, `timeout` (default 2 minutes) or `ffmpeg-missing`.
 * @throws Node's own error when the file cannot be opened, and the signal's reason when aborted.
 *
 * @example
 * const { durationSeconds, audio } = await describeMedia('talk.mp4');
 * console.log(durationSeconds, audio?.codec); // 10.03 aac
 */
export function describeMedia(file: string, options: MediaOptions = {}): Promise<MediaDescription> {
  const { signal, timeoutMs = 2 * 60_000 } = options;
  return withDeadline(`Reading ${basename(file)}`, { signal, timeoutMs }, async (until) => {
    const { description } = await inspect(await chooseEngine(options.ffmpeg), file, until);
    return description;
  });
}

/** ADTS can name eight, but which eight those are is in dispute, also between versions of FFmpeg. */
const mostChannels = { copied: 8, encoded: 6 };

const encodings = {
  MP3: ['-c:a', 'libmp3lame', '-b:a', '128k', '-f', 'mp3'],
  AAC: ['-c:a', 'aac', '-b:a', '128k', '-f', 'adts'],
  copy: ['-c:a', 'copy', '-f', 'adts'],
};

/**
 * Writes the default audio track of `source` to `target`, without pictures, tags or chapters, and
 * describes the result. MP3 is encoded at a constant 128 kbit/s, in stereo at most and at the
 * nearest sample rate that MP3 has. AAC is copied bit by bit when the track is AAC that ADTS frames
 * can carry (HE-AAC can, xHE-AAC and AAC-ELD cannot), else encoded at 128 kbit/s with at most six
 * channels. `target` appears only when it is complete.
 *
 * @throws {MediaError} with the `reason`; the time limit is 30 minutes by default. After `disk-full` nothing of it is
 *   on the disk, and another attempt can succeed as soon as there is room.
 * @throws Node's own error when a file cannot be opened, and the signal's reason when aborted.
 *
 * @example
 * const audio = await extractAudioTrack('talk.mp4', 'talk.mp3', 'MP3', {
 *   onProgress: (secondsDone) => console.log(`${secondsDone.toFixed()} s done`),
 * });
 */
export function extractAudioTrack(
  source: string,
  target: string,
  format: AudioFormat,
  options: ExtractionOptions = {},
): Promise<MediaDescription> {
  const { signal, timeoutMs = 30 * 60_000, largestBytes = 2 ** 31, onProgress } = options;
  const name = basename(source);
  return withDeadline(`Extracting ${name}`, { signal, timeoutMs }, async (until) => {
    const engine = await chooseEngine(options.ffmpeg);
    const { description, audioTrack: track } = await inspect(engine, source, until);
    const { audio } = description;
    if (audio === undefined) {
      throw new MediaError(
        'no-audio-track',
        `${name} has no audio track, so there is nothing to extract. Give a video with sound.`,
      );
    }
    const job = { engine, source, target, track, audio, largestBytes, until, onProgress };
    if (format === 'AAC' && audio.codec === 'aac' && audio.channels <= mostChannels.copied) {
      try {
        return await write(job, 'copy');
      } catch (error) {
        if (!(error instanceof UnfitForAdts)) throw error;
      }
    }
    return write(job, format);
  });
}

/** What is extracted, by what, and into what. */
interface Extraction {
  engine: FFmpegEngine;
  source: string;
  target: string;
  /** FFmpeg's index of the track in the source, and what that is. */
  track: number;
  audio: AudioTrack;
  largestBytes: number;
  until: Deadline;
  onProgress: ((secondsDone: number) => void) | undefined;
}

type AudioTrack = NonNullable<MediaDescription['audio']>;

/** @throws UnfitForAdts when a copy is not what the source was. */
async function write(
  { engine, source, target, track, audio, largestBytes, until, onProgress }: Extraction,
  encoding: keyof typeof encodings,
): Promise<MediaDescription> {
  const partial = `${target}.${randomUUID()}.partial`;
  const isCrowded = encoding === 'AAC' && audio.channels > mostChannels.encoded;
  const output = [...encodings[encoding], '-fs', String(largestBytes), '/output'];
  const command = [
    ...['-v', 'repeat+error', ...readInput, '-map', `0:${track}`, '-map_metadata', '-1'],
    ...['-map_chapters', '-1'],
    ...(isCrowded ? ['-ac', String(mostChannels.encoded), ...output] : output),
  ];
  try {
    const result = await runWithRoom(partial, () =>
      engine.run(
        { program: 'ffmpeg', arguments: command, input: source, output: partial },
        until,
        onProgress,
      ),
    );
    const isRefused = result.log.some((line) => line.includes('ADTS'));
    if (encoding === 'copy' && isRefused) throw new UnfitForAdts();
    checkEnd(result, basename(source));
    // FFmpeg stops at the limit, and calls that a success too.
    if ((await stat(partial)).size >= largestBytes) {
      const limit = `larger than ${largestBytes} bytes`;
      throw new MediaError(
        'too-large',
        `The audio of ${basename(source)} is ${limit}. Cut the video into parts.`,
      );
    }
    const { description } = await inspect(engine, partial, until, true).catch((cause: unknown) => {
      if (!(cause instanceof MediaError) || cause.reason !== 'not-media') throw cause;
      const nothing = 'holds no sound that can be decoded';
      const advice = 'Check that the file plays.';
      throw new MediaError(
        'ffmpeg-failed',
        `The audio track of ${basename(source)} ${nothing}. ${advice}`,
        { cause },
      );
    });
    if (encoding === 'copy' && !isAlike(description.audio, audio)) throw new UnfitForAdts();
    await rename(partial, target);
    return description;
  } catch (error) {
    throw isDiskFull(error) ? noRoom(basename(source), error) : error;
  } finally {
    await rm(partial, { force: true });
  }
}

function noRoom(name: string, cause: unknown): MediaError {
  const advice = 'Free some space on the disk that the files are on.';
  return new MediaError('disk-full', `There is no room for the audio of ${name}. ${advice}`, {
    cause,
  });
}

const mostRuns = 4;

/**
 * Runs a command that writes `file`. Natively only the log tells of a full disk, and a hostile file could bring such
 * words into it, to be extracted for ever: so they have to be true. Where there is room, because another extraction
 * has just given up its own, it is run again.
 *
 * @throws Node's own error when the disk is full.
 */
async function runWithRoom(file: string, run: () => Promise<FFmpegResult>): Promise<FFmpegResult> {
  for (let runs = 1; ; runs += 1) {
    const result = await run();
    if (result.fault === undefined || !meansFullDisk(result.fault)) return result;
    await appendFile(file, new Uint8Array(2 ** 20));
    if (runs === mostRuns) return result;
    await rm(file);
  }
}

/** ADTS frames cannot carry this kind of AAC. */
class UnfitForAdts extends Error {}

/** ADTS has three bits for the channels, and FFmpeg does not look whether they are enough. */
function isAlike(copy: AudioTrack | undefined, { channels, sampleRateHz }: AudioTrack): boolean {
  return copy?.channels === channels && copy.sampleRateHz === sampleRateHz;
}

/** FFmpeg's exit code says little: a file that breaks off is a success to it, as is a full disk. */
function checkEnd(result: FFmpegResult, name: string): void {
  const broken = result.log.find((line) =>
    /^\/input: |partial file$|Error during demuxing/.test(line),
  );
  if (result.exitCode === 0 && !result.fault && !broken) return;
  const advice = result.fault
    ? 'Check the disk that the files are on.'
    : 'Check that the file is whole and plays to its end.';
  throw new MediaError(
    'ffmpeg-failed',
    `FFmpeg could not extract the audio of ${name}: ${reasonOf(result, broken)}. ${advice}`,
  );
}
