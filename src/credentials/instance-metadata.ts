/** fromInstanceMetadata(): credentials of the instance on which the program runs, from its metadata service. */
import type { AccessKey, CredentialProvider } from '../auth/credentials.js';
import { readExpiry } from './expiry.js';
import { type MetadataAnswer, requestMetadata } from './metadata-request.js';
import { CredentialsNotFoundError } from './not-found.js';

/** How to call the metadata service. */
export interface InstanceMetadataOptions {
  /** Its base URL, with http. Default: `http://169.254.169.254`, which is the same on all instances. */
  endpoint?: string | URL;
  /** How long to wait for each answer, in milliseconds. Default: 3000. */
  timeoutMs?: number;
}

const tokenPath = '/meta-data/latest/api/token';
const keyPath = '/openstack/latest/securitykey';
const tokenSeconds = 6 * 60 * 60;
/** A token is replaced so long before it expires. */
const earlyMs = 5 * 60_000;
/** After this time a service without tokens is asked for one again, as in the official SDKs. */
const withoutTokenMs = 24 * 60 * 60_000;
/** The answers of version 1, which has no tokens. */
const withoutTokens = [404, 405, 503];

/**
 * The temporary access key of the agency of an Elastic Cloud Server, from its metadata service: from version 2, which
 * needs a token, else from version 1. No key has to be stored on the instance.
 *
 * The provider throws a CredentialsNotFoundError if no metadata service answers, or if no agency is bound to the
 * instance. It throws an Error if the service fails, or answers something else. It needs Node, Deno or Bun.
 *
 * @throws TypeError if an option is wrong.
 * @example
 * const vod = createVodClient({ region: 'cn-north-4', projectId, credentials: fromInstanceMetadata() });
 * @see https://support.huaweicloud.com/intl/en-us/usermanual-ecs/ecs_03_0166.html
 */
export function fromInstanceMetadata(options: InstanceMetadataOptions = {}): CredentialProvider {
  const { endpoint = 'http://169.254.169.254', timeoutMs = 3000 } = options;
  const service = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (service?.protocol !== 'http:' || service.username !== '') {
    throw new TypeError('endpoint is not the URL of a metadata service, as in http://host[:port].');
  }
  // Timers cannot wait longer than 24 days.
  if (!(timeoutMs > 0 && timeoutMs < 2 ** 31)) {
    throw new TypeError(`timeoutMs is ${timeoutMs}: give milliseconds, such as 3000.`);
  }

  /** The last token, or that the service has none, and until when to use that, in milliseconds since 1970. */
  let session: { token: string | undefined; until: number } | undefined;

  return async ({ signal }) => {
    const call = async (path: string, method: 'GET' | 'PUT', headers: Record<string, string>) => {
      const url = new URL(path, service);
      const answer = await requestMetadata(url, method, headers, { signal, timeoutMs }).catch(
        (error: unknown) => {
          signal.throwIfAborted();
          // Without the error as cause: that of the HTTP parser contains what was received.
          throw notFound(`No metadata service answers at ${url.href} (${reasonOf(error)})`);
        },
      );
      return { ...answer, called: `${method} ${url.href}` };
    };
    const getToken = async (): Promise<string | undefined> => {
      const answer = await call(tokenPath, 'PUT', {
        'x-metadata-token-ttl-seconds': String(tokenSeconds),
      });
      const token = withoutTokens.includes(answer.status) ? undefined : readToken(answer);
      const lastsMs = token === undefined ? withoutTokenMs : tokenSeconds * 1000 - earlyMs;
      session = { token, until: Date.now() + lastsMs };
      return token;
    };
    const getKey = (token: string | undefined) =>
      call(keyPath, 'GET', token === undefined ? {} : { 'x-metadata-token': token });

    const current = session && Date.now() < session.until ? session : undefined;
    let answer = await getKey(current ? current.token : await getToken());
    if (answer.status === 401 && !lacksAgency(answer)) answer = await getKey(await getToken());
    return readKey(answer);
  };
}

/** An answer, and the call that it belongs to. */
type Answer = MetadataAnswer & { called: string };

function readToken(answer: Answer): string {
  const text = answer.text.trim();
  if (answer.status !== 200) throw refusal(answer);
  if (/^[\x21-\x7e]{1,4096}$/.test(text)) return text;
  throw new Error(`${answer.called} was answered with 200, but not with a token.`);
}

function readKey(answer: Answer): AccessKey {
  if (lacksAgency(answer)) {
    throw notFound(`${answer.called} was answered with 401: no agency is bound to this instance`);
  }
  if (answer.status !== 200) throw refusal(answer);
  const { access, secret, securitytoken, expires_at } = readCredential(answer.text);
  const expiresAt = readExpiry(expires_at);
  if (isHeaderValue(access) && isHeaderValue(secret) && isHeaderValue(securitytoken) && expiresAt) {
    return {
      accessKeyId: access,
      secretAccessKey: secret,
      securityToken: securitytoken,
      expiresAt,
    };
  }
  throw new Error(
    `${answer.called} was answered with 200, but not with access, secret, securitytoken and expires_at. ` +
      'Is it the metadata service of Huawei Cloud?',
  );
}

/** Errors do not contain the text of the answer, which can contain keys. */
function readCredential(text: string): Record<string, unknown> {
  try {
    const { credential } = JSON.parse(text) as { credential: Record<string, unknown> };
    return { ...credential };
  } catch {
    return {};
  }
}

/** Other characters are not possible in a header, whose error would show the value. */
function isHeaderValue(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}

/** A refused token has the same status, and another text. */
function lacksAgency({ status, text }: MetadataAnswer): boolean {
  return status === 401 && /configure .*agency/i.test(text);
}

function refusal({ status, called }: Answer): Error {
  const what = `${called} was answered with ${status}`;
  if (status === 429 || status >= 500) return new Error(`${what}. Try again later.`);
  return notFound(what); // Other clouds have other services at this address.
}

function notFound(what: string): CredentialsNotFoundError {
  return new CredentialsNotFoundError(
    `${what}. On an Elastic Cloud Server, bind an agency to it; elsewhere, give credentials in another way.`,
  );
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException; // requestMetadata throws only errors.
  return message === '' ? (code ?? 'unknown') : message;
}
