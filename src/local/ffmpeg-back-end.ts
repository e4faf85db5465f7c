/** Chooses the back end that runs FFmpeg, when the first file needs it. */
import type { FFmpegBackEnd, FFmpegEngine } from './ffmpeg-engine.js';
import { findNativeEngine } from './ffmpeg-native.js';
import { wasmEngine } from './ffmpeg-wasm.js';

/** Which FFmpeg does the work. */
export interface FFmpegOptions {
  /**
   * `native`: the programs ffmpeg and ffprobe of this machine; faster. `wasm`: FFmpeg in WebAssembly,
   * from the package @ffmpeg/core. Default: `native` where the programs are found and can do the
   * work (version 4 or newer, with libmp3lame), else `wasm`.
   */
  backEnd?: FFmpegBackEnd;
  /**
   * Where the program ffmpeg is; ffprobe has to be beside it. What is named here has to work.
   * Default: FFMPEG_PATH in the environment, else what is on the PATH.
   */
  path?: string;
}

/** What was found before; looking costs three processes. */
const found = new Map<string, Promise<FFmpegEngine>>();

/**
 * The back end to use.
 *
 * @throws {MediaError} `ffmpeg-missing` when native FFmpeg was asked for, or named by a path, and
 *   cannot be used.
 */
export async function chooseEngine(options: FFmpegOptions = {}): Promise<FFmpegEngine> {
  const { backEnd } = options;
  if (backEnd === 'wasm') return wasmEngine;
  const path = options.path ?? process.env['FFMPEG_PATH'] ?? '';
  const key = path === '' ? `PATH=${process.env['PATH']}` : path;
  const native = found.get(key) ?? findNativeEngine(path);
  found.set(key, native);
  return native.catch((error: unknown) => {
    if (backEnd === undefined && path === '') return wasmEngine;
    found.delete(key); // It may be installed meanwhile.
    throw error;
  });
}
