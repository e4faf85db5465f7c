/** How the programs of this machine are found, started, watched and ended. */
import { execFileSync } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeMedia } from '../../../src/local/extraction/describe-media.js';
import { extractAudioTrack } from '../../../src/local/extraction/extract-audio-track.js';
import { chooseFFmpeg } from '../../../src/local/extraction/ffmpeg.js';
import { startLocalVod } from '../../../src/local/index.js';
import { SAMPLE } from '../../make-media.js';
import { nativeIsMissing } from './back-ends.js';
import { isRunning, readPid, realPrograms, wrapPrograms, writeScript } from './scripted-ffmpeg.js';
import { detailsOf, extract, upload } from '../assets/uploaded.js';

// Shell scripts take the place of the programs here.
const isTestable = nativeIsMissing === undefined && process.platform !== 'win32';
const isLinux = process.platform === 'linux';
const real = realPrograms();
if (!isTestable)
  console.warn(`Native FFmpeg is not tested. ${nativeIsMissing ?? 'This is Windows.'}`);

let folder = '';
let path = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ffmpeg-native-'));
});
beforeEach(async () => {
  path = join(await mkdtemp(join(folder, 'programs-')), 'ffmpeg');
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rm(folder, { recursive: true }));

const wrap = (scripts: { ffmpeg?: string; ffprobe?: string }) =>
  wrapPrograms(dirname(path), scripts);

// Its programs are scripts for a shell, around FFmpeg: see `isTestable`.
describe.skipIf(!isTestable)('a native command', () => {
  // The limits are Linux's.
  it.skipIf(!isLinux)('gets limits, no environment and no input', async () => {
    const report = join(folder, 'report');
    const commands = [
      'env',
      'ulimit -v',
      'ulimit -n',
      'ulimit -t',
      'ulimit -c',
      'readlink /proc/self/fd/0',
    ];
    const probes = [...commands, 'ls /proc/self/fd', 'pwd'];
    const shown = probes.map((command) => `echo "# ${command}"; ${command} 2>&1`).join('\n');
    await wrap({ ffprobe: `{ ${shown}\n} > '${report}'\nexec '${real?.ffprobe}' "$@"` });
    vi.stubEnv('FAKE_SECRET', 'fake secret of the service');
    const described = await describeMedia(SAMPLE, { ffmpeg: { path } });
    expect(described).toEqual(await describeMedia(SAMPLE, { ffmpeg: { backEnd: 'wasm' } }));

    const answers = new Map(
      (await readFile(report, 'utf8'))
        .split(/^# /m)
        .slice(1)
        .map((part): [string, string[]] => {
          const [command = '', ...lines] = part.trimEnd().split('\n');
          return [command, lines];
        }),
    );
    // The programs are looked for on the PATH; the shell itself adds the others.
    const own = /^(PATH|PWD|OLDPWD|SHLVL|_)=/;
    expect(answers.get('env')?.filter((line) => !own.test(line))).toEqual([]);
    expect(answers.get('ulimit -v')).toEqual([String(2 ** 20)]);
    expect(answers.get('ulimit -n')).toEqual(['64']);
    expect(answers.get('ulimit -t')).toEqual(['3600']);
    expect(answers.get('ulimit -c')).toEqual(['0']);
    expect(answers.get('readlink /proc/self/fd/0')).toEqual(['/dev/null']);
    // Its three, what `ls` opens itself, and what the parent of this test hands down.
    const usual = execFileSync('ls', ['/proc/self/fd'], { encoding: 'utf8' });
    expect(answers.get('ls /proc/self/fd')).toEqual(usual.trimEnd().split('\n'));
    expect(answers.get('pwd')).toEqual(['/']);
  });

  // Whether a process is gone is read from /proc, which only Linux has; so below.
  it.skipIf(!isLinux)('is killed at the time limit, although it ignores signals', async () => {
    const pidFile = join(folder, 'deaf');
    // Its child keeps the pipes open for a while, which must not be waited for.
    await wrap({ ffprobe: `trap '' TERM INT; echo $$ > '${pidFile}'; sleep 3; sleep 3` });
    await chooseFFmpeg({ path }); // So that the time is that of this file alone.
    const work = describeMedia(SAMPLE, { ffmpeg: { path }, timeoutMs: 500 });
    await expect(work).rejects.toMatchObject({ reason: 'timeout' });
    expect(await isRunning(await readPid(pidFile))).toBe(false);
  });

  // As above.
  it.skipIf(!isLinux)('is killed when it is aborted, and nothing is left of it', async () => {
    const pidFile = join(folder, 'aborted');
    await wrap({ ffmpeg: `echo $$ > '${pidFile}'; exec sleep 60` });
    const controller = new AbortController();
    const results = await mkdtemp(join(folder, 'results-'));
    const work = extractAudioTrack(SAMPLE, join(results, 'tune.mp3'), 'MP3', {
      ffmpeg: { path },
      signal: controller.signal,
    });
    const pid = await readPid(pidFile);
    const reason = new Error('closing');
    controller.abort(reason);
    await expect(work).rejects.toBe(reason);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH'); // Not even a zombie.
    expect(await readdir(results)).toEqual([]);
  });

  it('fails with a reason when FFmpeg crashes', async () => {
    await wrap({ ffprobe: 'kill -SEGV $$' });
    await expect(describeMedia(SAMPLE, { ffmpeg: { path } })).rejects.toMatchObject({
      reason: 'ffmpeg-failed',
      message: expect.stringMatching(/^FFmpeg crashed on sample\.mp4/),
      cause: expect.objectContaining({ message: 'ffprobe was ended by SIGSEGV' }),
    });
  });

  it('keeps only the end of what FFmpeg prints', async () => {
    const endless = 'head -c 30000000 /dev/zero | tr "\\0" x';
    await wrap({ ffprobe: `${endless}; ${endless} >&2; exit 1` });
    const work = describeMedia(SAMPLE, { ffmpeg: { path } });
    await expect(work).rejects.toMatchObject({
      reason: 'not-media',
      message: expect.stringMatching(/^.{0,400}x\. Give a whole file.{0,100}$/),
    });
  });
});

// As the commands above.
describe.skipIf(!isTestable)('the service', () => {
  it('starts without FFmpeg and looks for it at the first file', async () => {
    const called = join(folder, 'called');
    await wrap({});
    await writeScript(path, `touch '${called}'; exec '${real?.ffmpeg}' "$@"`);
    const local = await startLocalVod({ ffmpeg: { path } });
    try {
      await expect(access(called)).rejects.toMatchObject({ code: 'ENOENT' });
      await upload(local);
      await vi.waitFor(() => access(called), 10_000);
    } finally {
      await local.close();
    }
  });

  it('starts with an FFmpeg that cannot work and fails each extraction with that reason', async () => {
    const local = await startLocalVod({ ffmpeg: { path } });
    try {
      const { body } = await detailsOf(local, await extract(local, await upload(local)));
      expect(body.transcode_info).toMatchObject({
        transcode_status: 'TRANSCODE_FAILED',
        exec_desc: expect.stringMatching(
          /^VOD\.10092: The FFmpeg that was named .* cannot be used/,
        ),
      });
    } finally {
      await local.close();
    }
  });
});

// As the commands above.
describe.skipIf(!isTestable)('the choice of the back end', () => {
  const backEndOf = async (...options: Parameters<typeof chooseFFmpeg>) =>
    (await chooseFFmpeg(...options)).backEnd;

  it('is native where it is found, unless WebAssembly is asked for', async () => {
    expect(await backEndOf()).toBe('native');
    expect(await backEndOf({ backEnd: 'native' })).toBe('native');
    expect(await backEndOf({ backEnd: 'wasm', path: '/nowhere/ffmpeg' })).toBe('wasm');
  });

  it('is WebAssembly where the PATH has no FFmpeg', async () => {
    vi.stubEnv('PATH', `${folder}:relative/folder`).stubEnv('FFMPEG_PATH', '');
    expect(await backEndOf()).toBe('wasm');
    await expect(backEndOf({ backEnd: 'native' })).rejects.toMatchObject({
      reason: 'ffmpeg-missing',
      message: expect.stringMatching(/on the PATH cannot be used: ffmpeg or ffprobe is not there/),
    });
  });

  it('takes the path that is given, and FFMPEG_PATH else', async () => {
    await wrap({ ffprobe: 'exit 9' });
    vi.stubEnv('PATH', folder).stubEnv('FFMPEG_PATH', path);
    expect(await backEndOf()).toBe('native');
    await expect(describeMedia(SAMPLE)).rejects.toMatchObject({ reason: 'not-media' });
    const given = { path: real?.ffmpeg ?? '' };
    await expect(describeMedia(SAMPLE, { ffmpeg: given })).resolves.toHaveProperty('audio');
  });

  it('finds ffprobe by the name that ffmpeg has', async () => {
    const named = join(folder, 'named');
    await mkdir(named);
    await wrap({});
    for (const name of ['ffmpeg', 'ffprobe']) {
      await writeScript(join(named, `${name}-7`), await readFile(join(path, '..', name), 'utf8'));
    }
    expect(await backEndOf({ path: join(named, 'ffmpeg-7') })).toBe('native');
  });

  it.each([
    ['is not there', undefined],
    ['it does not run', 'exit 1'],
    ['it lacks the encoder libmp3lame', 'case $2 in -version) echo "libavformat 60. 1.1";; esac'],
  ])('says of a named one that %s', async (why, script) => {
    if (script !== undefined) {
      await writeScript(path, script);
      await writeScript(join(path, '..', 'ffprobe'), script);
    }
    vi.stubEnv('FFMPEG_PATH', path);
    await expect(backEndOf()).rejects.toMatchObject({
      reason: 'ffmpeg-missing',
      message: expect.stringContaining(why),
    });
  });
});
