/**
 * Judges every answer that a local VOD service sends by HTTP in the tests of this folder: an answer that breaks the
 * contract fails the test in which it was sent. vitest runs this file before each test file. The answers of
 * `local.fetch`, which no server sends, are judged by `checkingFetch`.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, expect } from 'vitest';

/** The paths of the service; others are those of the tests' own servers. */
const ofService = /^\/(v\d|upload\/|asset\/|shield\/|smn\/)/;

interface SeenAnswer {
  method: string;
  url: string;
  status: number;
  headers: Headers;
  chunks: Uint8Array[];
}

let answers: SeenAnswer[] = [];

if (/[\\/]test[\\/]local[\\/]/.test(expect.getState().testPath ?? '')) {
  const channel = 'http.server.request.start';
  const look = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (ofService.test(request.url ?? '')) watch(request, response);
  };
  subscribe(channel, look);
  // The next file of this process has its own.
  afterAll(() => void unsubscribe(channel, look));
  afterEach(async () => {
    const seen = answers;
    answers = [];
    if (seen.length === 0) return;
    // Imported here, because most test files need no contract.
    const { checkAnswer } = await import('../contract-check.js');
    for (const { method, url, status, headers, chunks } of seen) {
      checkAnswer(method, url, { status, headers }, Buffer.concat(chunks).toString());
    }
  });
}

/** Notes what a response is given to send; it counts when it is complete. */
function watch({ method = '', url = '' }: IncomingMessage, response: ServerResponse): void {
  const seen: SeenAnswer = { method, url: '', status: 0, headers: new Headers(), chunks: [] };
  const keep = (chunk: unknown): void => {
    if (/^(audio|video)\//.test(seen.headers.get('content-type') ?? '')) return; // Too much to keep.
    if (typeof chunk === 'string') seen.chunks.push(Buffer.from(chunk));
    if (chunk instanceof Uint8Array) seen.chunks.push(chunk);
  };
  // Each notes what it is given, and passes all of it on to the method that it hides.
  const { prototype } = ServerResponse;
  Object.assign(response, {
    writeHead(status: number, headers: Record<string, string | string[]> = {}) {
      Object.assign(seen, { status, url: new URL(url, 'http://127.0.0.1').href });
      for (const [name, value] of Object.entries(headers)) seen.headers.set(name, String(value));
      return prototype.writeHead.call(response, status, headers);
    },
    write(...given: Parameters<ServerResponse['write']>) {
      keep(given[0]);
      return prototype.write.apply(response, given);
    },
    end(...given: Parameters<ServerResponse['end']>) {
      keep(given[0]);
      // The server itself answers 400 to what is no path.
      if (seen.status > 0 && !url.includes('\\')) answers.push(seen);
      return prototype.end.apply(response, given);
    },
  });
}
