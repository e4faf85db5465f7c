/** The native back end: the programs ffmpeg and ffprobe of this machine, a process for each command. */
import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import {
  type Deadline,
  type FFmpegCommand,
  type FFmpegEngine,
  type FFmpegResult,
  limits,
  MediaError,
} from './ffmpeg-engine.js';
import {
  findPrograms,
  type Programs,
  type RunningProgram,
  startProgram,
} from './ffmpeg-programs.js';

/** FFmpeg 4.0 brought this version of its library; its programs alone do not always state a number. */
const oldestLibavformat = 58;
const neededEncoders = ['libmp3lame', 'aac'];
const checkMs = 20_000;

/** Native FFmpeg that was found to work. */
export interface NativeEngine extends FFmpegEngine {
  /** Whether the system limits the memory of its commands. */
  readonly limitsMemory: boolean;
}

/**
 * Finds the programs, and runs them once to see that they can do the work.
 *
 * @param path where ffmpeg is, with ffprobe beside it; empty when they are on the PATH.
 * @throws {MediaError} `ffmpeg-missing`, with what is wrong.
 */
export async function findNativeEngine(path: string): Promise<NativeEngine> {
  const where = path === '' ? 'on the PATH' : 'that was named by ffmpeg.path or FFMPEG_PATH';
  const missing = (why: string, cause?: unknown) =>
    new MediaError(
      'ffmpeg-missing',
      `The FFmpeg ${where} cannot be used: ${why}. Install FFmpeg 4 or newer with libmp3lame, ` +
        'or choose the back end in WebAssembly.',
      { cause },
    );
  const programs = await findPrograms(path);
  if (!programs) throw missing('ffmpeg or ffprobe is not there');
  const check = async (program: 'ffmpeg' | 'ffprobe', ask: string): Promise<string> => {
    const running = startProgram(programs, program, ['-hide_banner', ask], checkMs);
    const { exitCode, stdout, log } = await finish(running, {
      name: program,
      signal: AbortSignal.timeout(checkMs),
    });
    if (exitCode !== 0)
      throw new Error(`${program} ${ask} ended with ${exitCode}: ${log.join(' ')}`);
    return stdout;
  };
  try {
    const [encoders, ...versions] = await Promise.all([
      check('ffmpeg', '-encoders'),
      check('ffmpeg', '-version'),
      check('ffprobe', '-version'),
    ]);
    const oldest = Math.min(
      ...versions.map((text) => Number(/^libavformat +(\d+)/m.exec(text)?.[1] ?? 0)),
    );
    if (oldest < oldestLibavformat) throw missing('it is older than FFmpeg 4');
    const lacking = neededEncoders.find(
      (name) => !new RegExp(`^ A\\S+ ${name} `, 'm').test(encoders),
    );
    if (lacking) throw missing(`it lacks the encoder ${lacking}`);
  } catch (error) {
    throw error instanceof MediaError && error.reason === 'ffmpeg-missing'
      ? error
      : missing('it does not run', error);
  }
  return {
    backEnd: 'native',
    limitsMemory: programs.prlimit !== undefined,
    run: (command, until, onProgress) => run(programs, command, until, onProgress),
  };
}

async function run(
  programs: Programs,
  command: FFmpegCommand,
  until: Deadline | undefined,
  onProgress: ((secondsDone: number) => void) | undefined,
): Promise<FFmpegResult> {
  // Opened here first, for Node's own errors, and because FFmpeg would replace an existing file.
  await (await open(command.input)).close();
  if (command.output !== undefined) await (await open(command.output, 'wx')).close();
  until?.signal.throwIfAborted();
  const names = new Map([['/input', urlOf(command.input)]]);
  if (command.output !== undefined) names.set('/output', urlOf(command.output));
  const common = ['-hide_banner', '-max_alloc', String(limits.block)];
  const ofFFmpeg = ['-nostdin', '-y', '-filter_threads', '1', '-nostats', '-progress', 'pipe:1'];
  const given = [
    ...common,
    ...(command.program === 'ffmpeg' ? ofFFmpeg : []),
    ...command.arguments.map((argument) => names.get(argument) ?? argument),
  ];
  const running = startProgram(programs, command.program, given, until?.timeoutMs);
  const name = basename(command.input);
  const result = await finish(running, {
    name,
    signal: until?.signal,
    ...(command.program === 'ffmpeg' && { onLine: progressTo(onProgress) }),
  });
  const withoutFolders = (line: string) =>
    [...names]
      .reduce((text, [given, url]) => text.replaceAll(url, given), line)
      .slice(0, limits.logLine);
  const log = result.log.map(withoutFolders);
  const fault = log.flatMap((line) => faultIn(line) ?? []).at(-1);
  return { ...result, log, ...(fault && { fault }) };
}

