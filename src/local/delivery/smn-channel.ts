/** Sends events as notifications of SMN to the subscriber of this service's topic. */
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { delay } from '../../platform/delay.js';
import { signedSmnRequest, type SmnDraft } from '../../webhooks/smn-signer.js';
import {
  type Channel,
  checkAddress,
  FinalRefusal,
  type Outgoing,
  usualPausesMs,
} from './outbox.js';
import type { RoutesEnvironment } from '../http/routes-environment.js';
import { SmnSubscription } from './smn-subscription.js';
import { Stop } from '../stop.js';
import type { Store } from '../store/store.js';

/** Where events go by way of SMN: what a user of the real service sets in its console. */
export interface SmnSubscriptionOptions {
  /** The address that is subscribed, http or https. */
  url: string;
  /** The topic. Default: `urn:smn:{projectName}:{projectId}:vod-events`. */
  topicUrn?: string;
  /** How long the receiver may take to answer, in milliseconds. Default: 5000. */
  timeoutMs?: number;
  /** The pauses before each further attempt, in milliseconds. Default: 1, 2, 4, 8, 16 and 32 seconds. */
  retryDelaysMs?: readonly number[];
}

/** In what service a channel works. */
export interface SmnSurroundings {
  store: Store;
  /** The base URL of the service, which its links have. */
  origin: string;
  projectId: string;
  /** The name of the project, in the real service that of its region. */
  projectName: string;
}

const certificatePath = '/smn/SMN_local.pem';
const confirmPath = '/smn/subscription/confirm';
const unsubscribePath = '/smn/subscription/unsubscribe';

const topicPattern = /^urn:smn:[^:\s]+:[^:\s]+:[^:\s]+$/;

/** The channel to one subscriber, who gets nothing before the subscription is confirmed. */
export class SmnChannel implements Channel {
  readonly name = 'SMN';
  readonly retryDelaysMs: readonly number[];
  readonly #options: SmnSubscriptionOptions;
  readonly #now: () => number;
  readonly #stop = new Stop();
  readonly #announcing = new Set<Promise<void>>();
  #opened: { origin: string; subscription: SmnSubscription } | undefined;
  /** Why the receiver did not take what asks it to confirm. */
  #refusal = '';

  /** @throws TypeError when the address is no http or https URL, or the topic no URN. */
  constructor(options: SmnSubscriptionOptions, now: () => number) {
    checkAddress('smn.url', options.url);
    if (options.topicUrn !== undefined && !topicPattern.test(options.topicUrn)) {
      throw new TypeError(
        `smn.topicUrn has to be urn:smn:{region}:{project_id}:{name}; it is ${options.topicUrn}.`,
      );
    }
    this.retryDelaysMs = options.retryDelaysMs ?? usualPausesMs;
    this.#options = options;
    this.#now = now;
  }

  /** Has to be called before anything else. */
  async open({ store, origin, projectId, projectName }: SmnSurroundings): Promise<void> {
    const { url, topicUrn = `urn:smn:${projectName}:${projectId}:vod-events` } = this.#options;
    const subscription = await SmnSubscription.open(store, { url, topicUrn }, this.#now);
    this.#opened = { origin, subscription };
  }

  /** The certificate that fits the signatures, in PEM. */
  get certificate(): string {
    return this.#open.subscription.state.certificate;
  }

  /** The topic to which the receiver is subscribed. */
  get topicUrn(): string {
    return this.#open.subscription.state.topicUrn;
  }

  /** Asks the receiver to confirm the subscription, unless it has. Does not wait for that. */
  subscribe(): void {
    if (!this.#open.subscription.state.isConfirmed) this.#announce('SubscriptionConfirmation');
  }

  async deliver({ messageId, event, createdAt }: Outgoing, signal: AbortSignal): Promise<void> {
    const { subscription, origin } = this.#open;
    const { isConfirmed, urn } = subscription.state;
    if (!isConfirmed) {
      const why = this.#refusal === '' ? '' : `; when it was to be confirmed, ${this.#refusal}`;
      throw new FinalRefusal(`the SMN subscription is not confirmed${why}`);
    }
    await this.#post(signal, {
      message_id: messageId,
      timestamp: timeOf(createdAt),
      message: event,
      unsubscribe_url: linkTo(origin + unsubscribePath, { subscription_urn: urn }),
    });
  }

