/** The body of a PUT in small pieces, so that its progress can be told and nothing is copied; see ../upload/body.ts. */

import type { UploadBody } from '../web/upload-body.js';

/** How long a request may stand still, in milliseconds. */
export const patienceMs = 120_000;

const pieceLength = 256 * 1024;

/** Makes a body of bytes. `onSent` hears how many of them were handed to the connection. */
export function uploadBody(bytes: Uint8Array, onSent: (bytesSent: number) => void): UploadBody {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = bytes.subarray(sent, sent + pieceLength);
        sent += piece.length;
        controller.enqueue(piece);
        if (sent >= bytes.length) controller.close();
        onSent(sent);
      },
    },
    // Nothing ahead of the connection, so that what is told was taken by it.
    { highWaterMark: 0 },
  );
  // With a length Node and Bun send the stream as it is; without, in chunks, which object storage refuses.
  return { body, headers: { 'content-length': String(bytes.length) }, duplex: 'half' };
}
