/** A receiver of callbacks that is plain node:http, so that it sees them as they are on the wire. */
import { createHmac } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { isAudioExtractComplete, parseEvent } from '../../../src/webhooks/index.js';
import type { AudioExtractCompleteEvent } from '../../../src/index.js';
import { checkCallback } from '../../contract-check.js';

/** The key of the tests' callbacks. */
export const callbackKey = 'fake-callback-key';

/** One callback, as it came. */
export interface Callback {
  method: string | undefined;
  path: string | undefined;
  /** As sent: names in their own case, each followed by its value. */
  rawHeaders: string[];
  body: string;
}

export interface CallbackRecorder {
  readonly url: string;
  readonly callbacks: readonly Callback[];
  /** The callback that `find` finds among those that came; waits until it has come. */
  callback(find: (callbacks: readonly Callback[]) => Callback | undefined): Promise<Callback>;
  close(): void;
}

/** Starts a receiver. `answer` answers each callback, or leaves it without an answer. */
export async function recordCallbacks(
  answer: (response: ServerResponse, number: number) => void = (response) => response.end(),
): Promise<CallbackRecorder> {
  const callbacks: Callback[] = [];
  const arrivals = new EventEmitter();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method, url: path, rawHeaders } = request;
      answer(response, callbacks.push({ method, path, rawHeaders, body }) - 1);
      arrivals.emit('callback');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  return {
    url: `http://127.0.0.1:${String(port)}/callbacks?of=vod`,
    callbacks,
    async callback(find) {
      for (;;) {
        const callback = find(callbacks);
        if (callback) return callback;
        await once(arrivals, 'callback');
      }
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A header of a callback by its exact name; nginx and others treat names with underscores apart. */
export function headerOf({ rawHeaders }: Callback, name: string): string | undefined {
  const index = rawHeaders.indexOf(name);
  return index < 0 ? undefined : rawHeaders[index + 1];
}

/** The event of a callback that is signed with `callbackKey` and is what the contract says; else throws. */
export function readCallback(callback: Callback): AudioExtractCompleteEvent['audio_extract_info'] {
  checkCallback(callback.body);
  const { message } = JSON.parse(callback.body) as { message: string };
  const signed = `VOD_${String(headerOf(callback, 'auth_timestamp'))}_${message}`;
  const expected = createHmac('sha256', callbackKey).update(signed).digest('hex');
  const sign = headerOf(callback, 'auth_sign');
  if (sign !== expected) throw new Error(`auth_sign is ${String(sign)}, not ${expected}.`);
  const event = parseEvent(message);
  if (!isAudioExtractComplete(event))
    throw new Error(`This is no end of an extraction: ${message}`);
  return event.audio_extract_info;
}
