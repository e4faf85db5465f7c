/** How the local VOD service is started. */
import type { AccessKey } from '../auth/credentials.js';
import type { SentEventType } from './delivery/asset-events.js';
import type { CallbackOptions } from './delivery/mfs-sender.js';
import type { FFmpegOptions } from './extraction/ffmpeg.js';
import type { IamUser } from './http/iam.js';
import type { Readings } from './assumptions.js';
import type { SmnSubscriptionOptions } from './delivery/smn-channel.js';
import type { CallsPerMinute } from './http/throttle.js';

/** How to start the local VOD service. Everything has a default. */
export interface LocalVodOptions {
  /** The port. Default: 0, a free one; in a folder of an earlier run the same as then, if that is free. */
  port?: number;
  /**
   * Whether it listens at all. With `false` there is no socket: only `fetch` of the service reaches it, which is
   * to be given to the client as its `fetch`, and `url` has port 0, which leads nowhere. Not with `smn`, whose
   * receiver fetches from the service. Default: true.
   */
  listen?: boolean;
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
  /** Which events are sent, and are in `events`: the boxes that are ticked. Default: `['audioExtractComplete']`. */
  eventTypes?: readonly SentEventType[];
  /** How it reads what the documents of the real service leave open. Default: the likely readings. */
  readings?: Partial<Readings>;
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
  /** Which FFmpeg does the work. Default: that of this machine if its memory can be limited, else WebAssembly. */
  ffmpeg?: FFmpegOptions;
  /**
   * The rate limits, in calls per minute: one for all operations, or by operation id. Default: the documented ones,
   * which are in the contract. `Infinity` sets none.
   */
  callsPerMinute?: CallsPerMinute;
  /** The clock that `clock` follows, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}
