/** The local VOD service: its parts behind one `fetch`, served over HTTP, in a folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Hono } from 'hono';
import type { AccessKey } from '../auth/credentials.js';
import type { VodEvent } from '../webhooks/event.js';
import { type AssetEvent, sentEventTypes } from './assets/asset-events.js';
import { createAssetOperations } from './assets/asset-operations.js';
import { type Asset, isFileName } from './assets/asset.js';
import { Assets } from './assets/assets.js';
import { assumptionsOf } from './assumptions.js';
import { Clock } from './clock.js';
import { MfsSender } from './delivery/mfs-sender.js';
import { Outbox, type Undelivered } from './delivery/outbox.js';
import { checkSmnOptions, SmnChannel } from './delivery/smn-channel.js';
import { createExtractionOperations } from './extraction/extraction-operations.js';
import { ExtractionQueue } from './extraction/extraction-queue.js';
import type { Environment } from './http/environment.js';
import { Gateway } from './http/gateway.js';
import { iamRoutes } from './http/iam.js';
import { Journal, type JournalEntry } from './http/journal.js';
import { createRouter } from './http/router.js';
import { listen } from './http/server.js';
import { smnRoutes } from './http/smn-routes.js';
import { Throttle } from './http/throttle.js';
import { Tokens } from './http/tokens.js';
import { type IamUser, identityIn } from './identity.js';
import type { LocalVodOptions } from './local-vod-options.js';
import { ObjectStorage } from './object-storage/object-storage.js';
import { largestFile } from './object-storage/received-file.js';
import { createUploadOperations } from './object-storage/upload-operations.js';
import { UrlPuller } from './object-storage/url-puller.js';
import { earlierPortIn, recover } from './recovery.js';
import { makePrivateFolder } from './store/private-files.js';
import { storeFailure } from './store/store-error.js';
import { Store } from './store/store.js';

/** A running local VOD service. */
export interface LocalVod {
  /** Its base URL: the client's `endpoint`. Without a socket it has port 0, at which nothing listens. */
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
  /** The name of the project in its IAM. */
  readonly projectName: string;
  /** Answers a request without a socket. */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** Its clock, which tests can move. */
  readonly clock: Clock;
  /** What it was asked and what it answered, the oldest first; at most the last 1000 requests. */
  readonly requests: readonly JournalEntry[];
  /** The certificate (PEM) that fits the signatures of SMN, for `certificates` of the receiver. With `smn` only. */
  readonly smnCertificate: string | undefined;
  /** The topic of SMN, for `topicUrns` of the receiver. With `smn` only. */
  readonly smnTopicUrn: string | undefined;
  /** The events of this run, also those that are not sent yet, the oldest first; at most the last 1000. */
  readonly events: readonly VodEvent[];
  /** The events that a receiver did not accept, after all attempts. */
  readonly undelivered: readonly Undelivered[];
  /**
   * Forgets assets and their files, running tasks, uploads, events, `requests`, rate limits and a lock, as between two
   * tests, and resets the clock. Port, ids, keys and a confirmed SMN subscription stay.
   *
   * @throws StoreError when the folder cannot be written.
   */
  reset(): Promise<void>;
  /** Stops listening, ends what runs, and removes the temporary folder. */
  close(): Promise<void>;
}

/** The file of the store, in the folder. */
const storeName = 'vod.db';
/** How long a request or a fetched file may take to arrive. */
const longestTransferMs = 60 * 60 * 1000;

