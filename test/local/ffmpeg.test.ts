import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeMedia, extractAudioTrack, MediaError } from '../../src/local/ffmpeg.js';
import { readAdtsFrames, readMp3Frames } from '../audio-frames.js';
import { countPackets, insertHole, makeMedia, SAMPLE } from '../make-media.js';

const SAMPLE_SECONDS = 11.5;

let folder = '';
let results = '';
const made = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ffmpeg-test-'));
});
beforeEach(async () => {
  results = await mkdtemp(join(folder, 'results-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('describeMedia', () => {
  it('reads the sample', async () => {
    expect(await describeMedia(SAMPLE)).toEqual({
      container: 'mov,mp4,m4a,3gp,3g2,mj2',
      durationSeconds: SAMPLE_SECONDS,
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

  it('counts the frames where the file states no duration', async () => {
    const options = ['-vn', '-ar', '22050', '-ac', '1'];
    const vbr = ['-c:a', 'libmp3lame', '-q:a', '6', '-write_xing', '0', '-f', 'mp3'];
    const mp3 = await makeMedia(made('vbr.mp3'), ...options, ...vbr);
    const aac = await makeMedia(made('mono.aac'), ...options, '-c:a', 'aac', '-f', 'adts');

    const described = [await describeMedia(mp3), await describeMedia(aac)];
    const counted = [readMp3Frames(await readFile(mp3)), readAdtsFrames(await readFile(aac))];
    expect(described.map((d) => d.durationSeconds)).toEqual(
      counted.map((c) => expect.closeTo(c.durationSeconds, 1)),
    );
    expect(described.map((d) => d.audio?.channels)).toEqual([1, 1]);
    expect(described.map((d) => d.audio?.sampleRateHz)).toEqual([22_050, 22_050]);
  });

  it('describes a video without sound', async () => {
    const silent = await makeMedia(made('picture.mp4'), '-an', '-c', 'copy', '-f', 'mp4');
    expect(await describeMedia(silent)).not.toHaveProperty('audio');
  });
});

describe('extractAudioTrack', () => {
  it('encodes MP3 at a constant 128 kbit/s', async () => {
    const target = join(results, 'tune.mp3');
    const result = await extractAudioTrack(SAMPLE, target, 'MP3');
    const bytes = await readFile(target);
    const { frames, startsWithXing, ...mp3 } = readMp3Frames(bytes);
    expect(mp3).toMatchObject({ sampleRateHz: 44_100, channels: 2, bitRateKbps: 128 });
    expect(Math.abs(mp3.durationSeconds - SAMPLE_SECONDS)).toBeLessThan(0.1);
    expect(frames).toBeGreaterThan(400);
    expect(startsWithXing).toBe(true);
    expect(bytes.includes('APIC')).toBe(false);
    expect(result).toEqual({
      container: 'mp3',
      durationSeconds: expect.closeTo(mp3.durationSeconds, 1),
      bitRateKbps: expect.closeTo(128, -1),
      sizeBytes: bytes.length,
      audio: { codec: 'mp3', sampleRateHz: 44_100, channels: 2, bitRateKbps: 128 },
    });
    expect(await readdir(results)).toEqual(['tune.mp3']);
  });

  it('copies an AAC track bit by bit', async () => {
    const target = join(results, 'tune.aac');
    const result = await extractAudioTrack(SAMPLE, target, 'AAC');
    const { frames, payloads, ...aac } = readAdtsFrames(await readFile(target));
    expect(aac).toMatchObject({ sampleRateHz: 44_100, channels: 2 });
    expect(Math.abs(aac.durationSeconds - SAMPLE_SECONDS)).toBeLessThan(0.1);
    expect(result.durationSeconds).toBeCloseTo(aac.durationSeconds, 1);
    expect(frames).toBe(await countPackets(SAMPLE, 'a:0'));
    const source = await readFile(SAMPLE);
    expect(payloads.filter((payload) => !source.includes(Buffer.from(payload)))).toEqual([]);
  });

  it('encodes AAC from another codec', async () => {
    const webm = ['-t', '3', '-vn', '-c:a', 'libvorbis', '-ar', '48000', '-f', 'webm'];
    const source = await makeMedia(made('vorbis.webm'), ...webm);
    await extractAudioTrack(source, join(results, 'tune.aac'), 'AAC');
    const aac = readAdtsFrames(await readFile(join(results, 'tune.aac')));
    expect(aac).toMatchObject({ sampleRateHz: 48_000, channels: 2 });
    expect(Math.abs(aac.durationSeconds - 3)).toBeLessThan(0.1);
  });

  it('takes the default of several audio tracks', async () => {
    const second = ['-c:a:1', 'aac', '-ar:a:1', '22050', '-ac:a:1', '1'];
    const source = await makeMedia(
      made('tracks.mp4'),
      ...['-map', '0:v', '-map', '0:a', '-map', '0:a', '-c', 'copy', ...second],
      ...['-disposition:a:0', '0', '-disposition:a:1', 'default', '-f', 'mp4'],
    );
    await extractAudioTrack(source, join(results, 'tune.mp3'), 'MP3');
    const mp3 = readMp3Frames(await readFile(join(results, 'tune.mp3')));
    expect(mp3).toMatchObject({ sampleRateHz: 22_050, channels: 1 });
    expect(await countPackets(source, 'a:1')).not.toBe(await countPackets(source, 'a:0'));
  });

  it('streams: a file larger than memory could hold is no trouble', async () => {
    const source = await makeMedia(made('moov-last.mp4'), '-c', 'copy', '-f', 'mp4');
    await insertHole(source, 6 * 2 ** 30);
    const target = join(results, 'tune.mp3');
    const result = await extractAudioTrack(source, target, 'MP3');
    expect(Math.abs(result.durationSeconds - SAMPLE_SECONDS)).toBeLessThan(0.1);
    await rm(source);
  });

  it('replaces an earlier result only when the new one is complete', async () => {
    const target = join(results, 'tune.mp3');
    await writeFile(target, 'earlier');
    const fail = extractAudioTrack(fileURLToPath(import.meta.url), target, 'MP3');
    await expect(fail).rejects.toThrow(MediaError);
    expect(await readFile(target, 'utf8')).toBe('earlier');
    await extractAudioTrack(SAMPLE, target, 'MP3');
    expect((await stat(target)).size).toBeGreaterThan(100_000);
  });
});

describe('a source that cannot be extracted', () => {
  const playlist = '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n/input\n';
  const broken: [string, string, RegExp, (sample: Buffer) => Buffer | string][] = [
    ['empty.mp4', 'not-media', /it is empty/, () => ''],
    ['text.mp4', 'not-media', /Invalid data found/, () => 'No media here.\n'.repeat(500)],
    ['playlist.mp4', 'not-media', /format is not accepted/, () => playlist],
    [
      'concat.mp4',
      'not-media',
      /format is not accepted/,
      () => 'ffconcat version 1.0\nfile /input',
    ],
    ['no-index.mp4', 'not-media', /End of file/, (sample) => sample.subarray(0, 4000)],
    [
      'cut.mp4',
      'ffmpeg-failed',
      /partial file\. Check that/,
      (sample) => sample.subarray(0, 150e3),
    ],
  ];

  async function expectRefusal(source: string, reason: string, says: RegExp): Promise<void> {
    for (const format of ['MP3', 'AAC'] as const) {
      const work = extractAudioTrack(source, join(results, 'tune'), format);
      const error: unknown = await work.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(MediaError);
      expect(error).toMatchObject({ reason, message: expect.stringMatching(says) });
      expect((error as MediaError).message).not.toContain(folder);
    }
    expect(await readdir(results)).toEqual([]);
  }

  it.each(broken)('%s: %s', async (name, reason, says, make) => {
    await writeFile(made(name), make(await readFile(SAMPLE)));
    await expectRefusal(made(name), reason, says);
  });

  it('no-sound.mp4: no-audio-track', async () => {
    const source = await makeMedia(made('no-sound.mp4'), '-an', '-c', 'copy', '-f', 'mp4');
    await expectRefusal(source, 'no-audio-track', /^no-sound\.mp4 has no audio track/);
  });

  it("a missing file is Node's own error", async () => {
    await expect(describeMedia(made('nowhere.mp4'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a long extraction', () => {
  let long = '';
  beforeAll(async () => {
    const options = [
      '-stream_loop',
      '20',
      '-i',
      '/input',
      '-map',
      '1:a',
      '-c',
      'copy',
      '-f',
      'mp4',
    ];
    long = await makeMedia(made('long.mp4'), ...options);
  });

  it('leaves the event loop free, and tells how far it is', async () => {
    const progress: number[] = [];
    let ticks = 0;
    const timer = setInterval(() => ticks++, 10);
    const started = performance.now();
    const onProgress = (secondsDone: number) => progress.push(secondsDone);
    await extractAudioTrack(long, join(results, 'tune.mp3'), 'MP3', { onProgress });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan((performance.now() - started) / 10 / 4);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBeCloseTo(SAMPLE_SECONDS * 21, -1);
  });

  it('stops when it is aborted, with nothing left behind', async () => {
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const work = extractAudioTrack(long, join(results, 'tune.mp3'), 'MP3', {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(work).rejects.toBe(reason);
    expect(await readdir(results)).toEqual([]);
    const late = extractAudioTrack(long, join(results, 'tune.mp3'), 'MP3', controller);
    await expect(late).rejects.toBe(reason);
  });

  it('stops at the time limit, with nothing left behind', async () => {
    const work = extractAudioTrack(long, join(results, 'tune.mp3'), 'MP3', { timeoutMs: 300 });
    await expect(work).rejects.toMatchObject({
      reason: 'timeout',
      message: expect.stringMatching(/^Extracting long\.mp4 took longer than 0\.3 s/),
    });
    expect(await readdir(results)).toEqual([]);
  });
});

it('names the install line when the engine is missing', async () => {
  for (const name of ['ffmpeg.ts', 'ffmpeg-run.ts', 'ffmpeg-worker.js']) {
    await copyFile(new URL(`../../src/local/${name}`, import.meta.url), made(name));
  }
  const { describeMedia: describeWithout } = (await import(
    pathToFileURL(made('ffmpeg.ts')).href
  )) as typeof import('../../src/local/ffmpeg.js');
  await expect(describeWithout(SAMPLE)).rejects.toMatchObject({
    reason: 'ffmpeg-missing',
    message: expect.stringContaining('npm install @ffmpeg/core@0.12.10'),
  });
});
