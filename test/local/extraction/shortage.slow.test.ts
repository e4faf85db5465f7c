/** What this machine lacks for a while, such as file descriptors: no job may fail for that, and no process may end. */
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeMedia } from '../../../src/local/extraction/describe-media.js';
import { chooseFFmpeg } from '../../../src/local/extraction/ffmpeg.js';
import { shortageOf } from '../../../src/local/extraction/shortage.js';
import { type LocalVodOptions, startLocalVod } from '../../../src/local/index.js';
import { SAMPLE } from '../../make-media.js';
import { call } from '../answers.js';
import { detailsOf, patient, upload } from '../assets/uploaded.js';
import { describeEachBackEnd } from './back-ends.js';
import { type FakeFFmpeg, writeFakeFFmpeg } from './scripted-ffmpeg.js';

let outside = '';
let ffmpeg: FakeFFmpeg;
beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'shortage-test-'));
  ffmpeg = await writeFakeFFmpeg(outside);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(outside, { recursive: true });
});

/** Leaves this process so many file descriptors. Returns the function that gives the others back. */
function leaveDescriptors(count: number): () => void {
  const limit = (soft: number | string) =>
    execFileSync('prlimit', ['--pid', String(process.pid), `--nofile=${soft}:`]);
  const [, before = ''] =
    /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  limit(Math.max(...readdirSync('/proc/self/fd').map(Number)) + 50);
  const held: number[] = [];
  try {
    for (;;) held.push(openSync('/dev/null', 'r'));
  } catch {
    for (const each of held.splice(0, count)) closeSync(each);
  }
  return () => {
    for (const each of held) closeSync(each);
    limit(before);
  };
}
// Only util-linux limits a process that runs.
const noLimits = spawnSync('prlimit', ['--version']).status !== 0;

// See `noLimits`.
describe.skipIf(noLimits)('few file descriptors', () => {
  describeEachBackEnd('the reading of a file', ({ backEnd }) => {
    it('fails with an error that tells of the shortage, and works again after it', async () => {
      const read = () => describeMedia(SAMPLE, { ffmpeg: { backEnd } });
      await read(); // So that what is loaded once is loaded.
      for (const count of [0, 1, 3, 5]) {
        const giveBack = leaveDescriptors(count);
        const failure: unknown = await read().catch((error: unknown) => error);
        giveBack();
        expect(shortageOf(failure), String(failure)).toBeDefined();
      }
      await expect(read()).resolves.toHaveProperty('audio');
    });
  });

  it('are no reason to believe for ever that there is no FFmpeg', async () => {
    const giveBack = leaveDescriptors(1);
    const choice = chooseFFmpeg({ path: ffmpeg.path });
    await expect(choice).rejects.toMatchObject({ code: 'EMFILE' });
    giveBack();
    expect(await chooseFFmpeg({ path: ffmpeg.path })).toHaveProperty('backEnd', 'native');
  });
});

/** Spoils something while one job runs, and the reading of a file and another job wait. Returns how they end. */
async function endsAfter(options: LocalVodOptions, spoil: () => Promise<() => unknown>) {
  const complaints = vi.spyOn(console, 'error').mockReturnValue();
  const local = await startLocalVod({
    ...{ concurrency: 1, ffmpeg: { path: ffmpeg.path } },
    ...{ eventTypes: ['audioExtractComplete', 'parseComplete'], ...options },
  });
  try {
    const extract = async () => {
      const video = await upload(local, {}, 'a video');
      const { body } = await call(local, 'createExtractAudioTask', { body: { asset_id: video } });
      return { video, audio: body.audio_asset_id };
    };
    const statusOf = async (id: string) =>
      (await detailsOf(local, id)).body.transcode_info?.transcode_status;
    const running = await extract();
    await vi.waitUntil(async () => (await statusOf(running.audio)) === 'TRANSCODING', patient);
    const queued = await extract();
    const mend = await spoil();
    try {
      await ffmpeg.release();
      await vi.waitUntil(() => complaints.mock.calls.length === 3, patient);
    } finally {
      await mend();
    }
    await vi.waitUntil(() => local.events.length === 4, patient);
    const ends = await Promise.all([running.audio, queued.audio].map(statusOf));
    const said = complaints.mock.calls.map(([text]) =>
      [running.audio, queued.video, queued.audio].reduce(
        (said, id, index) => said.replace(id, `ID ${index}`),
        String(text),
      ),
    );
    expect(JSON.stringify(local.events)).not.toContain('FAILED');
    return { ends, said };
  } finally {
    await local.close();
  }
}

// Only util-linux limits a process that runs; the FFmpeg of these tests is a script for a shell.
describe.skipIf(noLimits)('a job', () => {
  const move = async (folder: string) => {
    await rename(folder, `${folder}-moved`);
    return () => rename(`${folder}-moved`, folder);
  };
  // The first three descriptors are fewer than a process needs.
  it.each([
    ['there are too many open files', /Raise the limit \(ulimit -n\)/, () => leaveDescriptors(3)],
    ['the folder of the service cannot be read or written', /Check that it is there/, move],
  ])('waits while %s, and the log says so once', async (problem, advice, spoil) => {
    const folder = join(outside, 'files');
    const { ends, said } = await endsAfter({ folder }, async () => spoil(folder));
    expect(ends).toEqual(['TRANSCODE_SUCCEED', 'TRANSCODE_SUCCEED']);
    const works = ['the audio ID 0', 'reading the file of asset ID 1', 'the audio ID 2'];
    expect(said).toEqual(
      works.map((work) =>
        expect.stringContaining(`The local VOD service: ${problem} for ${work}. `),
      ),
    );
    for (const text of said) expect(text).toMatch(advice);
  });
});

describe('shortageOf', () => {
  const shortage = (more: object) => shortageOf(Object.assign(new Error('failed'), more))?.problem;

  it.each([
    ['the disk has no room', ['ENOSPC', 'EDQUOT', 'EFBIG']],
    ['there are too many open files', ['EMFILE', 'ENFILE']],
    ['there is not enough memory, or there are too many processes', ['ENOMEM', 'EAGAIN']],
    ['the folder of the service cannot be read or written', ['EROFS', 'EACCES']],
  ])('says that %s for %j', (problem, codes) => {
    for (const code of codes) expect(shortage({ code })).toBe(problem);
  });

  it('takes a missing file, a broken disk and other errors for no reason to wait', () => {
    const missing = { code: 'ENOENT', path: join(outside, 'a.mp4') };
    for (const other of [missing, { code: 'EIO' }, {}]) expect(shortage(other)).toBeUndefined();
  });
});
