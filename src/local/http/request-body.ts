/** The body of a request, also of a GET. */
import { Readable } from 'node:stream';
import { readBody } from '../../platform/read-body.js';

/** What @hono/node-server hands over beside a request; there is nothing of it without a socket. */
export interface Bindings {
  incoming?: Readable;
}

/**
 * The bytes of a body; undefined when they are more than `largest`.
 *
 * The official Node SDK sends and signs `{}` with a GET, but a `Request` of the Fetch API has no body then.
 */
export async function bytesOf(
  request: Request,
  { incoming }: Bindings,
  largest: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { method, headers } = request;
  const length = headers.get('content-length');
  if (method === 'GET' || method === 'HEAD') {
    if (!incoming || (length === null && !headers.has('transfer-encoding')))
      return new Uint8Array();
    // Node's type of the same object is another one than the DOM's.
    return readBody(Readable.toWeb(incoming) as ReadableStream<Uint8Array>, largest, 8 * largest);
  }
  // What is short enough by its own account is read without a stream, which costs as much as all else.
  if (!(Number(length ?? NaN) <= largest)) return readBody(request.body, largest, 8 * largest);
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.length <= largest ? bytes : undefined;
}
