/** Chooses the FFmpeg that does the work, when the first file needs it. */
import type { FFmpeg, FFmpegBackEnd } from './ffmpeg-command.js';
import { MediaError } from './media-error.js';
import { findNativeFFmpeg } from './ffmpeg-native.js';
import { runFFmpeg } from './ffmpeg-wasm.js';

/** Which FFmpeg does the work. */
export interface FFmpegOptions {
  /**
   * `native`: the programs ffmpeg and ffprobe of this machine; faster. `wasm`: the package @ffmpeg/core.
   * Default: `native` where the programs are found and have libmp3lame, else `wasm`.
   */
  backEnd?: FFmpegBackEnd;
  /**
   * Where the program ffmpeg is; ffprobe has to be beside it. What is named here has to work.
   * Default: FFMPEG_PATH in the environment, else what is on the PATH.
   */
  path?: string;
}

/** Native FFmpeg that was found to work, by where it was looked for. */
const found = new Map<string, Promise<FFmpeg>>();

/**
 * Finds the FFmpeg to use.
 *
 * @throws {MediaError} `ffmpeg-missing` when native FFmpeg was asked for, or a path was given, and it does not work.
 * @throws Node's own error when this machine cannot start a process now.
 */
export async function chooseFFmpeg(options: FFmpegOptions = {}): Promise<FFmpeg> {
  const { backEnd, path = process.env['FFMPEG_PATH'] ?? '' } = options;
  const wasm: FFmpeg = { backEnd: 'wasm', run: runFFmpeg };
  if (backEnd === 'wasm') return wasm;
  const key = path === '' ? `PATH=${process.env['PATH']}` : path;
  const native = found.get(key) ?? findNativeFFmpeg(path);
  found.set(key, native);
  try {
    return await native;
  } catch (error) {
    found.delete(key); // It may be installed later.
    const isMissing = error instanceof MediaError && error.reason === 'ffmpeg-missing';
    if (isMissing && backEnd === undefined && path === '') return wasm;
    throw error;
  }
}
