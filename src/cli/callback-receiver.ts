/** Listens on this machine for the callbacks of VOD, and believes only those that are signed. */
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { CallbackError } from '../events/callback-error.js';
import { isAudioExtractComplete, type VodEvent } from '../events/event.js';
import { verifyMfsRequest } from '../events/mfs.js';
import type { AudioExtraction } from '../extract-audio.js';

/** A receiver of callbacks. */
export interface CallbackReceiver {
  /** The callback address. */
  readonly url: string;
  /** Hands a job the events that came, and those that will; an event may come before its job is known. */
  deliverTo(job: AudioExtraction): void;
  close(): void;
}

/** Starts a receiver on a free port of the loopback. */
export async function receiveCallbacks(key: string): Promise<CallbackReceiver> {
  const events: VodEvent[] = [];
  let job: AudioExtraction | undefined;
  const deliver = (event: VodEvent): void => {
    if (isAudioExtractComplete(event)) job?.receive(event);
  };
  const answer = async (request: Request): Promise<Response> => {
    try {
      const event = await verifyMfsRequest(request, { key });
      events.push(event);
      deliver(event);
      return new Response(null, { status: 200 });
    } catch (error) {
      const refused = error instanceof CallbackError;
      return new Response(refused ? error.reason : null, { status: refused ? 401 : 500 });
    }
  };
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = serve({ fetch: answer, hostname: '127.0.0.1', port: 0 }, () => {
      resolve(listening);
    }) as Server; // HTTP/1, because no other `createServer` is given.
    listening.once('error', reject);
  });
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    deliverTo(target) {
      job = target;
      events.forEach(deliver);
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
