/** The native back end: the programs ffmpeg and ffprobe of this machine, a process for each command. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, createReadStream, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { devNull } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type FFmpeg,
  type FFmpegCommand,
  type FFmpegResult,
  limits,
  type RunOptions,
} from './ffmpeg-command.js';
import { privateFile } from '../store/private-files.js';
import { MediaError } from './media-error.js';

/** The names or paths of the two programs. */
type Programs = Record<FFmpegCommand['program'], string>;

/**
 * Finds the programs, and runs them once to see that they can do the work.
 *
 * @param path where ffmpeg is, with ffprobe beside it; empty when they are on the PATH.
 * @throws {MediaError} `ffmpeg-missing`, with what is wrong.
 * @throws Node's own error when this machine cannot start a process now.
 */
export async function findNativeFFmpeg(path: string): Promise<FFmpeg> {
  const unusable = (why: string, cause?: Error) => {
    const where = path === '' ? 'on the PATH' : 'that was named by ffmpeg.path or FFMPEG_PATH';
    const advice = 'Install FFmpeg 4 or newer with libmp3lame, or use the one in WebAssembly.';
    const message = `The FFmpeg ${where} cannot be used: ${why}. ${advice}`;
    return new MediaError('ffmpeg-missing', message, { cause });
  };
  const onPath = { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' };
  const inFolder = (ffmpeg: string) => ({
    ffmpeg,
    ffprobe: join(dirname(ffmpeg), basename(ffmpeg).replace('ffmpeg', 'ffprobe')),
  });
  const programs: Programs = path === '' ? onPath : inFolder(resolve(path));
  const ask = async (program: keyof Programs, question: string) => {
    const end = await runProgram(programs[program], ['-hide_banner', question]);
    if (end.exitCode === notFound) throw unusable('ffmpeg or ffprobe is not there');
    if (end.exitCode === 0) return end.stdout;
    throw unusable('it does not run', new Error(`${program} ${question}: ${end.stderr}`));
  };
  const [encoders] = await Promise.all([ask('ffmpeg', '-encoders'), ask('ffprobe', '-version')]);
  const lacking = ['libmp3lame', 'aac'].find(
    (name) => !new RegExp(`^ A\\S+ ${name} `, 'm').test(encoders),
  );
  if (lacking !== undefined) throw unusable(`it lacks the encoder ${lacking}`);
  return { backEnd: 'native', run: (command, options) => run(programs, command, options) };
}

async function run(
  programs: Programs,
  { program, arguments: given, input, output }: FFmpegCommand,
  { signal, onProgress }: RunOptions = {},
): Promise<FFmpegResult> {
  // Opened here first, for Node's own errors, and because FFmpeg would replace an existing file.
  await (await open(input)).close();
  if (output !== undefined) await (await open(output, 'wx', privateFile)).close();
  signal?.throwIfAborted();
  // With the protocol before it, no name of a file can be taken for an option or for another protocol.
  const urls = new Map([['/input', `file:${resolve(input)}`]]);
  if (output !== undefined) urls.set('/output', `file:${resolve(output)}`);
  const ofFFmpeg = ['-nostdin', '-y', '-filter_threads', '1', '-nostats', '-progress', 'pipe:1'];
  const args = [
    ...['-hide_banner', '-max_alloc', String(limits.block)],
    ...(program === 'ffmpeg' ? ofFFmpeg : []),
    ...given.map((argument) => urls.get(argument) ?? argument),
  ];
  const end = await runProgram(programs[program], args, signal, (stdout) => {
    const done = program === 'ffmpeg' ? lastProgress(stdout) : 0;
    if (done > 0) onProgress?.(done);
  });
  const withoutFolders = (line: string) =>
    [...urls].reduce((text, [name, url]) => text.replaceAll(url, name), line);
  const log = end.stderr
    .split('\n')
    .filter((line) => line !== '')
    .slice(-limits.logLines)
    .map((line) => withoutFolders(line).slice(0, limits.logLine));
  // FFmpeg 5 ends with success on a full disk: only its log tells. SIGXFSZ is the largest file size of this user.
  const [told] = faults.flatMap(([words, code]) =>
    log.filter((line) => line.endsWith(words)).map((line) => ({ line, code })),
  );
  // To some of its formats a file that breaks off is an error of the input, although it can be read.
  const isOfFormat = told?.line.startsWith('/input: ') && (await isReadable(input));
  const fault = end.killedBy === 'SIGXFSZ' ? 'EFBIG' : isOfFormat ? undefined : told?.code;
  if (end.exitCode === null && fault !== 'EFBIG') {
    const advice = 'Check that the file plays, or convert it first.';
    throw new MediaError('ffmpeg-failed', `FFmpeg crashed on ${basename(input)}. ${advice}`, {
      cause: new Error(`${program} was ended by ${end.killedBy}`),
    });
  }
  return { exitCode: end.exitCode ?? 1, stdout: end.stdout, log, ...(fault && { fault }) };
}

async function isReadable(file: string): Promise<boolean> {
  try {
    await pipeline(
      createReadStream(file),
      new Writable({ write: (_chunk, _encoding, next) => next() }),
    );
    return true;
  } catch {
    return false;
  }
}

/** The end of what ffmpeg prints with `-progress`, in seconds. */
function lastProgress(stdout: string): number {
  const times = [...stdout.slice(-2000).matchAll(/^out_time=(\d+):(\d+):([\d.]+)$/gm)];
  const [, hours, minutes, seconds] = times.at(-1) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** How FFmpeg's log names the errors of the system. */
const faults = [
  ['File too large', 'EFBIG'],
  ['No space left on device', 'ENOSPC'],
  ['Disk quota exceeded', 'EDQUOT'],
  ['Input/output error', 'EIO'],
] as const;

/**
 * A shell script that starts a program with limits and, on Linux with util-linux, so that it ends together with this
 * process. A limit that the system lacks, or that is already lower, is left as it is.
 */
const startScript = `{
  ulimit -c 0; ulimit -n ${limits.files}; ulimit -t ${limits.processorSeconds}; ulimit -v ${limits.memory / 1024}
  setpriv --pdeathsig KILL true && bound=yes
} 2>/dev/null
[ "$bound" ] && exec setpriv --pdeathsig KILL --no-new-privs "$@"
exec "$@"`;

/** The exit code of the shell for a program that is not there. */
const notFound = 127;

/** How a program ended, and the last of what it printed. */
interface ProgramEnd {
  /** Null when a signal ended it. */
  exitCode: number | null;
  killedBy: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Throws when descriptors are too few to start a process: when `spawn` fails, Node does not close its pipes. */
function needDescriptors(): void {
  const opened: number[] = [];
  try {
    while (opened.length < 8) opened.push(openSync(devNull, 'r'));
  } finally {
    opened.forEach((each) => closeSync(each));
  }
}

/** Runs a program to its end, or kills it when `signal` is aborted. `onStdout` gets all that was printed so far. */
function runProgram(
  program: string,
  args: readonly string[],
  signal?: AbortSignal,
  onStdout?: (stdout: string) => void,
): Promise<ProgramEnd> {
  return new Promise((settle, reject) => {
    needDescriptors();
    const isWindows = process.platform === 'win32';
    const command = isWindows ? [] : ['/bin/sh', '-c', startScript, 'sh'];
    const [file = '', ...rest] = [...command, program, ...args];
    // `spawn` has a type that promises pipes. Without free descriptors there are no pipes, so this type is wider.
    const child: ChildProcess = spawn(file, rest, {
      cwd: '/', // No name that a media file may give leads from here to a user's files.
      // The secrets in this process's environment are not for it; Windows starts nothing without the second.
      env: { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'] },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const end: ProgramEnd = { exitCode: null, killedBy: null, stdout: '', stderr: '' };
    // This listener comes first: an 'error' event without one would end the whole process.
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') settle({ ...end, exitCode: notFound });
      else reject(error);
    });
    const kill = (): void => {
      child.kill('SIGKILL');
      child.stdout?.destroy();
      child.stderr?.destroy();
    };
    signal?.addEventListener('abort', kill, { once: true });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      end.stdout = (end.stdout + text).slice(-limits.stdout);
      onStdout?.(end.stdout);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      end.stderr = (end.stderr + text).slice(-limits.stderr);
    });
    child.once('close', (exitCode: number | null, killedBy: NodeJS.Signals | null) => {
      signal?.removeEventListener('abort', kill);
      if (signal?.aborted) reject(signal.reason as Error);
      else settle({ ...end, exitCode, killedBy });
    });
  });
}
