/** `vod extract` as a process: from a video to an audio file, or to one clear line. */
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AudioFrames, readAdtsFrames, readMp3Frames } from '../audio-frames.js';
import { makeMedia, SAMPLE } from '../make-media.js';
import { type Ended, inFolder, namesIn, type OnStep, runProgram } from './command.js';
import { makePlain } from './plain-javascript.js';

/** Made once, and copied to where a test needs it. */
let media = '';
/** Where the command puts its temporary files in all tests. */
let temporary = '';
/** The command as JavaScript. */
let programs = '';
beforeAll(async () => {
  programs = await mkdtemp(join(tmpdir(), 'vod-command-programs-'));
  await makePlain(programs, ['scripts/start.ts', 'src/cli/vod.ts'], 'tsconfig.json');
  temporary = await mkdtemp(join(tmpdir(), 'vod-command-temporary-'));
  media = await mkdtemp(join(tmpdir(), 'vod-command-media-'));
  const made = (name: string) => join(media, name);
  await copyFile(SAMPLE, made('clip.mp4'));
  await writeFile(made('notes.mp4'), 'No media here.\n'.repeat(500));
  await writeFile(made('empty.mp4'), '');
  await makeMedia(made('silent.mp4'), '-an', '-c', 'copy', '-f', 'mp4');
  await makeMedia(made('tune.mp3'), '-t', '1', '-vn', '-c:a', 'libmp3lame', '-f', 'mp3');
  const tune = ['-stream_loop', '40', '-i', '/input', '-map', '1:a', '-c', 'copy', '-f', 'mp4'];
  await makeMedia(made('long.mp4'), ...tune);
});
afterAll(async () => {
  await rm(programs, { recursive: true });
  await rm(media, { recursive: true });
  await rm(temporary, { recursive: true });
});

/** Runs `vod extract`. */
function run(folder: string, args: string[], onStep?: OnStep): Promise<Ended> {
  const program = [join(programs, 'start.js')];
  return runProgram(program, args, { folder, temporary, ...(onStep && { onStep }) });
}

/** A fresh folder with these files in it. */
function withFiles<T>(names: string[], work: (folder: string) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    await Promise.all(names.map((name) => copyFile(join(media, name), join(folder, name))));
    return work(folder);
  });
}

function expectAudio(audio: AudioFrames, bitRateKbps: unknown): void {
  expect(audio).toMatchObject({ sampleRateHz: 44_100, channels: 2, bitRateKbps });
  expect(Math.abs(audio.durationSeconds - 11.5)).toBeLessThan(0.1);
}

/** One line for the user, no result, and nothing of the inside. */
function expectFailure(ended: Ended, exitCode: number, says: RegExp): void {
  const lines = ended.stderr.trimEnd().split('\n');
  const complaints = lines.filter((line) => line.startsWith('vod: '));
  expect(complaints).toEqual([expect.stringMatching(says)]);
  // All other lines are steps that had been done.
  expect(lines.slice(0, -1).filter((line) => !line.startsWith('✔ '))).toEqual([]);
  expect(lines.at(-1)).toBe(complaints[0]);
  expect(lines.filter((line) => /^\s+at /.test(line))).toEqual([]);
  expect(ended).toMatchObject({ exitCode, stdout: '' });
}

