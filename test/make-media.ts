/** Makes the media that the tests need, from the sample, with FFmpeg in WebAssembly. */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runFFmpeg } from '../src/local/extraction/ffmpeg-wasm.js';

/** The sample video as a path: H.264 and AAC stereo at 44.1 kHz, moov first. */
export const SAMPLE = fileURLToPath(new URL('../generated/sample.mp4', import.meta.url));

/** Remakes the sample with FFmpeg's own options, which end before the output's name. */
export function makeMedia(target: string, ...options: string[]): Promise<string> {
  return remakeMedia(SAMPLE, target, ...options);
}

/** Remakes a file with FFmpeg's own options, which end before the output's name. */
export async function remakeMedia(
  input: string,
  target: string,
  ...options: string[]
): Promise<string> {
  const { exitCode, log } = await runFFmpeg({
    program: 'ffmpeg',
    arguments: ['-v', 'error', '-i', '/input', ...options, '/output'],
    input,
    output: target,
  });
  if (exitCode !== 0) throw new Error(`FFmpeg could not make ${target}: ${log.join('\n')}`);
  return target;
}

/** Makes each file of a folder once, however often it is asked for. */
export function mediaIn(
  folder: () => string,
): (name: string, ...options: string[]) => Promise<string> {
  const made = new Map<string, Promise<string>>();
  return (name, ...options) => {
    const file = made.get(name) ?? makeMedia(join(folder(), name), ...options);
    made.set(name, file);
    return file;
  };
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

/**
 * Turns mono AAC-LC in ADTS frames into HE-AAC: appends to each frame what describes its upper half
 * of the spectrum (ISO 14496-3, 4.4.2.8), which is as good as silence here.
 */
export function toHeAac(adts: Uint8Array): Buffer {
  // Fill element, 14 bytes, of the kind SBR; a header with usual bands; one envelope, all zero.
  const header = '1' + '1' + '0101' + '0101' + '000' + '00' + '0' + '0';
  const sbr = ('110' + '1110' + '1101' + header).padEnd(3 + 4 + 14 * 8, '0');
  const frames: Buffer[] = [];
  for (let at = 0; at < adts.length;) {
    const head = Buffer.from(adts.subarray(at, at + 7));
    const size = (head.readUInt32BE(3) >> 13) & 0x1fff;
    const bits = [...adts.subarray(at + 7, at + size)]
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join('');
    // A frame ends with 111, and zeros up to the next byte.
    const whole = bits.slice(0, bits.lastIndexOf('111')) + sbr + '111';
    const body = Buffer.from(
      whole.match(/.{1,8}/g)?.map((b) => parseInt(b.padEnd(8, '0'), 2)) ?? [],
    );
    head.writeUInt32BE(
      ((head.readUInt32BE(3) & ~(0x1fff << 13)) | ((body.length + 7) << 13)) >>> 0,
      3,
    );
    frames.push(head, body);
    at += size;
  }
  return Buffer.concat(frames);
}
