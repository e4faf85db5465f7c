/**
 * The body of a PUT in one piece: every fetch sends that with its length, which object storage insists on.
 *
 * Imported as `#upload-body`: on Node and Bun that is node/upload-body.ts, which tells how far it is.
 */

/** How long a request may take, in milliseconds: here nobody can tell a slow one from a dead one. */
export const patienceMs = 600_000;

/** A body as `fetch` takes it, and the headers that it needs. */
export interface UploadBody extends Pick<RequestInit, 'body'> {
  headers: Record<string, string>;
  /** What fetch asks for when a body is a stream; the DOM's types do not have it yet. */
  duplex?: 'half';
}

/** Makes a body of bytes. `onSent` is not called: nothing is known until the answer is there. */
export const uploadBody: (bytes: Uint8Array, onSent: (bytesSent: number) => void) => UploadBody = (
  bytes,
) => ({
  // That they may be shared memory, which fetch refuses, is a distinction that types make since 5.9.
  body: bytes as Uint8Array<ArrayBuffer>,
  headers: {},
});
