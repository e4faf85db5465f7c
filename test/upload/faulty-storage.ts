/** A local VOD service behind a proxy that can spoil requests, answers and connections. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { afterAll, beforeEach, vi } from 'vitest';
import { createVodClient } from '../../src/index.js';
import { type LocalVod, startLocalVod } from '../../src/local/index.js';
import { listen } from '../listen.js';

/** What a request is for. */
export type Step =
  | ('create' | 'authority' | 'confirm' | 'info' | 'other')
  | ('put' | 'start' | 'part' | 'list' | 'complete' | 'abort');

/** What happens to a request. */
export type Fault =
  /** This answer is sent at once, and the request does not reach the service. */
  | { status: number; xml?: string; headers?: Record<string, string> }
  /** The connection is closed before the request reaches the service, or before its answer; or nothing is answered. */
  | 'cut'
  | 'lose the answer'
  | 'hang'
  /** The service answers, but with other headers. */
  | { change: Record<string, string> };

/** An error as object storage sends it. */
export function errorXml(code: string, message: string): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message><RequestId>R1</RequestId></Error>`;
}

export const busy: Fault = { status: 503, xml: errorXml('SlowDown', 'Reduce your request rate.') };
export const denied: Fault = { status: 403, xml: errorXml('AccessDenied', 'Request has expired') };
export const wrongEtag: Fault = { change: { etag: `"${'0'.repeat(32)}"` } };

/** A request that reached the proxy. */
export interface Arrived {
  step: Step;
  /** The number of the part, or 0. */
  part: number;
  url: string;
  headers: IncomingMessage['headers'];
}

/** Starts a service behind a faulty proxy. */
export async function startFaultyStorage() {
  const local = await startLocalVod();
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
  const endpoint = await listen(server);
  const { projectId, credentials } = local;
  return {
    local,
    /** The URL of the proxy. */
    endpoint,
    vod: createVodClient({ endpoint, projectId, credentials }),
    /** All requests, in their order. */
    arrived,
    /** Spoils the next `times` requests of a step: of one part, or of all. */
    spoil(step: Step, fault: Fault, { times = 1, part }: { times?: number; part?: number } = {}) {
      faults.push({ step, fault, times, part });
    },
    /** The steps that arrived, without those that ask for URLs. Parts are in ascending order, as `part 2`. */
    steps(): string[] {
      const steps = arrived.filter(({ step }) => step !== 'authority');
      // Parts are sent side by side, and arrive in any order.
      const parts = steps.filter(({ step }) => step === 'part').sort((a, b) => a.part - b.part);
      return steps
        .map((each) => (each.step === 'part' ? (parts.shift() ?? each) : each))
        .map(({ step, part }) => (step === 'part' ? `part ${part}` : step));
    },
    /** Forgets the requests and the faults. */
    reset() {
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

/** Starts one for a test file. Before each test it is reset, and pauses before retries are set to 0. */
export async function faultyStorageOfFile() {
  const storage = await startFaultyStorage();
  afterAll(() => storage.close());
  beforeEach(() => {
    storage.reset();
    vi.spyOn(Math, 'random').mockReturnValue(0); // Chooses the pauses.
  });
  return storage;
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

/** Passes a request on with its own host header, so that the service names the proxy in its URLs. */
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
