/**
 * Files of this machine and the MD5 of bytes, which not every runtime has: here neither.
 *
 * Imported as `#files`: on Node, Deno and Bun that is node/files.ts.
 */

/** A file that is open for reading. */
export interface OpenFile {
  /** The last part of its path. */
  name: string;
  /** Its length in bytes when it was opened. */
  size: number;
  /** Fills `room` from the byte `from` on; returns how many bytes there were, fewer only at the end. */
  read: (from: number, room: Uint8Array) => Promise<number>;
  /** Whether its length and time of modification are still what they were when it was opened. */
  isUnchanged: () => Promise<boolean>;
  close: () => Promise<void>;
}

/** An MD5 in the two forms in which object storage writes it. */
export interface Md5 {
  base64: string;
  /** In lower case. */
  hex: string;
}

/**
 * Opens a file for reading.
 *
 * @throws TypeError always: there are no files here.
 */
export function openFile(path: string): Promise<OpenFile> {
  return Promise.reject(
    new TypeError(
      `${JSON.stringify(path)} would be the path of a file, and this runtime has no files. Give a Blob, ` +
        'bytes or a stream; paths are for Node, Deno and Bun.',
    ),
  );
}

/** The MD5 of bytes; undefined here, because Web Crypto does not have it. */
export const md5: (bytes: Uint8Array) => Md5 | undefined = () => undefined;
