/** Extracts the audio of a media file. */
import { randomUUID } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AudioFormat } from '../../../generated/schema.js';
import type { MediaDescription } from '../assets/media-description.js';
import type { Assumptions } from '../assumptions.js';
import {
  describe,
  measureSeconds,
  type MediaOptions,
  probe,
  type ProbedMedia,
} from './describe-media.js';
import { chooseFFmpeg } from './ffmpeg.js';
import { type FFmpeg, type FFmpegResult, reasonOf } from './ffmpeg-command.js';
import { MediaError, withTimeLimit } from './media-error.js';
import { runWithRoom } from './shortage.js';
import { mapAudio, readTrackSpan, type TrackSpan } from './track-span.js';

/** How an extraction works. */
export interface ExtractionOptions extends MediaOptions {
  /** Called now and then with the length of what is done, in seconds. It must not throw. */
  onProgress?: (secondsDone: number) => void;
  /** Called with a sentence when the extraction succeeds, but not with all of the default track. It must not throw. */
  onRemark?: (remark: string) => void;
  /** See `Assumptions.timeline`. Default: `kept`. */
  timeline?: Assumptions['timeline'];
  /** The largest result in bytes. Default: 2 GiB, which is 37 hours of MP3. */
  largestBytes?: number;
  /** How many times as large as its source a result may be, if it is larger than 16 MiB. Default: 64. */
  maxAudioRatio?: number;
}

/** ADTS can name eight, but which eight those are is in dispute, also between versions of FFmpeg. */
const mostChannels = { copy: 8, AAC: 6, MP3: 2 };

const encodings = {
  MP3: ['-c:a', 'libmp3lame', '-b:a', '128k', '-f', 'mp3'],
  AAC: ['-c:a', 'aac', '-b:a', '128k', '-f', 'adts'],
  copy: ['-c:a', 'copy', '-f', 'adts'],
};
const encodedBytesPerSecond = 16_000;

/** A result up to this size in bytes, 17 minutes, is no burden, however small its source. */
const alwaysAllowed = 2 ** 24;

/** By how many seconds a result may differ from the sound of its source: decoders begin and end with up to 0.1 s. */
const tolerance = 0.1;

/** The longest frame of AAC takes 0.14 s: a longer time between two packets is a pause. */
const longestFrame = 0.15;

/**
 * Writes the default audio track of `source` to `target`, without pictures, tags or chapters, and describes the result.
 * If that track cannot be decoded, the first one that can is taken. MP3 is encoded at a constant 128 kbit/s, in stereo
 * at most and at the nearest sample rate that MP3 has. AAC is copied bit by bit if a copy sounds exactly as the track
 * does, else encoded at 128 kbit/s with at most six channels. `target` appears only when it is complete; after a
 * failure nothing is left on the disk.
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
  const { signal, timeoutMs = 30 * 60_000 } = options;
  const name = basename(source);
  return withTimeLimit(`Extracting ${name}`, { signal, timeoutMs }, async (limited) => {
    const ffmpeg = await chooseFFmpeg(options.ffmpeg);
    const media = await probe(ffmpeg, source, limited);
    const { audio, undecodable } = media;
    if (audio === undefined) {
      const message = `${name} has no audio track, so there is nothing to extract. Give a video with sound.`;
      throw new MediaError('no-audio-track', message);
    }
    const span = await readTrackSpan(ffmpeg, media, target, limited);
    const job = { options, ffmpeg, name, media, span, target, signal: limited };
    const made = await write(job, format);
    if (undecodable) {
      const [bad, taken] = [undecodable, audio].map(
        ({ index, codec_name }) => `${index} (${codec_name ?? 'of an unknown codec'})`,
      );
      options.onRemark?.(`Track ${taken} was taken, because track ${bad} cannot be decoded`);
    }
    return made;
  });
}

/** What is extracted, by what, and into what. */
interface Job {
  options: ExtractionOptions;
  ffmpeg: FFmpeg;
  /** The name of the source, for messages. */
  name: string;
  media: ProbedMedia;
  span: TrackSpan;
  target: string;
  signal: AbortSignal;
}

