/** The source of an upload: a file, a Blob, bytes or a stream, read part by part. */
import { openFile } from '#files';

/** What can be uploaded: the path of a file (Node, Deno, Bun), a Blob or File, bytes, or a stream of bytes. */
export type UploadSource =
  string | Blob | Uint8Array | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** An open source. */
export interface OpenSource {
  /** The name of the file, if it has one. */
  name: string | undefined;
  /** The length in bytes; undefined for a stream, if it was not given. */
  size: number | undefined;
  /**
   * Reads as many bytes as `space` has, from `from` on, and fewer only at the end. They are returned in `space`, or
   * elsewhere if they are in memory already. A stream has to be read in order: `from` is where the last read ended.
   */
  read: (from: number, space: Uint8Array) => Promise<Uint8Array>;
  /** Call it after the last read. @throws SourceError if the source has changed, or did not end there. */
  check: () => Promise<void>;
  close: () => Promise<void>;
}

/** The source has another length than expected, or has changed: the upload cannot be used. */
export class SourceError extends Error {
  override name = 'SourceError';
}

/**
 * Opens a source.
 *
 * @param size the length of a stream, if it is known.
 * @throws TypeError if it is not a source, or a path in a runtime without files. Error if it cannot be read.
 */
export async function openSource(source: UploadSource, size?: number): Promise<OpenSource> {
  if (typeof source === 'string') return openPath(source);
  if (source instanceof Blob || source instanceof Uint8Array) {
    return {
      name: 'name' in source && typeof source.name === 'string' ? source.name : undefined,
      size: source instanceof Blob ? source.size : source.length,
      read: async (from, { length }) =>
        source instanceof Blob
          ? new Uint8Array(await source.slice(from, from + length).arrayBuffer())
          : source.subarray(from, from + length),
      check: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
  }
  const chunks = chunksOf(source as unknown); // JavaScript can pass anything.
  if (chunks) return openStream(chunks, size);
  throw new TypeError(
    'The source cannot be uploaded: give a path, a Blob or File, a Uint8Array, or a stream of bytes.',
  );
}

async function openPath(path: string): Promise<OpenSource> {
  const file = await openFile(path);
  return {
    name: file.name,
    size: file.size,
    read: async (from, space) => space.subarray(0, await file.read(from, space)),
    async check() {
      if (await file.isUnchanged()) return;
      throw new SourceError(`${path} was changed during the upload`);
    },
    close: file.close,
  };
}

/** What a ReadableStream and an async iterator have in common. */
interface Chunks {
  next: () => Promise<{ done?: boolean | undefined; value?: unknown }>;
  /** Tells the producer of the chunks that it can stop. */
  cancel: () => Promise<unknown> | undefined;
}

/** Undefined if the source is not a stream. */
function chunksOf(source: unknown): Chunks | undefined {
  if (typeof source !== 'object' || source === null) return undefined;
  // Not every runtime can iterate over a ReadableStream.
  if ('getReader' in source) {
    const reader = (source as ReadableStream<unknown>).getReader(); // Only streams have that method.
    return { next: () => reader.read(), cancel: () => reader.cancel() };
  }
  if (!(Symbol.asyncIterator in source)) return undefined;
  const iterator = (source as AsyncIterable<unknown>)[Symbol.asyncIterator]();
  return { next: () => iterator.next(), cancel: () => iterator.return?.() };
}

function openStream(chunks: Chunks, size: number | undefined): OpenSource {
  /** The rest of the last chunk. */
  let rest = new Uint8Array();
  /** Gets a chunk if there is no rest; false at the end. */
  const more = async (): Promise<boolean> => {
    while (rest.length === 0) {
      const { done, value } = await chunks.next();
      if (done) return false;
      if (!(value instanceof Uint8Array)) {
        throw new SourceError(`the stream contains a ${typeof value} instead of bytes`);
      }
      rest = value as Uint8Array<ArrayBuffer>; // It is only copied from, so it may be shared memory.
    }
    return true;
  };
  return {
    name: undefined,
    size,
    async read(_from, space) {
      let filled = 0;
      while (filled < space.length && (await more())) {
        const piece = rest.subarray(0, space.length - filled);
        space.set(piece, filled);
        filled += piece.length;
        rest = rest.subarray(piece.length);
      }
      return space.subarray(0, filled);
    },
    async check() {
      if (await more()) throw new SourceError(`the stream has more than ${size} bytes`);
    },
    close() {
      // Not awaited: a generator that waits for something would not answer.
      Promise.resolve(chunks.cancel()).catch(() => undefined);
      return Promise.resolve();
    },
  };
}
