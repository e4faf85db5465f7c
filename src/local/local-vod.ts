/** The local VOD service: gateway, operations and object storage behind one `fetch`, served over HTTP. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { readBody } from '../body.js';
import { operations as contractFacts, type OperationId } from '../../generated/contract.js';
import type { AccessKey } from '../auth/signer.js';
import { Assets, hexadecimalId } from './assets.js';
import { type CallbackOptions, CallbackSender, type Undelivered } from './callback-sender.js';
import {
  type ContractOperation,
  contractOperations,
  findInvalidField,
  findInvalidParameter,
} from './contract.js';
import { ExtractionQueue } from './extraction-queue.js';
import { authenticate, type GatewayOptions } from './gateway.js';
import { ObjectStorage } from './object-storage.js';
import { createOperations, invalidField, notOffered, type Operations } from './operations.js';
import { errorBody, ServiceError } from './service-error.js';

/** How to start the local VOD service. Everything has a default. */
export interface LocalVodOptions {
  /** The port. Default: 0, a free one. */
  port?: number;
  /** The address to listen on. Default: 127.0.0.1, which only this machine reaches. */
  hostname?: string;
  /** Where files are kept. Default: a temporary folder that `close` removes. */
  folder?: string;
  /** Where events are sent. Default: nowhere. */
  callback?: CallbackOptions;
  /** The project that it has. Default: one made up. */
  projectId?: string;
  /** The access key that it knows. Default: one made up. */
  accessKey?: AccessKey;
  /** The token that it knows. Default: one made up. */
  token?: string;
  /** How many extractions run at once. Default: the number of cores. */
  concurrency?: number;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

/** A running local VOD service. */
export interface LocalVod {
  /** Its base URL: the client's `endpoint`. */
  readonly url: string;
  readonly projectId: string;
  /** The access key that it accepts: the client's `credentials`. */
  readonly credentials: AccessKey;
  /** The token that it accepts: `{ token }` as the client's `credentials`. */
  readonly token: string;
  /** Answers a request without a socket. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The events that the callback address did not take, after all attempts. */
  readonly undelivered: readonly Undelivered[];
  /** Stops listening, ends what runs, and removes the temporary folder. */
  close(): Promise<void>;
}

const largestBody = 12 * 1024 * 1024;
const oneHour = 60 * 60 * 1000;

/** See `startLocalVod` of "./local", which says what is missing when a package is not installed. */
export async function start(options: LocalVodOptions): Promise<LocalVod> {
  if (options.folder !== undefined) {
    await mkdir(options.folder, { recursive: true });
    return startIn(options.folder, options, () => Promise.resolve());
  }
  const folder = await mkdtemp(join(tmpdir(), 'local-vod-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  return startIn(folder, options, removeFolder).catch(async (error: unknown) => {
    await removeFolder();
    throw error;
  });
}

async function startIn(
  folder: string,
  options: LocalVodOptions,
  removeFolder: () => Promise<void>,
): Promise<LocalVod> {
  const { now = Date.now, hostname = '127.0.0.1' } = options;
  const gateway: GatewayOptions = {
    accessKey: options.accessKey ?? {
      accessKeyId: `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(20).toString('hex'),
    },
    token: options.token ?? `local-token-${randomBytes(20).toString('hex')}`,
    projectId: options.projectId ?? hexadecimalId(),
    now,
  };
  const callbacks = new CallbackSender(options.callback, now);
  const assets = new Assets(folder, now);
  const queue = new ExtractionQueue(assets, {
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    onEnd: (event) => {
      callbacks.send(event);
    },
  });
  const storage = new ObjectStorage(assets, { folder, now });
  const operations = createOperations({ assets, queue, storage });
  const app = createApp(operations, storage, gateway);

  const server = await listen(app, options.port ?? 0, hostname);
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  return {
    url: `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${String(port)}`,
    projectId: gateway.projectId,
    credentials: gateway.accessKey,
    token: gateway.token,
    fetch: async (request) => app.fetch(request),
    undelivered: callbacks.undelivered,
    async close() {
      callbacks.close();
      server.close();
      server.closeAllConnections();
      await Promise.all([queue.close(), storage.close()]);
      await removeFolder();
    },
  };
}

/** What a request carries through the app. */
interface Env {
  Variables: { requestId: string };
}

function createApp(
  operations: Operations,
  storage: ObjectStorage,
  gateway: GatewayOptions,
): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (context, next) => {
    context.set('requestId', hexadecimalId());
    await next();
    context.header('X-Request-Id', context.get('requestId'));
  });
  for (const operation of contractOperations) {
    app.on(operation.method, operation.path.replace(/{(\w+)}/g, ':$1'), (context) =>
      answer(context, operation, operations, gateway),
    );
  }
  app.route('/', storage.routes());
  app.all('/:version{v\\d(\\.\\d)?}/*', (context) => {
    throw notOffered(`${context.req.method} ${context.req.path}`);
  });
  app.notFound((context) => reject(context, new ServiceError(404, 'APIGW.0101')));
  app.onError((error, context) => {
    if (error instanceof ServiceError) return reject(context, error);
    // The caller broke off; nobody reads this answer.
    if (context.req.raw.signal.aborted) return reject(context, invalidField(''));
    console.error('The local VOD service failed inside; this is a defect of it:', error);
    return reject(context, new ServiceError(500, 'VOD.10051'));
  });
  return app;
}

/** Checks a request in the order of the real path: size, caller, content type, contract; then does it. */
async function answer(
  context: Context<Env>,
  operation: ContractOperation,
  operations: Operations,
  gateway: GatewayOptions,
): Promise<Response> {
  const request = context.req.raw;
  const { origin, searchParams: query } = new URL(request.url);
  const projectId = context.req.param('project_id') ?? '';
  const bytes = await readBody(request.body, largestBody, 8 * largestBody);
  if (!bytes) throw new ServiceError(413, 'APIGW.0201');
  await authenticate(request, bytes, projectId, gateway);

  const parameter = findInvalidParameter(operation, query);
  if (parameter !== undefined) throw invalidField(parameter);
  const body = operation.method === 'POST' ? parseBody(request, bytes, operation) : undefined;
  const operationId = operation.operationId as OperationId; // Both come from the same contract.
  const result = await operations[operationId]({ body, query, origin, projectId });
  const status = contractFacts[operationId].success;
  return result === undefined ? context.body(null, 204) : context.json(result, status as 200);
}

function parseBody(request: Request, bytes: Uint8Array, operation: ContractOperation): unknown {
  if (bytes.length === 0) throw invalidField('');
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(contentType)) throw new ServiceError(403, 'VOD.10059');
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalidField('');
  }
  const field = findInvalidField(operation, body);
  if (field !== undefined) throw invalidField(field);
  return body;
}

function reject(context: Context<Env>, error: ServiceError): Response {
  return context.json(errorBody(error, context.get('requestId')), error.status);
}

function listen(
  app: Hono<Env>,
  port: number,
  hostname: string,
): Promise<import('node:http').Server> {
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: app.fetch, port, hostname, serverOptions: { requestTimeout: oneHour } },
      () => {
        server.off('error', reject);
        resolve(server);
      },
    ) as import('node:http').Server; // HTTP/1, because no other `createServer` is given.
    server.once('error', reject);
  });
}
