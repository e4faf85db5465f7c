/**
 * The body of an upload in one piece. Every `fetch` sends that with its length, which object storage requires.
 *
 * Imported as `#upload-body`. On Node and Bun that is node/upload-body.ts, which reports progress.
 */

/** How long a request may make no progress, in milliseconds: without progress, the whole request. */
export const patienceMs = 600_000;

/** A body as `fetch` takes it, with the headers that it needs. */
export interface UploadBody extends Pick<RequestInit, 'body'> {
  headers: Record<string, string>;
  /** Required by fetch for a stream; missing in the types of the DOM. */
  duplex?: 'half';
}

/** Makes a body of bytes. `onSent` is not called: `fetch` does not report progress. */
export const uploadBody: (bytes: Uint8Array, onSent: (bytesSent: number) => void) => UploadBody = (
  bytes,
) => ({
  // The types exclude shared memory, which fetch does not accept.
  body: bytes as Uint8Array<ArrayBuffer>,
  headers: {},
});
