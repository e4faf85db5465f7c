/** The one subscription to the topic of this service, with the key and the certificate that sign for the topic. */
import { generateKeyPair, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Store } from '../store/store.js';
import { selfSigned, type SelfSigned } from './self-signed-certificate.js';

/** What is stored, so that a later run in the same folder needs no new confirmation. */
interface State extends SelfSigned {
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

const storedKind = 'smn';
/** https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html */
const tokenLifetimeMs = 48 * 60 * 60 * 1000;

/** A subscription. Nothing is sent to it before it is confirmed. */
export class SmnSubscription {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #state: State;

  private constructor(store: Store, now: () => number, state: State) {
    this.#store = store;
    this.#now = now;
    this.#state = state;
  }

  /** The subscription of an earlier run to the same topic and address, or a new one. */
  static async open(
    store: Store,
    { url, topicUrn }: Pick<State, 'url' | 'topicUrn'>,
    now: () => number,
  ): Promise<SmnSubscription> {
    const stored = store.read<State>(storedKind).get('');
    if (stored?.url === url && stored.topicUrn === topicUrn) {
      return new SmnSubscription(store, now, stored);
    }
    const { certificate, privateKey } = stored ?? (await newCertificate());
    const urn = `${topicUrn}:${randomBytes(16).toString('hex')}`;
    return new SmnSubscription(store, now, {
      ...{ certificate, privateKey, url, topicUrn, urn },
      ...{ isConfirmed: false, token: '', tokenEndsAt: -Infinity },
    });
  }

  get state(): Readonly<State> {
    return this.#state;
  }

  /** A new token for `confirm`. Earlier tokens are void. */
  async renewToken(): Promise<string> {
    const token = randomBytes(32).toString('hex');
    await this.#change({ token, tokenEndsAt: this.#now() + tokenLifetimeMs });
    return token;
  }

  /** Returns whether the subscription is confirmed: by the newest token, within 48 hours. */
  async confirm(given: string): Promise<boolean> {
    const { token, tokenEndsAt } = this.#state;
    if (!isSame(given, token) || this.#now() > tokenEndsAt) return false;
    await this.#change({ isConfirmed: true });
    return true;
  }

  /** Ends the subscription. Returns false when the URN is that of another one. */
  async end(urn: string): Promise<boolean> {
    if (!isSame(urn, this.#state.urn)) return false;
    await this.#change({ isConfirmed: false });
    return true;
  }

  async #change(change: Partial<State>): Promise<void> {
    const state = this.#state;
    const before = { ...state };
    Object.assign(state, change);
    const undo = () => Object.assign(state, before);
    this.#store.stage({ kind: storedKind, id: '', read: () => state, undo });
    await this.#store.saved();
  }
}

/** Takes the same time wherever the secrets differ. */
function isSame(given: string, secret: string): boolean {
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', secret, 'buffer'));
}

/** A new key takes a tenth of a second, which is why it is made on another thread. */
async function newCertificate(): Promise<SelfSigned> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return selfSigned({ privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() });
}
