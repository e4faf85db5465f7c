/** Finds out what a media file holds. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { MediaDescription } from '../assets/media-description.js';
import { chooseFFmpeg, type FFmpegOptions } from './ffmpeg.js';
import { type FFmpeg, limits, reasonOf } from './ffmpeg-command.js';
import { MediaError, withTimeLimit } from './media-error.js';

/** How a call works, and how long it may take. */
export interface MediaOptions {
  /** Which FFmpeg does the work. */
  ffmpeg?: FFmpegOptions | undefined;
  /** Ends the work at once; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** In milliseconds. Default 2 minutes to describe, 30 minutes to extract. */
  timeoutMs?: number;
}

/**
 * Reads what a media file holds.
 *
 * @throws {MediaError} `not-media`, `timeout` (default 2 minutes) or `ffmpeg-missing`.
 * @throws Node's own error when the file cannot be opened or FFmpeg cannot be started; the signal's reason.
 */
export function describeMedia(file: string, options: MediaOptions = {}): Promise<MediaDescription> {
  const { signal, timeoutMs = 2 * 60_000 } = options;
  return withTimeLimit(`Reading ${basename(file)}`, { signal, timeoutMs }, async (either) => {
    const { description } = await inspect(await chooseFFmpeg(options.ffmpeg), file, either);
    return description;
  });
}

/**
 * The formats that are read: those of the service, without playlists, because a file of these
 * formats never makes FFmpeg open another file or address.
 */
const formats =
  'mov,matroska,flv,mpegts,mpeg,avi,asf,mxf,rm,mp3,aac,ac3,eac3,amr,ape,mmf,wav,w64,wv,ogg,flac';

/** The options with which every command opens `/input`. */
export const readInput: readonly string[] = [
  ...['-protocol_whitelist', 'file', '-format_whitelist', formats],
  ...['-threads', '1', '-max_pixels', String(limits.pixels), '-i', '/input'],
];

/** The part of ffprobe's JSON that is read here; numbers come as text. */
interface Probe {
  format?: { format_name: string; duration?: string };
  streams?: {
    index: number;
    codec_type?: string;
    codec_name?: string;
    width?: number;
    height?: number;
    avg_frame_rate?: string;
    sample_rate?: string;
    channels?: number;
    bit_rate?: string;
    disposition?: { default: number; attached_pic: number };
  }[];
}

const probeFields = [
  'format=format_name,duration',
  'stream=index,codec_type,codec_name,width,height,avg_frame_rate,sample_rate,channels,bit_rate',
  'stream_disposition=default,attached_pic',
].join(':');

/**
 * Reads what a file holds, and FFmpeg's index of the described audio track; -1 when there is none.
 *
 * @param isOwn whether it was made here: its MP3 begins with a frame that states the length.
 * @throws {MediaError} `not-media`, or what FFmpeg throws.
 */
export async function inspect(
  ffmpeg: FFmpeg,
  file: string,
  signal: AbortSignal,
  isOwn = false,
): Promise<{ description: MediaDescription; audioTrack: number }> {
  const { size: sizeBytes } = await stat(file);
  const notMedia = (why: string) =>
    new MediaError(
      'not-media',
      `${basename(file)} is not a video or audio file that FFmpeg can read: ${why}. ` +
        'Give a whole file such as MP4, MOV, MKV, WebM, FLV, TS or AVI.',
    );
  if (sizeBytes === 0) throw notMedia('it is empty');

  const ask = ['-v', 'repeat+error', '-show_entries', probeFields, '-of', 'json', ...readInput];
  const result = await ffmpeg.run({ program: 'ffprobe', arguments: ask, input: file }, { signal });
  const { format, streams = [] } = readProbe(result.exitCode > 0 ? '{}' : result.stdout);
  if (format === undefined) {
    const isRefused = result.log.some((line) => line.includes('not on whitelist'));
    throw notMedia(isRefused ? 'its format is not accepted' : reasonOf(result));
  }

  // FFmpeg takes a cover picture for a video track.
  const video = streams.find((s) => s.codec_type === 'video' && !s.disposition?.attached_pic);
  const tracks = streams.filter((s) => s.codec_type === 'audio');
  const audio = tracks.find((s) => s.disposition?.default) ?? tracks[0];
  const track = audio ?? video;
  if (track === undefined) throw notMedia('it holds no picture and no sound');

  // MP3 and raw AAC state no duration, so ffprobe guesses from the bit rate, and far off for AAC.
  const isGuess = format.format_name === 'aac' || (format.format_name === 'mp3' && !isOwn);
  const stated = isGuess ? 0 : Math.max(0, Number(format.duration ?? 0));
  const durationSeconds = stated || (await measureSeconds(ffmpeg, file, track.index, signal));
  const bitRateKbps = durationSeconds && Math.round((sizeBytes * 8) / durationSeconds / 1000);
  const [frames = 0, per = 1] = video?.avg_frame_rate?.split('/').map(Number) ?? [];

  const description: MediaDescription = {
    ...{ container: format.format_name, durationSeconds, bitRateKbps, sizeBytes },
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

/** Of a file with absurdly many tracks ffprobe prints more than is kept, which is no JSON. */
function readProbe(json: string): Probe {
  try {
    return JSON.parse(json) as Probe; // ffprobe was asked for these members, in this shape.
  } catch {
    return {};
  }
}

/** Plays the packets of one track into nothing, and returns the time at which the last one ends. */
async function measureSeconds(
  ffmpeg: FFmpeg,
  input: string,
  track: number,
  signal: AbortSignal,
): Promise<number> {
  let seconds = 0;
  const onProgress = (secondsDone: number) => (seconds = secondsDone);
  const play = ['-v', 'error', ...readInput, '-map', `0:${track}`, '-c', 'copy', '-f', 'null', '-'];
  await ffmpeg.run({ program: 'ffmpeg', arguments: play, input }, { signal, onProgress });
  return seconds;
}
