/** Files from which nothing can be extracted, and limits, with each back end. */
import { execFile, spawnSync } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { chooseFFmpeg } from '../../../src/local/extraction/ffmpeg.js';
import { reasonOf } from '../../../src/local/extraction/ffmpeg-command.js';
import type * as FFmpegWasmModule from '../../../src/local/extraction/ffmpeg-wasm.js';
import { extractAudioTrack } from '../../../src/local/extraction/extract-audio-track.js';
import type { MediaError } from '../../../src/local/extraction/media-error.js';
import { SAMPLE } from '../../make-media.js';
import { describeEachBackEnd, mediaFolder } from './back-ends.js';

const { at, media, result, listResults } = mediaFolder();

describeEachBackEnd('extractAudioTrack', (ffmpeg) => {
  const playlist = '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n/input\n';
  const concat = 'ffconcat version 1.0\nfile /input';
  const broken: [string, string, RegExp, (sample: Buffer) => Buffer | string][] = [
    ['empty.mp4', 'not-media', /it is empty/, () => ''],
    // Newer versions do not even take such a playlist for one.
    ['playlist.mp4', 'not-media', /format is not accepted|Invalid data/, () => playlist],
    ['concat.mp4', 'not-media', /format is not accepted/, () => concat],
    ['no-index.mp4', 'not-media', /End of file|Invalid data/, (sample) => sample.subarray(0, 4000)],
  ];

  it.each(broken)('fails for %s with %s, and leaves nothing', async (name, reason, says, make) => {
    await writeFile(at(name), make(await readFile(SAMPLE)));
    // What is copied and what is encoded ends in different places.
    for (const format of ['MP3', 'AAC'] as const) {
      const work = extractAudioTrack(at(name), result('tune'), format, { ffmpeg });
      const error = await work.catch((thrown: unknown) => thrown as MediaError);
      expect(error).toMatchObject({ reason, message: expect.stringMatching(says) });
      expect(error).toHaveProperty('message', expect.not.stringContaining(at('')));
    }
    expect(await listResults()).toEqual([]);
  });

  it('fails when the result becomes larger than allowed, and leaves nothing', async () => {
    const options = { ffmpeg, largestBytes: 50_000 };
    const work = extractAudioTrack(SAMPLE, result('tune.mp3'), 'MP3', options);
    await expect(work).rejects.toMatchObject({
      reason: 'too-large',
      message: expect.stringMatching(
        /^The audio of sample\.mp4 is larger than 50000 bytes, which is the most for a file of 269806 bytes\. Cut the video into parts, or allow more with maxAudioRatio\.$/,
      ),
    });
    expect(await listResults()).toEqual([]);
  });

  it('fails at once when a small file would become large', async () => {
    const wav = await media('mono.wav', ...'-t 1 -vn -ac 1 -ar 8000 -c:a pcm_u8 -f wav'.split(' '));
    const bytes = await readFile(wav);
    bytes.writeUInt32LE(1, 24); // The sample rate, in Hz: now the file lasts two hours.
    bytes.writeUInt32LE(1, 28); // Its bytes in a second.
    await writeFile(at('slow.wav'), bytes);
    for (const format of ['MP3', 'AAC'] as const) {
      const work = extractAudioTrack(at('slow.wav'), result('tune'), format, { ffmpeg });
      await expect(work).rejects.toMatchObject({ reason: 'too-large' });
    }
    expect(await listResults()).toEqual([]);
  });

  it.each([
    ['mp4', '-c copy -movflags faststart -f mp4'],
    ['mp4 in fragments', '-c copy -movflags frag_keyframe+empty_moov -g 10 -f mp4'],
    ['mkv', '-c copy -f matroska'],
    ['webm', '-vn -c:a libvorbis -f webm'],
    ['ts', '-c copy -f mpegts'],
    ['flv', '-c copy -f flv'],
    ['avi', '-s 176x144 -c:v mpeg4 -c:a pcm_s16le -f avi'],
    ['wmv', '-s 176x144 -c:v wmv2 -c:a wmav2 -f asf'],
    ['mp3', '-vn -c:a libmp3lame -f mp3'],
    ['aac', '-vn -c copy -f adts'],
    ['flac', '-vn -c:a flac -f flac'],
    ['ogg', '-vn -c:a libvorbis -f ogg'],
    ['wav', '-vn -c:a pcm_s16le -f wav'],
    ['wv', '-vn -c:a wavpack -f wv'],
  ])('extracts from %s that breaks off what is there', async (name, options) => {
    const whole = await readFile(await media(`whole ${name}`, '-t', '4', ...options.split(' ')));
    await writeFile(at(`cut ${name}`), whole.subarray(0, whole.length * 0.6));
    for (const format of ['MP3', 'AAC'] as const) {
      const source = at(`cut ${name}`);
      const made = await extractAudioTrack(source, result('tune'), format, { ffmpeg });
      expect(made.durationSeconds).toBeGreaterThan(0.5);
      expect(made.durationSeconds).toBeLessThan(3);
    }
  });

  it('stops at the time limit, and leaves nothing', async () => {
    const loop = ['-stream_loop', '5', '-i', '/input', '-map', '1:a', '-c', 'copy', '-f', 'mp4'];
    const long = await media('long.mp4', ...loop);
    const options = { ffmpeg, timeoutMs: 100 };
    const work = extractAudioTrack(long, result('tune.mp3'), 'MP3', options);
    await expect(work).rejects.toMatchObject({
      reason: 'timeout',
      message: expect.stringMatching(/^Extracting long\.mp4 took longer than 0\.1 s/),
    });
    expect(await listResults()).toEqual([]);
  });
});

