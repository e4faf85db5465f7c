/** How fast audio is extracted, beside FFmpeg alone on the same video. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extractAudioTrack } from '../../src/local/extraction/extract-audio-track.js';
import { temporaryFolder } from '../run.js';
import { loop, sample } from './looped-video.js';
import { type Comparison, compare } from './rounds.js';

/** 26 times the sample: five minutes. */
const loops = 25;

/** The names of the contenders, as the tables show them. */
export const extractionNames = {
  mp3Alone: 'MP3: FFmpeg alone',
  mp3Native: 'MP3: this service, native',
  mp3Wasm: 'MP3: this service, WebAssembly',
  aacAlone: 'AAC, encoded: FFmpeg alone',
  aacCopied: 'AAC, copied: this service, native',
} as const;

/**
 * Compares them by `seconds`. A round takes about 15.
 *
 * @throws Node's own error where there is no native FFmpeg to compare with.
 */
export async function compareExtractions(rounds: number): Promise<Comparison> {
  await using folder = await temporaryFolder('bench-extractions');
  const at = (name: string) => join(folder.path, name);
  const video = at('video.mp4');
  await loop(sample, video, loops);
  const alone = (name: string, ...encode: string[]) => {
    const read = ['-v', 'error', '-nostdin', '-y', '-i', video, '-map', '0:a:0'];
    return promisify(execFile)('ffmpeg', [...read, ...encode, at(name)]);
  };
  const ours = (backEnd: 'native' | 'wasm', format: 'MP3' | 'AAC') =>
    extractAudioTrack(video, at(`${backEnd}.${format}`), format, { ffmpeg: { backEnd } });
  const work: Record<keyof typeof extractionNames, () => Promise<unknown>> = {
    mp3Alone: () => alone('alone.mp3', '-c:a', 'libmp3lame', '-b:a', '128k'),
    mp3Native: () => ours('native', 'MP3'),
    mp3Wasm: () => ours('wasm', 'MP3'),
    aacAlone: () => alone('alone.aac', '-c:a', 'aac', '-b:a', '128k'),
    aacCopied: () => ours('native', 'AAC'),
  };
  const contenders = Object.entries(work).map(([name, run]) => ({
    name,
    measure: async () => {
      const start = performance.now();
      await run();
      return { seconds: (performance.now() - start) / 1000 };
    },
  }));
  // Without rounds before: what is loaded once is a part of what an extraction takes.
  return await compare(contenders, rounds, 0);
}
