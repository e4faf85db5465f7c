/** The local VOD service: gateway, operations and object storage behind one `fetch`, served over HTTP. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { AccessKey } from '../auth/credentials.js';
import type { VodEvent } from '../events/event.js';
import { createAssetOperations } from './asset-operations.js';
import { Assets } from './assets.js';
import { type CallbackOptions, CallbackSender } from './callback-sender.js';
import { Clock } from './clock.js';
import { createExtractionOperations } from './extraction-operations.js';
import { ExtractionQueue } from './extraction-queue.js';
import type { FFmpegOptions } from './ffmpeg.js';
import type { GatewayOptions } from './gateway.js';
import { Journal, type JournalEntry } from './journal.js';
import { KeyLock } from './key-lock.js';
import { iamRoutes, type IamUser } from './iam.js';
import { identityIn } from './identity.js';
import { listen } from './listening.js';
import { largestFile, ObjectStorage } from './object-storage.js';
import { Outbox, type Undelivered } from './outbox.js';
import { recover, resume } from './recovery.js';
import { createRouter } from './router.js';
import { savedOperations } from './saved-operations.js';
import { SmnChannel, type SmnSubscriptionOptions } from './smn-channel.js';
import { storeFailure } from './store-error.js';
import { Store } from './store.js';
import { type CallsPerMinute, Throttle } from './throttle.js';
import { Tokens } from './tokens.js';
import { createUploadOperations } from './upload-operations.js';
import { UrlPuller } from './url-puller.js';

/** How to start the local VOD service. Everything has a default. */
export interface LocalVodOptions {
  /** The port. Default: 0, a free one; in a folder of an earlier run the same as then, if that is free. */
  port?: number;
  /** The address to listen on. Default: 127.0.0.1, which only this machine reaches. */
  hostname?: string;
  /**
   * Where state and files are kept, so that a later run goes on with them, with the same ids, keys and secrets where
   * no others are given. Default: a temporary folder that `close` removes.
   */
  folder?: string;
  /** Where events are sent by VOD's own channel (MFS). Default: nowhere. */
  callback?: CallbackOptions;
  /** Where events are sent by way of SMN, once the receiver has confirmed that. Default: nowhere. */
  smn?: SmnSubscriptionOptions;
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
  /** Which FFmpeg does the work. Default: that of this machine if there is one, else WebAssembly. */
  ffmpeg?: FFmpegOptions;
  /**
   * The rate limits, in calls per minute: one for all operations, or by operation id. Default: the documented ones,
   * which are in the contract. `Infinity` sets none.
   */
  callsPerMinute?: CallsPerMinute;
  /** The clock that `clock` follows, in milliseconds since 1970. Default: `Date.now`. */
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
  /** Its clock, which tests can move: what expires, expires by it. */
  readonly clock: Clock;
  /** What it was asked and what it answered, the oldest first; at most the last 1000. */
  readonly requests: readonly JournalEntry[];
  /** The certificate (PEM) that fits the signatures of SMN, for `certificates` of the receiver. With `smn` only. */
  readonly smnCertificate: string | undefined;
  /** The topic of SMN, for `topicUrns` of the receiver. With `smn` only. */
  readonly smnTopicUrn: string | undefined;
  /** The events of this run, sent or to be sent, the oldest first; at most the last 1000. */
  readonly events: readonly VodEvent[];
  /** The events that a receiver did not take, after all attempts. */
  readonly undelivered: readonly Undelivered[];
  /** Stops listening, ends what runs, and removes the temporary folder. */
  close(): Promise<void>;
}

const oneHour = 60 * 60 * 1000;

/** The file of the store, in the folder. */
const storeName = 'vod.db';

