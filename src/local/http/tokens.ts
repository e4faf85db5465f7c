/** The tokens that IAM issues and the gateway takes. Each says itself until when, so that none is kept. */
import { randomBytes } from 'node:crypto';
import { hmacSha256Hex, verifyHmacSha256Hex } from '#digest';
import { equalSecrets } from './constant-time.js';

/** A token that was just issued. */
export interface IssuedToken {
  token: string;
  issuedAt: number;
  expiresAt: number;
}

const oneDay = 24 * 60 * 60 * 1000;
const tokenPattern =
  /^(?<claims>(?<expiresAt>\d{1,16})\.[0-9a-f]{32})\.(?<signature>[0-9a-f]{64})$/;

/** Issues and checks tokens for the one project that there is. */
export class Tokens {
  readonly #lastingToken: string;
  readonly #now: () => number;
  readonly #secret: string;

  /**
   * @param lastingToken a token that never expires, for those who do not want to ask IAM.
   * @param secret signs the others.
   * @param now the clock, in milliseconds since 1970.
   */
  constructor(lastingToken: string, secret: string, now: () => number) {
    this.#lastingToken = lastingToken;
    this.#secret = secret;
    this.#now = now;
  }

  /** Issues a token for 24 hours. The earlier ones stay good. */
  async issue(): Promise<IssuedToken> {
    const issuedAt = Math.floor(this.#now());
    const expiresAt = issuedAt + oneDay;
    const claims = `${expiresAt}.${randomBytes(16).toString('hex')}`;
    const token = `${claims}.${await hmacSha256Hex(this.#secret, claims)}`;
    return { token, issuedAt, expiresAt };
  }

  async check(token: string): Promise<'good' | 'expired' | 'unknown'> {
    if (equalSecrets(token, this.#lastingToken)) return 'good';
    const { claims = '', expiresAt, signature = '' } = tokenPattern.exec(token)?.groups ?? {};
    if (!(await verifyHmacSha256Hex(this.#secret, claims, signature))) return 'unknown';
    return this.#now() < Number(expiresAt) ? 'good' : 'expired';
  }
}
