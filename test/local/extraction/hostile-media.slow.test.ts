/** Hostile files through the service, each of which has to end, with all that happens meanwhile watched. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FFmpegBackEnd } from '../../../src/local/extraction/ffmpeg-engine.js';
import { findPrograms } from '../../../src/local/extraction/ffmpeg-programs.js';
import { mediaIn } from '../../make-media.js';
import { describeEachBackEnd, nativeIsMissing } from './back-ends.js';
import type { HostileEnd, HostilePlan } from './hostile-entry.js';
import { file, type HostileFile, hostileFiles } from './hostile-files.js';
import { pointingFiles } from './hostile-pointers.js';
import {
  type Canary,
  type Doings,
  readWatched,
  runWatched,
  startCanary,
  watchIsMissing,
} from './watch.js';

const allMedia = process.env['ALL_MEDIA'] === '1';
const isWatched = watchIsMissing === undefined;
const programs = await findPrograms(process.env['FFMPEG_PATH'] ?? '');
const entry = fileURLToPath(new URL('hostile-entry.ts', import.meta.url));
const videoName = 'canary.mov';
const partName = 'here begins ';

/** What came of the files, in their order. */
interface Outcome {
  ends: HostileEnd[];
  /** Empty when it could not be watched. */
  doings: Doings[];
}

let folder = '';
let canary: Canary;
let files: HostileFile[] = [];
const outcomes = new Map<FFmpegBackEnd, Outcome>();
const ownFolder = (backEnd: FFmpegBackEnd) => join(folder, backEnd);
const givenFolder = () => join(folder, 'given');
const textFile = () => join(folder, 'canary.txt');
const media = mediaIn(() => folder);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-media-'));
  canary = await startCanary();
  await writeFile(textFile(), 'CANARY: nobody should read this.\n');
  const lures = { origin: canary.origin, text: textFile(), video: videoName };
  const hostile = [...(await hostileFiles(media)), ...(await pointingFiles(media, lures))];
  const chosen = hostile.filter(({ isRare }) => allMedia || !isRare);
  const short = await readFile(await media('honest.mp4', '-t', '1', '-c', 'copy', '-f', 'mp4'));
  // The first shows what any file needs; the last, whether the service is as it was.
  files = [file('honest', 'SUCCEED', short), ...chosen, file('honest again', 'SUCCEED', short)];
  await mkdir(givenFolder());
  for (const [index, { bytes }] of files.entries()) {
    await writeFile(join(givenFolder(), String(index)), await bytes());
  }
  const backEnds = (['native', 'wasm'] as const).filter(
    (backEnd) => backEnd === 'wasm' || nativeIsMissing === undefined,
  );
  await Promise.all(backEnds.map(async (each) => outcomes.set(each, await extractAll(each))));
});
afterAll(async () => {
  canary.close();
  await rm(folder, { recursive: true });
});

async function extractAll(backEnd: FFmpegBackEnd): Promise<Outcome> {
  const own = ownFolder(backEnd);
  await mkdir(own);
  await writeFile(join(own, videoName), await readFile(await media('ref.mov')));
  const types = files.map(({ type }) => type);
  // The service does the same with both back ends; with one of them it is enough when time is short.
  const throughService = allMedia || backEnd === 'wasm';
  const given = givenFolder();
  const plan: HostilePlan = { folder: own, backEnd, given, types, partName, throughService };
  const log = join(folder, `${backEnd}.log`);
  const command = [process.execPath, '--import', 'tsx', entry, JSON.stringify(plan)];
  const ends = JSON.parse(await runWatched(log, command)) as HostileEnd[]; // As it says.
  // Without its start and its end.
  const doings = isWatched ? (await readWatched(log, partName)).slice(1, -1) : [];
  return { ends, doings };
}

it('is watched', (context) => {
  if (isWatched) return;
  if (process.env['WATCH'] === 'required') expect.fail(`It cannot be watched: ${watchIsMissing}`);
  context.skip(`not watched: ${watchIsMissing}`);
});

