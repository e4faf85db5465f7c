/** The back end in WebAssembly: one command on a thread of its own, in a fresh instance. */
import { open, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  type FFmpegEngine,
  type FFmpegResult,
  limits,
  MediaError,
  type RunFFmpeg,
} from './ffmpeg-engine.js';
import type { FFmpegJob, FFmpegReport } from './ffmpeg-worker.js';

interface Core {
  corePath: string;
  module: WebAssembly.Module;
}

let core: Promise<Core> | undefined;

/** Whether the package is there, which is not loaded for that. */
export function isWasmInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve('@ffmpeg/core');
    return true;
  } catch {
    return false;
  }
}

async function loadCore(): Promise<Core> {
  const { resolve } = createRequire(import.meta.url);
  try {
    const corePath = resolve('@ffmpeg/core');
    const binary = Uint8Array.from(await readFile(resolve('@ffmpeg/core/wasm')));
    return { corePath, module: await WebAssembly.compile(binary) };
  } catch (cause) {
    core = undefined;
    throw new MediaError(
      'ffmpeg-missing',
      'FFmpeg for WebAssembly cannot be loaded. Install it: npm install @ffmpeg/core@0.12.10, ' +
        'or install FFmpeg itself, so that ffmpeg and ffprobe are on the PATH.',
      { cause },
    );
  }
}

/**
 * Runs one FFmpeg command in WebAssembly, which is the same FFmpeg on every machine. It has no
 * network, and of this machine's files only the two given ones, which are streamed, so that memory
 * stays flat whatever their size.
 *
 * @example
 * const wav = ['-i', '/input', '-f', 'wav', '/output'];
 * await runFFmpeg({ program: 'ffmpeg', arguments: wav, input: 'talk.mp4', output: 'talk.wav' });
 */
export const runFFmpeg: RunFFmpeg = async (command, until, onProgress) => {
  // Compiled once and shared by all jobs: the next one starts at once, on code already optimised.
  const { corePath, module } = await (core ??= loadCore());
  const input = await open(command.input);
  try {
    const output = command.output === undefined ? undefined : await open(command.output, 'wx+');
    try {
      until?.signal.throwIfAborted();
      const job: FFmpegJob = {
        corePath,
        module,
        limits,
        program: command.program,
        arguments: ['-max_alloc', String(limits.block), ...command.arguments],
        input: input.fd,
        ...(output && { output: output.fd }),
      };
      return await runWorker(job, basename(command.input), until?.signal, onProgress);
    } finally {
      await output?.close();
    }
  } finally {
    await input.close();
  }
};

/** FFmpeg in WebAssembly. Nothing is loaded before the first command. */
export const wasmEngine: FFmpegEngine = { backEnd: 'wasm', run: runFFmpeg };

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
