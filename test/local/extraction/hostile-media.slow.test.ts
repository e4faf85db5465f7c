/** Extractions from hostile files, each of which has to end, with everything that they do watched. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaIn } from '../../make-media.js';
import { describeEachBackEnd, nativeIsMissing } from './back-ends.js';
import type { HostilePlan } from './hostile-entry.js';
import { type HostileEnd, type HostileFile, hostileFiles, success } from './hostile-files.js';
import { pointingFiles } from './hostile-pointers.js';
import {
  type Canary,
  type Doings,
  readWatched,
  runWatched,
  startCanary,
  watchIsMissing,
} from './watch.js';

const isWatched = watchIsMissing === undefined;
const entry = fileURLToPath(new URL('hostile-entry.ts', import.meta.url));
const videoName = 'canary.mov';
const partName = 'here begins ';

let folder = '';
let canary: Canary;
let files: HostileFile[] = [];
const at = (name: string) => join(folder, name);
const luresAt = ({ origin }: Canary) => ({ origin, text: at('canary.txt'), video: videoName });
const media = mediaIn(() => folder);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-media-'));
  canary = await startCanary();
  await writeFile(at('canary.txt'), 'CANARY: FFmpeg must not read this.\n');
  const honest = await readFile(await media('honest.mp4', '-t', '1', '-c', 'copy', '-f', 'mp4'));
  files = [
    ['honest', success, honest], // Shows what any file needs.
    ...(await hostileFiles(media)),
    ...(await pointingFiles(media, luresAt(canary))),
    ['honest again', success, honest],
  ];
});
afterAll(async () => {
  canary.close();
  await rm(folder, { recursive: true });
});

it('is watched where strace can watch', (context) => {
  if (isWatched) return;
  if (process.env['WATCH'] === 'required') expect.fail(`It cannot be watched: ${watchIsMissing}`);
  context.skip(`not watched: ${watchIsMissing}`);
});

describeEachBackEnd('hostile media', ({ backEnd }) => {
  const own = () => at(backEnd);
  const nameOf = (index: number) => `video-${index}.mp4`;
  let ends: HostileEnd[] = [];
  /** What happened for each file; empty when it could not be watched. */
  let doings: Doings[] = [];
  beforeAll(async () => {
    await mkdir(own());
    await writeFile(join(own(), videoName), await readFile(await media('ref.mov')));
    const names = files.map((_, index) => nameOf(index));
    for (const [index, [, , content]] of files.entries()) {
      await writeFile(join(own(), nameOf(index)), content);
    }
    const plan: HostilePlan = { folder: own(), backEnd, names, partName };
    const log = at(`${backEnd}.log`);
    const command = [process.execPath, '--import', 'tsx', entry, JSON.stringify(plan)];
    ends = JSON.parse(await runWatched(log, command)) as HostileEnd[]; // The process prints them.
    // Without the start and the end of the process.
    if (isWatched) doings = (await readWatched(log, partName)).slice(1, -1);
  }, 300_000);

  it('ends with audio or with an error, and later files are extracted as before', () => {
    expect(files.length).toBeGreaterThanOrEqual(40);
    const unexpected = files
      .map(([name, expected], index) => ({ name, expected, ended: ends[index] ?? 'never' }))
      .filter(({ expected, ended }) => !expected.some((each) => each === ended));
    expect(unexpected).toEqual([]);
  });

  it('leaves nothing half-written, and no text of a file that it pointed to', async () => {
    const names = await readdir(own());
    expect(names.filter((name) => /part(ial)?$/.test(name))).toEqual([]);
    const audio = names.filter((name) => name.endsWith('.mp3'));
    expect(audio).toHaveLength(ends.filter((end) => end === 'success').length);
    for (const name of audio) {
      expect((await readFile(join(own(), name))).includes('CANARY')).toBe(false);
    }
    expect(names).toContain(videoName); // The lure was there.
  });

  it('makes no connection', () => {
    expect(canary.calls).toEqual([]);
  });

  // Without strace nothing is seen; 'is watched', above, says why, and fails in CI.
  it.skipIf(!isWatched)('opens its own file and no other, no socket, and starts nothing', () => {
    expect(doings).toHaveLength(files.length);
    // What any file needs: the libraries and Node's own modules, this machine's processors and memory.
    const usual = new Set(doings[0]?.opened);
    const usualPrograms = new Set(doings[0]?.started);
    // Of its choice: the character set of its texts, for which the C library has tables. Node looks at the processor,
    // and the C library asks the machine how it gives memory when much of it comes back.
    const allowed =
      /^\/sys\/devices\/system\/cpu\/|^\/proc\/sys\/vm\/overcommit_memory$|^\/(usr\/)?lib[\w/-]*\/gconv\/[\w.-]+\.(so|cache)$/;
    const strange = doings.map(({ opened, started, network }, index) => {
      const isOwn = (path: string) => path.startsWith(join(own(), nameOf(index)));
      return {
        name: files[index]?.[0],
        opened: opened.filter((path) => !isOwn(path) && !usual.has(path) && !allowed.test(path)),
        started: started.filter((path) => !usualPrograms.has(path)),
        network,
      };
    });
    const nothing = { opened: [], started: [], network: [] };
    expect(strange).toEqual(files.map(([name]) => ({ name, ...nothing })));
    // It was really FFmpeg that was watched: its program, or its thread, begins with this.
    const works = backEnd === 'native' ? usualPrograms : usual;
    const worker = /\/(ffprobe[^/]*|ffmpeg-core\.js)$/;
    expect([...works].some((path) => worker.test(path))).toBe(true);
  });
});

// As above; it watches the native programs.
describe.skipIf(!isWatched || nativeIsMissing !== undefined)('the watch', () => {
  it('sees what FFmpeg does with such a file when it is not limited', async () => {
    const seen = await startCanary();
    const pointing = await pointingFiles(media, luresAt(seen));
    const [source, log] = [join(folder, 'open.m3u8'), join(folder, 'open.log')];
    const playlist = pointing.find(([name]) => name === 'playlist to this host');
    await writeFile(source, playlist?.[2] ?? '');
    const allowed = ['-nostdin', '-v', 'error', '-protocol_whitelist', 'file,http,tcp'];
    const command = ['ffmpeg', ...allowed, '-i', source, '-f', 'null', '-'];
    await expect(runWatched(log, command)).rejects.toThrow();
    const [called] = await readWatched(log, partName);
    expect(called?.opened).toContain(source);
    expect(called?.network.join('\n')).toContain(`(${new URL(seen.origin).port})`);
    seen.close();
    expect(seen.calls.join('\n')).toContain('GET /hls.ts');
  });
});
