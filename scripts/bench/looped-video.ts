/** Long videos for the bench, made from short ones. */
import { fileURLToPath } from 'node:url';
import { runFFmpeg } from '../../src/local/extraction/ffmpeg-wasm.js';

/** The sample video, 11.5 seconds long. */
export const sample = fileURLToPath(new URL('../../generated/sample.mp4', import.meta.url));

/** Repeats a video so many times more, without encoding it again. */
export function loop(source: string, target: string, times: number): Promise<void> {
  const again = ['-stream_loop', String(times), '-i', '/input', '-map', '1'];
  return make(source, target, ...again, '-c', 'copy', '-f', 'mp4');
}

/** Runs FFmpeg on one file. @throws Error with what it says. */
export async function make(input: string, output: string, ...options: string[]): Promise<void> {
  const given = ['-v', 'error', '-i', '/input', ...options, '/output'];
  const { exitCode, log } = await runFFmpeg({ program: 'ffmpeg', arguments: given, input, output });
  if (exitCode !== 0) throw new Error(`FFmpeg could not make ${output}: ${log.join('\n')}`);
}
