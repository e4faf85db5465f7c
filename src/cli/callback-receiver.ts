/** Listens on this machine for the callbacks of VOD, and believes only those that are signed. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isAudioExtractComplete, type VodEvent } from '../webhooks/event.js';
import { toNodeListener } from '../webhooks/node-listener.js';
import { createWebhookReceiver } from '../webhooks/receiver.js';
import type { AudioExtraction } from '../extraction/extract-audio.js';

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
  const receiver = createWebhookReceiver({
    mfs: { key },
    onEvent(event) {
      events.push(event);
      deliver(event);
    },
  });
  const server = createServer(toNodeListener(receiver));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
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
