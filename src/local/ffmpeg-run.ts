import { open, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FFmpegJob, FFmpegReport } from './ffmpeg-worker.js';

/** Why a file could not be described or extracted. */
export type MediaErrorReason =
  'not-media' | 'no-audio-track' | 'ffmpeg-failed' | 'timeout' | 'ffmpeg-missing';

/**
 * A file that cannot be handled, or an engine that cannot run. The message says what happened, to
 * which file (its name, never its folder) and what to do.
 *
 * @example
 * if (error instanceof MediaError && error.reason === 'no-audio-track') showSilentVideoNotice();
 */
export class MediaError extends Error {
  readonly reason: MediaErrorReason;

  constructor(reason: MediaErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MediaError';
    this.reason = reason;
  }
}

interface Engine {
  corePath: string;
  module: WebAssembly.Module;
}

let engine: Promise<Engine> | undefined;

async function loadEngine(): Promise<Engine> {
  const { resolve } = createRequire(import.meta.url);
  try {
    const corePath = resolve('@ffmpeg/core');
    const binary = await readFile(resolve('@ffmpeg/core/wasm'));
    return { corePath, module: await WebAssembly.compile(binary) };
  } catch (cause) {
    engine = undefined;
    throw new MediaError(
      'ffmpeg-missing',
      'FFmpeg for WebAssembly cannot be loaded. Install it: npm install @ffmpeg/core@0.12.10',
      { cause },
    );
  }
}

/** One FFmpeg command and the two files that it sees. */
export interface FFmpegCommand {
  program: 'ffmpeg' | 'ffprobe';
  /** Refer to the files as `/input` and `/output`; no other name leads anywhere. */
  arguments: string[];
  /** File that is read as `/input`. */
  input: string;
  /** File that is written as `/output`; it must not exist yet. */
  output?: string;
}

/** What one FFmpeg command left behind. */
export interface FFmpegResult {
  /** 0 is success. ffprobe gives -1 when it ends by itself, 1 when it gives up. */
  exitCode: number;
  stdout: string;
  /** The last lines of stderr. */
  log: string[];
  /** Code of the system error that a read or write ran into, e.g. `ENOSPC`. */
  fault?: string;
}

/**
 * Runs one FFmpeg command on a thread of its own, in a fresh WebAssembly instance: it has no
 * network, and of this machine's files only the two given ones, which are streamed, so that memory
 * stays flat whatever their size. A non-zero exit is a result, not an error.
 *
 * @throws {MediaError} `ffmpeg-missing` without the engine, `ffmpeg-failed` when it crashes.
 * @throws Node's own error when a file cannot be opened, and the signal's reason when aborted.
 *
 * @example
 * const wav = ['-i', '/input', '-f', 'wav', '/output'];
 * await runFFmpeg({ program: 'ffmpeg', arguments: wav, input: 'talk.mp4', output: 'talk.wav' });
 */
export async function runFFmpeg(
  command: FFmpegCommand,
  signal?: AbortSignal,
  onProgress?: (secondsDone: number) => void,
): Promise<FFmpegResult> {
  // Compiled once and shared by all jobs: the next one starts at once, on code already optimised.
  const { corePath, module } = await (engine ??= loadEngine());
  const input = await open(command.input);
  try {
    const output = command.output === undefined ? undefined : await open(command.output, 'wx+');
    try {
      signal?.throwIfAborted();
      const job: FFmpegJob = {
        corePath,
        module,
        program: command.program,
        arguments: command.arguments,
        input: input.fd,
        ...(output && { output: output.fd }),
      };
      return await runWorker(job, basename(command.input), signal, onProgress);
    } finally {
      await output?.close();
    }
  } finally {
    await input.close();
  }
}

async function runWorker(
  job: FFmpegJob,
  name: string,
  signal: AbortSignal | undefined,
  onProgress: ((secondsDone: number) => void) | undefined,
): Promise<FFmpegResult> {
  const worker = new Worker(new URL('./ffmpeg-worker.js', import.meta.url), {
    workerData: job,
    // The thread needs neither the loaders nor the secrets of the process that starts it.
    execArgv: [],
    env: {},
  });
  let stop: () => void = () => undefined;
  try {
    return await new Promise<FFmpegResult>((resolve, reject) => {
      stop = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', stop, { once: true });
      worker.on('message', (report: FFmpegReport) => {
        if ('result' in report) return resolve(report.result);
        try {
          onProgress?.(report.secondsDone);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
      const crash = (cause: unknown) => {
        const message = `FFmpeg crashed on ${name}. Check that the file plays, or convert it first.`;
        reject(new MediaError('ffmpeg-failed', message, { cause }));
      };
      worker.on('error', crash);
      worker.on('exit', crash);
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    // Its files are closed after this: a thread that still runs must not write to a reused number.
    await worker.terminate();
  }
}

/** One line of FFmpeg's log for a message: its last, without the names and addresses of its own. */
export function reasonOf({ log, fault }: FFmpegResult, line = log.at(-1)): string {
  const words = line?.replace(/^\[[^\]]*\] /, '').replace(/^\/(in|out)put: /, '');
  return [words?.replace(/\.$/, '').slice(0, 200) ?? 'no reason given', fault]
    .filter(Boolean)
    .join(', ');
}

/** Node fires a longer timer at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Runs `work` with a signal that ends it at the caller's wish or after `timeoutMs`. */
export async function withDeadline<T>(
  task: string,
  { signal, timeoutMs }: { signal?: AbortSignal | undefined; timeoutMs: number },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  const timer = setTimeout(
    () => {
      const limit = `${task} took longer than ${timeoutMs / 1000} s and was stopped`;
      controller.abort(new MediaError('timeout', `${limit}. Allow more with timeoutMs.`));
    },
    Math.min(timeoutMs, LONGEST_TIMER_MS),
  );
  try {
    signal?.throwIfAborted();
    signal?.addEventListener('abort', abort, { once: true });
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
