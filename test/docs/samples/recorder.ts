/** A server before a local VOD service that records the requests which it passes on. */
import { serve } from '@hono/node-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { LocalVod } from '../../../src/local/index.js';

/** A request, as far as the samples decide about it, and the status of its answer. */
export interface RecordedRequest {
  method: string;
  path: string;
  query: [name: string, value: string][];
  token: string | null;
  contentType: string | null;
  body: unknown;
  status: number;
}

/** Starts the server. Close it afterwards. */
export async function startRecorder(local: LocalVod) {
  const requests: RecordedRequest[] = [];
  const fetch = async (request: Request) => {
    const text = await request.clone().text();
    const answer = await local.fetch(request);
    const { pathname, searchParams } = new URL(request.url);
    requests.push({
      method: request.method,
      path: pathname,
      query: [...searchParams],
      token: request.headers.get('x-auth-token'),
      contentType: request.headers.get('content-type'),
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
      status: answer.status,
    });
    return answer;
  };
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // A server that listens on a port has one.
  return { url: `http://127.0.0.1:${port}`, requests, close: () => server.close() };
}
