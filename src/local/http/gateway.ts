/**
 * The gateway in front of the service: it checks who calls.
 *
 * Error texts: https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html
 */
import { algorithm, canonicalRequest } from '../../auth/canonical-request.js';
import type { AccessKey } from '../../auth/credentials.js';
import { formatSigningDate, parseSigningDate } from '../../auth/signer.js';
import { sha256Hex, verifyHmacSha256Hex } from '#digest';
import { HttpError } from './http-error.js';
import { KeyLock } from './key-lock.js';
import type { Tokens } from './tokens.js';

/** Whom the gateway lets in. */
export interface GatewayOptions {
  /** The one access key that is known. */
  accessKey: AccessKey;
  tokens: Tokens;
  /** The gateway's clock, in milliseconds since 1970. */
  now: () => number;
}

/** Reads the body of a request, when that is needed to check its signature. */
export type ReadBody = () => Promise<Uint8Array<ArrayBuffer>>;

const clockWindowMs = 15 * 60 * 1000;

const authorizationPattern =
  /^SDK-HMAC-SHA256 Access=(?<id>[^,\s]+), ?SignedHeaders=(?<names>[^,\s]+), ?Signature=(?<signature>[0-9a-f]{64})$/;

/** Checks tokens and signatures. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #lock: KeyLock;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#lock = new KeyLock(options.now);
  }

  /** Forgets wrong signatures. */
  reset(): void {
    this.#lock.reset();
  }

  /**
   * Checks the credentials of a request.
   *
   * @param readBody called only when everything else about the credentials is right.
   * @throws HttpError 401 APIGW.0301, or APIGW.0307 when the token has expired.
   */
  async authenticate({ headers, method, url }: Request, readBody: ReadBody): Promise<void> {
    const authorization = headers.get('authorization');
    if (authorization !== null) {
      return this.#checkSignature({ headers, method, url: new URL(url) }, authorization, readBody);
    }
    const token = headers.get('x-auth-token');
    if (token === null) throw refused('x-auth-token not found');
    const state = await this.#options.tokens.check(token);
    if (state === 'unknown') throw refused('decrypt token fail');
    if (state === 'expired') throw new HttpError(401, 'APIGW.0307');
  }

  async #checkSignature(
    { headers, method, url }: { headers: Headers; method: string; url: URL },
    authorization: string,
    readBody: ReadBody,
  ): Promise<void> {
    const { id, names, signature } = authorizationPattern.exec(authorization)?.groups ?? {};
    const date = headers.get('x-sdk-date');
    const signedHeaders = names?.split(';') ?? [];
    if (id === undefined || signature === undefined) {
      throw refused('the Authorization header is not of the form of SDK-HMAC-SHA256');
    }
    if (date === null || !signedHeaders.includes('x-sdk-date')) {
      throw refused('x-sdk-date is missing or not signed');
    }
    const { accessKey, now } = this.#options;
    const { securityToken = null, expiresAt } = accessKey;
    const tokenFits = securityToken === headers.get('x-security-token');
    const hasExpired = expiresAt !== undefined && now() >= expiresAt.getTime();
    if (id !== accessKey.accessKeyId || !tokenFits || hasExpired) {
      // A temporary key is unknown without its security token, and after its end.
      throw refused(`Get secretKey failed,ak:${id},err:ak not exist`);
    }
    if (securityToken !== null && !signedHeaders.includes('x-security-token')) {
      throw refused('x-security-token is not signed');
    }
    if (this.#lock.isLocked) throw refused('AK access failed to reach the limit,forbidden');
    const signedAt = parseSigningDate(date).getTime();
    if (!(Math.abs(now() - signedAt) <= clockWindowMs)) {
      const serverTime = formatSigningDate(new Date(now()));
      throw refused(`signature expired, signature time:${date},server time:${serverTime}`);
    }
    const declared = headers.get('x-sdk-content-sha256');
    const isUnsigned =
      declared === 'UNSIGNED-PAYLOAD' && signedHeaders.includes('x-sdk-content-sha256');
    const payloadHash = isUnsigned ? declared : await sha256Hex(await readBody());
    const canonical = canonicalRequest({ method, url, headers, signedHeaders, payloadHash });
    const fits = async (text: string) =>
      verifyHmacSha256Hex(
        accessKey.secretAccessKey,
        `${algorithm}\n${date}\n${await sha256Hex(text)}`,
        signature,
      );
    const isRight = (await fits(canonical)) || (await fits(withValuesAsGiven(canonical, url)));
    this.#lock.count(isRight ? 'right' : 'wrong');
    if (!isRight) {
      const echo = canonical.replaceAll('\n', '|');
      throw refused(`verify aksk signature fail, canonicalRequest:${echo}`);
    }
  }
}

/** The canonical request of the vendor's Java SDK, which leaves repeated values of the query in the given order. */
function withValuesAsGiven(canonical: string, { search }: URL): string {
  const query = [...new URLSearchParams(search.replaceAll('+', '%2B'))]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map((pair) => pair.map(encodeStrictly).join('='))
    .join('&');
  return canonical.replace(/^(.*\n.*\n).*/, (_, head: string) => head + query);
}

function encodeStrictly(text: string): string {
  const hex = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, hex);
}

function refused(why: string): HttpError {
  return new HttpError(401, 'APIGW.0301', `Incorrect IAM authentication information: ${why}`);
}
