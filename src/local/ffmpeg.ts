import { randomUUID } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AudioFormat } from '../../generated/schema.js';
import { MediaError, reasonOf, runFFmpeg, withDeadline } from './ffmpeg-run.js';

export { MediaError } from './ffmpeg-run.js';

/** What a media file holds: the first picture track, and the audio track that is extracted. */
export interface MediaDescription {
  /** FFmpeg's format name, e.g. `mov,mp4,m4a,3gp,3g2,mj2`. */
  container: string;
  /** Fractional; counted from the packets where the file states none (raw AAC, MP3). */
  durationSeconds: number;
  /** Of the whole file, in kbit/s. */
  bitRateKbps: number;
  sizeBytes: number;
  video?: { codec: string; width: number; height: number; frameRate: number };
  /** The default track, else the first. `bitRateKbps` is 0 where the container does not say. */
  audio?: { codec: string; sampleRateHz: number; channels: number; bitRateKbps: number };
}

/** How long a call may take. */
export interface MediaOptions {
  /** Ends the work at once; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** In milliseconds. Default 2 minutes to describe, 30 minutes to extract. */
  timeoutMs?: number;
}

/** The formats that are read: none of them can name another file, as a playlist does. */
const FORMATS =
  'mov,matroska,flv,mpegts,mpeg,avi,asf,mxf,rm,mp3,aac,ac3,eac3,amr,ape,mmf,wav,w64,wv,ogg,flac';
const READ_INPUT = ['-protocol_whitelist', 'file', '-format_whitelist', FORMATS, '-i', '/input'];

const ENCODE = {
  MP3: ['-c:a', 'libmp3lame', '-b:a', '128k', '-f', 'mp3'],
  AAC: ['-c:a', 'aac', '-b:a', '128k', '-f', 'adts'],
  copy: ['-c:a', 'copy', '-f', 'adts'],
};

/** The part of ffprobe's JSON that is read here; numbers come as text. */
interface Probe {
  format?: { format_name: string; duration?: string };
  streams?: {
    index: number;
    codec_type: string;
    codec_name?: string;
    width?: number;
    height?: number;
    avg_frame_rate?: string;
    sample_rate?: string;
    channels?: number;
    bit_rate?: string;
    disposition: { default: number; attached_pic: number };
  }[];
}

const PROBE_FIELDS = [
  'format=format_name,duration',
  'stream=index,codec_type,codec_name,width,height,avg_frame_rate,sample_rate,channels,bit_rate',
  'stream_disposition=default,attached_pic',
].join(':');

/** Plays the packets of one track into nothing, and returns the time at which the last one ends. */
async function measureSeconds(input: string, track: number, signal: AbortSignal): Promise<number> {
  let seconds = 0;
  const play = [
    '-v',
    'error',
    ...READ_INPUT,
    '-map',
    `0:${track}`,
    '-c',
    'copy',
    '-f',
    'null',
    '-',
  ];
  await runFFmpeg(
    { program: 'ffmpeg', arguments: play, input },
    signal,
    (done) => (seconds = done),
  );
  return seconds;
}

interface Inspection {
  description: MediaDescription;
  /** FFmpeg's index of the described audio track; -1 when there is none. */
  audioTrack: number;
}

