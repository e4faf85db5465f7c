/** Hostile files through the service, each of which has to end, with what FFmpeg does meanwhile watched. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPrograms } from '../../src/local/ffmpeg-programs.js';
import { type LocalVod, startLocalVod } from '../../src/local/index.js';
import { mediaIn, SAMPLE } from '../make-media.js';
import { call } from './answers.js';
import { describeEachBackEnd, nativeIsMissing } from './back-ends.js';
import {
  callbackKey,
  type CallbackRecorder,
  readCallback,
  recordCallbacks,
} from './callback-recorder.js';
import { type HostileFile, hostileFiles } from './hostile-files.js';
import { farHost, pointingFiles } from './hostile-pointers.js';
import { detailsOf, upload } from './uploaded.js';
import {
  type Canary,
  type Doings,
  doingsOfPrograms,
  startCanary,
  straceIsMissing,
  watchPrograms,
  watchThisProcess,
} from './watch.js';

const isWatched = straceIsMissing === undefined;
const programs = await findPrograms(process.env['FFMPEG_PATH'] ?? '');
const secret = 'CANARY: nobody should read this.\n';
const videoName = 'canary.mov';

let folder = '';
let canary: Canary;
let files: HostileFile[] = [];
const textFile = () => join(folder, 'canary.txt');
const media = mediaIn(() => folder);

beforeAll(async () => {
  if (!isWatched) console.warn(`FFmpeg's system calls are not watched: ${straceIsMissing}`);
  folder = await mkdtemp(join(tmpdir(), 'hostile-media-'));
  canary = await startCanary();
  await writeFile(textFile(), secret);
  const lures = { origin: canary.origin, text: textFile(), video: videoName };
  const all = [...(await hostileFiles(media)), ...(await pointingFiles(media, lures))];
  files = all.filter(({ isRare }) => !isRare || process.env['ALL_MEDIA'] === '1');
});
afterAll(async () => {
  canary.close();
  await rm(folder, { recursive: true });
});

describeEachBackEnd('hostile media', ({ backEnd }) => {
  const traces = () => join(folder, 'traces');
  const given = () => join(folder, backEnd);
  let recorder: CallbackRecorder;
  let local: LocalVod;
  /** What each file came to, by its name, and which asset it is. */
  const endings = new Map<string, string>();
  const ids = new Map<string, string>();
  /** What FFmpeg did with an honest file before, and with all. */
  let honest: Doings;
  let doings: Doings;

  beforeAll(async () => {
    recorder = await recordCallbacks();
    const isTraced = isWatched && backEnd === 'native' && programs;
    const path = isTraced ? await watchPrograms(programs, traces()) : undefined;
    local = await startLocalVod({
      folder: given(),
      callback: { url: recorder.url, key: callbackKey },
      callsPerMinute: Infinity,
      ffmpeg: { backEnd, ...(path !== undefined && { path }) },
    });
    // After the start, which removes what it does not know.
    await writeFile(join(given(), videoName), await readFile(await media('ref.mov')));
    await extractSample('honest');
    const nothing = { network: [], opened: [] };
    honest = isTraced ? await doingsOfPrograms(traces()) : nothing;
    const log = join(folder, 'threads.log');
    const stop = isWatched && backEnd === 'wasm' ? await watchThisProcess(log) : undefined;
    await extractAll(files);
    doings = isTraced ? await doingsOfPrograms(traces()) : ((await stop?.()) ?? nothing);
  });
  afterAll(async () => {
    await local.close();
    recorder.close();
  });

  async function extractAll(given: readonly HostileFile[]): Promise<void> {
    const names = new Map<string, string>();
    const before = recorder.callbacks.length;
    await Promise.all(
      given.map(async ({ name, type, bytes }) => {
        const id = await upload(local, { video_type: type }, new Uint8Array(bytes));
        const { body } = await call(local, 'createExtractAudioTask', { body: { asset_id: id } });
        names.set(body.audio_asset_id, name);
        ids.set(name, id);
      }),
    );
    await recorder.callback((all) => all[before + given.length - 1]);
    for (const end of recorder.callbacks.slice(before).map(readCallback)) {
      const ending = end.status === 'SUCCEED' ? end.status : String(end.error_code);
      endings.set(names.get(end.asset_id) ?? '', ending);
    }
  }

  async function extractSample(name: string): Promise<void> {
    await extractAll([{ name, type: 'MP4', bytes: await readFile(SAMPLE), ends: ['SUCCEED'] }]);
    expect(endings.get(name)).toBe('SUCCEED');
  }

  it('ends, well or with a code', () => {
    expect(files.length).toBeGreaterThanOrEqual(25);
    const unexpected = files
      .map(({ name, ends }) => ({ name, ends, ended: endings.get(name) ?? 'never' }))
      .filter(({ ends, ended }) => !ends.some((each) => each === ended));
    expect(unexpected).toEqual([]);
  });

  it('is described as the contract says', async () => {
    // Each answer is held against it, by the one who asks.
    const answers = await Promise.all([...ids.values()].map((id) => detailsOf(local, id)));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it('leaves nothing half-written, and nothing of what it pointed to', async () => {
    const names = await readdir(given());
    expect(names.filter((name) => /part(ial)?$/.test(name))).toEqual([]);
    const audio = names.filter((name) => name.endsWith('.mp3'));
    expect(audio).toHaveLength([...endings.values()].filter((end) => end === 'SUCCEED').length);
    for (const name of audio) {
      expect((await readFile(join(given(), name))).includes('CANARY')).toBe(false);
    }
  });

  it('calls nobody', () => {
    expect(canary.calls).toEqual([]);
  });

  it.skipIf(!isWatched)('opens its own file and no other, and no socket', () => {
    const own = (path: string) => path.startsWith(given()) && /\/[0-9a-f]{32}\.[^/]+$/.test(path);
    expect(doings.opened.filter(own).length).toBeGreaterThan(files.length);
    if (backEnd === 'native') {
      const usual = new Set(honest.opened);
      const system = /^\/(lib\w*|usr|proc|sys)\//;
      const isStrange = (path: string) => !own(path) && !usual.has(path) && !system.test(path);
      expect(doings.opened.filter(isStrange)).toEqual([]);
      expect(doings.network).toEqual([]);
    } else {
      // The whole test is watched, with its own files and calls.
      expect(doings.opened.filter((path) => /canary|passwd/.test(path))).toEqual([]);
      const called = doings.network.filter((line) => line.includes('connect('));
      const { port } = new URL(canary.origin);
      const isStrange = (line: string) => line.includes(farHost) || line.includes(`(${port})`);
      expect(called.length).toBeGreaterThan(0);
      expect(called.filter(isStrange)).toEqual([]);
    }
  });

  it('leaves the service as it was', () => extractSample('honest again'));
});

