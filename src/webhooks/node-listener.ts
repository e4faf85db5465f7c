/** A receiver as a listener of node:http, or a handler of Express. It needs nothing of Node's to be imported. */
import { readBody } from '../platform/read-body.js';
import { isObject, largestBody } from './envelope.js';

/** What is used of node:http's IncomingMessage. */
export interface NodeIncoming {
  method?: string | undefined;
  url?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  complete: boolean;
  readableEnded: boolean;
  /** What a body parser left. */
  body?: unknown;
  iterator: (options: { destroyOnReturn: boolean }) => AsyncIterator<unknown, unknown>;
}

/** What is used of node:http's ServerResponse. */
export interface NodeOutgoing {
  writeHead: (status: number, headers: Record<string, string>) => unknown;
  end: (body?: Uint8Array) => unknown;
  on: (event: 'error', listener: () => void) => unknown;
  destroy: () => unknown;
}

/** A body that is too long is read on to this, so that its sender gets the answer and no broken connection. */
const drainLimit = 4 * largestBody;

/**
 * Makes a listener for `createServer` of node:http, also a handler of Express, from a receiver or any other function
 * from a Request to a Response. It reads at most 256 KiB of a POST, answers 413 to more and 500 when the receiver
 * throws, and never throws itself.
 *
 * With Express it also takes what a body parser has already read.
 *
 * @example
 * createServer(toNodeListener(receiver)).listen(8080);
 * app.post('/vod-events', toNodeListener(receiver));
 */
export function toNodeListener(
  receiver: (request: Request) => Promise<Response>,
): (incoming: NodeIncoming, outgoing: NodeOutgoing) => void {
  return (incoming, outgoing) => {
    // A client that goes away breaks the connection, which without a listener would end the process.
    outgoing.on('error', () => undefined);
    answer(receiver, incoming)
      .catch(() => new Response(null, { status: 500 }))
      .then((response) => send(response, incoming, outgoing))
      .catch(() => outgoing.destroy());
  };
}

async function answer(
  receiver: (request: Request) => Promise<Response>,
  incoming: NodeIncoming,
): Promise<Response> {
  const { method = 'GET', url = '/' } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    // HTTP/2 has names that begin with a colon, which Headers refuses.
    if (value !== undefined && !name.startsWith(':')) headers.set(name, String(value));
  }
  const address = `http://localhost${url.startsWith('/') ? url : '/'}`;
  // Methods that a web-standard Request must not have.
  if (/^(CONNECT|TRACE|TRACK)$/.test(method)) return new Response(null, { status: 405 });
  if (method !== 'POST') return receiver(new Request(address, { method, headers }));
  const body =
    parsedBody(incoming) ?? (await readBody(streamOf(incoming), largestBody, drainLimit));
  if (!body) return new Response('too-large', { status: 413 });
  return receiver(new Request(address, { method, headers, body }));
}

/**
 * What a body parser left in `body`. Signed are the values of members, so that a body that was parsed and written
 * anew is as good as the original.
 */
function parsedBody({
  body,
  readableEnded,
}: NodeIncoming): string | Uint8Array<ArrayBuffer> | undefined {
  if (!readableEnded) return undefined;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  if (isObject(body)) return JSON.stringify(body);
  return typeof body === 'string' ? body : undefined;
}

function streamOf(incoming: NodeIncoming): ReadableStream<Uint8Array> {
  // The connection is to stay for the answer when reading stops.
  const chunks = incoming.iterator({ destroyOnReturn: false });
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else if (value instanceof Uint8Array) controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

async function send(
  response: Response,
  incoming: NodeIncoming,
  outgoing: NodeOutgoing,
): Promise<void> {
  const headers = Object.fromEntries(response.headers);
  // What was not read to its end would be taken for the next request.
  if (!incoming.complete) headers['connection'] = 'close';
  const body = new Uint8Array(await response.arrayBuffer());
  outgoing.writeHead(response.status, headers);
  outgoing.end(body);
}
