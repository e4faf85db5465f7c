/** Builds and bends media files byte by byte: MP4 boxes, Matroska elements, and noise that is always the same. */

/** An MP4 box, of the size that it has. */
export function box(type: string, ...content: (Uint8Array | string)[]): Buffer {
  const body = Buffer.concat(
    content.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)),
  );
  return Buffer.concat([number(body.length + 8), Buffer.from(type, 'latin1'), body]);
}

/** A number as MP4 writes it: big-endian. */
export function number(value: number, bytes = 4): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

const containers = new Set(['moov', 'trak', 'edts', 'mdia', 'minf', 'dinf', 'stbl']);

/** Replaces each box of a type, however deep, and corrects the sizes of those around it. */
export function replaceBoxes(file: Uint8Array, type: string, replacement: Buffer): Buffer {
  const boxes: Buffer[] = [];
  const bytes = Buffer.from(file);
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + size);
    if (name === type) boxes.push(replacement);
    else
      boxes.push(
        box(name, containers.has(name) ? replaceBoxes(content, type, replacement) : content),
      );
    at += size;
  }
  return Buffer.concat(boxes);
}

/** Overwrites bytes of each box of a type, counted from its content; sizes stay. */
export function patchBoxes(
  file: Uint8Array,
  type: string,
  offset: number,
  patch: Uint8Array,
): Buffer {
  const bytes = Buffer.from(file);
  for (let at = bytes.indexOf(type); at >= 0; at = bytes.indexOf(type, at + 1)) {
    bytes.set(patch, at + 4 + offset);
  }
  return bytes;
}

/** A Matroska element: its id in hexadecimal, and its size in eight bytes. */
export function element(id: string, ...content: (Uint8Array | string)[]): Buffer {
  const body = Buffer.concat(
    content.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)),
  );
  return Buffer.concat([Buffer.from(id, 'hex'), Buffer.from([1, 0]), number(body.length, 6), body]);
}

/** How a Matroska file is made. */
export interface MatroskaOptions {
  tracks?: number;
  /** Timestamps of the clusters, in milliseconds. */
  timestamps?: readonly bigint[];
  /** Elements that follow the tracks. */
  extras?: readonly Uint8Array[];
}

/** A Matroska file with sound: a cluster of 0.1 s of PCM (mono, 8 kHz) for each timestamp. */
export function matroska({ tracks = 1, timestamps = [0n], extras = [] }: MatroskaOptions): Buffer {
  const rate = Buffer.alloc(4);
  rate.writeFloatBE(8000);
  const entries = Array.from({ length: tracks }, (_, index) =>
    element(
      'ae',
      ...[element('d7', number(index + 1, 2)), element('73c5', number(index + 1, 2))],
      ...[element('83', number(2, 1)), element('86', 'A_PCM/INT/LIT')],
      element(
        'e1',
        element('b5', rate),
        element('9f', number(1, 1)),
        element('6264', number(16, 1)),
      ),
    ),
  );
  const clusters = timestamps.map((timestamp) => {
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(timestamp);
    return element(
      '1f43b675',
      element('e7', time),
      element('a3', Buffer.from([0x81, 0, 0, 0x80]), noise(1600, 7)),
    );
  });
  return Buffer.concat([
    element('1a45dfa3', element('4282', 'matroska')),
    element('18538067', element('1654ae6b', ...entries), ...extras, ...clusters),
  ]);
}

/** Bytes without sense, the same for the same seed. */
export function noise(length: number, seed: number): Buffer {
  let state = seed;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    }),
  );
}
