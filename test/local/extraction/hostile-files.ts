/** Files that are broken, unusual or excessive, and how extractions from them may end. */
import { readFile } from 'node:fs/promises';
import { deflateRawSync, deflateSync } from 'node:zlib';
import type { FileType } from '../../../generated/schema.js';
import type { mediaIn } from '../../make-media.js';
import { box, element, matroska, noise, number, patchBoxes } from '../../media-bytes.js';

/** How an extraction ends: well, as no media, or as media that cannot be processed. */
export type Ending = 'SUCCEED' | 'VOD.10063' | 'VOD.10092';

/** A file as it is sent. */
export interface HostileFile {
  name: string;
  /** More than one where versions of FFmpeg differ. */
  ends: readonly Ending[];
  /** Makes its content, perhaps from media that are made for that. */
  bytes: () => Promise<Uint8Array>;
  type: FileType;
  /** Whether it is tried only where all media are, because it is much like another. */
  isRare?: true;
}

type Content = Uint8Array | string;

/** A hostile file from its parts. */
export function file(
  name: string,
  ends: Ending | readonly Ending[],
  content: Content | (() => Promise<Content>),
  type: FileType = 'MP4',
): HostileFile {
  const bytes = async () => {
    const made = typeof content === 'function' ? await content() : content;
    return typeof made === 'string' ? Buffer.from(made) : Buffer.from(made);
  };
  return { name, ends: [ends].flat(), bytes, type };
}

/** A hostile file that is much like another. */
export function rare(...given: Parameters<typeof file>): HostileFile {
  return { ...file(...given), isRare: true };
}

const noMedia = 'VOD.10063';
const unfit = 'VOD.10092';

/** Makes them; `media` makes what they are made from. */
export async function hostileFiles(media: ReturnType<typeof mediaIn>): Promise<HostileFile[]> {
  const make: Make = async (...given) => readFile(await media(...given));
  const second = ['-t', '1'];
  const pcm = ['-vn', '-c:a', 'pcm_s16le', '-ar', '96000', '-ac', '8'];
  const twoTracks = ['-map', '0:v', '-map', '0:a', '-map', '0:a', '-c', 'copy'];
  const [mp4, late, mute, mkv, mp3, wide, tracks, png] = await Promise.all([
    make('a.mp4', ...second, '-c', 'copy', '-movflags', 'faststart', '-f', 'mp4'),
    make('late.mp4', ...second, '-c', 'copy', '-f', 'mp4'),
    make('mute.mp4', ...second, '-an', '-c', 'copy', '-f', 'mp4'),
    make('a.mkv', ...second, '-c', 'copy', '-f', 'matroska'),
    make('a.mp3', '-t', '0.3', '-vn', '-c:a', 'libmp3lame', '-f', 'mp3'),
    make('wide.mov', '-t', '0.3', ...pcm, '-f', 'mov'),
    make('tracks.mkv', ...second, ...twoTracks, '-disposition:a:1', 'default', '-f', 'matroska'),
    make('a.png', '-frames:v', '1', '-s', '16x16', '-f', 'image2'),
  ]);
  return [
    ...broken({ mp4, late, mkv }),
    ...unlike({ mp4, mkv, mp3, png }),
    ...unusual({ mp4, mute, wide, tracks, make }),
    ...excessive({ mp4, mp3, make }),
  ];
}

/** Makes a medium by FFmpeg's options; for rare files, which are not always tried. */
type Make = (name: string, ...options: string[]) => Promise<Buffer>;
type Media<Name extends string> = Record<Name, Buffer>;

