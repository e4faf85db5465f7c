/** The metadata that FFmpeg read from a file, with the API's field names and values. */
import type { MetaData, ParseEventMetaData } from '../../../generated/schema.js';
import type { Asset } from './asset.js';
import type { MediaDescription } from './media-description.js';

/** FFmpeg's codec names, and the names that VOD uses for them. For any other codec VOD's name is `UNKNOWN`. */
const codecNames: readonly (readonly [RegExp, string])[] = [
  [/^h264$/, 'H.264'],
  [/^hevc$/, 'H.265'],
  [/^mpeg4$/, 'MPEG-4'],
  [/^mpeg2video$/, 'MPEG-2'],
  [/^(wmv\d|vc1)$/, 'WMV'],
  [/^aac/, 'AAC'],
  [/^mp3/, 'MP3'],
  [/^mp2$/, 'MP2'],
  [/^eac3$/, 'EAC-3'],
  [/^ac3$/, 'AC-3'],
  [/^wma/, 'WMA'],
  [/^pcm_/, 'PCM'],
  [/^adpcm_/, 'ADPCM'],
  [/^amr_/, 'AMR'],
  [/^vorbis$/, 'Vorbis'],
  [/^flac$/, 'FLAC'],
  [/^ape$/, 'APE'],
  [/^wavpack$/, 'WavPack'],
];

type Typed = Pick<Asset, 'fileType'>;

/** The metadata in the details of an asset. */
export function detailMetadata(asset: Typed, media: MediaDescription): MetaData {
  return {
    ...commonMetadata(asset, media),
    codec: mainCodec(media),
    duration_ms: Math.round(media.durationSeconds * 1000),
    video_size: media.sizeBytes,
    ...(media.audio ? { audio_channels: media.audio.channels } : {}),
  };
}

/**
 * The metadata in an event about a new asset. As in the samples of the documents, `codec` is always `UNKNOWN` and
 * `video_size` is always 0. The other numbers are 0 too if FFmpeg has not read the file yet.
 */
export function eventMetadata(asset: Typed, media?: MediaDescription): MetaData {
  const numbers = { duration: 0, width: 0, hight: 0, bit_rate: 0, frame_rate: 0 };
  return {
    play_type: 0,
    pack_type: asset.fileType,
    ...(media ? commonMetadata(asset, media) : numbers),
    codec: 'UNKNOWN',
    video_size: 0,
  };
}

/** The metadata in an event about a parsed file. */
export function parsedMetadata(asset: Typed, media: MediaDescription): ParseEventMetaData {
  const { audio, sizeBytes } = media;
  return {
    play_type: 0,
    ...commonMetadata(asset, media),
    codec: mainCodec(media),
    video_size: sizeBytes,
    ...(audio && {
      audio_codec: codecName(audio.codec),
      // Some containers do not state the bit rate. Then the field is left out, because 0 would be wrong.
      ...(audio.bitRateKbps > 0 && { audio_bit_rate: Math.round(audio.bitRateKbps) }),
      audio_channels: audio.channels,
      sample: audio.sampleRateHz,
    }),
  };
}

function mainCodec({ video, audio }: MediaDescription): string {
  return codecName((video ?? audio)?.codec);
}

function codecName(codec = ''): string {
  return codecNames.find(([name]) => name.test(codec))?.[1] ?? 'UNKNOWN';
}

function commonMetadata(asset: Typed, media: MediaDescription): MetaData {
  return {
    pack_type: asset.fileType,
    // Rounded down, but at least 1, as the official SDKs describe it. Older pages of the documents round up.
    duration: Math.max(1, Math.floor(media.durationSeconds)),
    width: media.video?.width ?? 0,
    hight: media.video?.height ?? 0,
    bit_rate: Math.round(media.audio && !media.video ? media.audio.bitRateKbps : media.bitRateKbps),
    frame_rate: Math.round(media.video?.frameRate ?? 0),
  };
}
