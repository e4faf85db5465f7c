/** Credentials of the instance that the program runs on, from its metadata service. */
import type { AccessKey, CredentialProvider } from '../auth/credentials.js';
import { readExpiry } from './expiry.js';
import { type MetadataAnswer, requestMetadata } from './metadata-request.js';
import { CredentialsNotFoundError } from './not-found.js';

/** How to ask the metadata service. */
export interface InstanceMetadataOptions {
  /** Where it is, with http. Default: `http://169.254.169.254`, which every instance has. */
  endpoint?: string | URL;
  /** How long to wait for each answer, in milliseconds. Default: 3000. */
  timeoutMs?: number;
}

const tokenPath = '/meta-data/latest/api/token';
const keyPath = '/openstack/latest/securitykey';
const tokenSeconds = 6 * 60 * 60;
/** A token is used until so little of its life is left. */
const earlyMs = 5 * 60_000;
/** How long a service without tokens is taken for one, as the official SDKs do. */
const withoutTokenMs = 24 * 60 * 60_000;
/** How services of version 1 answer the question for a token. */
const knowsNoTokens = [404, 405, 503];

/**
 * The temporary access key of the agency that an Elastic Cloud Server is bound to, from its metadata service:
 * version 2 (with a token), or version 1 where there is no other. Nothing is stored on the instance then.
 *
 * The provider throws a CredentialsNotFoundError when no metadata service answers, or it has no key because no
 * agency is bound; and an Error when the service fails or answers with something else. It needs Node, Deno or Bun.
 *
 * @throws TypeError when an option is not what it should be.
 * @example
 * const vod = createVodClient({ region: 'cn-north-4', projectId, credentials: fromInstanceMetadata() });
 * @see https://support.huaweicloud.com/intl/en-us/usermanual-ecs/ecs_03_0166.html
 */
export function fromInstanceMetadata(options: InstanceMetadataOptions = {}): CredentialProvider {
  const { endpoint = 'http://169.254.169.254', timeoutMs = 3000 } = options;
  const service = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (service?.protocol !== 'http:' || service.username !== '') {
    throw new TypeError(
      'endpoint is not that of a metadata service: write it as http://host[:port].',
    );
  }
  // Timers go no further; a wait of weeks is a slip of the unit.
  if (!(timeoutMs > 0 && timeoutMs < 2 ** 31)) {
    throw new TypeError(`timeoutMs is ${timeoutMs}: give milliseconds, such as 3000.`);
  }

  /** What was found out about tokens, and until when in milliseconds since 1970 it holds. */
  let session: { token: string | undefined; until: number } | undefined;

  return async ({ signal }) => {
    const ask = async (path: string, method: 'GET' | 'PUT', headers: Record<string, string>) => {
      const url = new URL(path, service);
      const answer = await requestMetadata(url, method, headers, { signal, timeoutMs }).catch(
        (error: unknown) => {
          signal.throwIfAborted();
          // Not as `cause`: an error of the HTTP parser holds what was received.
          throw none(`No metadata service answers at ${url.href} (${reasonOf(error)})`);
        },
      );
      return { ...answer, called: `${method} ${url.href}` };
    };
    const askForToken = async (): Promise<string | undefined> => {
      const answer = await ask(tokenPath, 'PUT', {
        'x-metadata-token-ttl-seconds': String(tokenSeconds),
      });
      const hasToken = !knowsNoTokens.includes(answer.status);
      const token = hasToken ? readToken(answer) : undefined;
      const lastsMs = hasToken ? tokenSeconds * 1000 - earlyMs : withoutTokenMs;
      session = { token, until: Date.now() + lastsMs };
      return token;
    };
    const askForKey = (token: string | undefined) =>
      ask(keyPath, 'GET', token === undefined ? {} : { 'x-metadata-token': token });

    const kept = session && Date.now() < session.until ? session : undefined;
    let answer = await askForKey(kept ? kept.token : await askForToken());
    if (answer.status === 401 && !lacksAgency(answer))
      answer = await askForKey(await askForToken());
    return readKey(answer);
  };
}

/** An answer, and which call it answers. */
type Answer = MetadataAnswer & { called: string };

function readToken(answer: Answer): string {
  const text = answer.text.trim();
  if (answer.status !== 200) throw refusal(answer);
  if (/^[\x21-\x7e]{1,4096}$/.test(text)) return text;
  throw new Error(`${answer.called} was answered with 200, but not with a token.`);
}

function readKey(answer: Answer): AccessKey {
  if (lacksAgency(answer)) {
    throw none(`${answer.called} was answered with 401: no agency is bound to this instance`);
  }
  if (answer.status !== 200) throw refusal(answer);
  const { access, secret, securitytoken, expires_at } = readCredential(answer.text);
  const expiresAt = readExpiry(expires_at);
  if (isValue(access) && isValue(secret) && isValue(securitytoken) && expiresAt) {
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

/** The texts of the answer are left out of all errors: they may hold keys. */
function readCredential(text: string): Record<string, unknown> {
  try {
    const { credential } = JSON.parse(text) as { credential: Record<string, unknown> };
    return { ...credential };
  } catch {
    return {};
  }
}

/** Printable ASCII: anything else would fail as a header later, and show the value in the message. */
function isValue(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}

/** The words are the only sign that sets it apart from a refused token. */
function lacksAgency({ status, text }: MetadataAnswer): boolean {
  return status === 401 && /configure .*agency/i.test(text);
}

function refusal({ status, called }: Answer): Error {
  const what = `${called} was answered with ${status}`;
  if (status === 429 || status >= 500) return new Error(`${what}. Try again later.`);
  return none(what); // Other clouds have something at this address too.
}

function none(what: string): CredentialsNotFoundError {
  return new CredentialsNotFoundError(
    `${what}. On an Elastic Cloud Server, bind an agency to it; elsewhere, give credentials in another way.`,
  );
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException; // requestMetadata rejects with errors only.
  return message === '' ? (code ?? 'unknown') : message;
}
