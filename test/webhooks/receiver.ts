/** A receiver of both channels that records events and errors. */
import { vi } from 'vitest';
import {
  createWebhookReceiver,
  type Delivery,
  type SmnReceiverOptions,
  type VodEvent,
  type WebhookReceiverOptions,
} from '../../src/webhooks/index.js';
import { mfs, smn } from './signed-webhooks.js';

/** Makes the receiver. `answer` returns the status and the text of its answer. */
export function recordingReceiver(
  changes: Partial<WebhookReceiverOptions> = {},
  smnChanges: Partial<SmnReceiverOptions> = {},
) {
  const events: [VodEvent, Delivery][] = [];
  const errors: unknown[] = [];
  const receiver = createWebhookReceiver({
    mfs,
    smn: { ...smn, ...smnChanges },
    onEvent: (received, delivery) => events.push([received, delivery]),
    onError: (error) => errors.push(error),
    ...changes,
  });
  const answer = async (request: Request | Promise<Request>): Promise<[number, string]> => {
    const response = await receiver(await request);
    return [response.status, await response.text()];
  };
  return { answer, receiver, events, errors };
}

/** A handler that ends when `end` is called. */
export function pausedHandler() {
  let end: (error?: Error) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve());
  });
  return { onEvent: vi.fn(() => ended), end: (error?: Error) => end(error) };
}
