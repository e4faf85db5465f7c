/** Runs the same tests with each back end of FFmpeg that this machine has, in folders of their own. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { chooseFFmpeg, type FFmpegOptions } from '../../../src/local/extraction/ffmpeg.js';
import type { FFmpegBackEnd } from '../../../src/local/extraction/ffmpeg-command.js';
import { mediaIn } from '../../make-media.js';

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

/** A folder for the media of a test file, and in it a new folder for the results of each test. */
export function mediaFolder() {
  let folder = '';
  let results = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'media-test-'));
  });
  beforeEach(async () => {
    results = await mkdtemp(join(folder, 'results-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  return {
    at: (name: string) => join(folder, name),
    media: mediaIn(() => folder),
    result: (name: string) => join(results, name),
    listResults: () => readdir(results),
  };
}