async function inspect(file: string, signal: AbortSignal): Promise<Inspection> {
  const { size: sizeBytes } = await stat(file);
  const notMedia = (why: string) =>
    new MediaError(
      'not-media',
      `${basename(file)} is not a video or audio file that FFmpeg can read: ${why}. ` +
        'Give a whole file such as MP4, MOV, MKV, WebM, FLV, TS or AVI.',
    );
  if (sizeBytes === 0) throw notMedia('it is empty');

  const ask = ['-v', 'repeat+error', '-show_entries', PROBE_FIELDS, '-of', 'json', ...READ_INPUT];
  const result = await runFFmpeg({ program: 'ffprobe', arguments: ask, input: file }, signal);
  const { format, streams = [] } = JSON.parse(result.exitCode > 0 ? '{}' : result.stdout) as Probe;
  if (format === undefined) {
    const isRefused = result.log.some((line) => line.includes('not on whitelist'));
    throw notMedia(isRefused ? 'its format is not accepted' : reasonOf(result));
  }

  // A cover picture is a video track to FFmpeg, but nobody's video.
  const video = streams.find((s) => s.codec_type === 'video' && !s.disposition.attached_pic);
  const tracks = streams.filter((s) => s.codec_type === 'audio');
  const audio = tracks.find((s) => s.disposition.default) ?? tracks[0];
  const track = audio ?? video;
  if (track === undefined) throw notMedia('it holds no picture and no sound');

  // MP3 and raw AAC state no duration, so ffprobe guesses from the bit rate, and far off for AAC.
  const stated = /^(mp3|aac)$/.test(format.format_name) ? 0 : Number(format.duration ?? 0);
  const durationSeconds = stated || (await measureSeconds(file, track.index, signal));
  const bitRateKbps = durationSeconds && Math.round((sizeBytes * 8) / durationSeconds / 1000);
  const [frames = 0, per = 1] = video?.avg_frame_rate?.split('/').map(Number) ?? [];

  const description: MediaDescription = {
    container: format.format_name,
    durationSeconds,
    bitRateKbps,
    sizeBytes,
    ...(video && {
      video: {
        codec: video.codec_name ?? 'unknown',
        width: video.width ?? 0,
        height: video.height ?? 0,
        frameRate: per && Math.round((frames / per) * 1000) / 1000,
      },
    }),
    ...(audio && {
      audio: {
        codec: audio.codec_name ?? 'unknown',
        sampleRateHz: Number(audio.sample_rate ?? 0),
        channels: audio.channels ?? 0,
        bitRateKbps:
          format.format_name === 'aac'
            ? bitRateKbps
            : Math.round(Number(audio.bit_rate ?? 0) / 1000),
      },
    }),
  };
  return { description, audioTrack: audio?.index ?? -1 };
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
    const { description } = await inspect(file, until);
    return description;
  });
}

/**
 * Writes the default audio track of `source` to `target`, without pictures, covers or tags, and
 * describes the result. MP3 is encoded at a constant 128 kbit/s; AAC is copied bit by bit when the
 * track is AAC already, else encoded at 128 kbit/s. `target` appears only when it is complete.
 *
 * @throws {MediaError} with the `reason`; the time limit is 30 minutes by default.
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
  options: MediaOptions & { onProgress?: (secondsDone: number) => void } = {},
): Promise<MediaDescription> {
  const { signal, timeoutMs = 30 * 60_000, onProgress } = options;
  const name = basename(source);
  return withDeadline(`Extracting ${name}`, { signal, timeoutMs }, async (until) => {
    const { description, audioTrack } = await inspect(source, until);
    if (description.audio === undefined) {
      throw new MediaError(
        'no-audio-track',
        `${name} has no audio track, so there is nothing to extract. Give a video with sound.`,
      );
    }
    const encode = ENCODE[format === 'AAC' && description.audio.codec === 'aac' ? 'copy' : format];
    const select = ['-map', `0:${audioTrack}`, '-map_metadata', '-1'];
    const partial = `${target}.${randomUUID()}.partial`;
    try {
      const result = await runFFmpeg(
        {
          program: 'ffmpeg',
          arguments: ['-v', 'repeat+error', ...READ_INPUT, ...select, ...encode, '/output'],
          input: source,
          output: partial,
        },
        until,
        onProgress,
      );
      // A file that breaks off is a success to FFmpeg: only its log tells.
      const broken = result.log.find((line) => /^\/input: |partial file$/.test(line));
      if (result.exitCode !== 0 || result.fault || broken) {
        const advice = result.fault
          ? 'Check the disk that the files are on.'
          : 'Check that the file is whole and plays to its end.';
        throw new MediaError(
          'ffmpeg-failed',
          `FFmpeg could not extract the audio of ${name}: ${reasonOf(result, broken)}. ${advice}`,
        );
      }
      const { description: audio } = await inspect(partial, until);
      await rename(partial, target);
      return audio;
    } finally {
      await rm(partial, { force: true });
    }
  });
}