async function write(job: Job, format: AudioFormat): Promise<MediaDescription> {
  if (format === 'AAC' && mayBeCopied(job)) {
    try {
      return await writeAs('copy', job);
    } catch (error) {
      if (!(error instanceof Unsuitable)) throw error;
    }
  }
  try {
    return await writeAs(format, job);
  } catch (error) {
    if (!(error instanceof Unsuitable)) throw error;
    return writeByWay(format, job);
  }
}

/** Writes a track whose sample rate or channels change: first all of its sound alike, with its times, then the result. */
async function writeByWay(format: AudioFormat, job: Job): Promise<MediaDescription> {
  const { ffmpeg, media, target, signal } = job;
  const alike = `${target}.${randomUUID()}.partial`;
  const { before, map, after } = mapAudio(media);
  const { sample_rate: rate = '48000', channels = 2 } = media.audio ?? {};
  const command = [
    ...['-v', 'repeat+error', ...before, ...media.readInput, ...map],
    ...['-c:a', 'pcm_s16le', '-ar', rate, '-ac', String(Math.min(channels, mostChannels[format]))],
    ...['-f', 'matroska', '/output', ...after],
  ];
  const files = { input: media.file, output: alike };
  try {
    const result = await runWithRoom(alike, () =>
      ffmpeg.run({ program: 'ffmpeg', arguments: command, ...files }, { signal }),
    );
    checkEnd(result, job.name);
    const { sizeBytes } = media;
    const probed = await probe(ffmpeg, alike, signal);
    // FFmpeg would take the late beginning of its only track for the beginning of the file.
    const readInput = ['-itsoffset', String(Math.max(0, job.span.start)), ...probed.readInput];
    const asMedia = { ...probed, readInput, sizeBytes };
    const span = await readTrackSpan(ffmpeg, asMedia, target, signal);
    return await writeAs(format, { ...job, media: asMedia, span });
  } finally {
    await rm(alike, { force: true });
  }
}

/** Without this option FFmpeg begins to fill with silence anew when the sample rate or the channels change. */
const stopAtChange = ['-reinit_filter', '0'];
const changed = 'Changing audio frame properties on the fly is not supported';

/** Whether the track begins with its file, and has no pause between packets. */
function isUnbroken({ start, longestStep }: TrackSpan): boolean {
  return start <= tolerance && longestStep <= longestFrame;
}

/** Whether packets of AAC, put one after the other, are the sound that a player plays; `isExact` has the last word. */
function mayBeCopied({ media: { audio }, span, options: { timeline = 'kept' } }: Job): boolean {
  const isAac = audio?.codec_name === 'aac' && (audio.channels ?? 0) <= mostChannels.copy;
  const isUntrimmed = span.start >= -tolerance;
  return isAac && span.isClean && isUntrimmed && (timeline === 'dropped' || isUnbroken(span));
}

/** @throws Unsuitable when the track has to be written in another way. */
async function writeAs(encoding: keyof typeof encodings, job: Job): Promise<MediaDescription> {
  const { ffmpeg, name, media, target, options, signal } = job;
  const partial = `${target}.${randomUUID()}.partial`;
  const largest = largestResult(job);
  const isKept = encoding !== 'copy' && options.timeline !== 'dropped';
  const isFilled = isKept && !isUnbroken(job.span);
  if (isKept && job.span.end * encodedBytesPerSecond > largest) throw tooLarge(job, largest);
  const { before, map, after } = mapAudio(media);
  const command = [
    ...['-v', 'repeat+error', ...before, ...(isFilled ? stopAtChange : []), ...media.readInput],
    ...[...map, '-map_metadata', '-1', '-map_chapters', '-1'],
    ...(encoding === 'copy' ? [] : soundOptions(encoding, job)),
    ...[...encodings[encoding], '-fs', String(largest), '/output', ...after],
  ];
  const files = { input: media.file, output: partial };
  const run = { signal, ...(options.onProgress && { onProgress: options.onProgress }) };
  try {
    const result = await runWithRoom(partial, () =>
      ffmpeg.run({ program: 'ffmpeg', arguments: command, ...files }, run),
    );
    const isFlawless = result.exitCode === 0 && result.log.length === 0 && !result.fault;
    if (encoding === 'copy' && !isFlawless) throw new Unsuitable();
    if (result.log.some((line) => line.includes(changed))) throw new Unsuitable();
    checkEnd(result, name);
    // FFmpeg stops at the limit, and calls that a success too.
    if ((await stat(partial)).size >= largest) throw tooLarge(job, largest);
    const made = await probe(ffmpeg, partial, signal).catch((cause: unknown) => {
      if (!(cause instanceof MediaError) || cause.reason !== 'not-media') throw cause;
      const message = `The audio track of ${name} holds no sound that can be decoded. Check that the file plays.`;
      throw new MediaError('ffmpeg-failed', message, { cause });
    });
    if (encoding === 'copy' && !(await isExact(made, job))) throw new Unsuitable();
    const description = describe(made, await measureSeconds(ffmpeg, made, signal));
    if (!isFlawless) options.onRemark?.(`FFmpeg says: ${reasonOf(result)}`);
    await rename(partial, target);
    return description;
  } finally {
    await rm(partial, { force: true });
  }
}

