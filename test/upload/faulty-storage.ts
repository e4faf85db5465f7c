/** A real local VOD service behind a proxy that spoils what it is told to: requests, answers, connections. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../src/local/index.js';
import { afterAll, beforeEach, vi } from 'vitest';
import { createVodClient, type VodClient } from '../../src/index.js';
import { opened } from './contents.js';

/** What a request is for. */
export type Step =
  | 'create'
  | 'authority'
  | 'confirm'
  | 'info'
  | 'put'
  | 'start'
  | 'part'
  | 'list'
  | 'complete'
  | 'abort'
  | 'other';

/** What becomes of a request instead of being answered by the service. */
export type Fault =
  /** Answered at once, without being read to its end. */
  | { status: number; xml?: string; headers?: Record<string, string> }
  /** The connection is cut before it arrives, or after it was carried out; or nothing comes back at all. */
  | 'cut'
  | 'lose the answer'
  | 'hang'
  /** Answered by the service, with other headers. */
  | { change: Record<string, string> };

/** An error as object storage writes it. */
export function errorXml(code: string, message: string): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message><RequestId>R1</RequestId></Error>`;
}

export const busy: Fault = { status: 503, xml: errorXml('SlowDown', 'Reduce your request rate.') };
export const denied: Fault = {
  status: 403,
  xml: errorXml('AccessDenied', 'Request has expired'),
};
export const wrongEtag: Fault = { change: { etag: `"${'0'.repeat(32)}"` } };

/** A request that arrived. */
export interface Arrived {
  step: Step;
  /** The number of a part. */
  part: number;
  url: string;
  headers: IncomingMessage['headers'];
}

/** A service whose way is faulty. */
export interface FaultyStorage {
  local: LocalVod;
  /** The address of the proxy. */
  endpoint: string;
  vod: VodClient;
  /** All that arrived, in its order. */
  arrived: Arrived[];
  /** Spoils the next `times` requests for a step, of one part or of all. */
  spoil: (step: Step, fault: Fault, limits?: { times?: number; part?: number }) => void;
  /** The steps that arrived, without the questions for URLs; parts as `part 2`, by their number. */
  steps: () => string[];
  /** Forgets what arrived and what would be spoilt. */
  forget: () => void;
  close: () => Promise<void>;
}

export async function startFaultyStorage(options: LocalVodOptions = {}): Promise<FaultyStorage> {
  const local = await startLocalVod(options);
  const arrived: Arrived[] = [];
  const faults: { step: Step; fault: Fault; times: number; part: number | undefined }[] = [];
  const server = createServer((incoming, answer) => {
    const it = identify(incoming);
    arrived.push(it);
    const found = faults.find(
      ({ step, times, part }) => step === it.step && times > 0 && (part ?? it.part) === it.part,
    );
    if (found) found.times -= 1;
    pass(incoming, answer, local, found?.fault);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  const endpoint = `http://127.0.0.1:${port}`;
  const { projectId, credentials } = local;
  return {
    local,
    endpoint,
    vod: createVodClient({ endpoint, projectId, credentials }),
    arrived,
    spoil: (step, fault, { times = 1, part } = {}) => faults.push({ step, fault, times, part }),
    steps() {
      const steps = arrived.filter(({ step }) => step !== 'authority');
      // Those that are sent side by side may arrive in any order.
      const parts = steps.filter(({ step }) => step === 'part').sort((a, b) => a.part - b.part);
      return steps
        .map((each) => (each.step === 'part' ? (parts.shift() ?? each) : each))
        .map(({ step, part }) => (step === 'part' ? `part ${part}` : step));
    },
    forget() {
      arrived.length = 0;
      faults.length = 0;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await local.close();
    },
  };
}

function identify({ method = '', url = '', headers }: IncomingMessage): Arrived {
  const { pathname, searchParams } = new URL(url, 'http://proxy');
  const part = Number(searchParams.get('partNumber') ?? 0);
  return { step: stepOf(method, pathname, searchParams), part, url, headers };
}

function stepOf(method: string, path: string, query: URLSearchParams): Step {
  if (path.startsWith('/upload/')) {
    if (!query.has('uploadId')) return method === 'POST' ? 'start' : 'put';
    return ({ PUT: 'part', GET: 'list', POST: 'complete' } as const)[method] ?? 'abort';
  }
  if (path.endsWith('/asset/status/uploaded')) return 'confirm';
  if (path.endsWith('/asset/authority')) return 'authority';
  if (path.endsWith('/asset/info')) return 'info';
  return path.endsWith('/asset') && method === 'POST' ? 'create' : 'other';
}

/** Passes a request on under its own host, so that the service names the proxy in its URLs. */
function pass(
  incoming: IncomingMessage,
  answer: ServerResponse,
  local: LocalVod,
  fault: Fault | undefined,
): void {
  if (fault === 'cut') return void incoming.socket.destroy();
  if (fault === 'hang') return void incoming.resume();
  if (typeof fault === 'object' && 'status' in fault) {
    incoming.resume();
    answer.writeHead(fault.status, fault.headers).end(fault.xml);
    return;
  }
  const { method, url, headers } = incoming;
  const onward = request(local.url + (url ?? ''), { method, headers }, (real) => {
    if (fault === 'lose the answer') {
      real.resume().once('end', () => incoming.socket.destroy());
      return;
    }
    answer.writeHead(real.statusCode ?? 0, { ...real.headers, ...fault?.change });
    real.pipe(answer);
  });
  onward.once('error', () => answer.destroy());
  answer.once('close', () => onward.destroy());
  incoming.pipe(onward);
}

/** Sets a faulty storage up for the tests of a file: at the beginning of each it spoils nothing, and nobody pauses. */
export async function faultyStorageOfFile() {
  const storage = await startFaultyStorage();
  afterAll(() => storage.close());
  beforeEach(() => {
    storage.forget();
    vi.spyOn(Math, 'random').mockReturnValue(0); // No pauses before repetitions.
  });
  /** What an upload of so many bytes, in parts of 1000, continues. */
  async function inParts(size: number) {
    const state = await opened(storage.vod, size);
    storage.forget();
    return state;
  }
  return { storage, inParts };
}