  /** The certificate, and the links that confirm and end the subscription. */
  routes(): Hono<RoutesEnvironment> {
    const app = new Hono<RoutesEnvironment>();
    app.get(certificatePath, (context) =>
      context.body(this.certificate, 200, { 'content-type': 'application/x-pem-file' }),
    );
    app.get(confirmPath, async (context) =>
      (await this.#open.subscription.confirm(context.req.query('token') ?? ''))
        ? context.text('The subscription is confirmed.')
        : context.text('This link is not the newest one, or over 48 hours old.', 403),
    );
    app.get(unsubscribePath, async (context) => {
      const { subscription } = this.#open;
      const { isConfirmed } = subscription.state;
      if (!(await subscription.end(context.req.query('subscription_urn') ?? ''))) {
        return context.text('There is no such subscription.', 403);
      }
      if (isConfirmed) this.#announce('UnsubscribeConfirmation');
      return context.text('The subscription has ended.');
    });
    return app;
  }

  /** Ends what is on its way. */
  async close(): Promise<void> {
    this.#stop.close();
    await Promise.all(this.#announcing);
  }

  get #open() {
    if (!this.#opened) throw new Error('The SMN channel is not open yet.');
    return this.#opened;
  }

  /** Sends, in the background, what is about the subscription itself: either type has a link to confirm it. */
  #announce(type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation'): void {
    const announcing = this.#sendAnnouncement(type)
      .catch(() => undefined) // Closed, or the token could not be saved.
      .finally(() => this.#announcing.delete(announcing));
    this.#announcing.add(announcing);
  }

  async #sendAnnouncement(
    type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation',
  ): Promise<void> {
    const { subscription, origin } = this.#open;
    const draft = {
      type,
      message_id: randomBytes(16).toString('hex'),
      timestamp: timeOf(this.#now()),
      subscribe_url: linkTo(origin + confirmPath, { token: await subscription.renewToken() }),
    };
    const { signal } = this.#stop;
    for (const pause of [0, ...this.retryDelaysMs]) {
      await delay(pause, signal);
      const failure = await this.#post(signal, draft).then(
        () => undefined,
        (error: unknown) => error,
      );
      this.#refusal = failure instanceof Error ? failure.message : '';
      if (failure === undefined || failure instanceof FinalRefusal) return;
    }
  }

  /** Makes one attempt. @throws Error when the message was not taken; see `Channel`. */
  async #post(signal: AbortSignal, draft: Draft): Promise<void> {
    const { subscription, origin } = this.#open;
    const { url, topicUrn, urn, privateKey } = subscription.state;
    const request = await signedSmnRequest(url, {
      ...{ topic_urn: topicUrn, signing_cert_url: origin + certificatePath, privateKey },
      ...draft,
    });
    if (draft.type !== 'SubscriptionConfirmation') {
      request.headers.set('x-smn-subscription-urn', urn);
    }
    const { timeoutMs = 5000 } = this.#options;
    const response = await fetch(request, {
      redirect: 'manual', // Nothing is sent to an address that nobody configured.
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    // Whether it was taken is known by now, whatever becomes of the connection.
    await response.body?.cancel().catch(() => undefined);
    if (response.ok) return;
    const reason = `the receiver answered ${response.status}`;
    throw response.status >= 500 ? new Error(reason) : new FinalRefusal(reason);
  }
}

/** A message but for what all messages of the topic have in common. */
type Draft = SmnDraft extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'topic_urn'>
    : never
  : never;

function linkTo(url: string, query: Record<string, string>): string {
  return `${url}?${new URLSearchParams(query).toString()}`;
}

/** A time in UTC and in whole seconds, as SMN writes it. */
function timeOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