function broken({ mp4, late, mkv }: Media<'mp4' | 'late' | 'mkv'>): HostileFile[] {
  const middle = (bytes: Buffer, from: number, to: number) => {
    const start = Math.floor(bytes.length * from);
    const length = Math.floor(bytes.length * (to - from));
    return Buffer.concat([
      bytes.subarray(0, start),
      noise(length, 1),
      bytes.subarray(start + length),
    ]);
  };
  // The index is the beginning of this file: every 400th byte of it is wrong.
  const flipped = Buffer.from(mp4);
  for (let at = 150; at < 3000; at += 400) flipped[at] = (flipped[at] ?? 0) ^ 0xff;
  return [
    file('no bytes', noMedia, ''),
    rare('one byte', noMedia, '\0'),
    rare('zeros', noMedia, new Uint8Array(100_000)),
    rare('noise', noMedia, noise(100_000, 3)),
    file('cut off', unfit, mp4.subarray(0, mp4.length * 0.6)),
    rare('cut off before the index', noMedia, late.subarray(0, late.length * 0.9)),
    rare('cut off in a cluster', 'SUCCEED', mkv.subarray(0, mkv.length * 0.6), 'MKV'),
    file('damaged in the middle', 'SUCCEED', middle(mp4, 0.4, 0.6)),
    rare('damaged clusters', ['SUCCEED', unfit], middle(mkv, 0.3, 0.7), 'MKV'),
    rare('damaged index', ['SUCCEED', noMedia, unfit], flipped),
    rare('samples that are noise', ['SUCCEED', noMedia, unfit], middle(mp4, 0.2, 1)),
  ];
}

function unlike({ mp4, mkv, mp3, png }: Media<'mp4' | 'mkv' | 'mp3' | 'png'>): HostileFile[] {
  const zipped = deflateRawSync(mp4);
  const name = 'inside.mp4';
  const [crc, sizes] = [Buffer.alloc(4), Buffer.alloc(8)];
  sizes.writeUInt32LE(zipped.length, 0);
  sizes.writeUInt32LE(mp4.length, 4);
  const names = Buffer.from([name.length, 0, 0, 0]);
  const head = Buffer.from('504b0304140000000800000000000', 'hex');
  return [
    file('text', noMedia, 'Nothing here can be heard.\n'.repeat(1000)),
    rare('web page', noMedia, '<!DOCTYPE html><video src="http://192.0.2.1/a.mp4"></video>'),
    file('picture', noMedia, png),
    file('archive', noMedia, Buffer.concat([head, crc, sizes, names, Buffer.from(name), zipped])),
    file('Matroska called MP4', 'SUCCEED', mkv),
    rare('MP3 called AVI', 'SUCCEED', mp3, 'AVI'),
  ];
}

function unusual({
  mp4,
  mute,
  wide,
  tracks,
  make,
}: Media<'mp4' | 'mute' | 'wide' | 'tracks'> & { make: Make }): HostileFile[] {
  const zero = number(0);
  const timed = { mvhd: 16, mdhd: 16, tkhd: 20 };
  const timeless = Object.entries(timed).reduce(
    (bytes, [type, offset]) => patchBoxes(bytes, type, offset, zero),
    mp4,
  );
  const vorbis = ['-t', '1', '-vn', '-c:a', 'libvorbis'];
  const chain = async () => {
    const ogg = await make('a.ogg', ...vorbis, '-f', 'ogg');
    return Buffer.concat([
      ogg,
      await make('slow.ogg', ...vorbis, '-ar', '22050', '-f', 'ogg'),
      ogg,
    ]);
  };
  const twice = async () => {
    const ts = await make('a.ts', '-t', '1', '-c', 'copy', '-f', 'mpegts');
    return Buffer.concat([ts, noise(500, 5), ts]);
  };
  const late = [0n, 1n << 40n, 5n, (1n << 62n) + 1n, 3n];
  return [
    file('picture only', noMedia, mute),
    file('no duration', 'SUCCEED', timeless),
    file('eight channels at 96 kHz', 'SUCCEED', wide, 'MOV'),
    file('several tracks', 'SUCCEED', tracks, 'MKV'),
    file('track without samples', [noMedia, unfit], patchBoxes(mp4, 'stsz', 8, zero)),
    rare('chain of Ogg streams', ['SUCCEED', unfit], chain, 'MKV'),
    rare('two streams in a row', 'SUCCEED', twice, 'TS'),
    rare('times that jump', ['SUCCEED', unfit], matroska({ timestamps: late }), 'MKV'),
  ];
}

