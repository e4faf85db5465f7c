/** What is uploaded, whatever it is: a file, a Blob, bytes or a stream, read part by part. */
import { openFile } from '#files';

/** What can be uploaded: the path of a file (Node, Deno, Bun), a Blob or File, bytes, or a stream of bytes. */
export type UploadSource =
  string | Blob | Uint8Array | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** A source that is open. */
export interface OpenSource {
  /** The name of the file, where it has one. */
  name: string | undefined;
  /** Its length in bytes; undefined where a stream will show it. */
  size: number | undefined;
  /**
   * The `length` bytes from `from` on, fewer only at the end; in `room()` or elsewhere. A stream is read from its
   * beginning, so that `from` has to be where the last reading ended.
   */
  read: (from: number, length: number, room: () => Uint8Array) => Promise<Uint8Array>;
  /** @throws SourceDamage when it was not the same from beginning to end. */
  check: () => Promise<void>;
  close: () => Promise<void>;
}

/** The source is not what it was said to be, or did not stay the same: no part of it can be used. */
export class SourceDamage extends Error {
  override name = 'SourceDamage';
}

const nothing = (): Promise<void> => Promise.resolve();

/**
 * Opens a source.
 *
 * @param size the length of a stream, where it is known.
 * @throws TypeError when it is no source, or a path where there are no files; Error when it cannot be read.
 */
export async function openSource(source: UploadSource, size?: number): Promise<OpenSource> {
  if (typeof source === 'string') return openPath(source);
  if (source instanceof Uint8Array) {
    return {
      name: undefined,
      size: source.length,
      read: (from, length) => Promise.resolve(source.subarray(from, from + length)),
      check: nothing,
      close: nothing,
    };
  }
  if (source instanceof Blob) {
    return {
      name: 'name' in source && typeof source.name === 'string' ? source.name : undefined,
      size: source.size,
      read: async (from, length) =>
        new Uint8Array(await source.slice(from, from + length).arrayBuffer()),
      check: nothing,
      close: nothing,
    };
  }
  const chunks = chunksOf(source as unknown); // Callers without types give anything.
  if (chunks) return openStream(chunks, size);
  throw new TypeError(
    'The source to upload is none: give a path, a Blob or File, a Uint8Array, or a stream of bytes.',
  );
}

async function openPath(path: string): Promise<OpenSource> {
  const file = await openFile(path);
  return {
    name: file.name,
    size: file.size,
    async read(from, length, room) {
      const space = room().subarray(0, length);
      return space.subarray(0, await file.read(from, space));
    },
    async check() {
      if (await file.isUnchanged()) return;
      throw new SourceDamage(`${path} was changed while it was uploaded`);
    },
    close: file.close,
  };
}

/** What a stream and an iterator have in common. */
interface Chunks {
  next: () => Promise<{ done?: boolean | undefined; value?: unknown }>;
  /** Tells whoever makes the chunks that no more are wanted. */
  cancel: () => Promise<unknown> | undefined;
}

/** Undefined when it is no stream. */
function chunksOf(source: unknown): Chunks | undefined {
  if (typeof source !== 'object' || source === null) return undefined;
  // Asked first, because not every runtime can iterate over a ReadableStream.
  if ('getReader' in source) {
    const reader = (source as ReadableStream<unknown>).getReader(); // Nothing else has that method.
    return { next: () => reader.read(), cancel: () => reader.cancel() };
  }
  if (!(Symbol.asyncIterator in source)) return undefined;
  const iterator = (source as AsyncIterable<unknown>)[Symbol.asyncIterator]();
  return { next: () => iterator.next(), cancel: () => iterator.return?.() };
}

function openStream(chunks: Chunks, size: number | undefined): OpenSource {
  /** What came and was not asked for yet. */
  let rest = new Uint8Array();
  /** Gets more, unless there is some; false at the end. */
  const more = async (): Promise<boolean> => {
    while (rest.length === 0) {
      const { done, value } = await chunks.next();
      if (done) return false;
      if (!(value instanceof Uint8Array)) {
        throw new SourceDamage(`the stream holds a ${typeof value} where bytes should be`);
      }
      rest = value as Uint8Array<ArrayBuffer>; // It is only copied from, so its memory may be shared.
    }
    return true;
  };
  return {
    name: undefined,
    size,
    async read(_from, length, room) {
      const space = room().subarray(0, length);
      let filled = 0;
      while (filled < length && (await more())) {
        const piece = rest.subarray(0, length - filled);
        space.set(piece, filled);
        filled += piece.length;
        rest = rest.subarray(piece.length);
      }
      return space.subarray(0, filled);
    },
    async check() {
      if (await more()) throw new SourceDamage(`the stream has more than its ${size} bytes`);
    },
    close() {
      // Not waited for: a generator that hangs would never answer.
      Promise.resolve(chunks.cancel()).catch(() => undefined);
      return nothing();
    },
  };
}
