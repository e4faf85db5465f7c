/** How the programs of this machine are found, started, limited and ended. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { expect, it, onTestFinished, vi } from 'vitest';
import { describeMedia } from '../../../src/local/extraction/describe-media.js';
import { extractAudioTrack } from '../../../src/local/extraction/extract-audio-track.js';
import { chooseFFmpeg } from '../../../src/local/extraction/ffmpeg.js';
import { startLocalVod } from '../../../src/local/index.js';
import { SAMPLE } from '../../make-media.js';
import { detailsOf, extract, upload } from '../assets/uploaded.js';
import { nativeIsMissing } from './back-ends.js';
import { realPrograms, wrapPrograms, writeScript } from './scripted-ffmpeg.js';

// The programs are wrapped in shell scripts here.
const isTestable = nativeIsMissing === undefined && process.platform !== 'win32';
const isLinux = process.platform === 'linux';
const real = realPrograms();
if (!isTestable) {
  console.warn(`Native FFmpeg is not tested. ${nativeIsMissing ?? 'This is Windows.'}`);
}

let folder = '';
let programs = '';
let path = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'native-test-'));
});
beforeEach(async () => {
  programs = await mkdtemp(join(folder, 'programs-'));
  path = join(programs, 'ffmpeg-7');
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rm(folder, { recursive: true }));

/** Whether a process runs; one that has ended is still there until its parent asks for its end. */
async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') X');
  return !/\) [ZX]/.test(stat);
}

/** The number of a process that writes it to a file, soon. */
function readPid(file: string): Promise<number> {
  return vi.waitFor(async () => {
    const pid = Number(await readFile(file, 'utf8'));
    expect(pid).toBeGreaterThan(0);
    return pid;
  }, 10_000);
}

// See `isTestable`.
describe.skipIf(!isTestable)('a native command', () => {
  // The limits are Linux's.
  it.skipIf(!isLinux)('gets limits, no secrets, no input and no folder of a user', async () => {
    const report = join(folder, 'report');
    const limits = ['v', 'n', 't', 'c'].map((option) => `ulimit -${option}`);
    const probes = ['env', ...limits, 'readlink /proc/self/fd/0', 'ls /proc/self/fd', 'pwd'];
    const shown = probes.map((command) => `echo "# ${command}"; ${command} 2>&1`).join('\n');
    const ffprobe = `{ ${shown}\n} > '${report}'\nexec '${real?.ffprobe}' "$@"`;
    await wrapPrograms(programs, { ffprobe });
    vi.stubEnv('FAKE_SECRET', 'fake secret of the service');
    const described = await describeMedia(SAMPLE, { ffmpeg: { path } });
    expect(described).toEqual(await describeMedia(SAMPLE, { ffmpeg: { backEnd: 'wasm' } }));

    const answers = new Map<string, string[]>();
    for (const part of (await readFile(report, 'utf8')).split(/^# /m)) {
      const [command = '', ...lines] = part.trimEnd().split('\n');
      answers.set(command, lines);
    }
    // The shells add the others.
    const known = /^(PATH|PWD|OLDPWD|SHLVL|_)=/;
    expect(answers.get('env')?.filter((line) => !known.test(line))).toEqual([]);
    expect(answers.get('ulimit -v')).toEqual([String(2 ** 20)]);
    expect(answers.get('ulimit -n')).toEqual(['64']);
    expect(answers.get('ulimit -t')).toEqual(['3600']);
    expect(answers.get('ulimit -c')).toEqual(['0']);
    expect(answers.get('readlink /proc/self/fd/0')).toEqual(['/dev/null']);
    expect(answers.get('pwd')).toEqual(['/']);
    // Its three, what `ls` opens itself, and what any process inherits from the one that started this test.
    const usual = execFileSync('ls', ['/proc/self/fd'], { encoding: 'utf8' });
    expect(answers.get('ls /proc/self/fd')).toEqual(usual.trimEnd().split('\n'));
  });

  // Whether a process is gone is read from /proc, which only Linux has; so below.
  it.skipIf(!isLinux)('is killed when it is aborted, although it ignores signals', async () => {
    const pidFile = join(folder, 'deaf');
    // Its child keeps the pipes open for a while, for which nothing may wait.
    await wrapPrograms(programs, { ffmpeg: `trap '' TERM INT; echo $$ > '${pidFile}'; sleep 9` });
    const controller = new AbortController();
    const results = await mkdtemp(join(folder, 'results-'));
    const options = { ffmpeg: { path }, signal: controller.signal };
    const work = extractAudioTrack(SAMPLE, join(results, 'tune.mp3'), 'MP3', options);
    const pid = await readPid(pidFile);
    controller.abort(new Error('closing'));
    await expect(work).rejects.toThrow('closing');
    expect(() => process.kill(pid, 0)).toThrow('ESRCH'); // It is not even a zombie.
    expect(await readdir(results)).toEqual([]);
  });

  // The kernel does it, for setpriv of util-linux.
  it.skipIf(!isLinux)('ends when the service is killed', async () => {
    const pidFile = join(folder, 'orphan');
    await wrapPrograms(programs, { ffprobe: `echo $$ > '${pidFile}'; exec sleep 60` });
    const module = new URL('../../../src/local/extraction/describe-media.ts', import.meta.url).href;
    const script = `import(${JSON.stringify(module)}).then(({ describeMedia }) =>
      describeMedia(${JSON.stringify(SAMPLE)}, ${JSON.stringify({ ffmpeg: { path } })}))`;
    const service = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
      ...{ stdio: 'ignore', env: { ...process.env, NODE_OPTIONS: '' } },
    });
    const pid = await readPid(pidFile);
    expect(await isRunning(pid)).toBe(true);
    service.kill('SIGKILL');
    await vi.waitFor(async () => expect(await isRunning(pid)).toBe(false), 10_000);
  });

  const flood = 'for out in 1 2; do head -c 30000000 /dev/zero | tr "\\0" x >&$out; done; exit 1';
  it.each([
    ['crashes', 'ffmpeg-failed', 'kill -SEGV $$', /^FFmpeg crashed on sample\.mp4/],
    ['prints too much', 'not-media', flood, /^.{0,400}x\. Give a whole file.{0,100}$/],
  ])('that %s fails with %s', async (_what, reason, ffprobe, message) => {
    await wrapPrograms(programs, { ffprobe });
    await expect(describeMedia(SAMPLE, { ffmpeg: { path } })).rejects.toMatchObject({
      ...{ reason, message: expect.stringMatching(message) },
    });
  });

  it('that says the disk is full, although it is not, fails for good after a few runs', async () => {
    const runs = join(folder, 'runs');
    const line = 'Error writing trailer of file:/somewhere/tune.mp3: No space left on device';
    await wrapPrograms(programs, { ffmpeg: `echo run >> '${runs}'; echo '${line}' >&2` });
    const work = extractAudioTrack(SAMPLE, join(folder, 'full.mp3'), 'MP3', { ffmpeg: { path } });
    await expect(work).rejects.toMatchObject({
      reason: 'ffmpeg-failed',
      message: expect.stringMatching(/ENOSPC\. Check the disk/),
    });
    expect(await readFile(runs, 'utf8')).toBe('run\n'.repeat(5)); // The first run listed the packets.
  });
});

