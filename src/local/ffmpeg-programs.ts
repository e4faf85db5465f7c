/** Finds FFmpeg's programs on this machine, and starts them with no more than they need. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { limits } from './ffmpeg-engine.js';

/** FFmpeg's two programs, by absolute paths. */
export interface Programs {
  ffmpeg: string;
  ffprobe: string;
  /** The command that starts them within the system's limits; empty where there is none. */
  launcher: readonly string[];
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
  return { ffmpeg, ffprobe, launcher: await findLauncher() };
}

/** `ffprobe-7` beside `ffmpeg-7`, and `ffprobe` beside any other name. */
function siblingOf(ffmpeg: string): string {
  const name = basename(ffmpeg);
  const isUsual = name.includes('ffmpeg');
  return join(dirname(ffmpeg), isUsual ? name.replace('ffmpeg', 'ffprobe') : 'ffprobe');
}

async function onPath(name: string): Promise<string | undefined> {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
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

/**
 * On Linux, util-linux limits memory and open files, and ends FFmpeg when this process is killed.
 * Elsewhere FFmpeg's own limit of a block of memory has to do, and after a kill it works to the end
 * of its file.
 */
async function findLauncher(): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const [prlimit, setpriv] = await Promise.all([onPath('prlimit'), onPath('setpriv')]);
  if (!prlimit || !setpriv) return [];
  const launcher = [
    ...[prlimit, `--as=${limits.memory}`, `--nofile=${limits.files}`, '--core=0'],
    ...[setpriv, '--pdeathsig', 'KILL', '--no-new-privs'],
  ];
  const trial = start([...launcher, setpriv, '--version']);
  const code = await new Promise((done) => trial.once('error', done).once('exit', done));
  trial.stdout.destroy();
  trial.stderr.destroy();
  return code === 0 ? launcher : [];
}

/** Starts one of the programs. Nothing is said through a shell, so no argument can say too much. */
export function startProgram(
  programs: Programs,
  program: 'ffmpeg' | 'ffprobe',
  args: readonly string[],
): RunningProgram {
  return start([...programs.launcher, programs[program], ...args]);
}

function start([file = '', ...args]: readonly string[]): RunningProgram {
  const isWindows = process.platform === 'win32';
  const folder = isWindows ? tmpdir() : mkdtempSync(join(tmpdir(), 'ffmpeg-'));
  try {
    return spawn(file, args, {
      cwd: folder,
      // The secrets of this process are none of its business; Windows starts nothing without this one.
      env: isWindows ? { SystemRoot: process.env['SystemRoot'] } : {},
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
  } finally {
    // It stands in the folder by now. Once that is removed, nothing can be found or left in it.
    if (!isWindows) rmdirSync(folder);
  }
}
