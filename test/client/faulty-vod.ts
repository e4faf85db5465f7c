/** A VOD on loopback that fails as it is told to, to the byte, and counts the jobs that it created. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setImmediate as afterEvents } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { learnSignature } from './canary.js';

/** The head of a request that arrived, and its body once that is read. */
export interface Received {
  method: string;
  path: string;
  /** By their names in lower case. */
  headers: Record<string, string>;
  /** Head and body as they came. */
  raw: string;
  body: string;
}

/** One request under way; a step does something to it. */
export interface Exchange {
  request: Received;
  socket: Socket;
  vod: FaultyVod;
  /** Waits for the whole body. */
  readBody: () => Promise<string>;
  /** What the real service does before it answers; returns the body of its answer. */
  createJob: () => { asset_id: string; audio_asset_id: string };
  /** Writes bytes as they are. */
  write: (text: string) => void;
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
  readonly #sockets = new Set<Socket>();
  readonly #script: Script;

  constructor(script: Script) {
    this.#script = script;
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy()); // Faults are the purpose.
      socket.on('close', () => this.#sockets.delete(socket));
      const fault = script.connections?.[this.connections];
      this.connections += 1;
      if (fault) fault(socket);
      else this.#read(socket);
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo; // A TCP server that listens has one.
    this.url = `http://127.0.0.1:${String(port)}`;
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

  #read(socket: Socket): void {
    let text = '';
    let current: { request: Received; length: number; arrived: () => void } | undefined;
    socket.setEncoding('latin1');
    const advance = (): void => {
      if (!current) {
        const end = text.indexOf('\r\n\r\n');
        if (end < 0) return;
        const request = parseHead(text.slice(0, end + 4));
        text = text.slice(end + 4);
        const length = Number(request.headers['content-length'] ?? 0);
        let arrived: () => void = () => undefined;
        const whole = new Promise<void>((resolve) => (arrived = resolve));
        current = { request, length, arrived };
        this.#begin(socket, request, whole);
      }
      if (text.length < current.length) return;
      const { request, length, arrived } = current;
      request.body = text.slice(0, length);
      request.raw += request.body;
      text = text.slice(length);
      current = undefined;
      arrived();
      advance();
    };
    socket.on('data', (chunk: string) => {
      text += chunk;
      advance();
    });
  }

  #begin(socket: Socket, request: Received, whole: Promise<void>): void {
    const step = this.#script.steps?.[this.requests.length] ?? accept;
    this.requests.push(request);
    learnSignature(request.headers['authorization']);
    step({
      request,
      socket,
      vod: this,
      readBody: () => whole.then(() => request.body),
      createJob: () => {
        this.jobs += 1;
        return acceptance(this.jobs);
      },
      write: (text) => socket.write(text, 'utf8'),
    });
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
  exchange.write(
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
    exchange.write(answerText(...parts));
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
      exchange.write(text);
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

function parseHead(raw: string): Received {
  const [first = '', ...lines] = raw.trimEnd().split('\r\n');
  const [method = '', path = ''] = first.split(' ');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.toLowerCase(), value.join(':').trim()];
    }),
  );
  return { method, path, headers, raw, body: '' };
}
