/** Which tone sounds when: in the media of these tests second n has a tone of 300 + 200 n Hz. */
import { readFile, rm } from 'node:fs/promises';
import { remakeMedia } from '../../make-media.js';

const rate = 16_000;

/** The frequency in Hz of what sounds at these seconds of a file, to the nearest 100; 0 for silence. */
export async function tonesAt(file: string, seconds: readonly number[]): Promise<number[]> {
  const raw = `${file}.s16`;
  await remakeMedia(file, raw, '-ac', '1', '-ar', String(rate), '-f', 's16le');
  const bytes = await readFile(raw);
  await rm(raw);
  return seconds.map((second) => {
    const at = Math.round(second * rate) * 2;
    const samples = new Int16Array(new Uint8Array(bytes.subarray(at, at + rate * 0.4)).buffer);
    const isSilent = samples.every((sample) => Math.abs(sample) < 200);
    const crossings = samples.filter(
      (sample, index) => sample < 0 !== (samples[index - 1] ?? 0) < 0,
    );
    const frequency = crossings.length / 2 / (samples.length / rate);
    return isSilent ? 0 : Math.round(frequency / 100) * 100;
  });
}
