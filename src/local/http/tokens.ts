/** The tokens that IAM issues and the gateway accepts. A token carries its own end, so that no token is stored. */
import { randomBytes } from 'node:crypto';
import { timingSafeEqual } from 'hono/utils/buffer';
import { hmacSha256Hex, verifyHmacSha256Hex } from '#digest';

/** A token that was just issued. */
export interface IssuedToken {
  token: string;
  /** In milliseconds since 1970, as `expiresAt`. */
  issuedAt: number;
  expiresAt: number;
}

const oneDay = 24 * 60 * 60 * 1000;
const tokenPattern =
  /^(?<claims>(?<expiresAt>\d{1,16})\.[0-9a-f]{32})\.(?<signature>[0-9a-f]{64})$/;

/** Issues and checks tokens for the one project. */
export class Tokens {
  readonly #lastingToken: string;
  readonly #now: () => number;
  readonly #secret: string;

  /**
   * @param lastingToken a token that never expires.
   * @param secret signs the other tokens.
   * @param now the clock, in milliseconds since 1970.
   */
  constructor(lastingToken: string, secret: string, now: () => number) {
    this.#lastingToken = lastingToken;
    this.#secret = secret;
    this.#now = now;
  }

  /** Issues a token for 24 hours. Earlier tokens stay valid. */
  async issue(): Promise<IssuedToken> {
    const issuedAt = Math.floor(this.#now());
    const expiresAt = issuedAt + oneDay;
    const claims = `${expiresAt}.${randomBytes(16).toString('hex')}`;
    const token = `${claims}.${await hmacSha256Hex(this.#secret, claims)}`;
    return { token, issuedAt, expiresAt };
  }

  async check(token: string): Promise<'good' | 'expired' | 'unknown'> {
    if (await timingSafeEqual(token, this.#lastingToken)) return 'good';
    const { claims = '', expiresAt, signature = '' } = tokenPattern.exec(token)?.groups ?? {};
    if (!(await verifyHmacSha256Hex(this.#secret, claims, signature))) return 'unknown';
    return this.#now() < Number(expiresAt) ? 'good' : 'expired';
  }
}
