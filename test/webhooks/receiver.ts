/** A receiver of both channels that remembers all that it told, and callbacks for it. */
import {
  type WebhookReceiverOptions,
  createWebhookReceiver,
  type Delivery,
  signedMfsRequest,
  type SmnReceiverOptions,
  type VodEvent,
} from '../../src/webhooks/index.js';
import { event, messages, options, post, sentAt } from './smn-messages.js';

const key = 'fake-callback-key';
/** The options of MFS. */
export const mfs = { key, now: () => sentAt };

export function ofMfs(message: VodEvent | string = event, draft: object = {}): Promise<Request> {
  const timestamp = String(sentAt);
  return signedMfsRequest('http://localhost/', { key, message, timestamp, ...draft });
}

export function ofSmn(message: object = messages.notification): Request {
  return post(message, { 'x-smn-message-type': 'type' in message ? String(message.type) : '' });
}

/** A receiver, what it told, and what it answers: the status and the text. */
export function receiver(
  changes: Partial<WebhookReceiverOptions> = {},
  smnChanges: Partial<SmnReceiverOptions> = {},
) {
  const events: [VodEvent, Delivery][] = [];
  const errors: unknown[] = [];
  const receive = createWebhookReceiver({
    mfs,
    smn: { ...options, ...smnChanges },
    onEvent: (told, delivery) => events.push([told, delivery]),
    onError: (error) => errors.push(error),
    ...changes,
  });
  const answer = async (request: Request | Promise<Request>): Promise<[number, string]> => {
    const response = await receive(await request);
    return [response.status, await response.text()];
  };
  return { answer, receive, events, errors };
}
