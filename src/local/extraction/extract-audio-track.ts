/** Extracts the audio of a media file. */
import { randomUUID } from 'node:crypto';
import { appendFile, rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AudioFormat } from '../../../generated/schema.js';
import type { MediaDescription } from '../assets/media-description.js';
import { inspect, type MediaOptions, readInput } from './describe-media.js';
import { chooseFFmpeg } from './ffmpeg.js';
import { type FFmpeg, type FFmpegResult, reasonOf } from './ffmpeg-command.js';
import { MediaError, withTimeLimit } from './media-error.js';
import { meansFullDisk } from './shortage.js';

/** How an extraction works. */
export interface ExtractionOptions extends MediaOptions {
  /** Called now and then with the length of what is done, in seconds. It must not throw. */
  onProgress?: (secondsDone: number) => void;
  /** The largest result in bytes. Default: 2 GiB, which is 37 hours of MP3. */
  largestBytes?: number;
}

type AudioTrack = NonNullable<MediaDescription['audio']>;

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
 * channels. `target` appears only when it is complete; after a failure nothing is left on the disk.
 *
 * @throws {MediaError} with the `reason`; the time limit is 30 minutes by default.
 * @throws Node's own error when a file cannot be opened or written (`ENOSPC` on a full disk) or FFmpeg cannot be
 *   started; the signal's reason when aborted.
 */
export function extractAudioTrack(
  source: string,
  target: string,
  format: AudioFormat,
  options: ExtractionOptions = {},
): Promise<MediaDescription> {
  const { signal, timeoutMs = 30 * 60_000, ...more } = options;
  const name = basename(source);
  return withTimeLimit(`Extracting ${name}`, { signal, timeoutMs }, async (limited) => {
    const ffmpeg = await chooseFFmpeg(options.ffmpeg);
    const { description, audioTrack: track } = await inspect(ffmpeg, source, limited);
    const { audio } = description;
    if (audio === undefined) {
      const message = `${name} has no audio track, so there is nothing to extract. Give a video with sound.`;
      throw new MediaError('no-audio-track', message);
    }
    const job = { ...more, ffmpeg, source, target, track, audio, signal: limited };
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
interface Job extends Pick<ExtractionOptions, 'onProgress' | 'largestBytes'> {
  ffmpeg: FFmpeg;
  source: string;
  target: string;
  /** FFmpeg's index of the track in the source. */
  track: number;
  audio: AudioTrack;
  signal: AbortSignal;
}

/** @throws UnfitForAdts when a copy is not what the source was. */
async function write(job: Job, encoding: keyof typeof encodings): Promise<MediaDescription> {
  const { ffmpeg, source, target, audio, largestBytes = 2 ** 31, ...options } = job;
  const name = basename(source);
  const partial = `${target}.${randomUUID()}.partial`;
  const isCrowded = encoding === 'AAC' && audio.channels > mostChannels.encoded;
  const command = [
    ...['-v', 'repeat+error', ...readInput, '-map', `0:${job.track}`, '-map_metadata', '-1'],
    ...['-map_chapters', '-1', ...(isCrowded ? ['-ac', String(mostChannels.encoded)] : [])],
    ...[...encodings[encoding], '-fs', String(largestBytes), '/output'],
  ];
  const files = { input: source, output: partial };
  try {
    const result = await runWithRoom(partial, () =>
      ffmpeg.run({ program: 'ffmpeg', arguments: command, ...files }, options),
    );
    const isRefused = result.log.some((line) => line.includes('ADTS'));
    if (encoding === 'copy' && isRefused) throw new UnfitForAdts();
    checkEnd(result, name);
    // FFmpeg stops at the limit, and calls that a success too.
    if ((await stat(partial)).size >= largestBytes) {
      const message = `The audio of ${name} is larger than ${largestBytes} bytes. Cut the video into parts.`;
      throw new MediaError('too-large', message);
    }
    const made = await inspect(ffmpeg, partial, job.signal, true).catch((cause: unknown) => {
      if (!(cause instanceof MediaError) || cause.reason !== 'not-media') throw cause;
      const message = `The audio track of ${name} holds no sound that can be decoded. Check that the file plays.`;
      throw new MediaError('ffmpeg-failed', message, { cause });
    });
    const copy = made.description.audio;
    // ADTS has three bits for the channels, and FFmpeg does not check whether they are enough.
    const isAlike = copy?.channels === audio.channels && copy.sampleRateHz === audio.sampleRateHz;
    if (encoding === 'copy' && !isAlike) throw new UnfitForAdts();
    await rename(partial, target);
    return made.description;
  } finally {
    await rm(partial, { force: true });
  }
}

const mostRuns = 4;

/**
 * Runs a command that writes `file`. When FFmpeg's log tells of a full disk, that is checked by writing more, because
 * a hostile file could bring such words into the log. If there is room, which another extraction may just have made,
 * the command is run again.
 *
 * @throws Node's own error when the disk is full.
 */
async function runWithRoom(file: string, run: () => Promise<FFmpegResult>): Promise<FFmpegResult> {
  for (let runs = 1; ; runs += 1) {
    const result = await run();
    if (!meansFullDisk(result.fault)) return result;
    await appendFile(file, new Uint8Array(2 ** 20));
    if (runs === mostRuns) return result;
    await rm(file);
  }
}

/** ADTS frames cannot carry this kind of AAC. */
class UnfitForAdts extends Error {}

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
