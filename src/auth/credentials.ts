/** What requests are authenticated with, and the one place that renews it. */
import { untilAborted } from '../platform/delay.js';
import type { FetchFunction } from '../platform/fetch-function.js';

/** An access key: permanent, or temporary when it comes with a security token. */
export interface AccessKey {
  /** The public half (AK). It appears in the `Authorization` header. */
  accessKeyId: string;
  /** The secret half (SK). It never leaves the process. */
  secretAccessKey: string;
  /** The security token of a temporary access key, sent and signed as `X-Security-Token`. */
  securityToken?: string;
  /** When a temporary access key stops being valid. */
  expiresAt?: Date;
  /** The project that comes with it; the client's own `projectId` wins. */
  projectId?: string;
}

/** An IAM token with project scope, valid for 24 hours: the `X-Subject-Token` that IAM answered. */
export interface Token {
  /** Sent as `X-Auth-Token`. */
  token: string;
  /** When it stops being valid. */
  expiresAt?: Date;
  /** The project that it is for; the client's own `projectId` wins. */
  projectId?: string;
}

/** What a request is authenticated with: an access key (preferred), or a token. */
export type Credentials = AccessKey | Token;

/**
 * Gives credentials. It is asked again before those that it gave expire (`expiresAt`), and when the gateway
 * says that they have expired; in between they are kept, and only one question is open at a time.
 *
 * @example
 * const credentials: CredentialProvider = async ({ signal }) => ({ token: await readToken(signal) });
 */
export type CredentialProvider = (options: {
  /** Aborted after a minute, when the provider is given up. */
  signal: AbortSignal;
  /** The own `fetch` of the client, for a provider that sends requests; undefined if the client has none. */
  fetch?: FetchFunction | undefined;
}) => Credentials | Promise<Credentials>;

/** Credentials are renewed when so little of their life is left, or a third of it if that is less. */
const earlyMs = 40 * 60_000;
/** So close to their end they might expire on the way, by the gateway's clock. */
const lateMs = 60_000;
/** A provider that has not answered by then is given up. */
const providerTimeoutMs = 60_000;

/** Keeps what a provider gave; one refresh in flight, however many callers wait for it. */
export class CredentialSource {
  /** Whether refused credentials can be replaced. */
  readonly renewable: boolean;
  readonly #provider: CredentialProvider;
  readonly #fetch: FetchFunction | undefined;
  #current: Credentials | undefined;
  #refresh: Promise<Credentials> | undefined;
  /** When to start a refresh although the current credentials still hold, in milliseconds since 1970. */
  #refreshAt = 0;

  /**
   * @param fetch what a provider is to send its requests with; default: its own choice.
   * @throws TypeError when the credentials are not what their type says.
   */
  constructor(credentials: Credentials | CredentialProvider, fetch?: FetchFunction) {
    this.renewable = typeof credentials === 'function';
    if (typeof credentials === 'function') this.#provider = credentials;
    else {
      const given = checkCredentials(credentials);
      this.#provider = () => given;
    }
    this.#fetch = fetch;
  }

  /**
   * The credentials to use now: the kept ones while they hold, else new ones.
   *
   * @throws what the provider threw, or the signal's reason; the refresh goes on for the others then.
   * @throws TypeError when what it gave cannot be used, or has expired already.
   */
  get(stop: { readonly signal: AbortSignal }): Credentials | Promise<Credentials> {
    const current = this.#current;
    const now = Date.now();
    if (current && !(now >= this.#refreshAt)) return current;
    const refresh = (this.#refresh ??= this.#ask());
    if (current && !expiresWithin(current, lateMs, now)) {
      refresh.catch(() => (this.#refreshAt = Date.now() + lateMs)); // These still hold; ask again later.
      return current;
    }
    return untilAborted(refresh, stop.signal);
  }

  /** Forgets credentials that the gateway called expired, unless they have been replaced meanwhile. */
  refuse(credentials: Credentials): void {
    if (this.#current === credentials) this.#current = undefined;
  }

  async #ask(): Promise<Credentials> {
    try {
      const signal = AbortSignal.timeout(providerTimeoutMs);
      // Asked a moment later, so that a provider that throws at once does not do so before #refresh is set.
      const asked = Promise.resolve({ signal, fetch: this.#fetch }).then(this.#provider);
      const given = checkCredentials(await untilAborted(asked, signal));
      const now = Date.now();
      if (expiresWithin(given, 0, now)) {
        throw new TypeError(
          `The ${'token' in given ? 'token' : 'access key'} expired at ${String(given.expiresAt?.toISOString())}. ` +
            'Get a new one, or give a provider that does.',
        );
      }
      this.#current = given;
      const life = (given.expiresAt?.getTime() ?? Infinity) - now;
      this.#refreshAt = now + life - Math.min(earlyMs, life / 3);
      return given;
    } finally {
      this.#refresh = undefined;
    }
  }
}

/**
 * The same credentials, when they are what their type says; programs in JavaScript, files and variables promise nothing.
 *
 * @throws TypeError when they are not. It shows no value: each may be a secret. A key with a line break behind it
 *   would give a wrong signature, and the gateway locks a key after five of them.
 */
export function checkCredentials<Given extends Credentials>(given: Given): Given {
  const unchecked: unknown = given;
  if (typeof unchecked !== 'object' || unchecked === null) {
    throw new TypeError(
      `The credentials are ${unchecked ? `a ${typeof unchecked}` : String(unchecked)}. ` +
        'Give { accessKeyId, secretAccessKey }, { token }, or a function that returns one of them.',
    );
  }
  const names = 'token' in given ? ['token'] : ['accessKeyId', 'secretAccessKey', 'securityToken'];
  for (const name of names) {
    const value: unknown = Reflect.get(given, name);
    if (value === undefined && name === 'securityToken') continue;
    let problem;
    if (typeof value !== 'string') problem = 'is no text';
    else if (value === '') problem = 'is empty';
    else if (/^[\s\u200b"']|[\s\u200b"']$/.test(value))
      problem = 'begins or ends with white space or a quotation mark';
    if (problem) {
      throw new TypeError(`${name} ${problem}. Check the variable or file that it comes from.`);
    }
  }
  return given;
}

function expiresWithin({ expiresAt }: Credentials, ms: number, now: number): boolean {
  return expiresAt !== undefined && expiresAt.getTime() - now <= ms;
}
