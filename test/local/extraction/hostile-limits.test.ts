/** What FFmpeg may take: its memory, the disk, and its time when the service has been killed. */
import { execFile, spawn } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { extractAudioTrack } from '../../../src/local/extraction/ffmpeg.js';
import type * as BackEndModule from '../../../src/local/extraction/ffmpeg-back-end.js';
import { chooseEngine } from '../../../src/local/extraction/ffmpeg-back-end.js';
import { findPrograms } from '../../../src/local/extraction/ffmpeg-programs.js';
import { SAMPLE } from '../../make-media.js';
import { describeEachBackEnd, nativeIsMissing } from './back-ends.js';
import { dressUp, isRunning, readPid } from './program-scripts.js';

const real = await findPrograms(process.env['FFMPEG_PATH'] ?? '');
const { prlimit, setpriv } = real ?? {};

let folder = '';
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-limits-'));
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rm(folder, { recursive: true }));

/** A folder for the PATH with nothing but these programs. */
async function folderOf(...programs: (string | undefined)[]): Promise<string> {
  const own = await mkdtemp(at('path-'));
  for (const each of programs) if (each) await symlink(each, join(own, basename(each)));
  return own;
}

describeEachBackEnd('an extraction', (ffmpeg) => {
  const isLimited = ffmpeg.backEnd === 'wasm' || prlimit !== undefined;

  // Native FFmpeg has a limit only where prlimit sets one.
  it.skipIf(!isLimited)('gets no more than its memory', async () => {
    // Twenty pictures are kept until the last has come: together 20 MiB, and more than a job may have.
    const keep = async (size: number) => {
      const filter = `format=gray,pad=${size}:${size},trim=end_frame=20,reverse`;
      const play = ['-v', 'error', '-t', '1', '-i', '/input', '-an', '-vf', filter];
      const engine = await chooseEngine(ffmpeg);
      const output = ['-f', 'null', '-'];
      return engine.run({ program: 'ffmpeg', input: SAMPLE, arguments: [...play, ...output] });
    };
    expect(await keep(1024)).toMatchObject({ exitCode: 0, log: [] });
    const { exitCode, log } = await keep(8192);
    expect(exitCode).toBeGreaterThan(0);
    expect(log.join('\n')).toMatch(/Cannot allocate memory|Out of memory/);
  });

  // Only prlimit can limit a process that runs.
  it.skipIf(prlimit === undefined)('that finds no room says so, and leaves nothing', async () => {
    const results = await mkdtemp(at('results-'));
    const extract = () => extractAudioTrack(SAMPLE, join(results, 'a.mp3'), 'MP3', { ffmpeg });
    // The largest size of a file stands for a full disk: it is there without a disk of one's own to fill.
    const limitFiles = (bytes: string) =>
      promisify(execFile)(prlimit ?? '', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
    await limitFiles(String(2 ** 16));
    try {
      await expect(extract()).rejects.toMatchObject({
        reason: 'disk-full',
        message:
          'There is no room for the audio of sample.mp4. Free some space on the disk that the files are on.',
        cause: expect.objectContaining({ code: 'EFBIG' }),
      });
      expect(await readdir(results)).toEqual([]);
    } finally {
      await limitFiles('unlimited');
    }
    await extract();
    expect(await readdir(results)).toEqual(['a.mp3']);
  });
});

// Of programs that only some machines have, and of limits that only Linux has.
describe.skipIf(nativeIsMissing !== undefined || process.platform !== 'linux')('natively', () => {
  it('is not believed that the disk is full when it is not', async () => {
    const own = await folderOf();
    const runs = join(own, 'runs');
    const line = 'Error writing trailer of file:/somewhere/tune.mp3: No space left on device';
    await dressUp(own, real, { ffmpeg: `echo run >> '${runs}'; echo '${line}' >&2` });
    const ffmpeg = { path: join(own, 'ffmpeg') };
    await expect(
      extractAudioTrack(SAMPLE, at('full.mp3'), 'MP3', { ffmpeg }),
    ).rejects.toMatchObject({
      reason: 'ffmpeg-failed', // Although FFmpeg calls that a success.
      message: expect.stringMatching(/ENOSPC\. Check the disk/),
    });
    // Room may have come in the meantime: a few times, not for ever.
    expect(await readFile(runs, 'utf8')).toBe('run\n'.repeat(4));
  });

  // The one ends it at once; the other when it has had twice the time that it was given.
  it.each([
    ['setpriv', setpriv, 'exec sleep 60'],
    ['prlimit', prlimit, 'while :; do :; done'],
  ])('ends when the service is killed, by %s alone', async (name, tool, work) => {
    if (!tool) return expect.fail(`${name} is missing`);
    const pidFile = at(`orphan-${name}`);
    const own = await folderOf(tool);
    await dressUp(own, real, { ffprobe: `echo $$ > '${pidFile}'; ${work}` });
    const module = new URL('../../../src/local/extraction/ffmpeg.ts', import.meta.url).href;
    const options = { ffmpeg: { path: join(own, 'ffmpeg') }, timeoutMs: 500 };
    // It does not come to end its program itself.
    const modules = `[import(${JSON.stringify(module)}), import('node:fs')]`;
    const script = `Promise.all(${modules}).then(([{ describeMedia }, { existsSync }]) => {
      describeMedia(${JSON.stringify(SAMPLE)}, ${JSON.stringify(options)});
      setInterval(() => {
        if (!existsSync(${JSON.stringify(pidFile)})) return;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      }, 1);
    })`;
    const service = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
      stdio: 'ignore',
      env: { ...process.env, PATH: own },
    });
    const pid = await readPid(pidFile);
    expect(await isRunning(pid)).toBe(true);
    service.kill('SIGKILL');
    await vi.waitFor(async () => expect(await isRunning(pid)).toBe(false), 10_000);
  });

  describe('without prlimit', () => {
    let own = '';
    beforeAll(async () => {
      own = await folderOf(real?.ffmpeg, real?.ffprobe);
    });
    beforeEach(() => {
      vi.stubEnv('PATH', own).stubEnv('FFMPEG_PATH', '');
    });

    it('is taken when it is asked for, and else WebAssembly, which has a limit', async () => {
      expect(await chooseEngine()).toHaveProperty('backEnd', 'wasm');
      expect(await chooseEngine({ backEnd: 'native' })).toHaveProperty('backEnd', 'native');
      const path = join(own, 'ffmpeg');
      expect(await chooseEngine({ path })).toHaveProperty('backEnd', 'native');
      vi.stubEnv('FFMPEG_PATH', path);
      expect(await chooseEngine()).toHaveProperty('backEnd', 'native');
    });

    it('is taken where WebAssembly is not installed', async () => {
      const source = new URL('../../../src/local/', import.meta.url);
      for (const name of (await readdir(source)).filter((each) => each.startsWith('ffmpeg'))) {
        await copyFile(new URL(name, source), at(name));
      }
      // Far from any package.
      const { chooseEngine: chooseThere } = (await import(
        pathToFileURL(at('ffmpeg-back-end.ts')).href
      )) as typeof BackEndModule; // It is a copy of that module.
      expect(await chooseThere()).toHaveProperty('backEnd', 'native');
    });

    it('limits its time itself', async () => {
      const [scripts, said] = [await folderOf(), at('said')];
      await dressUp(scripts, real, {
        ffmpeg: `echo "$@" > '${said}'; exec '${real?.ffmpeg}' "$@"`,
      });
      const ffmpeg = { path: join(scripts, 'ffmpeg') };
      await extractAudioTrack(SAMPLE, at('timed.aac'), 'AAC', { ffmpeg, timeoutMs: 10_000 });
      expect(await readFile(said, 'utf8')).toMatch(/^-timelimit 20 /);
    });
  });
});