/** With the protocol before it, no name can be taken for an option or for another protocol. */
function urlOf(file: string): string {
  return `file:${resolve(file)}`;
}

/** FFmpeg 5 ends with success on a full disk: only its log tells. */
function faultIn(line: string): string | undefined {
  if (line.endsWith('No space left on device')) return 'ENOSPC';
  if (line.endsWith('File too large')) return 'EFBIG';
  if (line.endsWith('Disk quota exceeded')) return 'EDQUOT';
  return line.endsWith('Input/output error') ? 'EIO' : undefined;
}

function progressTo(onProgress: ((secondsDone: number) => void) | undefined) {
  return (line: string): void => {
    const [, hours, minutes, seconds] = /^out_time=(\d+):(\d+):([\d.]+)$/.exec(line) ?? [];
    const done = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    if (done > 0) onProgress?.(done);
  };
}

interface Attendance {
  /** The name of the file, for messages. */
  name: string;
  signal?: AbortSignal | undefined;
  /** Takes the lines of standard output, which are not kept then. */
  onLine?: (line: string) => void;
}

/** Reads what a program says until it has ended, or ends it. */
async function finish(
  running: RunningProgram,
  { name, signal, onLine }: Attendance,
): Promise<FFmpegResult> {
  let failure: { error: unknown } | undefined;
  const end = (error: unknown): void => {
    failure ??= { error };
    // At once and for sure: what it has written is thrown away, so there is nothing to finish.
    running.kill('SIGKILL');
    running.stdout.destroy();
    running.stderr.destroy();
  };
  const abort = (): void => end(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();

  let stdout = '';
  const log: string[] = [];
  readLines(running.stdout.setEncoding('utf8'), (line) => {
    try {
      if (onLine) onLine(line);
      else if (stdout.length < limits.stdout) stdout += `${line}\n`;
    } catch (error) {
      end(error);
    }
  });
  readLines(running.stderr.setEncoding('utf8'), (line) => {
    log.push(line);
    if (log.length > limits.logLines) log.shift();
  });
  const exitCode = await new Promise<number | null>((resolve) => {
    running.once('error', (error) => {
      failure ??= { error: crash(name, error) };
      // A program that never started has no end to wait for.
      if (running.pid === undefined) resolve(null);
    });
    running.once('close', resolve);
  });
  signal?.removeEventListener('abort', abort);
  if (failure) throw failure.error;
  // The largest file size of this user, which Node would get as an error.
  if (running.signalCode === 'SIGXFSZ') return { exitCode: 1, stdout, log, fault: 'EFBIG' };
  if (exitCode === null) throw crash(name, new Error(`ended by ${running.signalCode ?? 'nobody'}`));
  return { exitCode, stdout, log };
}

function crash(name: string, cause: Error): MediaError {
  const message = `FFmpeg crashed on ${name}. Check that the file plays, or convert it first.`;
  return new MediaError('ffmpeg-failed', message, { cause });
}

/** A line of this length still has room for the longest path, which is taken out of it later. */
const longestLine = 8192;

/** Splits what arrives into lines; of a long one only the beginning is kept. */
function readLines(stream: NodeJS.ReadableStream, take: (line: string) => void): void {
  let rest = '';
  stream.on('data', (chunk: string) => {
    const lines = chunk.split('\n');
    rest = (rest + (lines[0] ?? '')).slice(0, longestLine);
    for (const line of lines.slice(1)) {
      take(rest);
      rest = line.slice(0, longestLine);
    }
  });
  stream.on('end', () => {
    if (rest !== '') take(rest);
  });
}
