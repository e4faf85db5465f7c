/** The back end in WebAssembly: one command on a thread of its own, in a fresh instance. */
import { open, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { privateFile } from '../store/private-files.js';
import { type FFmpeg, type FFmpegResult, limits, type RunOptions } from './ffmpeg-command.js';
import type { FFmpegJob, FFmpegReport } from './ffmpeg-worker.js';
import { MediaError } from './media-error.js';
import { shortageOf } from './shortage.js';

type Core = Pick<FFmpegJob, 'corePath' | 'module'>;

let core: Promise<Core> | undefined;

async function loadCore(): Promise<Core> {
  const { resolve } = createRequire(import.meta.url);
  try {
    const corePath = resolve('@ffmpeg/core');
    const binary = Uint8Array.from(await readFile(resolve('@ffmpeg/core/wasm')));
    return { corePath, module: await WebAssembly.compile(binary) };
  } catch (cause) {
    core = undefined;
    if (shortageOf(cause)) throw cause;
    throw new MediaError(
      'ffmpeg-missing',
      'FFmpeg for WebAssembly cannot be loaded. Install it: npm install @ffmpeg/core@0.12.10, ' +
        'or install FFmpeg itself, so that ffmpeg and ffprobe are on the PATH.',
      { cause },
    );
  }
}

/** Runs one FFmpeg command in WebAssembly, without a network, and with no files but the two given ones. */
export const runFFmpeg: FFmpeg['run'] = async (command, options = {}) => {
  // Compiled once and shared by all jobs: the next one starts at once, on code that is optimised already.
  const { corePath, module } = await (core ??= loadCore());
  const input = await open(command.input);
  try {
    const output =
      command.output === undefined ? undefined : await open(command.output, 'wx+', privateFile);
    try {
      options.signal?.throwIfAborted();
      const job: FFmpegJob = {
        corePath,
        module,
        limits,
        program: command.program,
        arguments: ['-max_alloc', String(limits.block), ...command.arguments],
        input: input.fd,
        ...(output && { output: output.fd }),
      };
      return await runWorker(job, basename(command.input), options);
    } finally {
      await output?.close();
    }
  } finally {
    await input.close();
  }
};

async function runWorker(
  job: FFmpegJob,
  name: string,
  { signal, onProgress }: RunOptions,
): Promise<FFmpegResult> {
  const worker = new Worker(new URL('./ffmpeg-worker.js', import.meta.url), {
    workerData: job,
    // The thread needs neither the loaders nor the secrets of the process that starts it, except the loader of
    // Yarn's Plug'n'Play, which finds its file in an archive.
    execArgv: process.versions['pnp'] ? process.execArgv : [],
    env: process.versions['pnp'] ? { NODE_OPTIONS: process.env['NODE_OPTIONS'] } : {},
  });
  let stop: () => void = () => undefined;
  try {
    return await new Promise<FFmpegResult>((resolve, reject) => {
      stop = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', stop, { once: true });
      worker.on('message', (report: FFmpegReport) => {
        if ('result' in report) resolve(report.result);
        else onProgress?.(report.secondsDone);
      });
      const fail = (cause: Error | number) => {
        const message = `FFmpeg crashed on ${name}. Check that the file plays, or convert it first.`;
        const isShort = cause instanceof Error && shortageOf(cause);
        reject(isShort ? cause : new MediaError('ffmpeg-failed', message, { cause }));
      };
      worker.on('error', fail);
      worker.on('exit', fail);
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    // Its files are closed after this: a thread that still runs must not write to a reused number.
    await worker.terminate();
  }
}
