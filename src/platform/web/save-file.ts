/**
 * Writing files, where there are none: browsers and Workers.
 *
 * Imported as `#save-file`: on Node, Deno and Bun that is node/save-file.ts.
 */

/**
 * Writes a file: beside it first, and in place when it is whole.
 *
 * @throws TypeError here, where there are no files.
 */
export const saveFile: (path: string, chunks: AsyncIterable<Uint8Array>) => Promise<void> = (
  path,
) => {
  const message = `This runtime writes no files, so ${path} cannot be written: fetch the url of the audio instead.`;
  return Promise.reject(new TypeError(message));
};
