/** The options with which the local VOD service is started. */
import type { AccessKey } from '../auth/credentials.js';
import type { SentEventType } from './assets/asset-events.js';
import type { Assumptions } from './assumptions.js';
import type { WebhookOptions } from './delivery/mfs-sender.js';
import type { SmnSubscriptionOptions } from './delivery/smn-channel.js';
import type { FFmpegOptions } from './extraction/ffmpeg.js';
import type { CallsPerMinute } from './http/throttle.js';
import type { IamUser } from './identity.js';

/** The options with which the local VOD service is started. Each option has a default. */
export interface LocalVodOptions {
  /**
   * The port to listen on; 0 means any free port. Default: the port of the earlier run in the same `folder`, if that
   * port is free; else 0.
   */
  port?: number;
  /**
   * Whether the service listens on a port. With `false` it opens no socket: pass the service's `fetch` to the client as
   * the client's `fetch` option. The service's `url` then has port 0, where nothing listens. `false` cannot be combined
   * with `smn`, because an SMN receiver fetches from the service. Default: true.
   */
  listen?: boolean;
  /** The address to listen on. Default: 127.0.0.1, which only this machine can reach. */
  hostname?: string;
  /**
   * The folder for the service's state and files. A later run in the same folder continues with them. It keeps the ids,
   * keys and secrets too, unless its options give others. Default: a temporary folder that `close` removes.
   */
  folder?: string;
  /** The receiver of webhooks through VOD's own channel (MFS). Default: no webhooks through MFS. */
  webhook?: WebhookOptions;
  /**
   * The receiver of webhooks through SMN. The service sends them after the receiver has confirmed the subscription.
   * Default: no webhooks through SMN.
   */
  smn?: SmnSubscriptionOptions;
  /** The event types that the service sends as webhooks and lists in `events`. Default: `['audioExtractComplete']`. */
  eventTypes?: readonly SentEventType[];
  /**
   * The service's assumptions about behaviour that the documents of the real service leave open. Default: for each
   * assumption, the likelier value.
   */
  assumptions?: Partial<Assumptions>;
  /** The id of the service's project. Default: a new id. */
  projectId?: string;
  /** The access key that the service accepts. Default: a new key. */
  accessKey?: AccessKey;
  /** A token that the service accepts and that never expires. Default: a new token. */
  token?: string;
  /** The IAM user who may ask for tokens. Default: a new user. */
  iamUser?: IamUser;
  /** The name of the project. In the real service it is the name of the region. Default: `cn-north-4`. */
  projectName?: string;
  /**
   * The hosts, without ports, from which `uploadMetaDataByUrl` may fetch. This machine is always allowed. Default: no
   * other hosts.
   */
  pullHosts?: readonly string[];
  /** How many extractions run at once. Default: the number of CPU cores. */
  concurrency?: number;
  /**
   * Which FFmpeg reads files and extracts audio. Default: the FFmpeg of this machine where there is one, else FFmpeg in
   * WebAssembly.
   */
  ffmpeg?: FFmpegOptions;
  /**
   * How many times as large as its video an audio may be; up to 16 MiB it may always be. A larger one fails, so that a
   * small file cannot fill the disk. Default: 64, twice what the thinnest codecs of speech need.
   */
  maxAudioRatio?: number;
  /**
   * How many calls a minute the service accepts of each operation. One number is the limit of every operation by
   * itself, not of all together; numbers by operation id leave the others as they are. `Infinity` means no limit.
   * Default: the documented limits, as in the OpenAPI document.
   */
  callsPerMinute?: CallsPerMinute;
  /** The time source of the service's `clock`, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}
