/** Files that are broken, unusual or excessive, and how extractions from them may end. */
import { readFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import type { MediaErrorReason } from '../../../src/local/extraction/media-error.js';
import type { mediaIn } from '../../make-media.js';
import {
  box,
  element,
  matroska,
  noise,
  number,
  patchBoxes,
  replaceBoxes,
} from '../../media-bytes.js';

/** How an extraction ends: well, or with the reason of its error. */
export type HostileEnd = 'success' | MediaErrorReason;

/** A file: its name, how an extraction from it may end (which differs by FFmpeg's version), and its content. */
export type HostileFile = [name: string, ends: readonly HostileEnd[], content: Uint8Array | string];

export const noMedia: readonly HostileEnd[] = ['not-media'];
export const success: readonly HostileEnd[] = ['success'];
const unfit: readonly HostileEnd[] = ['ffmpeg-failed'];

/** Makes them; `media` makes what they are made from. */
export async function hostileFiles(media: ReturnType<typeof mediaIn>): Promise<HostileFile[]> {
  const make = async (name: string, ...options: string[]) =>
    readFile(await media(name, ...options));
  const second = ['-t', '1'];
  const copied = [...second, '-c', 'copy'];
  const vorbis = [...second, '-vn', '-c:a', 'libvorbis', '-f', 'ogg'];
  const eight = ['-t', '0.3', '-vn', '-c:a', 'pcm_s16le', '-ar', '96000', '-ac', '8', '-f', 'mov'];
  const two = ['-map', '0:v', '-map', '0:a', '-map', '0:a', '-disposition:a:1', 'default'];
  const mp4 = await make('a.mp4', ...copied, '-movflags', 'faststart', '-f', 'mp4');
  const late = await make('late.mp4', ...copied, '-f', 'mp4');
  const mute = await make('mute.mp4', ...copied, '-an', '-f', 'mp4');
  const mkv = await make('a.mkv', ...copied, '-f', 'matroska');
  const tracks = await make('tracks.mkv', ...two, ...copied, '-f', 'matroska');
  const mp3 = await make('a.mp3', '-t', '0.3', '-vn', '-c:a', 'libmp3lame', '-f', 'mp3');
  const wide = await make('wide.mov', ...eight);
  const png = await make('a.png', '-frames:v', '1', '-s', '16x16', '-f', 'image2');
  const ogg = await make('a.ogg', ...vorbis);
  const slowOgg = await make('slow.ogg', '-ar', '22050', ...vorbis);
  const wav = await make('a.wav', ...second, '-vn', '-c:a', 'pcm_s16le', '-f', 'wav');

  const [zero, most] = [number(0), number(0xffff_ffff)];
  const [from, to] = [Math.floor(mp4.length * 0.4), Math.floor(mp4.length * 0.6)];
  const damaged = Buffer.from(mp4).fill(noise(to - from, 1), from, to);
  // The index is the beginning of this file.
  const flipped = Buffer.from(mp4);
  for (let at = 150; at < 3000; at += 400) flipped[at] = (flipped[at] ?? 0) ^ 0xff;
  const timed = { mvhd: 16, mdhd: 16, tkhd: 20 };
  const timeless = Object.entries(timed).reduce(
    (bytes, [type, offset]) => patchBoxes(bytes, type, offset, zero),
    mp4,
  );
  const jumps = [0n, 1n << 40n, 5n, (1n << 62n) + 1n, 3n];

  const type = box('ftyp', 'isom', new Uint8Array(4), 'isom');
  const everySecond = Buffer.concat([number(1000), zero, number(0x1_0000)]);
  const edits = box('elst', zero, number(20_000), Buffer.alloc(20_000 * 12, everySecond));
  const hugeBox = Buffer.concat([type, number(1), Buffer.from('mdat'), number(0x7fff_ffff), most]);
  const zipped = deflateSync(new Uint8Array(20_000_000));
  const bomb = box('cmov', box('dcom', 'zlib'), box('cmvd', number(0xffff_fff0), zipped));
  let boxes: Uint8Array = new Uint8Array();
  let tags: Uint8Array = new Uint8Array();
  for (let depth = 0; depth < 2000; depth += 1) {
    boxes = box('moov', boxes);
    tags = element('67c8', element('45a3', 'name'), tags);
  }
  const nested = matroska({ extras: [element('1254c367', element('7373', tags))] });
  const bigTag = Buffer.concat([Buffer.from('ID3\x04\0\0\x7f\x7f\x7f\x7f'), mp3]);
  const adtsHeader = Buffer.from('fff14c8000ffd0', 'hex');

  return [
    ['no bytes', noMedia, ''],
    ['noise', noMedia, noise(100_000, 3)],
    ['text', noMedia, 'Nothing here can be heard.\n'.repeat(1000)],
    ['picture', noMedia, png],
    ['Matroska called MP4', success, mkv],
    ['cut off', success, mp4.subarray(0, mp4.length * 0.6)],
    ['cut off before the index', noMedia, late.subarray(0, late.length * 0.9)],
    ['damaged in the middle', success, damaged],
    ['damaged index', [...success, ...noMedia, ...unfit], flipped],
    ['video without sound', ['no-audio-track'], mute],
    ['no duration', success, timeless],
    ['eight channels at 96 kHz', success, wide],
    ['several tracks', success, tracks],
    ['track without samples', [...noMedia, ...unfit], patchBoxes(mp4, 'stsz', 8, zero)],
    ['chain of Ogg streams', [...success, ...unfit], Buffer.concat([ogg, slowOgg, ogg])],
    ['times that jump', [...success, ...unfit, 'too-large'], matroska({ timestamps: jumps })],
    ['box of nine exabytes', noMedia, hugeBox],
    ['2^32 samples', [...success, ...noMedia, ...unfit], patchBoxes(mp4, 'stsz', 8, most)],
    ['index that unpacks to 4 GiB', noMedia, Buffer.concat([type, box('moov', bomb)])],
    ['20,000 edits', ['too-large'], replaceBoxes(late, 'elst', edits)],
    ['boxes in boxes', noMedia, Buffer.concat([type, boxes])],
    ['elements in elements', [...success, ...noMedia], nested],
    ['3000 tracks', [...success, ...noMedia, ...unfit], matroska({ tracks: 3000 })],
    ['cover of a gigapixel', success, Buffer.concat([coverOfAGigapixel(), mp3])],
    ['tag of 256 MB', [...success, ...noMedia], bigTag],
    ['headers only', [...noMedia, ...unfit], Buffer.concat(new Array(5000).fill(adtsHeader))],
    ['sound without end', [...success, ...unfit], patchBoxes(wav, 'data', 0, most)],
  ];
}

/** An ID3 tag with a picture. */
function coverOfAGigapixel(): Buffer {
  const data = deflateSync(new Uint8Array(1_000_000));
  const size = number(32_767);
  const [crc, kind] = [new Uint8Array(4), Buffer.from('0802000000', 'hex')];
  const png = Buffer.concat([
    ...[Buffer.from('89504e470d0a1a0a0000000d', 'hex'), Buffer.from('IHDR'), size, size, kind, crc],
    ...[number(data.length), Buffer.from('IDAT'), data, crc],
  ]);
  const cover = Buffer.concat([Buffer.from('\0image/png\0\x03\0'), png]);
  const frame = Buffer.concat([Buffer.from('APIC'), number(cover.length), crc.subarray(2), cover]);
  const length = [number(frame.length >> 7, 1), number(frame.length & 127, 1)];
  return Buffer.concat([Buffer.from('ID3\x03\0\0\0\0'), ...length, frame]);
}
