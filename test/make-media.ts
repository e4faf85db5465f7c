import { open, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runFFmpeg } from '../src/local/ffmpeg-run.js';

/** The sample video as a path: H.264 and AAC stereo at 44.1 kHz, moov first. */
export const SAMPLE = fileURLToPath(new URL('../generated/sample.mp4', import.meta.url));

/** Remakes the sample with FFmpeg's own options, which end before the output's name. */
export async function makeMedia(target: string, ...options: string[]): Promise<string> {
  const { exitCode, log } = await runFFmpeg({
    program: 'ffmpeg',
    arguments: ['-v', 'error', '-i', '/input', ...options, '/output'],
    input: SAMPLE,
    output: target,
  });
  if (exitCode !== 0) throw new Error(`FFmpeg could not make ${target}: ${log.join('\n')}`);
  return target;
}

/** Counts a track's packets with ffprobe. */
export async function countPackets(input: string, track: string): Promise<number> {
  const ask = ['-v', 'error', '-count_packets', '-select_streams', track, '-of', 'csv=p=0'];
  const { stdout } = await runFFmpeg({
    program: 'ffprobe',
    arguments: [...ask, '-show_entries', 'stream=nb_read_packets', '/input'],
    input,
  });
  return Number(stdout.trim());
}

/** Puts a sparse `free` box of so many bytes before the index that ends an MP4. */
export async function insertHole(file: string, size: number): Promise<void> {
  const bytes = await readFile(file);
  const index = bytes.lastIndexOf('moov') - 4;
  const box = Buffer.alloc(16);
  box.writeUInt32BE(1, 0); // the size follows as 64 bits
  box.write('free', 4);
  box.writeBigUInt64BE(BigInt(size), 8);
  const handle = await open(file, 'r+');
  await handle.write(box, 0, box.length, index);
  await handle.write(bytes, index, bytes.length - index, index + size);
  await handle.close();
}
