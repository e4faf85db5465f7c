/** A `fetch` over node:http, which tells whether a request left, as Node's own `fetch` does not. */
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { type PlatformFetch, RequestNotSentError } from '../fetch-function.js';

/**
 * Idle connections are closed after four seconds, before servers and proxies commonly do: a request on a
 * connection that the other side just closed may or may not have arrived.
 */
const kept = { keepAlive: true, timeout: 4000, scheduling: 'lifo' } as const;

/**
 * Makes a `fetch` for one client, with connections that no other client has.
 *
 * It rejects with a RequestNotSentError when no connection was made before an error or an abort, else with Node's
 * error or the signal's reason. It does not follow redirects.
 */
export function createFetch(): PlatformFetch {
  const http = watched(new HttpAgent(kept));
  const https = watched(new HttpsAgent(kept));
  return async (request, { ownConnection }) => {
    const body = request.body && new Uint8Array(await request.arrayBuffer());
    const url = new URL(request.url);
    const secure = url.protocol === 'https:';
    const { signal } = request;
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      let connected = false;
      const outgoing = (secure ? requestHttps : requestHttp)(url, {
        method: request.method,
        // `false` is a new connection that is closed after the answer.
        agent: ownConnection ? false : secure ? https : http,
      });
      // Not among the options: NODE_DEBUG=net prints those.
      outgoing.setHeaders(request.headers);
      const abort = (): void => {
        // A caller may abort with something that is no Error; it is passed on as it is.
        const reason = signal.reason as Error;
        reject(connected ? reason : new RequestNotSentError(reason));
        outgoing.destroy();
      };
      signal.addEventListener('abort', abort);
      outgoing
        .once('close', () => signal.removeEventListener('abort', abort))
        .once('socket', (socket) => {
          socket.off('data', closeSocket);
          if (outgoing.reusedSocket) connected = true;
          else socket.once(secure ? 'secureConnect' : 'connect', () => (connected = true));
        })
        .on('error', (error) => reject(connected ? error : new RequestNotSentError(error)))
        // Without a listener, Node ends the connection and says nothing.
        .once('upgrade', (_, socket) => {
          socket.destroy();
          reject(new Error('the server wants to speak another protocol than HTTP'));
        })
        .once('response', (incoming) => {
          try {
            resolve(responseOf(incoming, request));
          } catch (cause) {
            outgoing.destroy();
            // Such as the status 999. Uncaught, this would end the process.
            reject(new Error('the answer is one that a Response cannot hold', { cause }));
          }
        })
        .end(body);
    });
  };
}

/** Watches the idle connections: see `closeSocket`. */
function watched<Agent extends HttpAgent>(agent: Agent): Agent {
  return agent.on('free', (socket: Socket) => socket.on('data', closeSocket));
}

/** A connection that receives bytes while it is idle is closed: the next request would take them for its answer. */
function closeSocket(this: Socket): void {
  this.destroy();
}

function responseOf(incoming: IncomingMessage, { url, method }: Request): Response {
  const { statusCode: status = 0, statusMessage: statusText = '' } = incoming;
  const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const hasBody = ![204, 205, 304].includes(status) && method !== 'HEAD';
  if (!hasBody) incoming.resume();
  const response = new Response(hasBody ? streamOf(incoming) : null, {
    status,
    statusText,
    headers,
  });
  return Object.defineProperty(response, 'url', { value: url }); // The constructor cannot set it.
}

/** The body as it arrives; Readable.toWeb would make a read cost a third more. */
function streamOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      incoming
        .on('data', (chunk: Uint8Array) => controller.enqueue(chunk))
        .on('end', () => controller.close())
        .on('error', (error) => controller.error(error));
    },
    cancel: () => void incoming.destroy(),
  });
}
