/**
 * Saving files in runtimes that have none: browsers and Workers.
 *
 * Imported as `#save-file`. On Node, Deno and Bun that is node/save-file.ts.
 */

/** Writes a file. @throws TypeError always. */
export const saveFile: (path: string, chunks: AsyncIterable<Uint8Array>) => Promise<void> = (
  path,
) => {
  const message = `This runtime cannot write the file ${path}. Fetch the url of the audio instead.`;
  return Promise.reject(new TypeError(message));
};
