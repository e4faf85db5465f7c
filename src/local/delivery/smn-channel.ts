/** Sends events as notifications of SMN to the one subscriber of this service's topic. */
import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { timingSafeEqual } from 'hono/utils/buffer';
import { delay } from '../../platform/delay.js';
import { signedSmnRequest, type SmnDraft } from '../../webhooks/smn-signer.js';
import { BackgroundWork } from '../background-work.js';
import { newId } from '../new-id.js';
import type { Store } from '../store/store.js';
import {
  type Channel,
  checkAddress,
  defaultRetryDelaysMs,
  defaultTimeoutMs,
  FinalRefusal,
  type Outgoing,
  send,
} from './channel.js';
import { selfSigned, type SelfSigned } from './self-signed-certificate.js';

/** Where events go through SMN: what a user of the real service sets in its console. */
export interface SmnSubscriptionOptions {
  /** The address that is subscribed, http or https. */
  url: string;
  /** The topic. Default: `urn:smn:{projectName}:{projectId}:vod-events`. */
  topicUrn?: string;
  /** How long the receiver may take to answer, in milliseconds. Default: 5000. */
  timeoutMs?: number;
  /** The pauses before each retry, in milliseconds. Default: 1, 2, 4, 8, 16 and 32 seconds. */
  retryDelaysMs?: readonly number[];
}

/** The service to which a channel belongs. */
export interface SmnService {
  store: Store;
  /** The clock, in milliseconds since 1970. */
  now: () => number;
  /** The base URL of the service, with which the links in the messages begin. */
  origin: string;
  projectId: string;
  projectName: string;
}

/** The subscription. It is stored, so that a later run in the same folder needs no new confirmation. */
interface Subscription extends SelfSigned {
  /** The address that is subscribed. */
  url: string;
  topicUrn: string;
  /** The URN of the subscription: that of the topic, and 32 random hexadecimal digits. */
  urn: string;
  isConfirmed: boolean;
  /** Confirms the subscription until `tokenEndsAt`, in milliseconds since 1970. */
  token: string;
  tokenEndsAt: number;
}

/** What is sent about the subscription itself. Both types have a link that confirms it. */
type Announcement = 'SubscriptionConfirmation' | 'UnsubscribeConfirmation';

/** The paths of the links in the messages. */
export const smnPaths = {
  certificate: '/smn/SMN_local.pem',
  confirm: '/smn/subscription/confirm',
  unsubscribe: '/smn/subscription/unsubscribe',
} as const;

const storedKind = 'smn';
/** https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html */
const tokenLifetimeMs = 48 * 60 * 60 * 1000;

/** @throws TypeError when the address is no http or https URL, or the topic no URN. */
export function checkSmnOptions({ url, topicUrn }: SmnSubscriptionOptions): void {
  checkAddress('smn.url', url);
  if (topicUrn !== undefined && !/^urn:smn:[^:\s]+:[^:\s]+:[^:\s]+$/.test(topicUrn)) {
    throw new TypeError(
      `smn.topicUrn has to be urn:smn:{region}:{project_id}:{name}; it is ${topicUrn}.`,
    );
  }
}

/** The channel. The receiver gets no event before it has confirmed the subscription. */
export class SmnChannel implements Channel {
  readonly name = 'SMN';
  readonly retryDelaysMs: readonly number[];
  readonly #timeoutMs: number;
  readonly #service: SmnService;
  readonly #subscription: Subscription;
  readonly #work = new BackgroundWork();
  /** Why the receiver did not accept the last announcement. */
  #refusal = '';

  private constructor(
    options: SmnSubscriptionOptions,
    service: SmnService,
    subscription: Subscription,
  ) {
    this.retryDelaysMs = options.retryDelaysMs ?? defaultRetryDelaysMs;
    this.#timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    this.#service = service;
    this.#subscription = subscription;
  }

  /** Opens the channel, with the subscription of an earlier run to the same topic and address if there is one. */
  static async open(options: SmnSubscriptionOptions, service: SmnService): Promise<SmnChannel> {
    const { projectName, projectId, store } = service;
    const { url, topicUrn = `urn:smn:${projectName}:${projectId}:vod-events` } = options;
    const stored = store.read<Subscription>(storedKind).get('');
    if (stored?.url === url && stored.topicUrn === topicUrn) {
      return new SmnChannel(options, service, stored);
    }
    const { certificate, privateKey } = stored ?? (await newCertificate());
    const urn = `${topicUrn}:${randomBytes(16).toString('hex')}`;
    return new SmnChannel(options, service, {
      ...{ certificate, privateKey, url, topicUrn, urn },
      ...{ isConfirmed: false, token: '', tokenEndsAt: -Infinity },
    });
  }

