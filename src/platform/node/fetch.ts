/** A `fetch` over node:http, which tells whether a request left, as Node's own `fetch` does not. */
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { type PlatformFetch, RequestNotSentError } from '../fetch-function.js';

/**
 * Idle connections are closed after four seconds, before servers and proxies commonly do: a request on a
 * connection that the other side just closed may or may not have arrived.
 */
const idleMs = 4000;
/** How long a proxy may take to open a tunnel, as long as an attempt by default: an abort does not end the try. */
const tunnelMs = 30_000;

/**
 * Makes a `fetch` for one client, with connections that no other client has. It follows the proxies of the
 * environment if Node does: with NODE_USE_ENV_PROXY=1 or --use-env-proxy.
 *
 * It rejects with a RequestNotSentError when no connection was made before an error or an abort, else with Node's
 * error or the signal's reason. It does not follow redirects.
 */
export function createFetch(): PlatformFetch {
  const agents = { 'http:': agentsOf(http), 'https:': agentsOf(https) };
  return async (request, { ownConnection, warn }) => {
    const body = request.body && new Uint8Array(await request.arrayBuffer());
    const url = new URL(request.url);
    const secure = url.protocol === 'https:';
    const { kept, single, hasProxies } = agents[secure ? 'https:' : 'http:'];
    const warning = hasProxies ? undefined : ignoredProxy(url);
    if (warning) warn?.(warning);
    const { signal } = request;
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      let connected = false;
      const outgoing = (secure ? https : http).request(url, {
        method: request.method,
        agent: ownConnection ? single : kept,
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
          // It is given after the handshake where it goes through the tunnel of a proxy.
          if (outgoing.reusedSocket || !socket.connecting) connected = true;
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

/** One agent that keeps connections, and one that closes each after its answer. */
function agentsOf({ Agent, globalAgent }: typeof http | typeof https) {
  // Node puts the environment there when it is told to follow its proxies; the types of Node 22 lack that.
  const { proxyEnv } = { ...(globalAgent as { options?: { proxyEnv?: object } }).options };
  const options = { timeout: tunnelMs, ...(proxyEnv && { proxyEnv }) };
  const kept = new Agent({ ...options, keepAlive: true, scheduling: 'lifo' });
  kept.on('free', (socket: Socket) => {
    // A server may have asked for less.
    socket.setTimeout(Math.min(socket.timeout ?? idleMs, idleMs)).on('data', closeSocket);
  });
  return { kept, single: new Agent(options), hasProxies: proxyEnv !== undefined };
}

/**
 * What to say of a proxy that the environment has for a URL, when Node does not follow it. Its address is not shown,
 * because it may have a password.
 */
function ignoredProxy({ protocol, hostname }: URL): string | undefined {
  const { env } = process;
  const variable = `${protocol.slice(0, -1)}_proxy`;
  const name = [variable, variable.toUpperCase()].find((each) => env[each]);
  if (name === undefined || env['NODE_USE_ENV_PROXY'] === '0') return undefined;
  const excepted = [env['no_proxy'], env['NO_PROXY']].find(Boolean)?.split(/[\s,]+/) ?? [];
  const isExcepted = (each: string): boolean =>
    each === '*' || each === hostname || hostname.endsWith(each.replace(/^\*?\.?/, '.'));
  if (excepted.some(isExcepted)) return undefined;
  const unused = 'requests do not go through that proxy.';
  return process.allowedNodeEnvironmentFlags.has('--use-env-proxy')
    ? `${name} is set, but Node does not follow it: ${unused} Start Node with NODE_USE_ENV_PROXY=1, or 0 if no ` +
        'proxy is wanted (docs/proxies.md).'
    : `${name} is set, but Node ${process.versions.node} cannot follow it: ${unused} Use Node 22.21, 24.5 or newer ` +
        'with NODE_USE_ENV_PROXY=1, or give the client a fetch that goes through the proxy (docs/proxies.md).';
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