describeEachBackEnd('hostile media', ({ backEnd }) => {
  const own = () => ownFolder(backEnd);
  const outcome = () => outcomes.get(backEnd) ?? { ends: [], doings: [] };

  it('ends, well or with a code, and leaves the service as it was', () => {
    expect(files.length).toBeGreaterThanOrEqual(25 + 2);
    const { ends } = outcome();
    const unexpected = files
      .map(({ name, ends: expected }, index) => ({ name, expected, ended: ends[index] ?? 'never' }))
      .filter(({ expected, ended }) => !expected.some((each) => each === ended));
    expect(unexpected).toEqual([]);
  });

  it('leaves nothing half-written, and nothing of what it pointed to', async () => {
    const names = await readdir(own());
    expect(names.filter((name) => /part(ial)?$/.test(name))).toEqual([]);
    const audio = names.filter((name) => name.endsWith('.mp3'));
    expect(audio).toHaveLength(outcome().ends.filter((end) => end === 'SUCCEED').length);
    for (const name of audio) {
      expect((await readFile(join(own(), name))).includes('CANARY')).toBe(false);
    }
    expect(names).toContain(videoName); // It was there to be found.
  });

  it('calls nobody', () => {
    expect(canary.calls).toEqual([]);
  });

  // Without strace nothing is seen; 'is watched', above, says why, and fails in CI where strace is there.
  it.skipIf(!isWatched)('opens its own file and no other, no socket, and starts nothing', () => {
    const { doings } = outcome();
    expect(doings).toHaveLength(files.length);
    // The names of a video and of its audio begin with an id.
    const idIn = (path: string) => /^[0-9a-f]{32}(?=\.)/.exec(relative(own(), path))?.[0];
    // What any file needs: the libraries and Node's own modules, this machine's processors and memory, the service's
    // folder, which it syncs. None of that has to do with a file.
    const usual = new Set(doings[0]?.opened.filter((path) => idIn(path) === undefined));
    const usualPrograms = new Set(doings[0]?.started);
    // What a file may choose: the character set of its texts, for which the C library has tables.
    const characterSet = /^\/(usr\/)?lib[\w/-]*\/gconv\/[\w.-]+\.(so|cache)$/;
    const seen = new Set<string>();
    const strangeDoings = doings.map(({ opened, started, network }, index) => {
      const ids = new Set(opened.flatMap((path) => idIn(path) ?? []));
      const ofOthers = [...ids].filter((id) => seen.has(id));
      for (const id of ids) seen.add(id);
      return {
        name: files[index]?.name,
        strange: opened.filter(
          (path) => idIn(path) === undefined && !usual.has(path) && !characterSet.test(path),
        ),
        programs: started.filter((path) => !usualPrograms.has(path)),
        ofOthers,
        // A video that nothing is read from has no audio.
        isTooMany: ids.size < 1 || ids.size > 2,
        network,
      };
    });
    const nothing = { strange: [], programs: [], ofOthers: [], isTooMany: false, network: [] };
    expect(strangeDoings).toEqual(files.map(({ name }) => ({ name, ...nothing })));
    // It was really FFmpeg that was watched: its program, or its thread, begins with this.
    const works = backEnd === 'native' ? usualPrograms : usual;
    const worker = /\/(ffprobe[^/]*|ffmpeg-core\.js)$/;
    expect([...works].filter((path) => worker.test(path))).toHaveLength(1);
  });
});

// As above; it watches the native programs.
describe.skipIf(!isWatched || nativeIsMissing !== undefined)('the watch', () => {
  it('sees what FFmpeg does with such files when nobody forbids it', async () => {
    const seen = await startCanary();
    const lures = { origin: seen.origin, text: textFile(), video: videoName };
    const pointing = await pointingFiles(media, lures);
    const play = async (name: string, ...options: string[]) => {
      const [source, log] = [join(folder, 'open.m3u8'), join(folder, 'open.log')];
      await writeFile(source, (await pointing.find((each) => each.name === name)?.bytes()) ?? '');
      const allowed = ['-nostdin', '-v', 'error', '-protocol_whitelist', 'file,http,tcp'];
      const command = [...allowed, ...options, '-i', source, '-f', 'null', '-'];
      await expect(runWatched(log, [programs?.ffmpeg ?? '', ...command])).rejects.toThrow();
      return (await readWatched(log, partName))[0];
    };
    const called = await play('playlist to this host');
    expect(called?.network.join('\n')).toContain(`(${new URL(seen.origin).port})`);
    const listed = await play('list of files to a file', '-safe', '0');
    expect(listed?.opened).toContain(textFile());
    seen.close();
    expect(seen.calls.join('\n')).toContain('GET /hls.ts');
  });
});
