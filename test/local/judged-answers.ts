/**
 * Has the tests of this folder judge every answer that leaves a local VOD service by HTTP, whoever asked: one that
 * breaks the contract fails the test that saw it. vitest runs this file before each test file; the answers of
 * `local.fetch`, which no server sends, are for `checkingFetch`.
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
    // Here, because most test files need no contract.
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
  // Each does what it is told and passes all of it on to the method that it hides.
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
      // What is no path never reaches the service: its server answers 400.
      if (seen.status > 0 && !url.includes('\\')) answers.push(seen);
      return prototype.end.apply(response, given);
    },
  });
}
