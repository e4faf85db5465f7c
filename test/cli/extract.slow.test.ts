/** `vod extract` as a command: `npm start`, media that cannot be extracted, and signals. */
import { copyFile, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMp3Frames } from '../audio-frames.js';
import { makeMedia } from '../make-media.js';
import {
  type Ended,
  expectAudio,
  expectFailure,
  inFolder,
  namesIn,
  type OnStep,
  runProgram,
} from './command.js';
import { makePlain } from './plain-javascript.js';

/** The media, which are copied to where a test needs them. */
let media = '';
/** Where the command puts its temporary files. */
let temporary = '';
/** The command as JavaScript. */
let programs = '';
beforeAll(async () => {
  const folder = (name: string) => mkdtemp(join(tmpdir(), `vod-command-${name}-`));
  programs = await folder('programs');
  temporary = await folder('temporary');
  media = await folder('media');
  await makePlain(programs, ['scripts/start.ts', 'src/cli/vod.ts'], 'tsconfig.json');
  const made = (name: string) => join(media, name);
  await writeFile(made('notes.mp4'), 'No media here.\n'.repeat(500));
  await makeMedia(made('silent.mp4'), '-an', '-c', 'copy', '-f', 'mp4');
  await makeMedia(made('tune.mp3'), '-t', '1', '-vn', '-c:a', 'libmp3lame', '-f', 'mp3');
  const tune = ['-stream_loop', '40', '-i', '/input', '-map', '1:a', '-c', 'copy', '-f', 'mp4'];
  await makeMedia(made('long.mp4'), ...tune);
});
afterAll(async () => {
  for (const folder of [programs, temporary, media]) await rm(folder, { recursive: true });
});

/** Runs `vod extract` in a folder with this file. */
function runWith(
  name: string,
  args: string[],
  check: (folder: string, ended: Ended) => Promise<void>,
  onStep?: OnStep,
): Promise<void> {
  return inFolder(async (folder) => {
    await copyFile(join(media, name), join(folder, name));
    await writeFile(join(folder, 'older.mp3'), 'older');
    const program = [join(programs, 'start.js')];
    const options = { folder, temporary, ...(onStep && { onStep }) };
    await check(folder, await runProgram(program, [name, ...args], options));
    expect(await namesIn(folder)).toEqual([name, 'older.mp3'].sort());
    expect(await readFile(join(folder, 'older.mp3'), 'utf8')).toBe('older');
  });
}

describe.concurrent('vod extract', () => {
  it('makes ode-to-joy.mp3 of the sample with npm start, in the folder of the user', () =>
    inFolder(async (folder) => {
      const program = ['--import', 'tsx', 'scripts/start.ts'];
      const { exitCode, stdout, stderr } = await runProgram(program, [], { folder, temporary });
      expect(stderr).toMatch(
        /\n✔ Downloaded and checked: mp3, 11\.\d\d s, 128 kbit\/s, 44100 Hz, stereo\n$/,
      );
      const file = join(folder, 'ode-to-joy.mp3');
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${file}\n` });
      expect(await namesIn(folder)).toEqual(['ode-to-joy.mp3']);
      expectAudio(readMp3Frames(await readFile(file)), 128);
    }));

  it.each<[string, string, string[], RegExp]>([
    ['is a text', 'notes.mp4', [], /notes\.mp4 is not a video or audio file/],
    ['has no sound', 'silent.mp4', [], /silent\.mp4 has no audio track/],
    ['is an MP3', 'tune.mp3', ['--format', 'AAC'], /VOD\.10063/],
  ])('keeps an older file if the video %s', (_, name, args, says) =>
    runWith(name, [...args, '--output', 'older.mp3'], (_folder, ended) => {
      expectFailure(ended, 1, says);
      return Promise.resolve();
    }),
  );

  it.each([
    ['SIGINT', 'Local VOD service at', 'MP3'],
    ['SIGINT', 'accepted', 'MP3'],
    ['SIGTERM', 'accepted', 'MP3'],
    ['SIGHUP', 'Local VOD service at', 'MP3'],
    ['SIGHUP', 'accepted', 'MP3'],
    ['SIGINT', 'Webhook audioExtractComplete', 'AAC'], // It is made quickly, and checked slowly.
  ] as const)('leaves nothing behind after %s at the step "%s"', (signal, step, format) => {
    let sent = false;
    const onStep: OnStep = (stderr, kill) => {
      if (!sent && stderr.includes(step)) kill(signal);
      sent ||= stderr.includes(step);
    };
    const check = (_folder: string, ended: Ended) => {
      expect(sent).toBe(true);
      expectFailure(ended, 130, /^vod: interrupted\. No files were left behind\.$/);
      return Promise.resolve();
    };
    return runWith('long.mp4', ['--format', format], check, onStep);
  });
});

// Only Linux has a device that is always full.
it.skipIf(process.platform !== 'linux')(
  'vod extract fails when standard output is full, and says where the audio is',
  () =>
    inFolder(async (folder) => {
      const device = await open('/dev/full', 'w');
      const options = { folder, temporary, stdout: device.fd };
      const ended = await runProgram([join(programs, 'start.js')], [], options).finally(() =>
        device.close(),
      );
      const file = join(folder, 'ode-to-joy.mp3');
      expectFailure(ended, 1, /^vod: Cannot write to standard output: no space left on device\./);
      expect(ended.stderr).toContain(`The audio is in ${file}.`);
      expectAudio(readMp3Frames(await readFile(file)), 128);
    }),
);

it('vod sets the exit code of its process', () =>
  inFolder(async (folder) => {
    const ended = await runProgram([join(programs, 'vod.js')], [], { folder, temporary });
    expectFailure(ended, 2, /^vod: The command is missing\. See vod --help\.$/);
  }));

it('vod extract leaves no temporary files', async () => {
  // Those of tsx are a cache.
  const names = await namesIn(temporary);
  expect(names.filter((name) => !name.startsWith('tsx-'))).toEqual([]);
});
