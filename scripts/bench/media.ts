/** How fast audio is extracted beside FFmpeg alone, and how much memory a long video takes. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { extractAudioTrack } from '../../src/local/ffmpeg.js';
import { findPrograms } from '../../src/local/ffmpeg-programs.js';
import { runFFmpeg } from '../../src/local/ffmpeg-run.js';

const sample = fileURLToPath(new URL('../../generated/sample.mp4', import.meta.url));
const module = new URL('../../src/local/ffmpeg.ts', import.meta.url).href;
/** 26 times the sample: five minutes. */
const loops = 25;

/** One figure of a run. */
export interface MediaFigure {
  name: string;
  value: number;
  unit: 's' | 'x' | 'MiB';
  /** What it has to be, where something is promised. */
  goal?: { most: number } | { least: number };
}

/**
 * Measures in one run, all contenders in each round. Without native FFmpeg there is nothing to compare with:
 * it throws.
 *
 * @param rounds whose medians are given; one takes about 15 s.
 */
export async function measureMedia(rounds = 3): Promise<MediaFigure[]> {
  const programs = await findPrograms(process.env['FFMPEG_PATH'] ?? '');
  if (!programs) throw new Error('Native FFmpeg is needed to compare with: install ffmpeg.');
  const folder = await mkdtemp(join(tmpdir(), 'bench-media-'));
  try {
    const at = (name: string) => join(folder, name);
    const video = at('video.mp4');
    await loop(sample, video, loops);
    const alone = (name: string, ...encode: string[]) => {
      const read = ['-v', 'error', '-nostdin', '-y', '-i', video, '-map', '0:a:0'];
      return promisify(execFile)(programs.ffmpeg, [...read, ...encode, at(name)]);
    };
    const ours = (backEnd: 'native' | 'wasm', format: 'MP3' | 'AAC') =>
      extractAudioTrack(video, at(`${backEnd}.${format}`), format, { ffmpeg: { backEnd } });
    const seconds = await timeInTurns(rounds, {
      mp3Alone: () => alone('alone.mp3', '-c:a', 'libmp3lame', '-b:a', '128k'),
      mp3Native: () => ours('native', 'MP3'),
      mp3Wasm: () => ours('wasm', 'MP3'),
      aacEncoded: () => alone('alone.aac', '-c:a', 'aac', '-b:a', '128k'),
      aacCopied: () => ours('native', 'AAC'),
    });
    const ratio = (name: keyof typeof seconds, reference: keyof typeof seconds) =>
      median(seconds[name].map((value, round) => value / (seconds[reference][round] ?? NaN)));
    return [
      { name: 'MP3, FFmpeg alone', value: median(seconds.mp3Alone), unit: 's' },
      {
        name: 'MP3, native, to that',
        value: ratio('mp3Native', 'mp3Alone'),
        unit: 'x',
        goal: { most: 1.1 },
      },
      { name: 'MP3, WebAssembly, to that', value: ratio('mp3Wasm', 'mp3Alone'), unit: 'x' },
      { name: 'AAC encoded, FFmpeg alone', value: median(seconds.aacEncoded), unit: 's' },
      {
        name: 'AAC copied, times as fast',
        value: ratio('aacEncoded', 'aacCopied'),
        unit: 'x',
        goal: { least: 10 },
      },
      ...(process.platform === 'linux' ? await measureMemory(folder) : []),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Says what was measured, and whether it is what it has to be. */
export function printMedia(figures: readonly MediaFigure[]): void {
  console.log(`\nExtract audio (${((loops + 1) * 11.5).toFixed()} s of video; memory as named)`);
  for (const { name, value, unit, goal } of figures) {
    const promised = !goal
      ? ''
      : 'most' in goal
        ? `at most ${goal.most}`
        : `at least ${goal.least}`;
    console.log(
      `${value.toFixed(2).padStart(8)} ${unit.padEnd(3)}  ${name}${promised && ` (${promised})`}`,
    );
  }
}

async function timeInTurns<Name extends string>(
  rounds: number,
  contenders: Record<Name, () => Promise<unknown>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[]; // It has no other keys.
  const seconds = Object.fromEntries(names.map((name) => [name, new Array<number>()])) as Record<
    Name,
    number[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    // Each begins once, so that what the machine does beside it troubles all alike.
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const start = performance.now();
      await contenders[name]();
      seconds[name].push((performance.now() - start) / 1000);
    }
  }
  return seconds;
}

/** For a minute and for two hours: MP3 of little sound, to be done soon, and AAC of the sample with its pictures. */
async function measureMemory(folder: string): Promise<MediaFigure[]> {
  const small = join(folder, 'small.mp4');
  const picture = ['-t', '10', '-c:v', 'mpeg4', '-s', '32x32', '-r', '5'];
  await make(sample, small, ...picture, '-c:a', 'aac', '-ac', '1', '-ar', '8000', '-f', 'mp4');
  const figures: MediaFigure[] = [];
  for (const [backEnd, format, piece, pieceSeconds] of [
    ['native', 'MP3', small, 10],
    ['native', 'AAC', sample, 11.5],
    ['wasm', 'MP3', small, 10],
  ] as const) {
    const measure = async (seconds: number): Promise<number> => {
      const source = join(folder, `${seconds}-${backEnd}-${format}.mp4`);
      await loop(piece, source, Math.ceil(seconds / pieceSeconds) - 1);
      return peakMemory(source, backEnd, format);
    };
    const [short, long] = [await measure(60), await measure(7200)];
    const name = `peak memory, ${backEnd}, ${format}`;
    figures.push(
      { name: `${name} of a minute`, value: short, unit: 'MiB' },
      {
        name: `${name}, more of two hours`,
        value: long - short,
        unit: 'MiB',
        ...(backEnd === 'native' && { goal: { most: 64 } }),
      },
    );
  }
  return figures;
}

/** The resident memory, at its peak, of a Node process that extracts, plus that of its largest child. */
async function peakMemory(
  source: string,
  backEnd: 'native' | 'wasm',
  format: 'MP3' | 'AAC',
): Promise<number> {
  const work = `import(${JSON.stringify(module)}).then(({ extractAudioTrack }) => extractAudioTrack(
    ${JSON.stringify(source)}, ${JSON.stringify(`${source}.audio`)}, '${format}', { ffmpeg: { backEnd: '${backEnd}' } }))`;
  const service = spawn(process.execPath, ['--import', 'tsx', '-e', work], { stdio: 'inherit' });
  const peaks = new Map<number, number>();
  let code: number | null | undefined;
  service.once('exit', (given) => (code = given));
  while (code === undefined) {
    for (const pid of [service.pid ?? 0, ...(await childrenOf(service.pid ?? 0))]) {
      peaks.set(pid, Math.max(peaks.get(pid) ?? 0, await peakOf(pid)));
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  if (code !== 0) throw new Error(`The extraction from ${source} ended with ${code}.`);
  const own = peaks.get(service.pid ?? 0) ?? NaN;
  peaks.delete(service.pid ?? 0);
  return (own + Math.max(0, ...peaks.values())) / 1024;
}

async function childrenOf(pid: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => '')),
  );
  return lists.join(' ').split(/\s+/).filter(Boolean).map(Number);
}

async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0);
}

/** Repeats a video so many times more, without encoding it again. */
function loop(source: string, target: string, times: number): Promise<void> {
  return make(
    source,
    target,
    '-stream_loop',
    String(times),
    '-i',
    '/input',
    '-map',
    '1',
    '-c',
    'copy',
    '-f',
    'mp4',
  );
}

async function make(input: string, output: string, ...options: string[]): Promise<void> {
  const given = ['-v', 'error', '-i', '/input', ...options, '/output'];
  const { exitCode, log } = await runFFmpeg({ program: 'ffmpeg', arguments: given, input, output });
  if (exitCode !== 0) throw new Error(`FFmpeg could not make ${output}: ${log.join('\n')}`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
