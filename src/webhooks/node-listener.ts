/** A webhook receiver as a listener of `node:http` or a handler of Express. It imports nothing from Node. */
import { readBody } from '../platform/read-body.js';
import { isObject, largestBody } from './envelope.js';

/** The part of `IncomingMessage` of `node:http` that is used. */
export interface NodeIncoming {
  method?: string | undefined;
  url?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  complete: boolean;
  readableEnded: boolean;
  /** What a body parser of Express has made of the body. */
  body?: unknown;
  iterator: (options: { destroyOnReturn: boolean }) => AsyncIterator<unknown, unknown>;
}

/** The part of `ServerResponse` of `node:http` that is used. */
export interface NodeOutgoing {
  writeHead: (status: number, headers: Record<string, string>) => unknown;
  end: (body?: Uint8Array) => unknown;
  on: (event: 'error', listener: () => void) => unknown;
  destroy: () => unknown;
}

/** How much of a body that is too long is read, so that its sender gets the answer and not a broken connection. */
const drainLimit = 4 * largestBody;

/**
 * Makes a listener for `createServer` of `node:http`, or a handler for Express, of a receiver or any other function
 * from a `Request` to a `Response`. It reads at most 256 KiB of a POST and answers 413 to more. It answers 500 if the
 * receiver throws, and never throws itself. In Express it also works after a body parser.
 *
 * @example
 * createServer(toNodeListener(receiver)).listen(8080);
 * app.post('/vod-events', toNodeListener(receiver));
 */
export function toNodeListener(
  receiver: (request: Request) => Promise<Response>,
): (incoming: NodeIncoming, outgoing: NodeOutgoing) => void {
  return (incoming, outgoing) => {
    // Without a listener, the error of a broken connection would end the process.
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
    // HTTP/2 has names that begin with a colon, which Headers does not accept.
    if (value !== undefined && !name.startsWith(':')) headers.set(name, String(value));
  }
  const address = `http://localhost${url.startsWith('/') ? url : '/'}`;
  // A Request cannot have these methods.
  if (/^(CONNECT|TRACE|TRACK)$/.test(method)) return new Response(null, { status: 405 });
  if (method !== 'POST') return receiver(new Request(address, { method, headers }));
  const body =
    parsedBody(incoming) ?? (await readBody(streamOf(incoming), largestBody, drainLimit));
  if (!body) return new Response('too-large', { status: 413 });
  return receiver(new Request(address, { method, headers, body }));
}

/** What a body parser has left. An object may be serialised anew, because not the body is signed, but its members. */
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
  // The connection has to stay open for the answer when reading ends early.
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
  // The unread rest of a body would be taken for the next request.
  if (!incoming.complete) headers['connection'] = 'close';
  const body = new Uint8Array(await response.arrayBuffer());
  outgoing.writeHead(response.status, headers);
  outgoing.end(body);
}
