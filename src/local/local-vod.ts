/** The local VOD service: gateway, operations and object storage behind one `fetch`, served over HTTP. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { AccessKey } from '../auth/credentials.js';
import { createAssetOperations } from './asset-operations.js';
import { Assets, hexadecimalId } from './assets.js';
import { type CallbackOptions, CallbackSender, type Undelivered } from './callback-sender.js';
import { createExtractionOperations } from './extraction-operations.js';
import { ExtractionQueue } from './extraction-queue.js';
import type { GatewayOptions } from './gateway.js';
import { iamRoutes, type IamUser } from './iam.js';
import { largestFile, ObjectStorage } from './object-storage.js';
import { createRouter } from './router.js';
import { Tokens } from './tokens.js';
import { createUploadOperations } from './upload-operations.js';
import { UrlPuller } from './url-puller.js';

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
  /** The token that it knows and that never expires. Default: one made up. */
  token?: string;
  /** The IAM user who may ask for tokens. Default: one made up. */
  iamUser?: IamUser;
  /** The name of the project, in the real service that of its region. Default: `cn-north-4`. */
  projectName?: string;
  /**
   * The hosts, without ports, from which `uploadMetaDataByUrl` may fetch files beside this machine itself.
   * Default: none.
   */
  pullHosts?: readonly string[];
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
  /** The base URL of its IAM, which issues tokens and finds the project. */
  readonly iamUrl: string;
  /** The user to whom its IAM issues tokens. */
  readonly iamUser: IamUser;
  /** The name by which its IAM knows the project. */
  readonly projectName: string;
  /** Answers a request without a socket. */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** The events that the callback address did not take, after all attempts. */
  readonly undelivered: readonly Undelivered[];
  /** Stops listening, ends what runs, and removes the temporary folder. */
  close(): Promise<void>;
}

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
  const token = options.token ?? `local-token-${randomBytes(20).toString('hex')}`;
  const gateway: GatewayOptions = {
    accessKey: options.accessKey ?? {
      accessKeyId: `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(20).toString('hex'),
    },
    tokens: new Tokens(token, now),
    projectId: options.projectId ?? hexadecimalId(),
    now,
  };
  const { projectId } = gateway;
  const projectName = options.projectName ?? 'cn-north-4';
  const iamUser = options.iamUser ?? {
    name: 'local-user',
    password: randomBytes(20).toString('hex'),
    domain: 'local-account',
  };
  const callbacks = new CallbackSender(options.callback, now);
  const assets = new Assets(folder, now);
  const queue = new ExtractionQueue(assets, {
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    onEnd: (event) => {
      callbacks.send(event);
    },
  });
  const storage = new ObjectStorage(assets, { folder, projectId, now });
  const puller = new UrlPuller(assets, {
    hosts: options.pullHosts ?? [],
    largest: largestFile,
    timeoutMs: oneHour,
    onPulled: (asset) => {
      queue.describe(asset);
    },
  });
  const operations = {
    ...createUploadOperations({ assets, queue, storage, puller }),
    ...createExtractionOperations(assets, queue),
    ...createAssetOperations(assets, storage),
  };
  const iam = iamRoutes({ user: iamUser, projectName, gateway });
  const app = createRouter(operations, gateway, [iam, storage.routes()]);

  const server = await listen(app, options.port ?? 0, hostname);
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  const url = `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
  return {
    url,
    projectId,
    credentials: gateway.accessKey,
    token,
    iamUrl: url,
    iamUser,
    projectName,
    fetch: async (input, init) => app.fetch(new Request(input, init)),
    undelivered: callbacks.undelivered,
    async close() {
      callbacks.close();
      server.close();
      server.closeAllConnections();
      await Promise.all([queue.close(), puller.close(), storage.close()]);
      await removeFolder();
    },
  };
}

function listen(
  app: ReturnType<typeof createRouter>,
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
