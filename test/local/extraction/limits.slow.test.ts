/** What FFmpeg may take of memory and disk, with each back end. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { extractAudioTrack } from '../../../src/local/extraction/extract-audio-track.js';
import { chooseFFmpeg } from '../../../src/local/extraction/ffmpeg.js';
import { SAMPLE } from '../../make-media.js';
import { describeEachBackEnd } from './back-ends.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'limits-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

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
      const results = await mkdtemp(join(folder, 'results-'));
      const extract = () => extractAudioTrack(SAMPLE, join(results, 'a.mp3'), 'MP3', { ffmpeg });
      // The largest size of a file acts as a full disk, and can be set without a disk of one's own to fill.
      const limitFiles = (bytes: string) =>
        promisify(execFile)('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
      await limitFiles(String(2 ** 16));
      try {
        await expect(extract()).rejects.toMatchObject({ code: 'EFBIG' });
        expect(await readdir(results)).toEqual([]);
      } finally {
        await limitFiles('unlimited');
      }
      await extract();
      expect(await readdir(results)).toEqual(['a.mp3']);
    },
  );
});
