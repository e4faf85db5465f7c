/**
 * Runs one FFmpeg command in WebAssembly on a worker thread, and posts what happened.
 *
 * Plain JavaScript, because a worker must start the same from source and from the build: Node
 * applies neither tsx nor vitest to the file that a worker begins with.
 */
import { fstatSync, readSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * One command, passed as `workerData`. It holds no path of a media file: files come opened.
 * @typedef {object} FFmpegJob
 * @property {string} corePath FFmpeg's JavaScript.
 * @property {WebAssembly.Module} module FFmpeg, compiled.
 * @property {typeof import('./ffmpeg-command.js').limits} limits
 * @property {'ffmpeg' | 'ffprobe'} program
 * @property {string[]} arguments
 * @property {number} input Descriptor of the file that is read as `/input`.
 * @property {number} [output] Descriptor of the file that is written as `/output`.
 *
 * What the worker posts: progress any number of times, then the result once.
 * @typedef {{ secondsDone: number } | { result: import('./ffmpeg-command.js').FFmpegResult }} FFmpegReport
 *
 * The part of FFmpeg's JavaScript, and of Emscripten's file system in it, that is used here.
 * @typedef {(s: object, heap: Int8Array, at: number, length: number, position: number) => number} Transfer
 * @typedef {{ usedBytes: number, stream_ops: object }} MountedNode `usedBytes` is the size that `stat` reports.
 * @typedef {object} Core
 * @property {{ create(path: string, mode: number): MountedNode, ErrnoError: new (errno: number) => Error }} FS
 * @property {(...args: string[]) => number} exec
 * @property {(...args: string[]) => number} ffprobe
 * @property {(log: (line: { type: 'stdout' | 'stderr', message: string }) => void) => void} setLogger
 * @property {(report: (progress: { time: number }) => void) => void} setProgress
 */

const WASM_PAGE = 65_536;
const ERRNO_INVALID = 28;
const ERRNO_INPUT_OUTPUT = 29;

/** @type {FFmpegJob} */
const job = workerData;

// FFmpeg's JavaScript expects a browser worker's `self`. The network is taken away, so that nothing
// in a media file can reach it, whatever FFmpeg's protocols try.
Object.assign(globalThis, {
  self: { location: { href: '' } },
  WebSocket: undefined,
  XMLHttpRequest: undefined,
  fetch: undefined,
});

/** @type {(options: object) => Promise<Core>} */
const createCore = createRequire(import.meta.url)(job.corePath);
const core = await createCore({
  /** @type {(imports: WebAssembly.Imports, ready: (i: WebAssembly.Instance) => void) => object} */
  instantiateWasm(imports, ready) {
    const instance = new WebAssembly.Instance(job.module, imports);
    limitMemory(instance.exports);
    ready(instance);
    return instance.exports;
  },
});

/**
 * Keeps an instance from taking more than its share: FFmpeg then runs out of memory, and says so.
 * @param {WebAssembly.Exports} exports
 */
function limitMemory(exports) {
  const memory = Object.values(exports).find((each) => each instanceof WebAssembly.Memory);
  if (!memory) throw new Error('FFmpeg exports no memory.');
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * WASM_PAGE > job.limits.memory) {
      throw new RangeError('FFmpeg asks for more memory than a job may have.');
    }
    return WebAssembly.Memory.prototype.grow.call(memory, pages);
  };
}

/** @type {string | undefined} */
let fault;

/**
 * Shows an open file of this machine under a fixed name, without copying it into memory.
 * @param {string} name
 * @param {number} file
 */
function mount(name, file) {
  const { FS } = core;
  const node = FS.create(name, 0o600);
  node.usedBytes = fstatSync(file).size;
  /** @type {(transfer: Transfer) => Transfer} */
  const guarded = (transfer) => {
    return (...given) => {
      try {
        return transfer(...given);
      } catch (error) {
        // Only Emscripten's own error may cross the WebAssembly frames: FFmpeg then ends in order.
        fault ??= error instanceof Error && 'code' in error ? String(error.code) : String(error);
        throw new FS.ErrnoError(ERRNO_INPUT_OUTPUT);
      }
    };
  };
  node.stream_ops = {
    /** @type {(stream: { position: number }, offset: number, whence: number) => number} */
    llseek(stream, offset, whence) {
      const from = whence === 1 ? stream.position : whence === 2 ? node.usedBytes : 0;
      if (from + offset < 0) throw new FS.ErrnoError(ERRNO_INVALID);
      return from + offset;
    },
    read: guarded((_, heap, at, length, position) => readSync(file, heap, at, length, position)),
    write: guarded((_, heap, at, length, position) => {
      const written = writeSync(file, heap, at, length, position);
      node.usedBytes = Math.max(node.usedBytes, position + written);
      return written;
    }),
  };
}
mount('/input', job.input);
if (job.output !== undefined) mount('/output', job.output);

/** @type {(report: FFmpegReport) => void} */
const post = (report) => parentPort?.postMessage(report);

let stdout = '';
/** @type {string[]} */
const log = [];
core.setLogger(({ type, message }) => {
  if (type === 'stdout') {
    if (stdout.length < job.limits.stdout) stdout += `${message}\n`;
  } else if (message !== 'Aborted()') {
    // Emscripten says that at every exit, also after success.
    log.push(message.slice(0, job.limits.logLine));
    if (log.length > job.limits.logLines) log.shift();
  }
});
core.setProgress(({ time }) => {
  if (time > 0) post({ secondsDone: time / 1e6 });
});

/** @returns {number} */
function run() {
  try {
    return job.program === 'ffprobe' ? core.ffprobe(...job.arguments) : core.exec(...job.arguments);
  } catch (error) {
    // C's exit() arrives as an exception that has the status; anything else is a crash.
    if (error instanceof Object && 'status' in error) return Number(error.status);
    throw error;
  }
}
const exitCode = run();
post({ result: { exitCode, stdout, log, ...(fault && { fault }) } });
