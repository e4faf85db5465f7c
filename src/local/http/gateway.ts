/**
 * The gateway in front of the service: who is calling, with which clock, for which project.
 *
 * Error texts: https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html
 */
import { algorithm, canonicalRequest } from '../../auth/canonical-request.js';
import type { AccessKey } from '../../auth/credentials.js';
import { formatSigningDate, parseSigningDate } from '../../auth/signer.js';
import { hmacSha256Hex, sha256Hex } from '#digest';
import { equalSecrets } from './constant-time.js';
import type { KeyLock } from './key-lock.js';
import { ServiceError } from './service-error.js';
import type { Tokens } from './tokens.js';

/** Whom the gateway lets in. */
export interface GatewayOptions {
  /** The one access key that is known. */
  accessKey: AccessKey;
  /** Locks that key after too many wrong signatures. */
  lock: KeyLock;
  /** The tokens that are known. */
  tokens: Tokens;
  /** The one project that there is. */
  projectId: string;
  /** The gateway's clock, in milliseconds since 1970. */
  now: () => number;
}

const clockWindowMs = 15 * 60 * 1000;

const authorizationPattern =
  /^SDK-HMAC-SHA256 Access=(?<id>[^,\s]+), ?SignedHeaders=(?<names>[^,\s]+), ?Signature=(?<signature>[0-9a-f]{64})$/;

/**
 * Checks who is calling a project.
 *
 * @param body the bytes of the body, at most as many as the gateway takes.
 * @throws ServiceError 401 APIGW.0301 or APIGW.0307, or 403 VOD.10057 when the project is another one.
 */
export async function authenticate(
  request: Request,
  body: Uint8Array<ArrayBuffer>,
  projectId: string,
  options: GatewayOptions,
): Promise<void> {
  await identify(request, body, options);
  if (projectId !== options.projectId) throw new ServiceError(403, 'VOD.10057');
}

/**
 * Checks who is calling, whatever is called.
 *
 * @throws ServiceError 401 APIGW.0301, or APIGW.0307 when the token has expired.
 */
export async function identify(
  request: Request,
  body: Uint8Array<ArrayBuffer>,
  options: GatewayOptions,
): Promise<void> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) return checkSignature(request, authorization, body, options);
  const token = request.headers.get('x-auth-token');
  if (token === null) throw refused('x-auth-token not found');
  const state = await options.tokens.check(token);
  if (state === 'unknown') throw refused('decrypt token fail');
  if (state === 'expired') throw new ServiceError(401, 'APIGW.0307');
}

async function checkSignature(
  request: Request,
  authorization: string,
  body: Uint8Array<ArrayBuffer>,
  { accessKey, lock, now }: GatewayOptions,
): Promise<void> {
  const { id, names, signature } = authorizationPattern.exec(authorization)?.groups ?? {};
  const date = request.headers.get('x-sdk-date');
  const signedHeaders = names?.split(';') ?? [];
  if (id === undefined || signature === undefined) {
    throw refused('the Authorization header is not of the form of SDK-HMAC-SHA256');
  }
  if (date === null || !signedHeaders.includes('x-sdk-date')) {
    throw refused('x-sdk-date is missing or not signed');
  }
  const { securityToken = null, expiresAt } = accessKey;
  const tokenFits = securityToken === request.headers.get('x-security-token');
  const hasExpired = expiresAt !== undefined && now() >= expiresAt.getTime();
  if (id !== accessKey.accessKeyId || !tokenFits || hasExpired) {
    // A temporary key without its security token, or past its time, is as unknown as any other.
    throw refused(`Get secretKey failed,ak:${id},err:ak not exist`);
  }
  if (securityToken !== null && !signedHeaders.includes('x-security-token')) {
    throw refused('x-security-token is not signed');
  }
  if (lock.isLocked) throw refused('AK access failed to reach the limit,forbidden');
  const signedAt = parseSigningDate(date).getTime();
  if (!(Math.abs(now() - signedAt) <= clockWindowMs)) {
    const serverTime = formatSigningDate(new Date(now()));
    throw refused(`signature expired, signature time:${date},server time:${serverTime}`);
  }
  const declared = request.headers.get('x-sdk-content-sha256');
  const unsigned =
    declared === 'UNSIGNED-PAYLOAD' && signedHeaders.includes('x-sdk-content-sha256');
  const canonical = canonicalRequest({
    method: request.method,
    url: new URL(request.url),
    headers: request.headers,
    signedHeaders,
    payloadHash: unsigned ? declared : await sha256Hex(body),
  });
  const expected = await hmacSha256Hex(
    accessKey.secretAccessKey,
    `${algorithm}\n${date}\n${await sha256Hex(canonical)}`,
  );
  const isRight = equalSecrets(signature, expected);
  lock.count(isRight ? 'right' : 'wrong');
  if (!isRight) {
    const echo = canonical.replaceAll('\n', '|');
    throw refused(`verify aksk signature fail, canonicalRequest:${echo}`);
  }
}

function refused(why: string): ServiceError {
  return new ServiceError(401, 'APIGW.0301', `Incorrect IAM authentication information: ${why}`);
}
