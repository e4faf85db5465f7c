/** The one subscription to the topic of this service, with the key and the certificate that sign for the topic. */
import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { equalSecrets } from '../http/constant-time.js';
import { selfSigned, type SelfSigned } from './self-signed-certificate.js';
import type { Store } from '../store/store.js';

/** What is kept, so that a later run in the same folder need not be confirmed again. */
interface State extends SelfSigned {
  /** The address that is subscribed. */
  url: string;
  topicUrn: string;
  /** The topic's, and 32 hexadecimal digits that nobody can guess. */
  urn: string;
  isConfirmed: boolean;
  /** What confirms it, and until when it does, in milliseconds since 1970. */
  token: string;
  tokenEndsAt: number;
}

const storedKind = 'smn';
/** https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html */
const tokenLifetimeMs = 48 * 60 * 60 * 1000;

/** A subscription, which is nothing until it is confirmed. */
export class SmnSubscription {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #state: State;

  private constructor(store: Store, now: () => number, state: State) {
    this.#store = store;
    this.#now = now;
    this.#state = state;
  }

  /** Takes up the subscription of an earlier run to the same topic and address, or makes a new one. */
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

  /** A new token, with which `confirm` works once more. Earlier ones are of no use then. */
  async renewToken(): Promise<string> {
    const token = randomBytes(32).toString('hex');
    await this.#change({ token, tokenEndsAt: this.#now() + tokenLifetimeMs });
    return token;
  }

  /** Whether it is confirmed by that token; 48 hours after the token was made, by none. */
  async confirm(given: string): Promise<boolean> {
    const { token, tokenEndsAt } = this.#state;
    if (!equalSecrets(given, token) || this.#now() > tokenEndsAt) return false;
    await this.#change({ isConfirmed: true });
    return true;
  }

  /** Whether the subscription of that URN has ended by this; it may have before. */
  async end(urn: string): Promise<boolean> {
    if (!equalSecrets(urn, this.#state.urn)) return false;
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

/** A new key takes a tenth of a second, which is why it is made beside the loop. */
async function newCertificate(): Promise<SelfSigned> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return selfSigned({ privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() });
}