describe.skipIf(!isWatched || nativeIsMissing !== undefined || !programs)('the watch', () => {
  it('sees what FFmpeg does with such files when nobody forbids it', async () => {
    const open = join(folder, 'unguarded');
    await mkdir(open);
    const seen = await startCanary();
    const path = programs ? await watchPrograms(programs, open) : '';
    const lures = { origin: seen.origin, text: textFile(), video: videoName };
    const pointing = await pointingFiles(media, lures);
    const play = async (name: string, ...options: string[]) => {
      const source = join(open, `${name}.m3u8`);
      await writeFile(source, pointing.find((each) => each.name === name)?.bytes ?? '');
      const allowed = ['-nostdin', '-v', 'error', '-protocol_whitelist', 'file,http,tcp'];
      const command = [...allowed, ...options, '-i', source, '-f', 'null', '-'];
      await expect(promisify(execFile)(path, command)).rejects.toThrow();
    };
    await play('playlist to this host');
    await play('list of files to a file', '-safe', '0');
    seen.close();
    expect(seen.calls.join('\n')).toContain('GET /hls.ts');
    const { network, opened } = await doingsOfPrograms(open);
    expect(network.join('\n')).toContain(`(${new URL(seen.origin).port})`);
    expect(opened).toContain(textFile());
  });
});
