/** The receiver on node:http, over real connections: it answers, and nothing ends the server. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebhookError, type FetchFunction, toNodeListener } from '../../src/webhooks/index.js';
import { ofMfs, ofSmn, receiver } from './receiver.js';
import { event, messages } from './smn-messages.js';

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

async function listen(listener: Listener): Promise<{ url: string; port: number }> {
  const server = createServer(listener);
  closers.push(() => server.close().closeAllConnections());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  return { url: `http://127.0.0.1:${port}/vod-events?of=vod`, port };
}

/** A receiver that listens, and how to send it a callback. */
async function start(...options: Parameters<typeof receiver>) {
  const told = receiver(...options);
  const { url, port } = await listen(toNodeListener(told.receive));
  const send = async (callback: Request | Promise<Request>): Promise<[number, string]> => {
    const { method, headers, body } = await callback;
    const response = await fetch(url, { method, headers, body, duplex: 'half' } as RequestInit);
    return [response.status, await response.text()];
  };
  return { ...told, url, port, send };
}

describe('over HTTP', () => {
  it('an event of each channel is taken, and again', async () => {
    const { send, events } = await start({ seen: new Set() });
    for (const callback of [ofMfs(), ofSmn(), ofMfs(), ofSmn()]) {
      expect(await send(callback)).toEqual([200, 'taken']);
    }
    expect(events.map(([told, { channel }]) => [told, channel])).toEqual([
      [event, 'MFS'],
      [event, 'SMN'],
    ]);
  });

  it('a bad signature is refused', async () => {
    const { send, events } = await start();
    expect(await send(ofMfs(event, { key: 'other' }))).toEqual([401, 'invalid-signature']);
    expect(await send(ofSmn({ ...messages.notification, message: '{}' }))).toEqual([
      401,
      'invalid-signature',
    ]);
    expect(events).toEqual([]);
  });

  it('a handler that throws is a 500 without its error', async () => {
    const failure = new Error('no database at secret.example.com');
    const { send, errors } = await start({
      onEvent: () => {
        throw failure;
      },
    });
    expect(await send(ofMfs())).toEqual([500, 'not taken']);
    expect(errors).toEqual([failure]);
  });

  it('a handler that takes long is a 503', async () => {
    const { send } = await start({ onEvent: () => new Promise(() => undefined), timeoutMs: 20 });
    expect(await send(ofSmn())).toEqual([503, 'not taken yet']);
  });

  it('another method is a 405', async () => {
    const { url } = await start();
    for (const method of ['GET', 'HEAD', 'PUT']) {
      const response = await fetch(url, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  it('a method that no Request may have is a 405, too', async () => {
    const { port } = await start();
    const trace = request({ port, method: 'TRACE' }).end();
    const [response] = (await once(trace, 'response')) as [IncomingMessage];
    expect(response.resume().statusCode).toBe(405);
  });

  it.each<[string, FetchFunction, string[], number]>([
    ['allowed', () => Promise.resolve(new Response()), ['console.huaweicloud.com'], 200],
    ['not allowed', () => expect.unreachable(), ['smn.example.com'], 403],
  ])('a subscription at a host that is %s', async (_, answer, hosts, status) => {
    const confirm = { hosts, fetch: vi.fn(answer) };
    const { send } = await start({}, { confirm });
    expect((await send(ofSmn(messages.subscription)))[0]).toBe(status);
    expect(confirm.fetch).toHaveBeenCalledTimes(status === 200 ? 1 : 0);
  });
});

describe('a body that is too long', () => {
  it.each([300, 1000, 5000])('of %i KiB is answered with 413', async (kibibytes) => {
    const { send, url, errors } = await start();
    const body = 'x'.repeat(kibibytes * 1024);
    const response = fetch(url, { method: 'POST', body }).then(({ status }) => status);
    // What is far too long may also see its connection end while it is still sent.
    expect([413, 'TypeError']).toContain(
      await response.catch((error: unknown) => (error as Error).name),
    );
    expect(await send(ofMfs())).toEqual([200, 'taken']);
    expect(errors).toEqual([]);
  });

  it('without an announced length is not read to its end', async () => {
    const { url } = await start();
    const sending = request(url, { method: 'POST' });
    sending.on('error', () => undefined); // The connection is closed while it is still being sent.
    sending.write('x'.repeat(2 * 1024 * 1024));
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    expect([response.statusCode, response.headers.connection]).toEqual([413, 'close']);
    sending.destroy();
  });
});

describe('a client that goes away', () => {
  it('in the middle of its body leaves the server as it was', async () => {
    const handled = vi.fn();
    const { send, port } = await start({ onEvent: handled });
    const socket = connect(port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n{"message":');
    await once(socket, 'connect');
    socket.resetAndDestroy();
    expect(await send(ofMfs())).toEqual([200, 'taken']);
    expect(handled).toHaveBeenCalledOnce();
  });

  it('before the answer does not matter: the event is handled', async () => {
    let end = (): void => undefined;
    const onEvent = vi.fn(() => new Promise<void>((resolve) => (end = resolve)));
    const seen = new Set<string>();
    const { send, url } = await start({ onEvent, seen });
    const { method, headers, body } = ofSmn();
    const leaving = new AbortController();
    const init = { method, headers, body, duplex: 'half', signal: leaving.signal } as RequestInit;
    const sent = fetch(url, init);
    await vi.waitFor(() => expect(onEvent).toHaveBeenCalled());
    leaving.abort();
    await expect(sent).rejects.toThrow('aborted');
    end();
    expect(await send(ofSmn())).toEqual([200, 'taken']);
    expect(onEvent).toHaveBeenCalledOnce();
  });
});

describe('toNodeListener', () => {
  it.each<[string, () => Promise<Response>]>([
    ['rejects', () => Promise.reject(new Error('secret'))],
    [
      'throws',
      () => {
        throw new Error('secret');
      },
    ],
  ])('answers 500 when its function %s', async (_, failing) => {
    const { url } = await listen(toNodeListener(failing));
    const response = await fetch(url, { method: 'POST', body: '{}' });
    expect([response.status, await response.text()]).toEqual([500, '']);
  });

  it('closes the connection when the body of the answer fails', async () => {
    const body = () => new ReadableStream({ pull: () => Promise.reject(new Error('secret')) });
    const { url } = await listen(toNodeListener(() => Promise.resolve(new Response(body()))));
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('hands over the path, the headers and the bytes as they are', async () => {
    const echo = async (got: Request): Promise<Response> => {
      const { pathname, search } = new URL(got.url);
      const bytes = Buffer.from(await got.arrayBuffer()).toString('hex');
      return Response.json([got.method, pathname, search, got.headers.get('auth_sign'), bytes]);
    };
    const { url } = await listen(toNodeListener(echo));
    const init = { method: 'POST', headers: { auth_sign: 'a' }, body: new Uint8Array([0, 255]) };
    const response = await fetch(url, init);
    expect(await response.json()).toEqual(['POST', '/vod-events', '?of=vod', 'a', '00ff']);
  });

  it.each<[string, (read: string) => unknown]>([
    ['an object', (read) => JSON.parse(read)],
    ['bytes', (read) => Buffer.from(read)],
    ['a text', (read) => read],
  ])('takes the body that a parser of Express left: %s', async (_, parse) => {
    const { receive, events } = receiver();
    const listener = toNodeListener(receive);
    const { url } = await listen((incoming, outgoing) => {
      void text(incoming).then((read) => {
        listener(Object.assign(incoming, { body: parse(read) }), outgoing);
      });
    });
    const { method, headers, body } = await ofMfs();
    const response = await fetch(url, { method, headers, body, duplex: 'half' } as RequestInit);
    expect(response.status).toBe(200);
    expect(events).toHaveLength(1);
  });

  it('has nothing to verify when a parser left nothing', async () => {
    const { receive, errors } = receiver();
    const { url } = await listen((incoming, outgoing) => {
      void text(incoming).then(() => toNodeListener(receive)(incoming, outgoing));
    });
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(400);
    expect(errors).toEqual([expect.any(WebhookError)]);
  });
});
