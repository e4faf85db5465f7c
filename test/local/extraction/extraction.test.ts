/** What is read from a file, and what is extracted from it, with each back end. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { describeMedia } from '../../../src/local/extraction/describe-media.js';
import { extractAudioTrack } from '../../../src/local/extraction/extract-audio-track.js';
import { readAdtsFrames, readMp3Frames } from '../../audio-frames.js';
import { countPackets, SAMPLE } from '../../make-media.js';
import { describeEachBackEnd, mediaFolder } from './back-ends.js';

const sampleSeconds = 11.5;

const { at, media, result, listResults } = mediaFolder();

describeEachBackEnd('describeMedia', (ffmpeg) => {
  it('reads container, length, bit rates, and both tracks', async () => {
    expect(await describeMedia(SAMPLE, { ffmpeg })).toEqual({
      container: 'mov,mp4,m4a,3gp,3g2,mj2',
      durationSeconds: sampleSeconds,
      bitRateKbps: expect.closeTo(188, -1),
      sizeBytes: (await stat(SAMPLE)).size,
      video: { codec: 'h264', width: 640, height: 360, frameRate: 20 },
      audio: {
        codec: 'aac',
        sampleRateHz: 44_100,
        channels: 2,
        bitRateKbps: expect.closeTo(96, -1),
      },
    });
  });

  it("rejects with Node's own error for a missing file", async () => {
    await expect(describeMedia(at('nowhere.mp4'), { ffmpeg })).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});

describeEachBackEnd('extractAudioTrack', (ffmpeg) => {
  it('encodes MP3 at a constant 128 kbit/s, and reports its progress', async () => {
    const target = result('tune.mp3');
    const progress: number[] = [];
    const onProgress = (secondsDone: number) => progress.push(secondsDone);
    const made = await extractAudioTrack(SAMPLE, target, 'MP3', { ffmpeg, onProgress });
    const bytes = await readFile(target);
    const { frames, startsWithXing, ...mp3 } = readMp3Frames(bytes);
    expect(mp3).toMatchObject({ sampleRateHz: 44_100, channels: 2, bitRateKbps: 128 });
    expect(Math.abs(mp3.durationSeconds - sampleSeconds)).toBeLessThan(0.1);
    expect(frames).toBeGreaterThan(400);
    expect(startsWithXing).toBe(true);
    expect(bytes.includes('APIC')).toBe(false);
    expect(made).toEqual({
      container: 'mp3',
      durationSeconds: expect.closeTo(mp3.durationSeconds, 1),
      bitRateKbps: expect.closeTo(128, -1),
      sizeBytes: bytes.length,
      audio: { codec: 'mp3', sampleRateHz: 44_100, channels: 2, bitRateKbps: 128 },
    });
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBeCloseTo(sampleSeconds, 0);
    expect(await listResults()).toEqual(['tune.mp3']);
  });

  it('copies an AAC track bit by bit', async () => {
    const target = result('tune.aac');
    const made = await extractAudioTrack(SAMPLE, target, 'AAC', { ffmpeg });
    const { frames, payloads, ...aac } = readAdtsFrames(await readFile(target));
    expect(aac).toMatchObject({ sampleRateHz: 44_100, channels: 2 });
    expect(Math.abs(aac.durationSeconds - sampleSeconds)).toBeLessThan(0.1);
    expect(made.durationSeconds).toBeCloseTo(aac.durationSeconds, 1);
    expect(frames).toBe(await countPackets(SAMPLE, 'a:0'));
    const source = await readFile(SAMPLE);
    expect(payloads.filter((payload) => !source.includes(Buffer.from(payload)))).toEqual([]);
  });

  it('fails for a file that is no media or has no sound, and leaves nothing', async () => {
    await writeFile(at('text.mp4'), 'No media here.\n'.repeat(500));
    const mute = await media('no-sound.mp4', '-an', '-c', 'copy', '-f', 'mp4');
    for (const [source, reason, message] of [
      [at('text.mp4'), 'not-media', /^text\.mp4 is not a video .*Invalid data found/],
      [mute, 'no-audio-track', /^no-sound\.mp4 has no audio track/],
    ] as const) {
      const work = extractAudioTrack(source, result('tune.mp3'), 'MP3', { ffmpeg });
      await expect(work).rejects.toMatchObject({
        ...{ name: 'MediaError', reason, message: expect.stringMatching(message) },
      });
    }
    expect(await listResults()).toEqual([]);
  });

  it('rejects with the reason of a signal, and leaves nothing', async () => {
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const options = { ffmpeg, signal: controller.signal };
    const work = extractAudioTrack(SAMPLE, result('tune.mp3'), 'MP3', {
      ...options,
      onProgress: () => controller.abort(reason),
    });
    await expect(work).rejects.toBe(reason);
    const late = extractAudioTrack(SAMPLE, result('tune.mp3'), 'MP3', options);
    await expect(late).rejects.toBe(reason);
    expect(await listResults()).toEqual([]);
  });
});