  /** The certificate that fits the signatures, in PEM. */
  get certificate(): string {
    return this.#subscription.certificate;
  }

  /** The topic to which the receiver is subscribed. */
  get topicUrn(): string {
    return this.#subscription.topicUrn;
  }

  /** Asks the receiver in the background to confirm the subscription, unless it has done so. */
  subscribe(): void {
    if (!this.#subscription.isConfirmed) this.#announce('SubscriptionConfirmation');
  }

  /** Returns whether the subscription is confirmed: by the token of the newest link, within 48 hours. */
  async confirm(given: string): Promise<boolean> {
    const { token, tokenEndsAt } = this.#subscription;
    if (!(await timingSafeEqual(given, token)) || this.#service.now() > tokenEndsAt) return false;
    await this.#change({ isConfirmed: true });
    return true;
  }

  /** Ends the subscription, and tells the receiver. Returns false when the URN is that of another one. */
  async unsubscribe(urn: string): Promise<boolean> {
    if (!(await timingSafeEqual(urn, this.#subscription.urn))) return false;
    const { isConfirmed } = this.#subscription;
    await this.#change({ isConfirmed: false });
    if (isConfirmed) this.#announce('UnsubscribeConfirmation');
    return true;
  }

  async deliver({ messageId, event, createdAt }: Outgoing, signal: AbortSignal): Promise<void> {
    const { isConfirmed, urn } = this.#subscription;
    if (!isConfirmed) {
      const why = this.#refusal && `; when it was to be confirmed, ${this.#refusal}`;
      throw new FinalRefusal(`the SMN subscription is not confirmed${why}`);
    }
    await this.#post(signal, {
      message_id: messageId,
      timestamp: timeOf(createdAt),
      message: event,
      unsubscribe_url: this.#linkTo('unsubscribe', { subscription_urn: urn }),
    });
  }

  /** Ends what is being sent. */
  async close(): Promise<void> {
    await this.#work.close();
  }

  #announce(type: Announcement): void {
    // It rejects when the service is closed, or when the token could not be saved.
    this.#work.run((signal) => this.#sendAnnouncement(type, signal)).catch(() => undefined);
  }

  async #sendAnnouncement(type: Announcement, signal: AbortSignal): Promise<void> {
    const { now } = this.#service;
    const token = randomBytes(32).toString('hex'); // It makes earlier tokens void.
    await this.#change({ token, tokenEndsAt: now() + tokenLifetimeMs });
    const draft = {
      type,
      message_id: newId(),
      timestamp: timeOf(now()),
      subscribe_url: this.#linkTo('confirm', { token }),
    };
    for (const pause of [0, ...this.retryDelaysMs]) {
      await delay(pause, signal);
      try {
        await this.#post(signal, draft);
        this.#refusal = '';
        return;
      } catch (error) {
        this.#refusal = error instanceof Error ? error.message : String(error);
        if (error instanceof FinalRefusal) return;
      }
    }
  }

  /** Makes one attempt; throws as `deliver`. */
  async #post(signal: AbortSignal, draft: Draft): Promise<void> {
    const { url, topicUrn, urn, privateKey } = this.#subscription;
    const request = await signedSmnRequest(url, {
      topic_urn: topicUrn,
      signing_cert_url: this.#service.origin + smnPaths.certificate,
      privateKey,
      ...draft,
    });
    if (draft.type !== 'SubscriptionConfirmation') {
      request.headers.set('x-smn-subscription-urn', urn);
    }
    const status = await send(request, this.#timeoutMs, signal);
    if (status >= 200 && status <= 299) return;
    const reason = `the receiver answered ${status}`;
    throw status >= 500 ? new Error(reason) : new FinalRefusal(reason);
  }

  #linkTo(path: 'confirm' | 'unsubscribe', query: Record<string, string>): string {
    return `${this.#service.origin}${smnPaths[path]}?${new URLSearchParams(query).toString()}`;
  }

  async #change(change: Partial<Subscription>): Promise<void> {
    const { store } = this.#service;
    const state = this.#subscription;
    const before = { ...state };
    Object.assign(state, change);
    const undo = () => Object.assign(state, before);
    store.stage({ kind: storedKind, id: '', read: () => state, undo });
    await store.saved();
  }
}

/** A message without what all messages of the topic have in common. */
type Draft = SmnDraft extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'topic_urn'>
    : never
  : never;

/** A new key takes a tenth of a second, which is why it is made on another thread. */
async function newCertificate(): Promise<SelfSigned> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return selfSigned({ privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() });
}

/** A time in UTC and in whole seconds, as SMN writes it. */
function timeOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
