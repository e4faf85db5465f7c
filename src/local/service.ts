/** The parts of the service, made for one another: gateway, operations, queues, object storage, channels. */
import { setImmediate } from 'node:timers/promises';
import type { AccessKey } from '../auth/credentials.js';
import type { VodEvent } from '../webhooks/event.js';
import { type AssetEvent, creationEvent, tickedEvents } from './delivery/asset-events.js';
import { createAssetOperations } from './assets/asset-operations.js';
import { Assets } from './assets/assets.js';
import type { CallbackSender } from './delivery/mfs-sender.js';
import type { Clock } from './clock.js';
import { createExtractionOperations } from './extraction/extraction-operations.js';
import { ExtractionQueue } from './extraction/extraction-queue.js';
import type { GatewayOptions } from './http/gateway.js';
import { iamRoutes, type IamUser } from './http/iam.js';
import { identityIn } from './http/identity.js';
import { Journal, type JournalEntry } from './http/journal.js';
import { KeyLock } from './http/key-lock.js';
import type { LocalVodOptions } from './local-vod-options.js';
import { largestFile, ObjectStorage } from './object-storage/object-storage.js';
import { Outbox, type Undelivered } from './delivery/outbox.js';
import type { Readings } from './assumptions.js';
import { recover, resume } from './recovery.js';
import type { Bindings } from './http/request-body.js';
import { createRouter } from './http/router.js';
import { savedOperations } from './http/saved-operations.js';
import type { SmnChannel } from './delivery/smn-channel.js';
import type { Store } from './store/store.js';
import { Throttle } from './http/throttle.js';
import { Tokens } from './http/tokens.js';
import { createUploadOperations } from './assets/upload-operations.js';
import { UrlPuller } from './assets/url-puller.js';

/** What a service is made of and with. */
export interface Surroundings {
  /** The folder of its files. */
  folder: string;
  options: LocalVodOptions;
  readings: Readings;
  store: Store;
  clock: Clock;
  /** How events are delivered. */
  channels: { mfs: CallbackSender | undefined; smn: SmnChannel | undefined };
}

/** The service but for the socket. */
export interface Service {
  readonly projectId: string;
  readonly projectName: string;
  readonly credentials: AccessKey;
  readonly token: string;
  readonly iamUser: IamUser;
  readonly requests: readonly JournalEntry[];
  readonly events: readonly VodEvent[];
  readonly undelivered: readonly Undelivered[];
  /** Answers a request, with what the HTTP server hands over beside it. */
  fetch(request: Request, bindings?: Bindings): Response | Promise<Response>;
  /** Takes in what an earlier run has left, and tells at which port that listened. */
  recover(): Promise<{ earlierPort: number | undefined }>;
  /** Goes on with it. */
  resume(ports: { earlierPort: number | undefined; port: number | undefined }): Promise<void>;
  /** Forgets all but who it is and to whom it sends events. */
  reset(): Promise<void>;
  /** Ends what runs. */
  close(): Promise<void>;
}

const oneHour = 60 * 60 * 1000;

/** How long a request or a fetched file may take to arrive, in milliseconds. */
export const longestTransferMs = oneHour;

/** Makes the parts. Nothing of an earlier run is there before `recover`. */
export async function createService(surroundings: Surroundings): Promise<Service> {
  const { folder, options, readings, store, clock, channels } = surroundings;
  const { now } = clock;
  const identity = await identityIn(store);
  const token = options.token ?? identity.token;
  const lock = new KeyLock(now);
  const gateway: GatewayOptions = {
    accessKey: options.accessKey ?? identity.accessKey,
    lock,
    tokens: new Tokens(token, identity.secrets.tokens, now),
    projectId: options.projectId ?? identity.projectId,
    now,
  };
  const { projectId } = gateway;
  const projectName = options.projectName ?? 'cn-north-4';
  const iamUser = options.iamUser ?? identity.iamUser;
  const { mfs, smn } = channels;
  const outbox = new Outbox({ store, now, channels: [mfs, smn].filter((each) => !!each) });
  const ticked = tickedEvents(options.eventTypes);
  const onEnd = (event: AssetEvent) => {
    if (ticked.has(event.event_type)) outbox.add(event);
  };
  const assets = new Assets({
    ...{ folder, now, store },
    onEnd: (asset) => {
      if (asset.maker === 'pull') onEnd(creationEvent(asset));
    },
  });
  const queue = new ExtractionQueue(assets, {
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    ...(options.ffmpeg === undefined ? {} : { ffmpeg: options.ffmpeg }),
    readings,
    onEnd,
  });
  const secret = identity.secrets.urls;
  const storage = new ObjectStorage(assets, { folder, projectId, now, store, secret });
  const puller = new UrlPuller(assets, {
    hosts: options.pullHosts ?? [],
    largest: largestFile,
    timeoutMs: longestTransferMs,
    onPulled: (asset) => {
      queue.describe(asset);
    },
  });
  const operations = {
    ...createUploadOperations({ assets, queue, storage, puller, readings, onEnd }),
    ...createExtractionOperations(assets, queue, readings),
    ...createAssetOperations(assets, storage, readings),
  };
  const journal = new Journal();
  const throttle = new Throttle(options.callsPerMinute ?? {}, now);
  const app = createRouter(
    savedOperations(operations, store),
    gateway,
    { throttle, journal, now },
    [
      iamRoutes({ user: iamUser, ids: identity.iamIds, projectName, gateway }),
      storage.routes(),
      ...(smn ? [smn.routes()] : []),
    ],
  );
  const recovered = { store, assets, storage, queue, puller, outbox };
  return {
    projectId,
    projectName,
    credentials: gateway.accessKey,
    token,
    iamUser,
    requests: journal.entries,
    get events() {
      return outbox.events;
    },
    get undelivered() {
      return outbox.undelivered;
    },
    fetch: (request, bindings = {}) => app.fetch(request, bindings),
    recover: () => recover(folder, recovered),
    resume: (ports) => resume(recovered, ports),
    async reset() {
      // All of them begin before any has ended, so that no call comes between that uses what is forgotten.
      const parts = [assets, queue, puller, storage, outbox];
      await Promise.all(parts.map((part) => part.clear()));
      await store.saved();
      await setImmediate(); // What was broken off is in the journal by then.
      for (const each of [lock, throttle, journal, clock]) each.reset();
    },
    async close() {
      const parts = [outbox, queue, puller, storage, ...(smn ? [smn] : [])];
      await Promise.all(parts.map((part) => part.close()));
    },
  };
}
