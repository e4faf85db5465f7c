/** A webhook receiver as a listener of `node:http` or a handler of Express. It imports nothing from Node. */
import { readBody } from '../platform/read-body.js';
import { isObject, largestBody } from './envelope.js';

/** The part of `IncomingMessage` of `node:http` that is used. */
export interface NodeIncoming {
  method?: string | undefined;
  url?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  complete: boolean;
  /** Whether something has read of the body. */
  readableDidRead: boolean;
  /** The body as a body parser has left it: its text, its bytes, or the object that its JSON is. */
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
 * receiver throws, and never throws itself. It also works after a body parser that puts the body on `req.body`. If
 * the body was read and is not there, the function gets a request whose `bodyUsed` is true.
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
  if (incoming.readableDidRead) {
    const left = parsedBody(incoming);
    const request = new Request(address, { method, headers, body: left ?? 'gone' });
    if (left === undefined) await request.text();
    return receiver(request);
  }
  const body = await readBody(streamOf(incoming), largestBody, drainLimit);
  if (!body) return new Response('too-large', { status: 413 });
  return receiver(new Request(address, { method, headers, body }));
}

/** What a body parser has left. An object may be serialised anew, because not the body is signed, but its members. */
function parsedBody({ body, headers }: NodeIncoming): string | Uint8Array<ArrayBuffer> | undefined {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  if (typeof body === 'string') return body;
  if (!isObject(body)) return undefined;
  // A parser leaves an empty object for a body that it does not know. One of forms makes no `message` of JSON.
  const isEmpty = Object.keys(body).length === 0 && headers['content-length'] !== '2';
  const isJson = String(headers['content-type']).includes('json') && !isEmpty;
  return isJson || typeof body['message'] === 'string' ? JSON.stringify(body) : undefined;
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
