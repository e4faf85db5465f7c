/** The local VOD service: its parts behind one `fetch`, served over HTTP, in a folder. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { AccessKey } from '../auth/credentials.js';
import type { VodEvent } from '../webhooks/event.js';
import { CallbackSender } from './delivery/mfs-sender.js';
import { Clock } from './clock.js';
import type { IamUser } from './http/iam.js';
import type { JournalEntry } from './http/journal.js';
import { listen } from './http/listening.js';
import type { LocalVodOptions } from './local-vod-options.js';
import type { Undelivered } from './delivery/outbox.js';
import { readingsOf } from './assumptions.js';
import { createService, longestTransferMs, type Surroundings } from './service.js';
import { SmnChannel } from './delivery/smn-channel.js';
import { storeFailure } from './store/store-error.js';
import { Store } from './store/store.js';

/** A running local VOD service. */
export interface LocalVod {
  /** Its base URL: the client's `endpoint`. Without a socket with port 0, at which nothing can listen. */
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
  /**
   * Forgets everything but who it is (port, ids, keys, a confirmed SMN subscription), as between two tests: assets
   * and their files, what runs, uploads and events, `requests`, rate windows, a lock; the clock is right again.
   *
   * @throws StoreError when the folder cannot be written.
   */
  reset(): Promise<void>;
  /** Stops listening, ends what runs, and removes the temporary folder. */
  close(): Promise<void>;
}

/** The file of the store, in the folder. */
const storeName = 'vod.db';

/** See `startLocalVod` of "./local", which says what is missing when a package is not installed. */
export async function start(options: LocalVodOptions): Promise<LocalVod> {
  const { folder: given } = options;
  // It would mean the current directory, which nobody has named.
  if (given === '') {
    throw new TypeError('folder is empty: give a path, or leave it out for a temporary folder.');
  }
  if (options.listen === false && options.smn) {
    throw new TypeError(
      'smn needs a socket, because its receiver fetches from the service: leave listen out.',
    );
  }
  const readings = readingsOf(options.readings);
  const clock = new Clock(options.now ?? Date.now);
  const channels = {
    mfs: options.callback && new CallbackSender(options.callback, clock.now, readings),
    smn: options.smn && new SmnChannel(options.smn, clock.now),
  };
  const folder = given === undefined ? await mkdtemp(join(tmpdir(), 'local-vod-')) : resolve(given);
  const file = join(folder, storeName);
  let store: Store | undefined;
  const leave = async () => {
    await store?.close();
    if (given === undefined) await rm(folder, { recursive: true, force: true });
  };
  try {
    await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
      throw storeFailure(cause, file);
    });
    // What a temporary folder holds ends with the service; it needs no file.
    store = new Store(given === undefined ? undefined : file);
    return await startIn({ folder, options, readings, store, clock, channels }, leave);
  } catch (error) {
    await leave();
    throw error;
  }
}

/** @param leave closes the store, and removes a temporary folder. */
async function startIn(surroundings: Surroundings, leave: () => Promise<void>): Promise<LocalVod> {
  const { options, store, clock } = surroundings;
  const { hostname = '127.0.0.1' } = options;
  const { smn } = surroundings.channels;
  const service = await createService(surroundings);
  const { projectId, projectName } = service;
  let server: Server | undefined;
  let port: number | undefined;
  const stop = async () => {
    server?.close();
    server?.closeAllConnections();
    await service.close();
  };
  try {
    const { earlierPort } = await service.recover();
    if (options.listen !== false) {
      ({ server, port } = await listen({
        fetch: (request, bindings) => service.fetch(request, bindings),
        port: options.port ?? 0,
        earlierPort,
        hostname,
        requestTimeoutMs: longestTransferMs,
      }));
    }
    const host = hostname.includes(':') ? `[${hostname}]` : hostname;
    // Nothing can listen at port 0, and the client takes http on this machine only.
    const url = `http://${host}:${port ?? 0}`;
    await smn?.open({ store, origin: url, projectId, projectName });
    await service.resume({ earlierPort, port });
    smn?.subscribe();
    return {
      url,
      projectId,
      credentials: service.credentials,
      token: service.token,
      iamUrl: url,
      iamUser: service.iamUser,
      projectName,
      fetch: async (input, init) => service.fetch(requestOf(input, init)),
      clock,
      requests: service.requests,
      smnCertificate: smn?.certificate,
      smnTopicUrn: smn?.topicUrn,
      get events() {
        return service.events;
      },
      get undelivered() {
        return service.undelivered;
      },
      reset: () => service.reset(),
      async close() {
        await stop();
        await leave();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A request as it would arrive: a `Request` alone says nothing of the length of its body. */
function requestOf(input: Request | string | URL, init?: RequestInit): Request {
  const request = new Request(input, init);
  const { body } = init ?? {};
  let length: number | undefined;
  if (typeof body === 'string') length = Buffer.byteLength(body);
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) length = body.byteLength;
  if (body instanceof Blob) length = body.size;
  if (length !== undefined && !request.headers.has('content-length')) {
    request.headers.set('content-length', String(length));
  }
  return request;
}
