/** Chooses the back end that runs FFmpeg, when the first file needs it. */
import type { FFmpegBackEnd, FFmpegEngine } from './ffmpeg-engine.js';
import { findNativeEngine, type NativeEngine } from './ffmpeg-native.js';
import { isWasmInstalled, wasmEngine } from './ffmpeg-wasm.js';

/** Which FFmpeg does the work. */
export interface FFmpegOptions {
  /**
   * `native`: the programs ffmpeg and ffprobe of this machine; faster. `wasm`: FFmpeg in WebAssembly,
   * from the package @ffmpeg/core. Default: `native` where the programs are found, can do the work
   * (version 4 or newer, with libmp3lame), and their memory can be limited, which takes Linux and
   * its program prlimit; else `wasm`. Where @ffmpeg/core is not installed, `native` without that limit.
   */
  backEnd?: FFmpegBackEnd;
  /**
   * Where the program ffmpeg is; ffprobe has to be beside it. What is named here has to work, and is
   * taken also where its memory cannot be limited.
   * Default: FFMPEG_PATH in the environment, else what is on the PATH.
   */
  path?: string;
}

/** What was found before; looking costs three processes. */
const found = new Map<string, Promise<NativeEngine>>();

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
  const isAsked = backEnd === 'native' || path !== '';
  try {
    const engine = await native;
    return isAsked || engine.limitsMemory || !isWasmInstalled() ? engine : wasmEngine;
  } catch (error) {
    if (!isAsked) return wasmEngine;
    found.delete(key); // It may be installed meanwhile.
    throw error;
  }
}
