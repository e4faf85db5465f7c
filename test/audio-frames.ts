/**
 * Reads MP3 and ADTS frame headers as ISO 11172-3, 13818-3 and 13818-7 write them. It shares no
 * code with src/, so that it checks the extraction independently.
 */

export interface AudioFrames {
  /** Frames that hold sound. */
  frames: number;
  sampleRateHz: number;
  channels: number;
  /** Mean over the frames, headers included, rounded to 1 kbit/s. */
  bitRateKbps: number;
  durationSeconds: number;
}

const MPEG1_KBPS = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const MPEG2_KBPS = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** Walks every frame of an MP3 file (layer III), after its ID3v2 tag; throws on anything else. */
export function readMp3Frames(bytes: Uint8Array): AudioFrames & { startsWithXing: boolean } {
  const found: Frame[] = [];
  let startsWithXing = false;
  for (let at = sizeOfId3(bytes); at < bytes.length;) {
    const frame = mp3Frame(bytes, at);
    const isXing = found.length === 0 && !startsWithXing && isXingFrame(bytes, at, frame);
    if (isXing) startsWithXing = true;
    else found.push(frame);
    at += frame.size;
    if (at > bytes.length) throw new Error('The last MP3 frame is cut off.');
  }
  return { ...sum(found), startsWithXing };
}

/** Walks every frame of a raw AAC file; `payloads` are the frames without their ADTS headers. */
export function readAdtsFrames(bytes: Uint8Array): AudioFrames & { payloads: Uint8Array[] } {
  const found: Frame[] = [];
  const payloads: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const [first, second, third, fourth, fifth, sixth, seventh] = read(bytes, at, 7);
    if (first !== 0xff || (second & 0xf6) !== 0xf0) throw new Error(`No ADTS frame at byte ${at}.`);
    const size = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
    const header = second & 1 ? 7 : 9;
    if (size < header || at + size > bytes.length) throw new Error(`Bad ADTS size at byte ${at}.`);
    found.push({
      size,
      samples: 1024 * ((seventh & 3) + 1),
      sampleRateHz: adtsSampleRate((third >> 2) & 15),
      channels: ((third & 1) << 2) | (fourth >> 6),
    });
    payloads.push(bytes.subarray(at + header, at + size));
    at += size;
  }
  return { ...sum(found), payloads };
}

interface Frame {
  size: number;
  samples: number;
  sampleRateHz: number;
  channels: number;
}

type Bytes7 = [number, number, number, number, number, number, number];

function read(bytes: Uint8Array, at: number, count: number): Bytes7 {
  if (at + count > bytes.length) throw new Error(`The file ends inside a header, at byte ${at}.`);
  return [...bytes.subarray(at, at + 7)] as Bytes7;
}

function sizeOfId3(bytes: Uint8Array): number {
  if (String.fromCharCode(...bytes.subarray(0, 3)) !== 'ID3') return 0;
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(6, 10);
  return 10 + ((a << 21) | (b << 14) | (c << 7) | d);
}

function mp3Frame(bytes: Uint8Array, at: number): Frame {
  const [first, second, third, fourth] = read(bytes, at, 4);
  const version = (second >> 3) & 3; // 3 is MPEG-1, 2 is MPEG-2, 0 is MPEG-2.5
  const isLayer3 = ((second >> 1) & 3) === 1;
  const kbps = (version === 3 ? MPEG1_KBPS : MPEG2_KBPS)[third >> 4];
  const base = [44_100, 48_000, 32_000][(third >> 2) & 3];
  if (first !== 0xff || second >> 5 !== 7 || version === 1 || !isLayer3 || !kbps || !base) {
    throw new Error(`No MP3 frame at byte ${at}.`);
  }
  const sampleRateHz = base / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const samples = version === 3 ? 1152 : 576;
  const padding = (third >> 1) & 1;
  const size = Math.floor((samples / 8) * ((kbps * 1000) / sampleRateHz)) + padding;
  return { size, samples, sampleRateHz, channels: fourth >> 6 === 3 ? 1 : 2 };
}

/** The mark comes after the header (4 bytes) and the side information, which is zero. */
function isXingFrame(bytes: Uint8Array, at: number, { samples, channels }: Frame): boolean {
  const side = samples === 1152 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
  const mark = String.fromCharCode(...bytes.subarray(at + 4 + side, at + 8 + side));
  return mark === 'Xing' || mark === 'Info';
}

function adtsSampleRate(index: number): number {
  const rates = [
    96e3, 88.2e3, 64e3, 48e3, 44.1e3, 32e3, 24e3, 22.05e3, 16e3, 12e3, 11025, 8e3, 7350,
  ];
  const rate = rates[index];
  if (rate === undefined) throw new Error(`Reserved sampling rate ${index}.`);
  return rate;
}

function sum(found: Frame[]): AudioFrames {
  const [first] = found;
  if (first === undefined) throw new Error('The file holds no audio frame.');
  const { sampleRateHz, channels } = first;
  if (found.some((f) => f.sampleRateHz !== sampleRateHz || f.channels !== channels)) {
    throw new Error('The frames differ in sampling rate or channels.');
  }
  const durationSeconds = found.reduce((all, { samples }) => all + samples, 0) / sampleRateHz;
  const bits = found.reduce((all, { size }) => all + size, 0) * 8;
  const bitRateKbps = Math.round(bits / durationSeconds / 1000);
  return { frames: found.length, sampleRateHz, channels, bitRateKbps, durationSeconds };
}