describe.concurrent('vod extract', () => {
  it('makes ode-to-joy.mp3 of the sample, where the user stands', () =>
    inFolder(async (folder) => {
      // From the sources, as `npm start` does.
      const program = ['--import', 'tsx', 'scripts/start.ts'];
      const { exitCode, stdout, stderr } = await runProgram(program, [], { folder, temporary });
      expect(stderr.split('\n')).toEqual([
        expect.stringMatching(
          /^✔ Local VOD service at http:\/\/127\.0\.0\.1:\d+, project [0-9a-f]{32}$/,
        ),
        expect.stringMatching(/^✔ Uploaded sample\.mp4 \(\d+ kB\): asset [0-9a-f]{32}$/),
        expect.stringMatching(/^✔ Extraction to MP3 accepted: audio asset [0-9a-f]{32}$/),
        '✔ Callback audioExtractComplete received, signature verified',
        expect.stringMatching(
          /^✔ Downloaded and verified: mp3, 11\.\d\d s, 128 kbit\/s, 44100 Hz, stereo$/,
        ),
        '',
      ]);
      expect(new Set(stderr.match(/[0-9a-f]{32}/g)).size).toBe(3);
      expect(stdout).toBe(`${join(folder, 'ode-to-joy.mp3')}\n`);
      expect(exitCode).toBe(0);
      expect(await namesIn(folder)).toEqual(['ode-to-joy.mp3']);
      expectAudio(readMp3Frames(await readFile(join(folder, 'ode-to-joy.mp3'))), 128);
    }));

  it('makes an AAC of the user’s own video, under the name that is asked for', () =>
    withFiles(['clip.mp4'], async (folder) => {
      await mkdir(join(folder, 'sub'));
      const target = join('sub', 'the tune.aac');
      const ended = await run(folder, ['clip.mp4', '--format', 'AAC', '--output', target]);
      expect(ended).toMatchObject({ exitCode: 0, stdout: `${join(folder, target)}\n` });
      expect(await namesIn(join(folder, 'sub'))).toEqual(['the tune.aac']);
      expectAudio(readAdtsFrames(await readFile(join(folder, target))), expect.closeTo(96, -1));
    }));

  it('names the audio after the video, and replaces an older one', () =>
    withFiles(['clip.mp4'], async (folder) => {
      await writeFile(join(folder, 'clip.mp3'), 'older');
      expect(await run(folder, [join(folder, 'clip.mp4')])).toMatchObject({ exitCode: 0 });
      expect(await namesIn(folder)).toEqual(['clip.mp3', 'clip.mp4']);
      expectAudio(readMp3Frames(await readFile(join(folder, 'clip.mp3'))), 128);
    }));

  it('keeps an older result when it fails', () =>
    withFiles(['notes.mp4'], async (folder) => {
      await writeFile(join(folder, 'notes.mp3'), 'older');
      expect(await run(folder, ['notes.mp4'])).toMatchObject({ exitCode: 1, stdout: '' });
      expect(await readFile(join(folder, 'notes.mp3'), 'utf8')).toBe('older');
      expect(await namesIn(folder)).toEqual(['notes.mp3', 'notes.mp4']);
    }));

  describe.concurrent('says in one line what is wrong, and leaves nothing, with', () => {
    it.each<[string, string[], number, RegExp]>([
      ['no such file', ['none.mp4'], 1, /none\.mp4: no such file or folder\.$/],
      ['a folder as the video', ['.'], 1, /: it is no file\. Give a video\.$/],
      ['a text named .mp4', ['notes.mp4'], 1, /notes\.mp4 is not a video or audio file/],
      ['an empty file', ['empty.mp4'], 1, /empty\.mp4: it is empty\. Give a video\.$/],
      ['a video without sound', ['silent.mp4'], 1, /silent\.mp4 has no audio track/],
      ['an .mp3 as the video', ['tune.mp3', '--format', 'AAC'], 1, /VOD\.10063/],
      ['a name that is no video’s', ['tune.txt'], 1, /tune\.txt/],
      ['a folder that is not there', ['clip.mp4', '--output', 'no/a.mp3'], 1, /no such file or/],
      ['a folder as the output', ['clip.mp4', '--output', '.'], 1, /: it is a folder\. Give/],
      ['a file as the folder', ['clip.mp4', '--output', 'notes.mp4/a.mp3'], 1, /is no folder\.$/],
      ['an unknown format', ['clip.mp4', '--format', 'WAV'], 2, /no format WAV: it is MP3 or AAC/],
      ['a format in lower case', ['clip.mp4', '--format', 'mp3'], 2, /no format mp3/],
      ['an unknown option', ['clip.mp4', '--quality', '9'], 2, /--quality/],
      ['an option without its value', ['clip.mp4', '--output'], 2, /--output/],
      ['an option as a value', ['clip.mp4', '--output', '--format', 'AAC'], 2, /--output/],
      ['two videos', ['clip.mp4', 'silent.mp4'], 2, /One video at a time; silent\.mp4/],
    ])('%s', (_what, args, exitCode, says) => {
      const files = ['clip.mp4', 'empty.mp4', 'notes.mp4', 'silent.mp4', 'tune.mp3'];
      return withFiles(files, async (folder) => {
        await copyFile(join(folder, 'tune.mp3'), join(folder, 'tune.txt'));
        expectFailure(await run(folder, args), exitCode, says);
        expect(await namesIn(folder)).toEqual([...files, 'tune.txt'].sort());
      });
    });
  });

  it.each([
    ['itself', 'clip.mp4'],
    ['a link to it', 'link.mp3'],
  ])('does not replace the source by its own audio: %s', (_what, output) =>
    withFiles(['clip.mp4'], async (folder) => {
      await symlink(join(folder, 'clip.mp4'), join(folder, 'link.mp3'));
      const ended = await run(folder, ['clip.mp4', '--output', output]);
      expectFailure(ended, 1, /: it is the source itself\. Give another --output\.$/);
      expect(await namesIn(folder)).toEqual(['clip.mp4', 'link.mp3']);
      expect((await readFile(join(folder, 'clip.mp4'))).equals(await readFile(SAMPLE))).toBe(true);
    }),
  );

  // Windows has no sockets in its file system.
  it.skipIf(process.platform === 'win32')('does not replace what is no file, like a socket', () =>
    withFiles(['clip.mp4'], async (folder) => {
      const path = join(folder, 'socket');
      const server = createServer().listen(path);
      await once(server, 'listening');
      const ended = await run(folder, ['clip.mp4', '--output', 'socket']);
      const isSocket = (await stat(path)).isSocket();
      server.close();
      expect(isSocket).toBe(true);
      expectFailure(ended, 1, /socket: /);
    }),
  );

  it.each([
    ['SIGINT', 'Local VOD service at', 'MP3'],
    ['SIGINT', 'accepted', 'MP3'],
    ['SIGTERM', 'accepted', 'MP3'],
    ['SIGINT', 'Callback audioExtractComplete', 'AAC'], // Quickly made, and slow to read back.
  ] as const)('leaves nothing behind after %s at the step "%s"', (signal, step, format) =>
    withFiles(['long.mp4'], async (folder) => {
      let sent = false;
      const ended = await run(folder, ['long.mp4', '--format', format], (stderr, kill) => {
        if (!sent && stderr.includes(step)) kill(signal);
        sent ||= stderr.includes(step);
      });
      expect(sent).toBe(true);
      expectFailure(ended, 130, /^vod: interrupted; nothing was left behind\.$/);
      expect(await namesIn(folder)).toEqual(['long.mp4']);
    }),
  );

  it('explains itself', () =>
    inFolder(async (folder) => {
      const { exitCode, stdout, stderr } = await run(folder, ['--help']);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toMatch(/^Usage: vod extract \[video\] \[--format MP3\|AAC\]/);
      for (const word of ['video', '--format', '--output', '--help', '--version']) {
        expect(stdout).toMatch(new RegExp(`^ {2}${word} `, 'm'));
      }
    }));

  it('tells its version', () =>
    inFolder(async (folder) => {
      const file = new URL('../../package.json', import.meta.url);
      const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
      const told = { exitCode: 0, stdout: `${version}\n`, stderr: '' };
      expect(await run(folder, ['--version'])).toEqual(told);
    }));
});

describe.concurrent('vod', () => {
  it.each<[string, string[], RegExp]>([
    ['nothing to do', [], /^vod: Say what to do\. See vod --help\.$/],
    ['an unknown command', ['remux', 'a.mp4'], /^vod: There is no command remux\. See/],
  ])('with %s says so', (_what, args, says) =>
    inFolder(async (folder) => {
      const program = [join(programs, 'vod.js')];
      expectFailure(await runProgram(program, args, { folder, temporary }), 2, says);
    }),
  );
});

it('no run has left temporary files behind, not even one that was interrupted', async () => {
  // The loader of TypeScript keeps a cache there, which is none of the command's business.
  const names = await namesIn(temporary);
  expect(names.filter((name) => !name.startsWith('tsx-'))).toEqual([]);
});
