/** toNodeListener on real connections. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { toNodeListener } from '../../src/webhooks/index.js';
import { serve } from '../platform/server.js';
import { pausedHandler, recordingReceiver } from './receiver.js';
import { mfsWebhook, smnWebhook } from './signed-webhooks.js';

/** Sends a webhook; returns the status and the text of the answer. */
async function post(url: string, webhook: Request | Promise<Request>, signal?: AbortSignal) {
  const { method, headers, body } = await webhook;
  const init = { method, headers, body, duplex: 'half', signal } as RequestInit;
  const response = await fetch(url, init);
  return [response.status, await response.text()];
}

/** A receiver that listens. */
async function start(...options: Parameters<typeof recordingReceiver>) {
  const recorded = recordingReceiver(...options);
  const url = `${await serve(toNodeListener(recorded.receiver))}/vod-events?of=vod`;
  const { port } = new URL(url);
  const send = (webhook: Request | Promise<Request>) => post(url, webhook);
  return { ...recorded, url, port, send };
}

describe('a listening receiver', () => {
  it('answers 405 to other methods, also to one that a Request cannot have', async () => {
    const { url, port } = await start();
    for (const method of ['GET', 'HEAD', 'PUT']) {
      const response = await fetch(url, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
    const trace = request({ port, method: 'TRACE' }).end();
    const [response] = (await once(trace, 'response')) as [IncomingMessage];
    expect(response.resume().statusCode).toBe(405);
  });

  it.each([300, 1000, 5000])('answers 413 to a body of %i KiB', async (kibibytes) => {
    const { send, url, errors } = await start();
    const body = 'x'.repeat(kibibytes * 1024);
    const response = fetch(url, { method: 'POST', body }).then(({ status }) => status);
    // With a body that is far too long, the connection can also end while it is being sent.
    expect([413, 'TypeError']).toContain(
      await response.catch((error: unknown) => (error as Error).name),
    );
    expect(await send(mfsWebhook())).toEqual([200, 'handled']);
    expect(errors).toEqual([]);
  });

  it('answers 413 to a long body without content-length before it ends', async () => {
    const { url } = await start();
    const sending = request(url, { method: 'POST' });
    sending.on('error', () => undefined); // The connection is closed while the body is being sent.
    sending.write('x'.repeat(2 * 1024 * 1024));
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    expect([response.statusCode, response.headers.connection]).toEqual([413, 'close']);
    sending.destroy();
  });

  it('survives a client that disconnects within its body', async () => {
    const onEvent = vi.fn();
    const { send, port } = await start({ onEvent });
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n{"message":');
    await once(socket, 'connect');
    socket.resetAndDestroy();
    expect(await send(mfsWebhook())).toEqual([200, 'handled']);
    expect(onEvent).toHaveBeenCalledOnce();
  });

  it('handles the event of a client that disconnects before the answer', async () => {
    const { onEvent, end } = pausedHandler();
    const { send, url } = await start({ onEvent, handledIds: new Set() });
    const leaving = new AbortController();
    const sent = post(url, smnWebhook(), leaving.signal);
    await vi.waitFor(() => expect(onEvent).toHaveBeenCalled(), 10_000);
    leaving.abort();
    await expect(sent).rejects.toThrow('aborted');
    end();
    expect(await send(smnWebhook())).toEqual([200, 'handled']);
    expect(onEvent).toHaveBeenCalledOnce();
  });
});

describe('toNodeListener', () => {
  it('answers 500 without the error when its function rejects', async () => {
    const url = await serve(toNodeListener(() => Promise.reject(new Error('secret'))));
    const response = await fetch(url, { method: 'POST', body: '{}' });
    expect([response.status, await response.text()]).toEqual([500, '']);
  });

  it('closes the connection when the body of the answer fails', async () => {
    const body = () => new ReadableStream({ pull: () => Promise.reject(new Error('secret')) });
    const url = await serve(toNodeListener(() => Promise.resolve(new Response(body()))));
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('passes the path, the headers and the bytes on', async () => {
    const echo = async (got: Request): Promise<Response> => {
      const { pathname, search } = new URL(got.url);
      const bytes = Buffer.from(await got.arrayBuffer()).toString('hex');
      return Response.json([got.method, pathname, search, got.headers.get('auth_sign'), bytes]);
    };
    const url = await serve(toNodeListener(echo));
    const init = { method: 'POST', headers: { auth_sign: 'a' }, body: new Uint8Array([0, 255]) };
    const response = await fetch(`${url}/vod-events?of=vod`, init);
    expect(await response.json()).toEqual(['POST', '/vod-events', '?of=vod', 'a', '00ff']);
  });
});