function excessive({ mp4, mp3, make }: Media<'mp4' | 'mp3'> & { make: Make }): HostileFile[] {
  const most = number(0xffff_ffff);
  const lasting = Buffer.concat([most, most]);
  const header = Buffer.from('fff14c8000ffd0', 'hex');
  const any = [noMedia, unfit, 'SUCCEED'] as const;
  const second = ['-t', '1'];
  const pngs = ['-r', '5', '-s', '16x16', '-c:v', 'png', '-c:a', 'copy'];
  const pngVideo = () => make('png.mov', ...second, ...pngs, '-f', 'mov');
  const endless = async () => {
    const wav = await make('a.wav', ...second, '-vn', '-c:a', 'pcm_s16le', '-f', 'wav');
    return patchBoxes(wav, 'data', 0, most);
  };
  const late = async () => withTimes(await make('a.flv', ...second, '-c', 'copy', '-f', 'flv'));
  const hugePng = (bytes: Buffer) =>
    patchBoxes(bytes, 'IHDR', 0, Buffer.from('00007fff00007fff', 'hex'));
  const compressed = deflateSync(new Uint8Array(20_000_000));
  const bomb = box('cmov', box('dcom', 'zlib'), box('cmvd', number(0xffff_fff0), compressed));
  let boxes: Uint8Array = new Uint8Array();
  let tags: Uint8Array = new Uint8Array();
  for (let depth = 0; depth < 2000; depth += 1) {
    boxes = box('moov', boxes);
    tags = element('67c8', element('45a3', 'name'), tags);
  }
  const type = box('ftyp', 'isom', new Uint8Array(4), 'isom');
  const cover = Buffer.concat([Buffer.from('\0image/png\0\x03\0'), hugePng(pngOf(32_767))]);
  const apic = Buffer.concat([Buffer.from('APIC'), number(cover.length), new Uint8Array(2), cover]);
  const id3 = Buffer.concat([
    Buffer.from('ID3\x03\0\0\0\0'),
    number(apic.length >> 7, 1),
    number(apic.length & 127, 1),
    apic,
  ]);
  return [
    file(
      'box of nine exabytes',
      noMedia,
      Buffer.concat([type, number(1), Buffer.from('mdat'), number(0x7fff_ffff), most]),
    ),
    rare('as many samples as fit 32 bits', any, patchBoxes(mp4, 'stsz', 8, most)),
    rare('samples that last for ever', any, patchBoxes(mp4, 'stts', 8, lasting)),
    file('index that unpacks to 4 GiB', noMedia, Buffer.concat([type, box('moov', bomb)])),
    rare('boxes in boxes', noMedia, Buffer.concat([type, boxes])),
    rare(
      'elements in elements',
      ['SUCCEED', noMedia],
      matroska({ extras: [element('1254c367', element('7373', tags))] }),
      'MKV',
    ),
    rare('three thousand tracks', ['SUCCEED', noMedia, unfit], matroska({ tracks: 3000 }), 'MKV'),
    rare('picture of a gigapixel', 'SUCCEED', async () => hugePng(await pngVideo()), 'MOV'),
    file('cover of a gigapixel', 'SUCCEED', Buffer.concat([id3, mp3]), 'AVI'),
    file(
      'tag of 256 MB',
      ['SUCCEED', noMedia],
      Buffer.concat([Buffer.from('ID3\x04\0\0\x7f\x7f\x7f\x7f'), mp3]),
    ),
    rare('headers only', [noMedia, unfit], Buffer.concat(new Array(5000).fill(header))),
    rare('sound without end', ['SUCCEED', unfit], endless, 'AVI'),
    rare('times of a month', ['SUCCEED', unfit], late, 'FLV'),
  ];
}

/** The beginning of a picture; how large it says it is comes later. */
function pngOf(size: number): Buffer {
  const rest = Buffer.from('0802000000', 'hex');
  const content = Buffer.concat([Buffer.from('IHDR'), number(size), number(size), rest]);
  const data = deflateSync(new Uint8Array(1_000_000));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a0000000d', 'hex'),
    ...[
      content,
      new Uint8Array(4),
      number(data.length),
      Buffer.from('IDAT'),
      data,
      new Uint8Array(4),
    ],
  ]);
}

/** An FLV each second tag of which comes 24 days later than the one before it. */
function withTimes(flv: Buffer): Buffer {
  const bytes = Buffer.from(flv);
  for (let at = 13, count = 0; at + 11 < bytes.length; count += 1) {
    if (count % 2 === 1) bytes.set([0xff, 0xff, 0xff, 0x7f], at + 4);
    at += 11 + bytes.readUIntBE(at + 1, 3) + 4;
  }
  return bytes;
}
