/** Receives the webhooks of the local VOD service. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AudioExtraction } from '../extraction/extract-audio.js';
import {
  createWebhookReceiver,
  isAudioExtractComplete,
  toNodeListener,
  type VodEvent,
} from '../webhooks/index.js';

/** A listening webhook receiver. */
export interface WebhookReceiver {
  readonly url: string;
  /** Gives a job the events that have arrived, and those that will: an event can arrive before its job is known. */
  deliverTo(job: AudioExtraction): void;
  close(): void;
}

/** Starts a receiver on a free port of this machine, which accepts webhooks that are signed with this key. */
export async function startWebhookReceiver(key: string): Promise<WebhookReceiver> {
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
  const { port } = server.address() as AddressInfo; // A TCP server has one.
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
