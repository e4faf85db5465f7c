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
  return withTimeLimit(`Reading ${basename(file)}`, { signal, timeoutMs }, async (limited) => {
    const ffmpeg = await chooseFFmpeg(options.ffmpeg);
    const media = await probe(ffmpeg, file, limited);
    return describe(media, await measureSeconds(ffmpeg, media, limited));
  });
}

/**
 * The formats that are read: those of the service, without playlists, because a file of these
 * formats never makes FFmpeg open another file or address.
 */
const formats =
  'mov,matroska,flv,mpegts,mpeg,avi,asf,mxf,rm,mp3,aac,ac3,eac3,amr,ape,mmf,wav,w64,wv,ogg,flac';

const openInput = [
  ...['-protocol_whitelist', 'file', '-format_whitelist', formats],
  ...['-threads', '1', '-max_pixels', String(limits.pixels)],
];

/** For a file whose sound begins late: FFmpeg looks for it in the first hour (µs), and at most in so many bytes. */
const lookFurther = ['-analyzeduration', String(3600e6), '-probesize', String(2 ** 27)];

/** A track as ffprobe describes it; some numbers come as text. What FFmpeg has not found out is missing, or 0. */
interface Track {
  /** FFmpeg's index of the track in the file. */
  index: number;
  codec_type?: string;
  codec_name?: string;
  width?: number;
  height?: number;
  avg_frame_rate?: string;
  sample_fmt?: string;
  sample_rate?: string;
  channels?: number;
  channel_layout?: string;
  bit_rate?: string;
  disposition?: { default: number; attached_pic: number };
}

/** The part of ffprobe's JSON that is read here. */
interface Probe {
  format?: { format_name: string; duration?: string };
  streams?: Track[];
}

const probeFields = [
  'format=format_name,duration',
  'stream=index,codec_type,codec_name,width,height,avg_frame_rate,sample_fmt,sample_rate,channels',
  'stream=channel_layout,bit_rate',
  'stream_disposition=default,attached_pic',
].join(':');

/** What FFmpeg says of a file. */
export interface ProbedMedia {
  file: string;
  sizeBytes: number;
  container: string;
  /** What the container states of its length, in seconds; 0 when it states nothing. */
  statedSeconds: number;
  video: Track | undefined;
  /** The audio track to extract: the default one, or the first one if that cannot be decoded. */
  audio: Track | undefined;
  /** Set when the default audio track cannot be decoded, and `audio` is another one. */
  undecodable: Track | undefined;
  /** The options with which commands open the file. */
  readInput: readonly string[];
}

/**
 * Reads what a file holds.
 *
 * @throws {MediaError} `not-media`, or what FFmpeg throws.
 */
export async function probe(
  ffmpeg: FFmpeg,
  file: string,
  signal: AbortSignal,
): Promise<ProbedMedia> {
  const { size: sizeBytes } = await stat(file);
  const notMedia = (why: string) =>
    new MediaError(
      'not-media',
      `${basename(file)} is not a video or audio file that FFmpeg can read: ${why}. ` +
        'Give a whole file such as MP4, MOV, MKV, WebM, FLV, TS or AVI.',
    );
  if (sizeBytes === 0) throw notMedia('it is empty');

  const ask = async (open: readonly string[]) => {
    const readInput = [...open, '-i', '/input'];
    const print = ['-v', 'repeat+error', '-show_entries', probeFields, '-of', 'json', ...readInput];
    const result = await ffmpeg.run(
      { program: 'ffprobe', arguments: print, input: file },
      { signal },
    );
    const { format, streams = [] } = readProbe(result.exitCode > 0 ? '{}' : result.stdout);
    if (format === undefined) {
      const isRefused = result.log.some((line) => line.includes('not on whitelist'));
      throw notMedia(isRefused ? 'its format is not accepted' : reasonOf(result));
    }
    const sound = streams.filter((track) => track.codec_type === 'audio');
    return { readInput, format, streams, sound };
  };
  let asked = await ask(openInput);
  if (asked.sound.length === 0 || !asked.sound.every(isDecodable)) {
    asked = await ask([...openInput, ...lookFurther]);
  }

  const { readInput, format, streams, sound } = asked;
  const statedSeconds = Number(format.duration ?? 0);
  // FFmpeg takes a cover picture for a video track.
  const video = streams.find((s) => s.codec_type === 'video' && !s.disposition?.attached_pic);
  const usual = sound.find((track) => track.disposition?.default) ?? sound[0];
  const audio = usual && !isDecodable(usual) ? (sound.find(isDecodable) ?? usual) : usual;
  if (!audio && !video) throw notMedia('it holds no picture and no sound');
  const undecodable = audio === usual ? undefined : usual;
  const read = { file, sizeBytes, container: format.format_name, statedSeconds, readInput };
  return { ...read, video, audio, undecodable };
}

/** FFmpeg knows the format of the samples, the rate and the channels of a track that it has a decoder for. */
function isDecodable({ sample_fmt, sample_rate, channels = 0 }: Track): boolean {
  return (sample_fmt ?? 'unknown') !== 'unknown' && Number(sample_rate ?? 0) > 0 && channels > 0;
}

/** Of a file with absurdly many tracks ffprobe prints more than is kept, which is no JSON. */
function readProbe(json: string): Probe {
  try {
    return JSON.parse(json) as Probe; // ffprobe was asked for these members, in this shape.
  } catch {
    return {};
  }
}

/** Describes a file of that length. */
export function describe(media: ProbedMedia, durationSeconds: number): MediaDescription {
  const { container, sizeBytes, video, audio } = media;
  const bitRateKbps = durationSeconds && Math.round((sizeBytes * 8) / durationSeconds / 1000);
  const [frames = 0, per = 1] = video?.avg_frame_rate?.split('/').map(Number) ?? [];
  const audioBitRateKbps = Math.round(Number(audio?.bit_rate ?? 0) / 1000);
  return {
    ...{ container, durationSeconds, bitRateKbps, sizeBytes },
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
        bitRateKbps: container === 'aac' ? bitRateKbps : audioBitRateKbps,
      },
    }),
  };
}

/**
 * Measures how long the picture and the sound of a file take: plays their packets into nothing, and returns when the
 * last one ends. What the container states includes subtitles and the time before the start, or is a guess, or wrong.
 */
export async function measureSeconds(
  ffmpeg: FFmpeg,
  { file, sizeBytes, video, audio, readInput, statedSeconds }: ProbedMedia,
  signal: AbortSignal,
): Promise<number> {
  let measured = 0;
  const onProgress = (secondsDone: number) => (measured = secondsDone);
  const tracks = [video, audio].flatMap((track) => (track ? ['-map', `0:${track.index}`] : []));
  // Packets have more than 8 bytes, unless an edit list repeats them without end.
  const packets = String(Math.max(10_000, Math.ceil(sizeBytes / 8)));
  const limit = ['-frames:v', packets, '-frames:a', packets];
  const play = ['-v', 'error', ...readInput, ...tracks, '-c', 'copy', ...limit, '-f', 'null', '-'];
  await ffmpeg.run({ program: 'ffmpeg', arguments: play, input: file }, { signal, onProgress });
  // FFmpeg reports the beginning of the last picture instead of its end.
  const isRight = Math.abs(statedSeconds - measured) <= Math.max(1, measured / 100);
  return video && isRight ? statedSeconds : measured;
}
