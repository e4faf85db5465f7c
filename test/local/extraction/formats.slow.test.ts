/** Codecs, channels, tracks and names that are less usual, with each back end. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeMedia } from '../../../src/local/extraction/describe-media.js';
import { extractAudioTrack } from '../../../src/local/extraction/extract-audio-track.js';
import { MediaError } from '../../../src/local/extraction/media-error.js';
import { readAdtsFrames, readMp3Frames } from '../../audio-frames.js';
import { insertHole, makeMedia, remakeMedia, SAMPLE, toHeAac } from '../../make-media.js';
import { element, matroska, number } from '../../media-bytes.js';
import { describeEachBackEnd, mediaFolder } from './back-ends.js';

const sampleSeconds = 11.5;

const { media, result } = mediaFolder();

describeEachBackEnd('describeMedia', (ffmpeg) => {
  it('counts the frames where the file states no duration', async () => {
    const options = ['-t', '5', '-vn', '-ar', '22050', '-ac', '1'];
    const vbr = ['-c:a', 'libmp3lame', '-q:a', '6', '-write_xing', '0', '-f', 'mp3'];
    const mp3 = await media('vbr.mp3', ...options, ...vbr);
    const aac = await media('mono.aac', ...options, '-c:a', 'aac', '-f', 'adts');

    const described = [await describeMedia(mp3, { ffmpeg }), await describeMedia(aac, { ffmpeg })];
    const counted = [readMp3Frames(await readFile(mp3)), readAdtsFrames(await readFile(aac))];
    expect(described.map((d) => d.durationSeconds)).toEqual(
      counted.map((c) => expect.closeTo(c.durationSeconds, 1)),
    );
    expect(described.map((d) => d.audio?.channels)).toEqual([1, 1]);
    expect(described.map((d) => d.audio?.sampleRateHz)).toEqual([22_050, 22_050]);
  });
});

describeEachBackEnd('extractAudioTrack', (ffmpeg) => {
  it('leaves out titles and chapters', async () => {
    const display = element('80', element('85', 'A chapter'));
    const chapter = element('b6', element('73c4', number(1)), element('91', number(0)), display);
    const tag = element(
      '7373',
      element('67c8', element('45a3', 'TITLE'), element('4487', 'A title')),
    );
    const extras = [element('1043a770', element('45b9', chapter)), element('1254c367', tag)];
    const source = result('titled.mkv');
    await writeFile(source, matroska({ extras }));
    expect((await describeMedia(source, { ffmpeg })).audio).toMatchObject({ sampleRateHz: 8000 });
    const target = result('tune.mp3');
    await extractAudioTrack(source, target, 'MP3', { ffmpeg });
    expect((await readFile(target)).toString('latin1')).not.toMatch(/A (chapter|title)|CHAP/);
  });

  it('copies HE-AAC, of which the ADTS header describes the lower half only', async () => {
    const options = ['-t', '1', '-vn', '-ac', '1', '-ar', '22050', '-c:a', 'aac', '-f', 'adts'];
    const adts = toHeAac(await readFile(await media('low.aac', ...options)));
    await writeFile(result('high.aac'), adts);
    const source = await remakeMedia(
      result('high.aac'),
      result('high.mp4'),
      ...['-c', 'copy', '-f', 'mp4'],
    );
    const target = result('tune.aac');
    const { audio } = await extractAudioTrack(source, target, 'AAC', { ffmpeg });
    expect(audio).toMatchObject({ codec: 'aac', sampleRateHz: 44_100, channels: 2 });
    const copied = readAdtsFrames(await readFile(target));
    expect(copied.payloads).toEqual(readAdtsFrames(adts).payloads);
    expect(copied).toMatchObject({ sampleRateHz: 22_050, channels: 1 });
  });

  it('takes the default of several audio tracks', async () => {
    const second = ['-c:a:1', 'aac', '-ar:a:1', '22050', '-ac:a:1', '1'];
    const source = await media(
      'tracks.mp4',
      ...['-t', '3', '-map', '0:v', '-map', '0:a', '-map', '0:a', '-c', 'copy', ...second],
      ...['-disposition:a:0', '0', '-disposition:a:1', 'default', '-f', 'mp4'],
    );
    await extractAudioTrack(source, result('tune.mp3'), 'MP3', { ffmpeg });
    const mp3 = readMp3Frames(await readFile(result('tune.mp3')));
    expect(mp3).toMatchObject({ sampleRateHz: 22_050, channels: 1 });
  });

  it('takes another track when the default one cannot be decoded, and says so', async () => {
    const options = ['-t', '1', '-map', '0:v', '-map', '0:a', '-map', '0:a', '-c', 'copy'];
    const two = await readFile(await media('two.mp4', ...options, '-f', 'mp4'));
    const spoil = (bytes: Buffer) => {
      for (const type of ['mp4a', 'esds']) {
        bytes.write(type === 'mp4a' ? 'apac' : 'dapa', bytes.indexOf(type));
      }
      return writeFile(result('apac.mp4'), bytes);
    };
    const remarks: string[] = [];
    const extract = () =>
      extractAudioTrack(result('apac.mp4'), result('tune.mp3'), 'MP3', {
        ...{ ffmpeg, onRemark: (remark) => remarks.push(remark) },
      });
    await spoil(two);
    expect(await extract()).toMatchObject({ durationSeconds: expect.closeTo(1, 0) });
    expect(remarks).toEqual([
      'Track 2 (aac) was taken, because track 1 (of an unknown codec) cannot be decoded',
    ]);
    await spoil(two);
    const message = expect.stringMatching(/^FFmpeg could not .*: Decoder .* not found/);
    await expect(extract()).rejects.toMatchObject({ reason: 'ffmpeg-failed', message });
  });

  it('streams a file that is larger than memory could be', async () => {
    const source = result('moov-last.mp4');
    await makeMedia(source, '-c', 'copy', '-f', 'mp4');
    await insertHole(source, 6 * 2 ** 30);
    const target = result('tune.aac');
    const made = await extractAudioTrack(source, target, 'AAC', { ffmpeg });
    expect(Math.abs(made.durationSeconds - sampleSeconds)).toBeLessThan(0.1);
  });

  it('replaces an earlier result only when the new one is complete', async () => {
    const target = result('tune.aac');
    await writeFile(target, 'earlier');
    const fail = extractAudioTrack(fileURLToPath(import.meta.url), target, 'AAC', { ffmpeg });
    await expect(fail).rejects.toThrow(MediaError);
    expect(await readFile(target, 'utf8')).toBe('earlier');
    await extractAudioTrack(SAMPLE, target, 'AAC', { ffmpeg });
    expect((await stat(target)).size).toBeGreaterThan(100_000);
  });

  it.each(['-i.mp4', 'http:host', 'concat:a|b ü\n.mp4', '%d "$(id)";\\.mp4'])(
    'reads a file called %j, and takes no part of its name for an option or a protocol',
    async (name) => {
      const source = result(name);
      await writeFile(source, (await readFile(SAMPLE)).subarray(0, 40_000));
      await expect(describeMedia(source, { ffmpeg })).resolves.toHaveProperty('audio');
      await expect(describeMedia(`./${name}`, { ffmpeg })).rejects.toMatchObject({
        code: 'ENOENT',
      });
    },
  );
});

describeEachBackEnd(
  'extractAudioTrack with more channels and samples than the formats have',
  (ffmpeg) => {
    const wide = (channels: number) =>
      media(
        `wide-${channels}.mkv`,
        ...['-t', '1', '-vn', '-ac', String(channels), '-ar', '96000', '-c:a', 'pcm_s24le'],
        ...['-f', 'matroska'],
      );

    it('mixes eight channels at 96 kHz down to stereo at 48 kHz for MP3', async () => {
      const target = result('tune.mp3');
      const { audio } = await extractAudioTrack(await wide(8), target, 'MP3', { ffmpeg });
      expect(audio).toEqual({ codec: 'mp3', sampleRateHz: 48_000, channels: 2, bitRateKbps: 128 });
      expect(readMp3Frames(await readFile(target))).toMatchObject({
        durationSeconds: expect.closeTo(1, 0),
      });
    });

    it.each([8, 16])('mixes %d channels down to six for AAC', async (channels) => {
      const target = result('tune.aac');
      const { audio } = await extractAudioTrack(await wide(channels), target, 'AAC', { ffmpeg });
      expect(audio).toMatchObject({ codec: 'aac', sampleRateHz: 96_000, channels: 6 });
      expect(readAdtsFrames(await readFile(target))).toMatchObject({ channels: 6 });
    });

    it('copies eight channels of AAC, unless ADTS has no number for their order', async () => {
      const options = ['-t', '1', '-vn', '-ac', '8', '-c:a', 'aac', '-f', 'mp4'];
      const bytes = await readFile(await media('eight.mp4', ...options));
      // AudioSpecificConfig: AAC-LC, 44.1 kHz, and configuration 7, which becomes 12: also eight channels.
      const config = bytes.indexOf(Buffer.from([5, 0x80, 0x80, 0x80, 5, 0x12, 0x38]));
      expect(config).toBeGreaterThan(0);
      const copied = (payloads: readonly Uint8Array[]) =>
        payloads.every((payload) => bytes.includes(Buffer.from(payload)));

      const seven = await extractTo('seven.aac', bytes);
      expect(seven).toMatchObject({ channels: 7 }); // The number, not how many.
      expect(copied(seven.payloads)).toBe(true);
      const twelve = await extractTo(
        'twelve.aac',
        Buffer.from(bytes).fill('1260', config + 5, config + 7, 'hex'),
      );
      expect(twelve).toMatchObject({ channels: 6 });
      expect(copied(twelve.payloads)).toBe(false);
    });

    async function extractTo(name: string, source: Uint8Array) {
      await writeFile(result(`${name}.mp4`), source);
      await extractAudioTrack(result(`${name}.mp4`), result(name), 'AAC', { ffmpeg });
      return readAdtsFrames(await readFile(result(name)));
    }
  },
);
