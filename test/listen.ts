/** Servers of the tests, on free ports of this machine. */
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

/** Has a server listen on a free port of 127.0.0.1; returns its origin, as for HTTP. */
export async function listen(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  return `http://127.0.0.1:${port}`;
}
