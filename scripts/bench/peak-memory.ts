/** How much memory an extraction takes at its peak: from a video of a minute, and from one of two hours. */
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../run.js';
import { loop, make, sample } from './looped-video.js';

const module = new URL('../../src/local/extraction/extract-audio-track.ts', import.meta.url).href;

/** The peaks of one way to extract, in MiB. */
export interface PeakMemory {
  backEnd: 'native' | 'wasm';
  format: 'MP3' | 'AAC';
  minuteMiB: number;
  twoHoursMiB: number;
}

/** For a minute and for two hours: MP3 of little sound, to be done soon, and AAC of the sample with its pictures. */
export async function measureMemory(): Promise<PeakMemory[]> {
  if (process.platform !== 'linux') return []; // Only there a process shows its peak to others.
  await using folder = await temporaryFolder('bench-memory');
  const small = join(folder.path, 'small.mp4');
  const picture = ['-t', '10', '-c:v', 'mpeg4', '-s', '32x32', '-r', '5'];
  await make(sample, small, ...picture, '-c:a', 'aac', '-ac', '1', '-ar', '8000', '-f', 'mp4');
  const peaks: PeakMemory[] = [];
  for (const [backEnd, format, piece, pieceSeconds] of [
    ['native', 'MP3', small, 10],
    ['native', 'AAC', sample, 11.5],
    ['wasm', 'MP3', small, 10],
  ] as const) {
    const measure = async (seconds: number): Promise<number> => {
      const source = join(folder.path, `${seconds}-${backEnd}-${format}.mp4`);
      await loop(piece, source, Math.ceil(seconds / pieceSeconds) - 1);
      return peakMemory(source, backEnd, format);
    };
    const minuteMiB = await measure(60);
    peaks.push({ backEnd, format, minuteMiB, twoHoursMiB: await measure(7200) });
  }
  return peaks;
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