/** Starts a service. See `startLocalVod` of "./local". */
export async function start(options: LocalVodOptions): Promise<LocalVod> {
  const { folder: given } = options;
  const checked = check(options);
  /** The newest part is closed first. */
  const closers: (() => unknown)[] = [];
  const closeAll = async () => {
    for (const each of closers.reverse()) await each();
  };
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= closeAll());
  try {
    const folder =
      given === undefined ? await mkdtemp(join(tmpdir(), 'local-vod-')) : resolve(given);
    if (given === undefined) closers.push(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, storeName);
    try {
      makePrivateFolder(folder, (name) => name.startsWith(storeName) || isFileName(name));
    } catch (cause) {
      throw storeFailure(cause, file);
    }
    // A store that ends with the service needs no file.
    const store = new Store(given === undefined ? undefined : file);
    closers.push(() => store.close());
    return await startIn(folder, store, checked, { closers, close });
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Checks the options before the folder is touched. `pullHosts` and `concurrency` are checked by what they are for.
 *
 * @throws TypeError when an option is wrong.
 */
function check(options: LocalVodOptions) {
  if (options.folder === '') {
    throw new TypeError('folder is empty: give a path, or leave it out for a temporary folder.');
  }
  if (options.listen === false && options.smn) {
    throw new TypeError(
      'smn needs a socket, because its receiver fetches from the service: leave listen out.',
    );
  }
  const { maxAudioRatio = 1 } = options;
  if (!(maxAudioRatio > 0)) throw new TypeError('maxAudioRatio takes a number above 0.');
  if (options.smn) checkSmnOptions(options.smn);
  const clock = new Clock(options.now ?? Date.now);
  const assumptions = assumptionsOf(options.assumptions);
  return {
    ...{ options, clock, assumptions },
    mfs: options.webhook && new MfsSender(options.webhook, clock.now, assumptions),
    eventTypes: sentEventTypes(options.eventTypes),
    throttle: new Throttle(options.callsPerMinute ?? {}, clock.now),
  };
}

async function startIn(
  folder: string,
  store: Store,
  { options, clock, assumptions, mfs, eventTypes, throttle }: ReturnType<typeof check>,
  { closers, close }: { closers: (() => unknown)[]; close: () => Promise<void> },
): Promise<LocalVod> {
  const { now } = clock;
  const { hostname = '127.0.0.1', projectName = 'cn-north-4' } = options;
  const identity = await identityIn(store);
  const {
    projectId = identity.projectId,
    accessKey = identity.accessKey,
    token = identity.token,
    iamUser = identity.iamUser,
  } = options;
  const parts: { close(): Promise<void> }[] = [];
  closers.push(() => Promise.all(parts.map((part) => part.close())));

  // The addresses in messages and URLs have the port, so the server listens first. Its requests wait for the router.
  let begin: (router: Hono<Environment>) => void = () => undefined;
  const router = new Promise<Hono<Environment>>((resolve) => (begin = resolve));
  let port: number | undefined;
  if (options.listen !== false) {
    const listening = await listen({
      fetch: async (request, bindings) => (await router).fetch(request, bindings),
      port: options.port ?? 0,
      earlierPort: earlierPortIn(store),
      hostname,
      requestTimeoutMs: longestTransferMs,
    });
    ({ port } = listening);
    closers.push(() => {
      listening.server.close();
      listening.server.closeAllConnections();
    });
  }
  const host = hostname.includes(':') ? `[${hostname}]` : hostname;
  const url = `http://${host}:${port ?? 0}`; // Nothing can listen at port 0.

  const smn =
    options.smn &&
    (await SmnChannel.open(options.smn, { store, now, origin: url, projectId, projectName }));
  const outbox = new Outbox({ store, now, channels: [mfs, smn].filter((each) => !!each) });
  const stageEvent = (event: AssetEvent) => {
    if (eventTypes.has(event.event_type)) outbox.add(event);
  };
  const assets = new Assets({ folder, now, store });
  const { concurrency, ffmpeg, maxAudioRatio } = options;
  const queue = new ExtractionQueue(assets, {
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(ffmpeg === undefined ? {} : { ffmpeg }),
    ...(maxAudioRatio === undefined ? {} : { maxAudioRatio }),
    ...{ assumptions, stageEvent },
  });
  const describe = (asset: Asset) => queue.describe(asset);
  const secret = identity.secrets.urls;
  const storage = new ObjectStorage(assets, { folder, projectId, now, store, secret });
  const puller = new UrlPuller(assets, {
    hosts: options.pullHosts ?? [],
    largest: largestFile,
    timeoutMs: longestTransferMs,
    stageEvent,
    onPulled: describe,
  });
  parts.push(outbox, queue, puller, storage, ...(smn ? [smn] : []));

  const tokens = new Tokens(token, identity.secrets.tokens, now);
  const gateway = new Gateway({ accessKey, tokens, now });
  const journal = new Journal();
  const app = createRouter({
    operations: {
      ...createUploadOperations({ assets, storage, puller, assumptions, stageEvent, describe }),
      ...createExtractionOperations(assets, queue, assumptions),
      ...createAssetOperations(assets, (asset) => storage.discardParts(asset), assumptions),
    },
    ...{ store, projectId, gateway, throttle, journal, now },
    addRoutes(routes) {
      const ids = identity.iamIds;
      const iam = { user: iamUser, ids, projectId, projectName, gateway, tokens };
      routes.route('/', iamRoutes(iam));
      routes.route('/', storage.routes());
      if (smn) routes.route('/', smnRoutes(smn));
    },
  });

  await recover(folder, { store, assets, storage, queue, puller, outbox }, port);
  smn?.subscribe();
  begin(app);

  return {
    ...{ url, projectId, projectName, credentials: accessKey, token, iamUrl: url, iamUser, clock },
    fetch: async (input, init) => app.fetch(withLength(new Request(input, init), init?.body), {}),
    requests: journal.entries,
    smnCertificate: smn?.certificate,
    smnTopicUrn: smn?.topicUrn,
    get events() {
      return outbox.events;
    },
    get undelivered() {
      return outbox.undelivered;
    },
    async reset() {
      // All of them begin before any has ended, so that no call comes between that uses what is forgotten.
      await Promise.all([assets, queue, puller, storage, outbox].map((part) => part.clear()));
      await store.saved();
      await setImmediate(); // Requests that were broken off are in the journal by then.
      for (const each of [gateway, throttle, journal, clock]) each.reset();
    },
    close,
  };
}

/** Sets the length of a body, as a socket does: a `Request` alone does not know it. */
function withLength(request: Request, body: RequestInit['body']): Request {
  let length: number | undefined;
  if (typeof body === 'string') length = Buffer.byteLength(body);
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) length = body.byteLength;
  if (body instanceof Blob) length = body.size;
  if (length !== undefined && !request.headers.has('content-length')) {
    request.headers.set('content-length', String(length));
  }
  return request;
}
