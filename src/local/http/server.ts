/** The HTTP server in front of the service's `fetch`. */
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Bindings } from './request-body.js';

/** What to serve, where to listen, and how long a request may take. */
export interface ListenOptions {
  fetch: (request: Request, bindings: Bindings) => Response | Promise<Response>;
  /** The port; 0 for a free one. */
  port: number;
  /** The port of an earlier run. If `port` is 0, it is tried first, because clients of that run know it. */
  earlierPort: number | undefined;
  hostname: string;
  /** How long a whole request may take to arrive, in milliseconds. */
  requestTimeoutMs: number;
}

/**
 * Starts a server. Returns the server and the port at which it listens.
 *
 * @throws RangeError if `port` is not a port number.
 * @throws Error if the server cannot listen. It has the system's `code`, such as EADDRINUSE, and says what to do.
 */
export async function listen(options: ListenOptions): Promise<{ server: Server; port: number }> {
  const { port, earlierPort, hostname } = options;
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw new RangeError(
      `The local VOD service cannot listen at port ${port}: give a whole number from 0 to 65535; 0 takes a free one.`,
    );
  }
  if (port === 0 && earlierPort !== undefined) {
    const server = await listenAt(earlierPort, options).catch(() => undefined);
    if (server) return { server, port: earlierPort };
  }
  const server = await listenAt(port, options).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const message = `The local VOD service cannot listen at ${hostname}:${port}: ${adviceOn(code)}`;
    throw Object.assign(new Error(message, { cause }), { code });
  });
  return { server, port: (server.address() as AddressInfo).port }; // A TCP server that listens has an address.
}

/** In bytes. More than the gateway's own limit, so that the gateway refuses longer headers with its own error. */
const maxHeaderSize = 256 * 1024;
/** How long a connection may wait for its first request, and a request for the end of its headers, in milliseconds. */
const headersTimeout = 10_000;

async function listenAt(port: number, options: ListenOptions): Promise<Server> {
  const { fetch, hostname, requestTimeoutMs: requestTimeout } = options;
  const maxConnections = await mostConnections();
  const serverOptions = {
    ...{ requestTimeout, headersTimeout, maxHeaderSize },
    connectionsCheckingInterval: 1000,
  };
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname, serverOptions }, () => {
      server.off('error', reject);
      // Accepting a connection can fail, for example if no file descriptor is free. The service continues.
      server.on('error', (error) => console.error('The local VOD service:', error));
      resolve(server);
    }) as Server; // The server speaks HTTP/1, because the options name no other `createServer`.
    server.maxConnections = maxConnections;
    // Before the limit is reached, because a connection beyond it is reset without an answer.
    server.on('connection', () => {
      server.getConnections((_error, open) => {
        if (open > maxConnections * 0.75) server.closeIdleConnections();
      });
    });
    server.once('error', reject);
  });
}

/** Half of the files that this process may open. The other half is for FFmpeg, media files and the store. */
async function mostConnections(): Promise<number> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => ''); // Linux only.
  const [, most] = /^Max open files +(\d+)/m.exec(limits) ?? [];
  return most === undefined ? 1000 : Math.floor(Number(most) / 2);
}

function adviceOn(code: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return 'the port is taken. Stop what listens there, or give another port; 0 takes a free one.';
    case 'EACCES':
      return 'this user is not allowed to listen at that port. Give one above 1023; 0 takes a free one.';
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'this machine has no such address. Give a hostname of its own, such as 127.0.0.1.';
    default:
      return `${code}. Give another hostname or port.`;
  }
}
