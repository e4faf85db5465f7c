/** Extractions that fail, are stopped, or take long, with each back end. */
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type * as DescribeMedia from '../../../src/local/extraction/describe-media.js';
import { describeMedia } from '../../../src/local/extraction/describe-media.js';
import { extractAudioTrack } from '../../../src/local/extraction/extract-audio-track.js';
import { MediaError } from '../../../src/local/extraction/media-error.js';
import { mediaIn, SAMPLE } from '../../make-media.js';
import { describeEachBackEnd } from './back-ends.js';

let folder = '';
let results = '';
const at = (name: string) => join(folder, name);
const media = mediaIn(() => folder);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ffmpeg-failures-'));
});
beforeEach(async () => {
  results = await mkdtemp(join(folder, 'results-'));
});
afterAll(() => rm(folder, { recursive: true }));

describeEachBackEnd('a source that cannot be extracted', (ffmpeg) => {
  const playlist = '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n/input\n';
  const concat = 'ffconcat version 1.0\nfile /input';
  const broken: [string, string, RegExp, (sample: Buffer) => Buffer | string][] = [
    ['empty.mp4', 'not-media', /it is empty/, () => ''],
    ['text.mp4', 'not-media', /Invalid data found/, () => 'No media here.\n'.repeat(500)],
    // Newer versions do not even take such a playlist for one.
    ['playlist.mp4', 'not-media', /format is not accepted|Invalid data/, () => playlist],
    ['concat.mp4', 'not-media', /format is not accepted/, () => concat],
    ['no-index.mp4', 'not-media', /End of file|Invalid data/, (sample) => sample.subarray(0, 4000)],
    ['cut.mp4', 'ffmpeg-failed', /partial file\. Check/, (sample) => sample.subarray(0, 150e3)],
  ];

  async function expectRefusal(source: string, reason: string, says: RegExp): Promise<void> {
    // A file that is read at all goes different ways from there.
    const formats = reason === 'ffmpeg-failed' ? (['MP3', 'AAC'] as const) : (['AAC'] as const);
    for (const format of formats) {
      const work = extractAudioTrack(source, join(results, 'tune'), format, { ffmpeg });
      const error: unknown = await work.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(MediaError);
      expect(error).toMatchObject({ reason, message: expect.stringMatching(says) });
      expect((error as MediaError).message).not.toContain(folder); // It is one, as seen above.
    }
    expect(await readdir(results)).toEqual([]);
  }

  it.each(broken)('%s is refused as %s', async (name, reason, says, make) => {
    await writeFile(at(name), make(await readFile(SAMPLE)));
    await expectRefusal(at(name), reason, says);
  });

  it('no-sound.mp4 is refused as no-audio-track', async () => {
    const source = await media('no-sound.mp4', '-an', '-c', 'copy', '-f', 'mp4');
    await expectRefusal(source, 'no-audio-track', /^no-sound\.mp4 has no audio track/);
  });

  it("fails with Node's own error when the file is missing", async () => {
    const work = describeMedia(at('nowhere.mp4'), { ffmpeg });
    await expect(work).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('fails and leaves no file when the audio is larger than allowed', async () => {
    const options = { ffmpeg, largestBytes: 50_000 };
    const work = extractAudioTrack(SAMPLE, join(results, 'tune.mp3'), 'MP3', options);
    await expect(work).rejects.toMatchObject({
      reason: 'too-large',
      message: 'The audio of sample.mp4 is larger than 50000 bytes. Cut the video into parts.',
    });
    expect(await readdir(results)).toEqual([]);
  });
});

describeEachBackEnd('a long extraction', (ffmpeg) => {
  const loops = 5;
  const loop = ['-stream_loop', String(loops), '-i', '/input', '-map', '1:a'];
  const long = () => media('long.mp4', ...loop, '-c', 'copy', '-f', 'mp4');

  it('leaves the event loop free and reports its progress', async () => {
    const progress: number[] = [];
    const source = await long();
    let ticks = 0;
    const timer = setInterval(() => ticks++, 10);
    const started = performance.now();
    const onProgress = (secondsDone: number) => progress.push(secondsDone);
    await extractAudioTrack(source, join(results, 'tune.mp3'), 'MP3', { ffmpeg, onProgress });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan((performance.now() - started) / 10 / 4);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBeCloseTo(11.5 * (loops + 1), -1);
  });

  it('stops when it is aborted, with nothing left behind', async () => {
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const options = { ffmpeg, signal: controller.signal };
    const work = extractAudioTrack(await long(), join(results, 'tune.mp3'), 'MP3', {
      ...options,
      onProgress: () => controller.abort(reason),
    });
    await expect(work).rejects.toBe(reason);
    expect(await readdir(results)).toEqual([]);
    const late = extractAudioTrack(await long(), join(results, 'tune.mp3'), 'MP3', options);
    await expect(late).rejects.toBe(reason);
  });

  it('stops at the time limit, with nothing left behind', async () => {
    const options = { ffmpeg, timeoutMs: 100 };
    const work = extractAudioTrack(await long(), join(results, 'tune.mp3'), 'MP3', options);
    await expect(work).rejects.toMatchObject({
      reason: 'timeout',
      message: expect.stringMatching(/^Extracting long\.mp4 took longer than 0\.1 s/),
    });
    expect(await readdir(results)).toEqual([]);
  });
});

it('names the packages to install when there is no FFmpeg', async () => {
  const source = new URL('../../../src/local/extraction/', import.meta.url);
  const modules = ['describe-media', 'ffmpeg', 'ffmpeg-command', 'ffmpeg-native', 'ffmpeg-wasm'];
  for (const name of [...modules, 'media-error', 'shortage']) {
    await copyFile(new URL(`${name}.ts`, source), at(`${name}.ts`));
  }
  // Far from any package.
  const { describeMedia: describeWithout } = (await import(
    pathToFileURL(at('describe-media.ts')).href
  )) as typeof DescribeMedia; // It is a copy of that module.
  const work = describeWithout(SAMPLE, { ffmpeg: { backEnd: 'wasm' } });
  await expect(work).rejects.toMatchObject({
    reason: 'ffmpeg-missing',
    message: expect.stringMatching(/npm install @ffmpeg\/core@0\.12\.10, or install FFmpeg itself/),
  });
});
