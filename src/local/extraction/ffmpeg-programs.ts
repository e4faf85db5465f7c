/** Finds FFmpeg's programs on this machine, and starts them with no more than they need. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { limits } from './ffmpeg-engine.js';

const isWindows = process.platform === 'win32';

/** FFmpeg's two programs and what starts them, by absolute paths. */
export interface Programs {
  ffmpeg: string;
  ffprobe: string;
  /** Limits what a program takes. On Linux, where util-linux is. */
  prlimit?: string;
  /** Ends a program together with the one who started it. On Linux, where util-linux is. */
  setpriv?: string;
}

/** A program that runs. */
export type RunningProgram = ChildProcessByStdio<null, Readable, Readable>;

/**
 * Finds the two programs: at `path` with ffprobe beside it, else on the PATH. Undefined when one of
 * them is not there; whether they work is another question.
 */
export async function findPrograms(path: string): Promise<Programs | undefined> {
  const ffmpeg = path === '' ? await onPath('ffmpeg') : resolve(path);
  const ffprobe = path === '' ? await onPath('ffprobe') : siblingOf(resolve(path));
  if (!ffmpeg || !ffprobe || !(await isProgram(ffmpeg)) || !(await isProgram(ffprobe))) {
    return undefined;
  }
  return { ffmpeg, ffprobe, ...(await findTools()) };
}

/** `ffprobe-7` beside `ffmpeg-7`, and `ffprobe` beside any other name. */
function siblingOf(ffmpeg: string): string {
  const name = basename(ffmpeg);
  const isUsual = name.includes('ffmpeg');
  return join(dirname(ffmpeg), isUsual ? name.replace('ffmpeg', 'ffprobe') : 'ffprobe');
}

async function onPath(name: string): Promise<string | undefined> {
  const file = isWindows ? `${name}.exe` : name;
  // A relative folder would lead elsewhere as soon as somebody changes the working directory.
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((each) => isAbsolute(each));
  for (const folder of folders) {
    if (await isProgram(join(folder, file))) return join(folder, file);
  }
  return undefined;
}

function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Lists the threads of whoever looks. */
const ownThreads = '/proc/self/task';

/**
 * A working directory that need not be made, and so is not left behind by a kill, and in which nothing can be made:
 * on Linux not even by root, who is the usual user in containers. On macOS the root of the system is read-only.
 */
const barren = isWindows ? tmpdir() : existsSync(ownThreads) ? ownThreads : '/';

/** What limits memory, processor time and open files of a program, and forbids images of its memory. */
function limited(prlimit: string, timeoutMs: number | undefined): string[] {
  const time = timeoutMs === undefined ? [] : [`--cpu=${processorSeconds(timeoutMs)}`];
  return [prlimit, `--as=${limits.memory}`, `--nofile=${limits.files}`, '--core=0', ...time];
}

/** What ends a program when this process is killed. */
function bound(setpriv: string): string[] {
  return [setpriv, '--pdeathsig', 'KILL', '--no-new-privs'];
}

/**
 * What a command may take of the processor, so that it ends if nobody is left to end it. FFmpeg works on one thread
 * here, but newer versions read and write on others.
 */
function processorSeconds(timeoutMs: number): number {
  return Math.ceil((2 * timeoutMs) / 1000);
}

/** No command gets more by default: a user who may not set so much gets no limits at all. */
const longTimeMs = 60 * 60_000;

/** The tools of util-linux, where they are and do what they are needed for: others of these names do less. */
async function findTools(): Promise<Pick<Programs, 'prlimit' | 'setpriv'>> {
  if (process.platform !== 'linux') return {};
  const [prlimit, setpriv] = await Promise.all([
    findTool('prlimit', (tool) => limited(tool, longTimeMs)),
    findTool('setpriv', bound),
  ]);
  return {
    ...(prlimit !== undefined && { prlimit }),
    ...(setpriv !== undefined && { setpriv }),
  };
}

/** @param use the command that the tool is for, before the one that it starts. */
async function findTool(
  name: string,
  use: (tool: string) => string[],
): Promise<string | undefined> {
  const tool = await onPath(name);
  if (tool === undefined) return undefined;
  const trial = start([...use(tool), tool, '--version']);
  const code = await new Promise((done) => trial.once('error', done).once('exit', done));
  trial.stdout.destroy();
  trial.stderr.destroy();
  return code === 0 ? tool : undefined;
}

/**
 * Starts one of the programs. Nothing is said through a shell, so no argument can say too much.
 *
 * @param timeoutMs when it will be ended. Should this process be gone then, it ends by itself: where prlimit is,
 *   after twice as much time of the processor; else ffmpeg does by its own option, except on Windows.
 */
export function startProgram(
  programs: Programs,
  program: 'ffmpeg' | 'ffprobe',
  args: readonly string[],
  timeoutMs?: number,
): RunningProgram {
  const { prlimit, setpriv } = programs;
  const limitsItself = timeoutMs !== undefined && !prlimit && program === 'ffmpeg' && !isWindows;
  return start([
    ...(prlimit === undefined ? [] : limited(prlimit, timeoutMs)),
    ...(setpriv === undefined ? [] : bound(setpriv)),
    programs[program],
    ...(limitsItself ? ['-timelimit', String(processorSeconds(timeoutMs))] : []),
    ...args,
  ]);
}

function start([file = '', ...args]: readonly string[]): RunningProgram {
  return spawn(file, args, {
    cwd: barren,
    // The secrets of this process are none of its business; Windows starts nothing without this one.
    env: isWindows ? { SystemRoot: process.env['SystemRoot'] } : {},
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
}