// See `isTestable`.
describe.skipIf(!isTestable)('the service', () => {
  it('starts with an FFmpeg that cannot work, and each extraction says so', async () => {
    const local = await startLocalVod({ ffmpeg: { path } });
    onTestFinished(() => local.close());
    const { body } = await detailsOf(local, await extract(local, await upload(local)));
    expect(body.transcode_info).toMatchObject({
      transcode_status: 'TRANSCODE_FAILED',
      exec_desc: expect.stringMatching(/^VOD\.10092: The FFmpeg that was named .* cannot be used/),
    });
  });
});

// See `isTestable`.
describe.skipIf(!isTestable)('chooseFFmpeg', () => {
  const backEndOf = async (...options: Parameters<typeof chooseFFmpeg>) =>
    (await chooseFFmpeg(...options)).backEnd;

  it('takes native FFmpeg where it is found, unless WebAssembly is asked for', async () => {
    expect(await backEndOf()).toBe('native');
    expect(await backEndOf({ backEnd: 'native' })).toBe('native');
    expect(await backEndOf({ backEnd: 'wasm', path: '/nowhere/ffmpeg' })).toBe('wasm');
  });

  it('takes WebAssembly where the PATH has no FFmpeg', async () => {
    vi.stubEnv('PATH', `${folder}:relative/folder`).stubEnv('FFMPEG_PATH', '');
    expect(await backEndOf()).toBe('wasm');
    await expect(backEndOf({ backEnd: 'native' })).rejects.toMatchObject({
      reason: 'ffmpeg-missing',
      message: expect.stringMatching(/on the PATH cannot be used: ffmpeg or ffprobe is not there/),
    });
  });

  it('takes the path that is given, else FFMPEG_PATH', async () => {
    await wrapPrograms(programs, { ffprobe: 'exit 9' });
    vi.stubEnv('PATH', folder).stubEnv('FFMPEG_PATH', path);
    expect(await backEndOf()).toBe('native');
    await expect(describeMedia(SAMPLE)).rejects.toMatchObject({ reason: 'not-media' });
    const given = { path: real?.ffmpeg ?? '' };
    await expect(describeMedia(SAMPLE, { ffmpeg: given })).resolves.toHaveProperty('audio');
  });

  it.each([
    ['is not there', undefined],
    ['it does not run', 'exit 1'],
    ['it lacks the encoder libmp3lame', 'exit 0'],
  ])('says of an FFmpeg that was named that %s', async (why, script) => {
    if (script !== undefined) {
      await writeScript(path, script);
      await writeScript(join(programs, 'ffprobe-7'), script);
    }
    vi.stubEnv('FFMPEG_PATH', path);
    await expect(backEndOf()).rejects.toMatchObject({
      reason: 'ffmpeg-missing',
      message: expect.stringContaining(why),
    });
  });
});
