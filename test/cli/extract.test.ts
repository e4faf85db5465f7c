/** `vod extract` within this process. extract.slow.test.ts runs it as a command. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, link, lstat, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.js';
import { readAdtsFrames } from '../audio-frames.js';
import { SAMPLE } from '../make-media.js';
import { type Ended, expectAudio, expectFailure, inFolder, namesIn } from './command.js';

afterEach(() => {
  vi.restoreAllMocks();
});

async function run(folder: string, args: string[]): Promise<Ended> {
  const ended: Ended = { exitCode: null, stdout: '', stderr: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text, ...rest: unknown[]) => {
    ended.stdout += String(text);
    const [written] = rest.filter((each) => typeof each === 'function');
    written?.();
    return true;
  });
  vi.spyOn(console, 'error').mockImplementation((text) => (ended.stderr += `${text}\n`));
  ended.exitCode = await main(args, folder);
  return ended;
}

/** A folder with a video, an empty one and a text. */
function withFiles<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  return inFolder(async (folder) => {
    await copyFile(SAMPLE, join(folder, 'clip.mp4'));
    await writeFile(join(folder, 'empty.mp4'), '');
    await writeFile(join(folder, 'notes.txt'), 'No video here.');
    return work(folder);
  });
}
const files = ['clip.mp4', 'empty.mp4', 'notes.txt'];

