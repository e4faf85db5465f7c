/**
 * Files and MD5 in runtimes that have neither: browsers and Workers.
 *
 * Imported as `#files`. On Node, Deno and Bun that is node/files.ts.
 */

/** A file that is open for reading. */
export interface OpenFile {
  /** The last part of its path. */
  name: string;
  /** Its length in bytes when it was opened. */
  size: number;
  /** Fills `space` from the byte `from` on. Returns the number of bytes, which is less only at the end. */
  read: (from: number, space: Uint8Array) => Promise<number>;
  /** Whether its length and time of modification are still those of when it was opened. */
  isUnchanged: () => Promise<boolean>;
  close: () => Promise<void>;
}

/** An MD5, in the two forms that object storage uses. */
export interface Md5 {
  base64: string;
  /** In lower case. */
  hex: string;
}

/** Opens a file for reading. @throws TypeError always. */
export function openFile(path: string): Promise<OpenFile> {
  return Promise.reject(
    new TypeError(
      `This runtime cannot open the file ${JSON.stringify(path)}: paths are for Node, Deno and Bun. ` +
        'Give a Blob, bytes or a stream.',
    ),
  );
}

/** The home folder of the user: there is none. */
export const homedir: () => string = () => '';

/** The MD5 of bytes: undefined, because Web Crypto does not have it. */
export const md5: (bytes: Uint8Array) => Md5 | undefined = () => undefined;
