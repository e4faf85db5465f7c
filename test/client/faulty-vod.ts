/** A VOD on loopback that fails as it is scripted, to the byte, and counts the jobs that it created. */
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as afterEvents } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { listen } from '../listen.js';
import { learnSignature } from './canary.js';

/** The head of a request that arrived, and its body once that is read. */
export interface Received {
  method: string;
  path: string;
  /** By their names in lower case. */
  headers: Record<string, string>;
  /** Head and body as text. */
  raw: string;
  /** A character for each byte. */
  body: string;
}

/** One request under way; a step does something to it. */
export interface Exchange {
  request: Received;
  socket: Socket;
  /** Waits for the whole body. */
  readBody: () => Promise<string>;
  /** What the real service does before it answers; returns the body of its answer. */
  createJob: () => { asset_id: string; audio_asset_id: string };
}

/** What is done to a request. The connection stays as the step leaves it. */
export type Step = (exchange: Exchange) => unknown;

/** How to serve. */
export interface Script {
  /** What is done to each request in turn; to those after the last one, `accept`. */
  steps?: Step[];
  /** What is done to each new connection in turn, of which nothing is read then. */
  connections?: ((socket: Socket) => unknown)[];
}

/** A server of scripted faults. */
export class FaultyVod {
  /** The requests whose head arrived, in turn. */
  readonly requests: Received[] = [];
  /** How many jobs there are. */
  jobs = 0;
  /** How many connections were made. */
  connections = 0;
  url = '';
  readonly #server: Server;
  /** Reads the requests; their answers are written by the steps, and not by it. */
  readonly #reader = createHttpServer((incoming) => this.#begin(incoming));
  readonly #sockets = new Set<Socket>();
  readonly #steps: Step[];

  constructor({ steps = [], connections = [] }: Script) {
    this.#steps = steps;
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy()); // Faults are the purpose.
      socket.on('close', () => this.#sockets.delete(socket));
      const fault = connections[this.connections];
      this.connections += 1;
      if (fault) fault(socket);
      else this.#reader.emit('connection', socket);
    });
  }

  async listen(): Promise<this> {
    this.url = await listen(this.#server);
    return this;
  }

  async close(): Promise<void> {
    this.hangUp();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Closes all connections. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Does `fault` to each open connection when its next bytes come, and leaves them unread. */
  onNextBytes(fault: (socket: Socket) => unknown): void {
    for (const socket of this.#sockets) {
      socket.removeAllListeners('data').once('data', () => fault(socket));
    }
  }

  /** How many connections are open. */
  get open(): number {
    return this.#sockets.size;
  }

  #begin(incoming: IncomingMessage): void {
    const { method = '', url: path = '', socket, rawHeaders } = incoming;
    const headers: Record<string, string> = {};
    let raw = `${method} ${path} HTTP/1.1\r\n`;
    for (let index = 0; index < rawHeaders.length; index += 2) {
      const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
      headers[name.toLowerCase()] = value;
      raw += `${name}: ${value}\r\n`;
    }
    const request: Received = { method, path, headers, raw: `${raw}\r\n`, body: '' };
    incoming.setEncoding('latin1');
    const whole = text(incoming).then((body) => {
      request.raw += body;
      return (request.body = body);
    });
    whole.catch(() => undefined); // A step that does not read the body may break it off.
    const step = this.#steps[this.requests.length] ?? accept;
    this.requests.push(request);
    learnSignature(headers['authorization']);
    const createJob = () => acceptance((this.jobs += 1));
    step({ request, socket, readBody: () => whole, createJob });
  }
}

const started: FaultyVod[] = [];
afterAll(async () => {
  await Promise.all(started.splice(0).map((vod) => vod.close()));
});

/** Starts a server that lives until the end of the test file. */
export async function startFaultyVod(script: Script | Step[] = {}): Promise<FaultyVod> {
  const vod = await new FaultyVod(Array.isArray(script) ? { steps: script } : script).listen();
  started.push(vod);
  return vod;
}

/**
 * An origin at which nothing listens. A port that was free a moment ago would not do: another test's server may
 * get it meanwhile.
 */
export const nowhere = 'http://127.0.0.1:2';

/** The id of the video of every call. */
export const assetId = '3e1cd21131a94525be55acf65888bf46';

/** What the n-th job is accepted with. */
export function acceptance(job: number): { asset_id: string; audio_asset_id: string } {
  return { asset_id: assetId, audio_asset_id: `job${String(job)}` };
}

/** Answers as the real service does when all is well: a POST creates a job. */
export const accept: Step = async (exchange) => {
  await exchange.readBody();
  const isJob = exchange.request.method === 'POST';
  exchange.socket.write(
    isJob ? answerText(202, exchange.createJob()) : answerText(200, { asset_id: assetId }),
  );
};

/** The bytes of a whole answer; a body that is no text is sent as JSON, a header that is empty is not. */
export function answerText(
  status: number,
  body: unknown = '',
  headers: Record<string, string> = {},
): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const lines = Object.entries({
    'content-type': typeof body === 'string' ? 'text/html' : 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    'x-request-id': 'fake-request-id',
    ...headers,
  }).map(([name, value]) => (value === '' ? '' : `${name}: ${value}\r\n`));
  return `HTTP/1.1 ${String(status)} Scripted\r\n${lines.join('')}\r\n${text}`;
}

/** A step that answers, and creates nothing. */
export function answer(...parts: Parameters<typeof answerText>): Step {
  return async (exchange) => {
    await exchange.readBody();
    exchange.socket.write(answerText(...parts));
  };
}

/** A step that creates the job, and then does `fault`. */
export function created(fault: Step): Step {
  return async (exchange) => {
    await exchange.readBody();
    exchange.createJob();
    await fault(exchange);
  };
}

/** A step that writes bytes one after the other in packets of their own, and then does `fault`. */
export function write(texts: string[], fault: Step = () => undefined): Step {
  return async (exchange) => {
    await exchange.readBody();
    for (const text of texts) {
      exchange.socket.write(text);
      await afterEvents();
    }
    await fault(exchange);
  };
}

/** Waits until what is on its way over loopback has arrived. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await afterEvents();
}

/** Breaks the connection off (RST). */
export const reset: Step = ({ socket }) => socket.resetAndDestroy();
/** Closes the connection in both directions (FIN). */
export const hangUp: Step = ({ socket }) => socket.destroySoon();
/** Never answers. */
export const keepSilent: Step = () => undefined;
