import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runFFmpeg } from '../src/local/extraction/ffmpeg-wasm.js';

const SAMPLE_RATE_HZ = 44_100;
const BEAT_SECONDS = 0.3125;
const RING_OUT_SECONDS = 1.5;

/** Equal temperament, in hertz: a table, since `Math.pow` may round differently elsewhere. */
const PITCH = {
  ...{ D2: 73.416, A2: 110, D3: 146.832, E3: 164.814, 'F#3': 184.997, G3: 195.998, A3: 220 },
  ...{ D4: 293.665, E4: 329.628, 'F#4': 369.994, G4: 391.995, A4: 440 },
};
type Pitch = keyof typeof PITCH;

interface Note {
  pitch: Pitch;
  beats: number;
}

const notes = (beats: number, ...pitches: Pitch[]): Note[] =>
  pitches.map((pitch) => ({ pitch, beats }));

/** Beethoven's Ode to Joy: a question that ends on E, and its answer on D. */
const PHRASE = notes(1, 'F#4', 'F#4', 'G4', 'A4', 'A4', 'G4', 'F#4', 'E4');
const CADENCE = notes(1, 'D4', 'D4', 'E4', 'F#4');
const MELODY: Note[] = [
  ...[...PHRASE, ...CADENCE, ...notes(1.5, 'F#4'), ...notes(0.5, 'E4'), ...notes(2, 'E4')],
  ...[...PHRASE, ...CADENCE, ...notes(1.5, 'E4'), ...notes(0.5, 'D4'), ...notes(2, 'D4')],
];

/** A bar's bass, and the chord that is plucked note by note above it. */
interface Bar {
  bass: Pitch;
  chord: Pitch[];
}

const D_MAJOR: Bar = { bass: 'D2', chord: ['D3', 'F#3', 'A3', 'F#3'] };
const A_SEVENTH: Bar = { bass: 'A2', chord: ['E3', 'G3', 'A3', 'G3'] };
const CLOSE: Bar = { bass: 'A2', chord: ['E3', 'G3', 'F#3', 'D3'] };
const BARS = [...[D_MAJOR, A_SEVENTH, D_MAJOR, A_SEVENTH], ...[D_MAJOR, A_SEVENTH, D_MAJOR, CLOSE]];

interface Pluck {
  pitch: Pitch;
  atSeconds: number;
  loudness: number;
  /** 0 is left, 1 is right. */
  pan: number;
}

function score(): Pluck[] {
  const plucks: Pluck[] = [];
  let beat = 0;
  for (const { pitch, beats } of MELODY) {
    plucks.push({ pitch, atSeconds: beat * BEAT_SECONDS, loudness: 1, pan: 0.35 });
    beat += beats;
  }
  for (const [bar, { bass, chord }] of BARS.entries()) {
    plucks.push({ pitch: bass, atSeconds: bar * 4 * BEAT_SECONDS, loudness: 0.9, pan: 0.5 });
    for (const [step, pitch] of chord.entries()) {
      const atSeconds = (bar * 4 + step) * BEAT_SECONDS;
      plucks.push({ pitch, atSeconds, loudness: 0.5, pan: step % 2 === 0 ? 0.2 : 0.8 });
    }
  }
  return plucks;
}

/** A seeded generator (mulberry32): the same noise in every run. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

/** A plucked string after Karplus and Strong: a burst of noise that a loop keeps softening. */
function* pluckedString(hertz: number, seed: number): Generator<number, never> {
  const period = SAMPLE_RATE_HZ / hertz - 0.5;
  const length = Math.floor(period - 0.1);
  const fraction = period - length;
  const allPass = (1 - fraction) / (1 + fraction);
  const random = noise(seed);
  const loop = new Float64Array(length);
  let soft = 0;
  for (let i = 0; i < length; i++) loop[i] = soft += 0.35 * (random() - soft);
  const mean = loop.reduce((sum, value) => sum + value, 0) / length;
  let [last, lastIn, lastOut] = [0, 0, 0];
  for (let i = 0; ; i = (i + 1) % length) {
    const now = (loop[i] ?? 0) - mean;
    const averaged = 0.997 * 0.5 * (now + last);
    lastOut = allPass * averaged + lastIn - allPass * lastOut;
    lastIn = averaged;
    last = now;
    loop[i] = lastOut + mean;
    yield now;
  }
}

/** The tune as 16-bit stereo PCM, from additions and multiplications only: the same bytes anywhere. */
function synthesise(): Int16Array {
  const seconds = BARS.length * 4 * BEAT_SECONDS + RING_OUT_SECONDS;
  const frames = Math.round(seconds * SAMPLE_RATE_HZ);
  const mix = new Float64Array(frames * 2);
  for (const [index, { pitch, atSeconds, loudness, pan }] of score().entries()) {
    const string = pluckedString(PITCH[pitch], index + 1);
    for (let frame = Math.round(atSeconds * SAMPLE_RATE_HZ); frame < frames; frame++) {
      const value = string.next().value * loudness;
      mix[frame * 2] = (mix[frame * 2] ?? 0) + value * (1 - pan);
      mix[frame * 2 + 1] = (mix[frame * 2 + 1] ?? 0) + value * pan;
    }
  }
  const peak = mix.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Int16Array.from(mix, (value, index) => {
    const at = (index >> 1) / SAMPLE_RATE_HZ;
    const fade = Math.min(1, at / 0.01, (seconds - at) / RING_OUT_SECONDS);
    return Math.round((value / peak) * 0.8 * 32_767 * fade);
  });
}

const PICTURE = [
  '[0:a]asplit[sound][shape]',
  '[shape]showcqt=s=640x360:fps=20:count=2:basefreq=98:endfreq=3136:axis=0:axis_h=0:bar_h=180:sono_h=180' +
    ':bar_v=16:sono_v=9:bar_g=2:sono_g=4:cscheme=1|0.3|0.1|0.1|0.5|1,format=yuv420p[picture]',
].join(';');

const EXACT = ['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'];

/**
 * Makes the project's sample video: Beethoven's Ode to Joy on plucked strings, with the spectrum
 * of the tune as its picture (H.264 640x360, AAC stereo, MP4 that starts to play while it loads).
 * Two runs give the same bytes. An existing `target` is replaced.
 *
 * @throws {MediaError} `ffmpeg-missing` without the engine, and an `Error` with FFmpeg's log when
 * it refuses.
 *
 * @example
 * await makeSample('generated/sample.mp4');
 */
export async function makeSample(target: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sample-'));
  try {
    const input = join(folder, 'tune.pcm');
    const output = join(folder, 'sample.mp4');
    await writeFile(input, synthesise());
    const { exitCode, log } = await runFFmpeg({
      program: 'ffmpeg',
      arguments: [
        ...[
          '-v',
          'error',
          '-f',
          's16le',
          '-ar',
          String(SAMPLE_RATE_HZ),
          '-ac',
          '2',
          '-i',
          '/input',
        ],
        ...['-filter_complex', PICTURE, '-map', '[picture]', '-map', '[sound]', ...EXACT],
        ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '31', '-threads', '1'],
        ...['-c:a', 'aac', '-b:a', '96k', '-metadata', 'title=Ode to Joy'],
        ...['-movflags', '+faststart', '-f', 'mp4', '/output'],
      ],
      input,
      output,
    });
    if (exitCode !== 0) throw new Error(`FFmpeg refused to make the sample: ${log.join('\n')}`);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(output, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