describe('vod extract', () => {
  it('extracts the AAC of a video, and replaces an older file', () =>
    withFiles(async (folder) => {
      await writeFile(join(folder, 'clip.aac'), 'older');
      const { exitCode, stdout, stderr } = await run(folder, [
        'extract',
        'clip.mp4',
        '--format',
        'AAC',
      ]);
      expect(stderr.split('\n')).toEqual([
        expect.stringMatching(
          /^✔ Local VOD service at http:\/\/127\.0\.0\.1:\d+, project [0-9a-f]{32}$/,
        ),
        expect.stringMatching(/^✔ Uploaded clip\.mp4 \(\d+ kB\): asset [0-9a-f]{32}$/),
        expect.stringMatching(/^✔ Extraction to AAC accepted: audio asset [0-9a-f]{32}$/),
        '✔ Webhook audioExtractComplete received, signature verified',
        expect.stringMatching(
          /^✔ Downloaded and checked: aac, 11\.\d\d s, \d+ kbit\/s, 44100 Hz, st/,
        ),
        '',
      ]);
      expect(new Set(stderr.match(/[0-9a-f]{32}/g)).size).toBe(3);
      expect({ exitCode, stdout }).toEqual({
        exitCode: 0,
        stdout: `${join(folder, 'clip.aac')}\n`,
      });
      expect(await namesIn(folder)).toEqual(['clip.aac', ...files]);
      expectAudio(readAdtsFrames(await readFile(join(folder, 'clip.aac'))), expect.closeTo(96, -1));
    }));

  it('keeps audio that is shorter than its video, and says so', () =>
    withFiles(async (folder) => {
      const media = '../local/extraction/media/t-audioshort.mp4';
      await copyFile(new URL(media, import.meta.url), join(folder, 'clip.mp4'));
      const { exitCode, stderr } = await run(folder, ['extract', 'clip.mp4', '--format', 'AAC']);
      expect(exitCode).toBe(0);
      expect(stderr).toMatch(/^⚠ The audio is 3\.0 s long, the video 6\.0 s\. Check that/m);
      expect(await namesIn(folder)).toEqual(['clip.aac', ...files]);
    }));

  it.each<[string, string[], number, RegExp]>([
    ['a missing video', ['none.mp4'], 1, /none\.mp4: no such file or directory\.$/],
    ['a folder as the video', ['.'], 1, /: it is not a file\. Give a video\.$/],
    ['an empty video', ['empty.mp4'], 1, /empty\.mp4: it is empty\. Give a video\.$/],
    ['the suffix of a text', ['notes.txt'], 1, /notes\.txt: VOD does not accept/],
    ['a missing folder', ['clip.mp4', '--output', 'no/a.mp3'], 1, /no such file or directory\.$/],
    ['a folder as the output', ['clip.mp4', '--output', '.'], 1, /: it is a folder\. Give/],
    ['a file as the folder', ['clip.mp4', '--output', 'notes.txt/a.mp3'], 1, /not a directory\.$/],
    [
      'the video as the output',
      ['clip.mp4', '--output', 'clip.mp4'],
      1,
      /is the source itself\. G/,
    ],
    ['a link to the video', ['clip.mp4', '--output', 'link.mp3'], 1, /is the source itself\. Give/],
    ['an unknown format', ['clip.mp4', '--format', 'WAV'], 2, /no format WAV\. Give MP3 or AAC/],
    ['a format in lower case', ['clip.mp4', '--format', 'mp3'], 2, /no format mp3/],
    ['an unknown option', ['clip.mp4', '--quality', '9'], 2, /--quality/],
    ['an option without a value', ['clip.mp4', '--output'], 2, /--output/],
    ['an option as a value', ['clip.mp4', '--output', '--format', 'AAC'], 2, /--output/],
    ['two videos', ['clip.mp4', 'other.mp4'], 2, /Give one video only, without other\.mp4/],
  ])('says in one line what is wrong with %s, and writes nothing', (_, args, exitCode, says) =>
    withFiles(async (folder) => {
      await symlink(join(folder, 'clip.mp4'), join(folder, 'link.mp3'));
      expectFailure(await run(folder, ['extract', ...args]), exitCode, says);
      expect(await namesIn(folder)).toEqual([...files, 'link.mp3'].sort());
      expect((await readFile(join(folder, 'clip.mp4'))).equals(await readFile(SAMPLE))).toBe(true);
    }),
  );

  // Windows lets few users make links.
  it.skipIf(process.platform === 'win32').each<[string, (name: string) => unknown]>([
    ['links to another file', (name) => symlink(join(dirname(name), 'notes.txt'), name)],
    ['links to a file that does not exist', (name) => symlink('/tmp/no-such-folder/x', name)],
    ['is another name of a file', (name) => link(join(dirname(name), 'notes.txt'), name)],
    ['is a folder', (name) => mkdir(name)],
    ['is a pipe', (name) => execFileSync('mkfifo', [name])],
  ])('works beside a name that %s, and leaves it alone', (_what, make) =>
    withFiles(async (folder) => {
      const name = `.vod-${process.pid}.part`;
      await make(join(folder, name));
      await copyFile(join(folder, 'notes.txt'), join(folder, 'notes.mp4'));
      const ended = await run(folder, ['extract', 'notes.mp4']);
      expectFailure(ended, 1, /notes\.mp4 is not a video or audio file/);
      expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('No video here.');
      expect(await namesIn(folder)).toEqual([name, 'notes.mp4', ...files].sort());
    }),
  );

  it('replaces an output that is a link, and leaves what it links to and its own old name alone', () =>
    withFiles(async (folder) => {
      for (const name of ['clip.mp3', `.vod-${process.pid}.part`]) {
        await symlink('notes.txt', join(folder, name));
      }
      expect((await run(folder, ['extract', 'clip.mp4'])).exitCode).toBe(0);
      expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('No video here.');
      expect((await lstat(join(folder, 'clip.mp3'))).isFile()).toBe(true);
    }));

  // Windows has no sockets in its file system.
  it.skipIf(process.platform === 'win32')('does not replace a socket', () =>
    withFiles(async (folder) => {
      const path = join(folder, 'socket');
      const server = createServer().listen(path);
      await once(server, 'listening');
      const ended = await run(folder, ['extract', 'clip.mp4', '--output', 'socket']);
      const isSocket = (await stat(path)).isSocket();
      server.close();
      expect(isSocket).toBe(true);
      expectFailure(ended, 1, /socket: it is not a file\./);
    }),
  );
});

describe('vod', () => {
  it.each<[string, string[], RegExp]>([
    ['without a command', [], /^vod: The command is missing\. See vod --help\.$/],
    ['with an unknown command', ['remux', 'a.mp4'], /^vod: There is no command remux\. See/],
  ])('fails %s', async (_, args, says) => {
    expectFailure(await run('.', args), 2, says);
  });

  it('shows its options with --help', async () => {
    const { exitCode, stdout, stderr } = await run('.', ['--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: vod extract \[video\] \[--format MP3\|AAC\]/);
    for (const word of ['video', '--format', '--output', '--help', '--version']) {
      expect(stdout).toMatch(new RegExp(`^ {2}${word} `, 'm'));
    }
  });

  it('shows its version with --version', async () => {
    const file = new URL('../../package.json', import.meta.url);
    const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
    const shown = { exitCode: 0, stdout: `${version}\n`, stderr: '' };
    expect(await run('.', ['--version'])).toEqual(shown);
  });
});
