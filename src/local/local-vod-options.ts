/** How the local VOD service is started. */
import type { AccessKey } from '../auth/credentials.js';
import type { SentEventType } from './assets/asset-events.js';
import type { Assumptions } from './assumptions.js';
import type { WebhookOptions } from './delivery/mfs-sender.js';
import type { SmnSubscriptionOptions } from './delivery/smn-channel.js';
import type { FFmpegOptions } from './extraction/ffmpeg.js';
import type { CallsPerMinute } from './http/throttle.js';
import type { IamUser } from './identity.js';

/** How to start the local VOD service. Everything has a default. */
export interface LocalVodOptions {
  /** The port. Default: 0, a free one; in a folder of an earlier run the port of that run, if it is free. */
  port?: number;
  /**
   * Whether the service listens. With `false` there is no socket: give the service's `fetch` to the client as its
   * `fetch`. `url` has port 0 then, at which nothing listens. Not with `smn`, whose receiver fetches from the
   * service. Default: true.
   */
  listen?: boolean;
  /** The address to listen on. Default: 127.0.0.1, which only this machine reaches. */
  hostname?: string;
  /**
   * Where state and files are kept. A later run in the same folder continues with them, with the same ids, keys and
   * secrets where its options give no others. Default: a temporary folder that `close` removes.
   */
  folder?: string;
  /** Where webhooks are sent by VOD's own channel (MFS). Default: nowhere. */
  webhook?: WebhookOptions;
  /** Where webhooks are sent through SMN, after the receiver has confirmed the subscription. Default: nowhere. */
  smn?: SmnSubscriptionOptions;
  /** The events that are sent, and are in `events`. Default: `['audioExtractComplete']`. */
  eventTypes?: readonly SentEventType[];
  /** What the service assumes where the documents of the real one are silent. Default: the likelier assumptions. */
  assumptions?: Partial<Assumptions>;
  /** The id of its project. Default: a new one. */
  projectId?: string;
  /** The access key that it accepts. Default: a new one. */
  accessKey?: AccessKey;
  /** A token that it accepts and that never expires. Default: a new one. */
  token?: string;
  /** The IAM user who may ask for tokens. Default: a new one. */
  iamUser?: IamUser;
  /** The name of the project, in the real service that of its region. Default: `cn-north-4`. */
  projectName?: string;
  /** The hosts, without ports, from which `uploadMetaDataByUrl` may fetch, beside this machine. Default: no others. */
  pullHosts?: readonly string[];
  /** How many extractions run at once. Default: the number of cores. */
  concurrency?: number;
  /** Which FFmpeg does the work. Default: that of this machine if its memory can be limited, else WebAssembly. */
  ffmpeg?: FFmpegOptions;
  /**
   * The rate limits, in calls per minute: one number for all operations, or numbers by operation id. `Infinity` means
   * no limit. Default: the documented limits, which are in the contract.
   */
  callsPerMinute?: CallsPerMinute;
  /** The clock that `clock` follows, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}
