/** The body of an upload as a stream, which reports progress. The same exports as web/upload-body.ts. */
import type { UploadBody } from '../web/upload-body.js';

export type { UploadBody };

/** How long a request may make no progress, in milliseconds. */
export const patienceMs = 120_000;

const pieceLength = 256 * 1024;

/** Makes a body of bytes. `onSent` is called with the number of bytes that the connection has taken. */
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
    // No queue: a piece is only pulled when the connection takes it.
    { highWaterMark: 0 },
  );
  // Without a length, Node and Bun would send the stream in chunks, which object storage does not accept.
  return { body, headers: { 'content-length': String(bytes.length) }, duplex: 'half' };
}