/** See `startLocalVod` of "./local", which says what is missing when a package is not installed. */
export async function start(options: LocalVodOptions): Promise<LocalVod> {
  const { folder: given } = options;
  const folder = given === undefined ? await mkdtemp(join(tmpdir(), 'local-vod-')) : resolve(given);
  const removeFolder = async () => {
    if (given === undefined) await rm(folder, { recursive: true, force: true });
  };
  const file = join(folder, storeName);
  let store: Store | undefined;
  try {
    const clock = new Clock(options.now ?? Date.now);
    const channels = {
      mfs: options.callback && new CallbackSender(options.callback, clock.now),
      smn: options.smn && new SmnChannel(options.smn, clock.now),
    };
    await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
      throw storeFailure(cause, file);
    });
    // What a temporary folder holds ends with the service; it needs no file.
    store = await Store.open(given === undefined ? undefined : file);
    return await startIn({ folder, options, store, clock, channels, removeFolder });
  } catch (error) {
    await store?.close();
    await removeFolder();
    throw error;
  }
}

/** What a service starts with. */
interface Beginning {
  folder: string;
  options: LocalVodOptions;
  store: Store;
  clock: Clock;
  /** How events are delivered. */
  channels: { mfs: CallbackSender | undefined; smn: SmnChannel | undefined };
  removeFolder: () => Promise<void>;
}

async function startIn(beginning: Beginning): Promise<LocalVod> {
  const { folder, options, store, clock, channels, removeFolder } = beginning;
  const { hostname = '127.0.0.1' } = options;
  const { now } = clock;
  const identity = await identityIn(store);
  const token = options.token ?? identity.token;
  const gateway: GatewayOptions = {
    accessKey: options.accessKey ?? identity.accessKey,
    lock: new KeyLock(now),
    tokens: new Tokens(token, identity.secrets.tokens, now),
    projectId: options.projectId ?? identity.projectId,
    now,
  };
  const { projectId } = gateway;
  const projectName = options.projectName ?? 'cn-north-4';
  const iamUser = options.iamUser ?? identity.iamUser;
  const { mfs, smn } = channels;
  const outbox = new Outbox({ store, now, channels: [mfs, smn].filter((each) => !!each) });
  const assets = new Assets({ folder, now, store });
  const queue = new ExtractionQueue(assets, {
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    ...(options.ffmpeg === undefined ? {} : { ffmpeg: options.ffmpeg }),
    onEnd: (event) => {
      outbox.add(event);
    },
  });
  const storage = new ObjectStorage(assets, {
    folder,
    projectId,
    now,
    store,
    secret: identity.secrets.urls,
  });
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
  const iam = iamRoutes({ user: iamUser, ids: identity.iamIds, projectName, gateway });
  const journal = new Journal();
  const throttle = new Throttle(options.callsPerMinute ?? {}, now);
  const watch = { throttle, journal, now };
  const app = createRouter(savedOperations(operations, store), gateway, watch, [
    iam,
    storage.routes(),
    ...(smn ? [smn.routes()] : []),
  ]);

  const recovered = { store, assets, storage, queue, puller, outbox };
  const { earlierPort } = await recover(folder, recovered);
  const { server, port } = await listen({
    fetch: app.fetch,
    port: options.port ?? 0,
    earlierPort,
    hostname,
    requestTimeoutMs: oneHour,
  });
  const url = `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
  await smn?.open({ store, origin: url, projectId, projectName });
  await resume(recovered, { earlierPort, port });
  smn?.subscribe();
  return {
    url,
    projectId,
    credentials: gateway.accessKey,
    token,
    iamUrl: url,
    iamUser,
    projectName,
    fetch: async (input, init) => app.fetch(new Request(input, init)),
    clock,
    requests: journal.entries,
    events: outbox.events,
    smnCertificate: smn?.certificate,
    smnTopicUrn: smn?.topicUrn,
    get undelivered() {
      return outbox.undelivered;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await Promise.all([outbox.close(), queue.close(), puller.close(), storage.close()]);
      await smn?.close();
      await store.close();
      await removeFolder();
    },
  };
}