/** The options that give encoded sound its place on the timeline, its end, and channels that the encoder can have. */
function soundOptions(encoding: AudioFormat, { media, span, options }: Job): string[] {
  const { channels = 0, channel_layout: layout = 'unknown' } = media.audio ?? {};
  const isOdd = layout === 'unknown' || (encoding === 'AAC' && channels > mostChannels.AAC);
  // FFmpeg keeps the silence in memory, and s16 takes half as much of it as what decoders give.
  const compensate = isUnbroken(span)
    ? 'aresample=async=1'
    : 'aformat=sample_fmts=s16,aresample=async=1:first_pts=0';
  return [
    ...(options.timeline === 'dropped' ? [] : ['-af', compensate]),
    ...(span.isClean ? ['-t', (span.end + 2 * tolerance).toFixed(3)] : []),
    ...(isOdd ? ['-ac', String(Math.min(channels, mostChannels[encoding]))] : []),
  ];
}

/** The most bytes that a result may have. */
function largestResult(job: Job): number {
  const { largestBytes = 2 ** 31, maxAudioRatio = 64 } = job.options;
  const bySource = Math.max(alwaysAllowed, Math.round(maxAudioRatio * job.media.sizeBytes));
  return Math.min(largestBytes, bySource);
}

function tooLarge({ name, media }: Job, largest: number): MediaError {
  const message =
    `The audio of ${name} is larger than ${largest} bytes, ` +
    `which is the most for a file of ${media.sizeBytes} bytes. Cut the video into parts, or allow more with maxAudioRatio.`;
  return new MediaError('too-large', message);
}

/** Whether a copy plays without errors, with the same parameters from beginning to end, as long as the track does. */
async function isExact(copy: ProbedMedia, { ffmpeg, media, span, options, signal }: Job) {
  const { sample_rate, channels } = media.audio ?? {};
  // ADTS has three bits for the channels, and FFmpeg does not check whether they are enough.
  if (copy.audio?.channels !== channels || copy.audio?.sample_rate !== sample_rate) return false;
  let seconds = 0;
  const onProgress = (secondsDone: number) => (seconds = secondsDone);
  const play = ['-v', 'repeat+error', ...stopAtChange, ...copy.readInput, '-f', 'null', '-'];
  const command = { program: 'ffmpeg', arguments: play, input: copy.file } as const;
  const { exitCode, log } = await ffmpeg.run(command, { signal, onProgress });
  const isAsLong = Math.abs(seconds - (span.end - span.start)) <= tolerance;
  return exitCode === 0 && log.length === 0 && (isAsLong || options.timeline === 'dropped');
}

/** A copy would not sound as the track does, ADTS cannot carry this kind of AAC, or the track changes its parameters. */
class Unsuitable extends Error {}

/** What breaks off, and what is damaged, is extracted as far as it can be decoded, whatever the container. */
function checkEnd(result: FFmpegResult, name: string): void {
  if (result.log.some((line) => line.includes('Failed to compensate for timestamp'))) {
    const message =
      `The sound of ${name} pauses for longer than can be filled with silence. ` +
      "Cut the video into parts, or set the assumption timeline: 'dropped'.";
    throw new MediaError('ffmpeg-failed', message);
  }
  if (result.exitCode === 0 && !result.fault) return;
  const advice = result.fault
    ? 'Check the disk that the files are on.'
    : 'Check that the file is whole and plays to its end.';
  throw new MediaError(
    'ffmpeg-failed',
    `FFmpeg could not extract the audio of ${name}: ${reasonOf(result)}. ${advice}`,
  );
}