// Only util-linux limits a process that runs.
const noLimits = spawnSync('prlimit', ['--version']).status !== 0;

describeEachBackEnd('an extraction', (ffmpeg) => {
  const isLimited = ffmpeg.backEnd === 'wasm' || process.platform === 'linux';

  // Natively the memory is limited on Linux only.
  it.skipIf(!isLimited)('gets no more than its memory', async () => {
    // Twenty pictures are kept until the last has come: together 20 MiB, and more than a job may have.
    const keep = async (size: number) => {
      const filter = `format=gray,pad=${size}:${size},trim=end_frame=20,reverse`;
      const play = ['-v', 'error', '-t', '1', '-i', '/input', '-an', '-vf', filter];
      const { run } = await chooseFFmpeg(ffmpeg);
      const output = ['-f', 'null', '-'];
      return run({ program: 'ffmpeg', input: SAMPLE, arguments: [...play, ...output] });
    };
    expect(await keep(1024)).toMatchObject({ exitCode: 0, log: [] });
    const { exitCode, log } = await keep(8192);
    expect(exitCode).toBeGreaterThan(0);
    expect(log.join('\n')).toMatch(/Cannot allocate memory|Out of memory/);
  });

  // See `noLimits`.
  it.skipIf(noLimits)(
    "rejects with Node's own error on a full disk, and leaves nothing",
    async () => {
      const extract = () => extractAudioTrack(SAMPLE, result('a.mp3'), 'MP3', { ffmpeg });
      // The largest size of a file acts as a full disk, and can be set without a disk of one's own to fill.
      const limitFiles = (bytes: string) =>
        promisify(execFile)('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
      await limitFiles(String(2 ** 16));
      try {
        await expect(extract()).rejects.toMatchObject({ code: 'EFBIG' });
        expect(await listResults()).toEqual([]);
      } finally {
        await limitFiles('unlimited');
      }
      await extract();
      expect(await listResults()).toEqual(['a.mp3']);
    },
  );
});

it('an error of FFmpeg never has an empty reason', () => {
  const reason = (...log: string[]) => reasonOf({ exitCode: 1, stdout: '', log });
  const opening = 'Error while opening encoder for output stream #0:0';
  const start = 'Error initializing output stream 0:0 -- ';
  expect(reason('[aac @ 0x1] No layout', `${start}${opening}.`, 'Conversion failed!')).toBe(
    opening,
  );
  expect(reason('[adts @ 0x1] sample rate not set', start)).toBe('sample rate not set');
  for (const log of [[], [''], [start], ['Conversion failed!']]) {
    expect(reason(...log)).toBe('FFmpeg gives no reason');
  }
});

it('names the command that installs FFmpeg when there is none', async () => {
  const source = new URL('../../../src/local/extraction/', import.meta.url);
  await cp(source, at('extraction'), { recursive: true }); // Far from any package.
  await cp(new URL('../store/', source), at('store'), { recursive: true });
  const { runFFmpeg } = (await import(
    pathToFileURL(at('extraction/ffmpeg-wasm.ts')).href
  )) as typeof FFmpegWasmModule; // It is a copy of that module.
  const work = runFFmpeg({ program: 'ffprobe', arguments: ['/input'], input: SAMPLE });
  await expect(work).rejects.toMatchObject({
    reason: 'ffmpeg-missing',
    message: expect.stringMatching(/npm install @ffmpeg\/core@0\.12\.10, or install FFmpeg itself/),
  });
});
