/** Runs the same tests with each back end of FFmpeg that this machine has. */
import { describe } from 'vitest';
import { chooseFFmpeg, type FFmpegOptions } from '../../../src/local/extraction/ffmpeg.js';
import type { FFmpegBackEnd } from '../../../src/local/extraction/ffmpeg-command.js';

/** Why native FFmpeg cannot be tested here; undefined when it can. */
export const nativeIsMissing = await chooseFFmpeg({ backEnd: 'native' }).then(
  () => undefined,
  (error: unknown) => String(error),
);

/** Declares the tests once per back end; without native FFmpeg its tests are skipped, and the log says why. */
export function describeEachBackEnd(
  title: string,
  tests: (ffmpeg: FFmpegOptions & { backEnd: FFmpegBackEnd }) => void,
): void {
  if (nativeIsMissing !== undefined) {
    console.warn(`Only in WebAssembly: ${title}. ${nativeIsMissing}`);
  }
  for (const backEnd of ['native', 'wasm'] as const) {
    const isMissing = backEnd === 'native' && nativeIsMissing !== undefined;
    // It needs programs of this machine, which only some have.
    describe.skipIf(isMissing)(`${title} (${backEnd})`, () => tests({ backEnd }));
  }
}
