/** Every container that the service takes, with the codecs that its documents name. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { describeMedia } from '../../../src/local/extraction/describe-media.js';
import { extractAudioTrack } from '../../../src/local/extraction/extract-audio-track.js';
import { detailMetadata } from '../../../src/local/assets/metadata.js';
import { readAdtsFrames, readMp3Frames } from '../../audio-frames.js';
import { describeEachBackEnd, mediaFolder, nativeIsMissing } from './back-ends.js';

/** With ALL_MEDIA=1 each back end makes both formats from each container; else one of them makes one, in turn. */
const isThorough = process.env['ALL_MEDIA'] === '1' || nativeIsMissing !== undefined;

const small = '-s 176x144';
const mpeg2 = `${small} -c:v mpeg2video -r 25`;

/** Type of the service; the format and the audio codec to FFmpeg; the codec to the service; how it is made. */
const containers: [
  type: string,
  container: RegExp,
  codec: string,
  wireCodec: string,
  options: string,
][] = [
  ['mp4', /mp4/, 'aac', 'AAC', '-c copy -f mp4'],
  ['m4v', /mp4/, 'aac', 'AAC', '-c copy -f ipod'],
  ['f4v', /mp4/, 'mp3', 'MP3', '-c:v copy -c:a libmp3lame -f f4v'],
  ['3gp', /3gp/, 'aac', 'AAC', '-c:v copy -c:a aac -ac 1 -ar 16000 -f 3gp'],
  ['mov', /mov/, 'pcm_s24be', 'PCM', '-c:v copy -c:a pcm_s24be -f mov'],
  ['ts', /mpegts/, 'ac3', 'AC-3', '-c:v copy -c:a ac3 -f mpegts'],
  ['mxf', /mxf/, 'pcm_s24le', 'PCM', `${mpeg2} -c:a pcm_s24le -ar 48000 -f mxf`],
  ['mpg', /mpeg/, 'mp2', 'MP2', `${mpeg2} -c:a mp2 -f mpeg`],
  ['mpeg', /mpeg/, 'pcm_dvd', 'PCM', `${mpeg2} -c:a pcm_dvd -ar 48000 -f vob`],
  ['flv', /flv/, 'aac', 'AAC', '-c copy -f flv'],
  ['wmv', /asf/, 'wmav2', 'WMA', `${small} -c:v wmv2 -c:a wmav2 -f asf`],
  ['asf', /asf/, 'wmav1', 'WMA', `${small} -c:v wmv1 -c:a wmav1 -f asf`],
  ['avi', /avi/, 'pcm_s16le', 'PCM', `${small} -c:v mpeg4 -c:a pcm_s16le -f avi`],
  ['mkv', /matroska/, 'eac3', 'EAC-3', '-c:v copy -c:a eac3 -f matroska'],
  ['webm', /webm/, 'vorbis', 'Vorbis', '-vn -c:a libvorbis -f webm'],
  ['rmvb', /rm/, 'ac3', 'AC-3', `${small} -c:v rv20 -c:a ac3 -f rm`],
];

const { media, result } = mediaFolder();

describeEachBackEnd('a container', (ffmpeg) => {
  const isChosen = (index: number) =>
    isThorough || (index % 2 === 1) === (ffmpeg.backEnd === 'wasm');
  const rows = containers.map((each, index) => [...each, index] as const);
  it.each(rows.filter((_, index) => isChosen(index)))(
    'extracts audio from %s',
    async (type, container, codec, wireCodec, options, index) => {
      const source = await media(`source.${type}`, '-t', '1', ...options.split(' '));
      const { audio, ...described } = await describeMedia(source, { ffmpeg });
      expect(described.container).toMatch(container);
      expect(audio?.codec).toBe(codec);
      const sound = { container: type, durationSeconds: 1, bitRateKbps: 1, sizeBytes: 1 };
      const metadata = detailMetadata({ fileType: 'MP4' }, { ...sound, ...(audio && { audio }) });
      expect(metadata).toMatchObject({ codec: wireCodec, audio_channels: audio?.channels });
      // Of a container that states none, ffprobe takes the bit rate as a guide.
      expect(Math.abs(described.durationSeconds - 1)).toBeLessThan(0.35);

      const formats = (['MP3', 'AAC'] as const).filter(
        (format) => isThorough || index % 4 < 2 === (format === 'MP3'),
      );
      for (const format of formats) {
        const target = result(`audio.${format}`);
        const made = await extractAudioTrack(source, target, format, { ffmpeg });
        const bytes = await readFile(target);
        const frames = format === 'MP3' ? readMp3Frames(bytes) : readAdtsFrames(bytes);
        expect(Math.abs(frames.durationSeconds - 1)).toBeLessThan(0.2);
        // A player leaves out what the encoder has put before and behind the sound: up to 0.1 s at 16 kHz.
        expect(Math.abs(made.durationSeconds - frames.durationSeconds)).toBeLessThan(0.11);
        expect(made).toEqual({
          container: format.toLowerCase(),
          durationSeconds: made.durationSeconds,
          bitRateKbps: expect.closeTo((bytes.length * 8) / made.durationSeconds / 1000, -1),
          sizeBytes: bytes.length,
          audio: {
            codec: format.toLowerCase(),
            sampleRateHz: audio?.sampleRateHz,
            channels: audio?.channels,
            bitRateKbps: expect.closeTo(frames.bitRateKbps, -1),
          },
        });
      }
    },
  );
});
