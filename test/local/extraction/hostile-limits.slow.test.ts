/** What FFmpeg may take: its memory, the disk, and its time when the service has been killed. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { extractAudioTrack } from '../../../src/local/extraction/extract-audio-track.js';
import { chooseFFmpeg } from '../../../src/local/extraction/ffmpeg.js';
import { SAMPLE } from '../../make-media.js';
import { describeEachBackEnd, nativeIsMissing } from './back-ends.js';
import { isRunning, readPid, wrapPrograms } from './scripted-ffmpeg.js';

const isThere = (program: string) => spawnSync(program, ['--version']).status === 0;

let folder = '';
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-limits-'));
});
afterAll(() => rm(folder, { recursive: true }));

describeEachBackEnd('an extraction', (ffmpeg) => {
  const isLimited = ffmpeg.backEnd === 'wasm' || process.platform === 'linux';

  // Other systems do not limit a process's address space.
  it.skipIf(!isLimited)('gets no more than its memory', async () => {
    // Twenty pictures are kept until the last has come: together 20 MiB, and more than a job may have.
    const keep = async (size: number) => {
      const filter = `format=gray,pad=${size}:${size},trim=end_frame=20,reverse`;
      const play = ['-v', 'error', '-t', '1', '-i', '/input', '-an', '-vf', filter];
      const engine = await chooseFFmpeg(ffmpeg);
      const output = ['-f', 'null', '-'];
      return engine.run({ program: 'ffmpeg', input: SAMPLE, arguments: [...play, ...output] });
    };
    expect(await keep(1024)).toMatchObject({ exitCode: 0, log: [] });
    const { exitCode, log } = await keep(8192);
    expect(exitCode).toBeGreaterThan(0);
    expect(log.join('\n')).toMatch(/Cannot allocate memory|Out of memory/);
  });

  // Only prlimit can limit a process that runs.
  it.skipIf(!isThere('prlimit'))(
    "fails with Node's own error on a full disk, and leaves nothing",
    async () => {
      const results = await mkdtemp(at('results-'));
      const extract = () => extractAudioTrack(SAMPLE, join(results, 'a.mp3'), 'MP3', { ffmpeg });
      // The largest size of a file stands for a full disk: it is there without a disk of one's own to fill.
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

// It needs programs that only some machines have, and limits that only Linux has.
describe.skipIf(nativeIsMissing !== undefined || process.platform !== 'linux')('natively', () => {
  it('does not believe that the disk is full when it is not', async () => {
    const own = await mkdtemp(at('path-'));
    const runs = join(own, 'runs');
    const line = 'Error writing trailer of file:/somewhere/tune.mp3: No space left on device';
    const path = await wrapPrograms(own, { ffmpeg: `echo run >> '${runs}'; echo '${line}' >&2` });
    await expect(
      extractAudioTrack(SAMPLE, at('full.mp3'), 'MP3', { ffmpeg: { path } }),
    ).rejects.toMatchObject({
      reason: 'ffmpeg-failed', // Although FFmpeg calls that a success.
      message: expect.stringMatching(/ENOSPC\. Check the disk/),
    });
    // Room may have come in the meantime: a few times, not for ever.
    expect(await readFile(runs, 'utf8')).toBe('run\n'.repeat(4));
  });

  // Only util-linux binds a process to its parent.
  it.skipIf(!isThere('setpriv'))('ends FFmpeg when the service is killed', async () => {
    const pidFile = at('orphan');
    const own = await mkdtemp(at('path-'));
    const path = await wrapPrograms(own, { ffprobe: `echo $$ > '${pidFile}'; exec sleep 60` });
    const module = new URL('../../../src/local/extraction/describe-media.ts', import.meta.url).href;
    const script = `import(${JSON.stringify(module)}).then(({ describeMedia }) =>
      describeMedia(${JSON.stringify(SAMPLE)}, { ffmpeg: { path: ${JSON.stringify(path)} } }))`;
    const service = spawn(process.execPath, ['--import', 'tsx', '-e', script], { stdio: 'ignore' });
    const pid = await readPid(pidFile);
    expect(await isRunning(pid)).toBe(true);
    service.kill('SIGKILL');
    await vi.waitFor(async () => expect(await isRunning(pid)).toBe(false), 10_000);
  });
});
