/** A receiver of webhooks that is plain node:http, so that it sees them as they are on the wire. */
import { createHmac } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AudioExtractCompleteEvent } from '../../../src/index.js';
import { isAudioExtractComplete, parseEvent } from '../../../src/webhooks/index.js';
import { checkWebhook } from '../../contract-check.js';
import { listen } from '../../listen.js';

/** The key of the tests' webhooks. */
export const webhookKey = 'fake-callback-key';

/** One webhook, as it came. */
export interface Webhook {
  method: string | undefined;
  path: string | undefined;
  /** As sent: names in their own case, each followed by its value. */
  rawHeaders: string[];
  body: string;
}

export interface WebhookRecorder {
  readonly url: string;
  readonly webhooks: readonly Webhook[];
  /** The webhook that `find` finds among those that came; waits until it has come. */
  webhook(find: (webhooks: readonly Webhook[]) => Webhook | undefined): Promise<Webhook>;
  close(): void;
}

/** Starts a receiver. `answer` answers each webhook, or leaves it without an answer. */
export async function recordWebhooks(
  answer: (response: ServerResponse, number: number) => void = (response) => response.end(),
): Promise<WebhookRecorder> {
  const webhooks: Webhook[] = [];
  const arrivals = new EventEmitter();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method, url: path, rawHeaders } = request;
      answer(response, webhooks.push({ method, path, rawHeaders, body }) - 1);
      arrivals.emit('webhook');
    });
  });
  return {
    url: `${await listen(server)}/webhooks?of=vod`,
    webhooks,
    async webhook(find) {
      for (;;) {
        const webhook = find(webhooks);
        if (webhook) return webhook;
        await once(arrivals, 'webhook');
      }
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A header of a webhook by its exact name; nginx and others treat names with underscores apart. */
export function headerOf({ rawHeaders }: Webhook, name: string): string | undefined {
  const index = rawHeaders.indexOf(name);
  return index < 0 ? undefined : rawHeaders[index + 1];
}

/** The end of the extraction in a webhook that is signed with `webhookKey` and fits the contract; else throws. */
export function readWebhook(webhook: Webhook): AudioExtractCompleteEvent['audio_extract_info'] {
  checkWebhook(webhook.body);
  const { message } = JSON.parse(webhook.body) as { message: string };
  const signed = `VOD_${String(headerOf(webhook, 'auth_timestamp'))}_${message}`;
  const expected = createHmac('sha256', webhookKey).update(signed).digest('hex');
  const sign = headerOf(webhook, 'auth_sign');
  if (sign !== expected) throw new Error(`auth_sign is ${String(sign)}, not ${expected}.`);
  const event = parseEvent(message);
  if (!isAudioExtractComplete(event)) throw new Error(`Not an end of an extraction: ${message}`);
  return event.audio_extract_info;
}
