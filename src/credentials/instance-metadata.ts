/** fromInstanceMetadata(): the credentials of the instance on which the program runs, from its metadata service. */
import type { AccessKey, CredentialProvider } from '../auth/credentials.js';
import type { ProviderCall } from '../client/own-fetch.js';
import type { FetchFunction } from '../platform/fetch-function.js';
import { checkKeyPart, checkOptions } from './access-key.js';
import { readExpiry } from './expiry.js';
import { type MetadataAnswer, requestMetadata } from './metadata-request.js';
import { CredentialsNotFoundError } from './not-found.js';

/** How to call the metadata service. */
export interface InstanceMetadataOptions {
  /**
   * The base URL of the metadata service, with http. Default: `http://169.254.169.254`, which is the same on all
   * instances.
   */
  endpoint?: string | URL;
  /** How long to wait for each answer, in milliseconds. Default: 3000. */
  timeoutMs?: number;
  /**
   * Sends the requests. It has to reach the endpoint without a proxy, which would see the keys. Default: the own
   * `fetch` of the client, else `node:http`, without a proxy.
   */
  fetch?: FetchFunction;
}

const tokenPath = '/meta-data/latest/api/token';
const keyPath = '/openstack/latest/securitykey';
/** The lifetime that is requested for a token. It is replaced five minutes before its end. */
const tokenSeconds = 6 * 60 * 60;
const tokenUseMs = tokenSeconds * 1000 - 5 * 60_000;
/** When a service without tokens is asked for one again, as in the official SDKs. */
const askAgainAfterMs = 24 * 60 * 60_000;
/** The statuses with which version 1, which has no tokens, answers a request for a token. */
const withoutTokens = [404, 405, 503];

/**
 * Reads the temporary access key of an Elastic Cloud Server from its metadata service. The key is that of the agency
 * that is bound to the server, so no key has to be stored on the server. The provider uses version 2 of the metadata
 * service, which needs a token, or version 1 if the service has no tokens.
 *
 * The provider throws a CredentialsNotFoundError if no metadata service answers, or if no agency is bound to the
 * instance. It throws an Error if the metadata service fails or its answer has an unexpected form. Without a `fetch` the
 * provider needs Node, Deno or Bun.
 *
 * @throws TypeError if an option is wrong.
 * @example
 * const vod = createVodClient({ region: 'cn-north-4', projectId, credentials: fromInstanceMetadata() });
 * @see https://support.huaweicloud.com/intl/en-us/usermanual-ecs/ecs_03_0166.html
 */
export function fromInstanceMetadata(options: InstanceMetadataOptions = {}): CredentialProvider {
  checkOptions(options, 'fromInstanceMetadata({ endpoint })');
  const { endpoint = 'http://169.254.169.254', timeoutMs = 3000 } = options;
  const service = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (service?.protocol !== 'http:' || service.username !== '') {
    throw new TypeError('endpoint is not the URL of a metadata service, as in http://host[:port].');
  }

  /**
   * The last token, and until when it is used, in milliseconds since 1970. The token is undefined if the service has no
   * tokens.
   */
  let session: { token: string | undefined; until: number } | undefined;

  return async ({ signal, fetch: clientFetch }: ProviderCall) => {
    const { fetch = clientFetch } = options;
    const call = async (path: string, method: 'GET' | 'PUT', headers: Record<string, string>) => {
      const url = new URL(path, service);
      return requestMetadata(url, method, headers, { signal, timeoutMs, fetch }).catch(
        (error: unknown) => {
          signal.throwIfAborted();
          // The error is not passed on as cause: an error of the HTTP parser contains the received bytes.
          throw notFound(`No metadata service answers at ${url.href} (${reasonOf(error)})`);
        },
      );
    };
    const getToken = async (): Promise<string | undefined> => {
      const answer = await call(tokenPath, 'PUT', {
        'x-metadata-token-ttl-seconds': String(tokenSeconds),
      });
      const token = withoutTokens.includes(answer.status) ? undefined : readToken(answer);
      const usedMs = token === undefined ? askAgainAfterMs : tokenUseMs;
      session = { token, until: Date.now() + usedMs };
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

function readToken(answer: MetadataAnswer): string {
  const text = answer.text.trim();
  if (answer.status !== 200) throw refusal(answer);
  if (/^[\x21-\x7e]{1,4096}$/.test(text)) return text;
  throw new Error(`${answer.called} was answered with 200, but not with a token.`);
}

function readKey(answer: MetadataAnswer): AccessKey {
  if (lacksAgency(answer)) {
    throw notFound(`${answer.called} was answered with 401: no agency is bound to this instance`);
  }
  if (answer.status !== 200) throw refusal(answer);
  const { expires_at, ...credential } = readCredential(answer.text);
  const expiresAt = readExpiry(expires_at);
  const [accessKeyId, secretAccessKey, securityToken] = ['access', 'secret', 'securitytoken'].map(
    (name) => {
      const value = credential[name];
      if (typeof value !== 'string' || value === '') return undefined;
      checkKeyPart(`${name} in the answer to ${answer.called}`, value);
      return value;
    },
  );
  if (accessKeyId && secretAccessKey && securityToken && expiresAt) {
    return { accessKeyId, secretAccessKey, securityToken, expiresAt };
  }
  throw new Error(
    `${answer.called} was answered with 200, but not with access, secret, securitytoken and expires_at. ` +
      'Is it the metadata service of Huawei Cloud?',
  );
}

/**
 * Reads `credential` from the text of an answer; it is empty if the text is not JSON. The parser's error is dropped,
 * because it quotes the text, which can contain keys.
 */
function readCredential(text: string): Record<string, unknown> {
  try {
    const { credential } = JSON.parse(text) as { credential: Record<string, unknown> };
    return { ...credential };
  } catch {
    return {};
  }
}

/** Whether an answer says that no agency is bound. A refused token has the same status, but another text. */
function lacksAgency({ status, text }: MetadataAnswer): boolean {
  return status === 401 && /configure .*agency/i.test(text);
}

function refusal({ status, called }: MetadataAnswer): Error {
  const what = `${called} was answered with ${status}`;
  if (status === 429 || status >= 500) return new Error(`${what}. Try again later.`);
  return notFound(what); // Other clouds have their own metadata service here.
}

function notFound(what: string): CredentialsNotFoundError {
  return new CredentialsNotFoundError(
    `${what}. On an Elastic Cloud Server, bind an agency to it; elsewhere, give credentials in another way.`,
  );
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException; // requestMetadata throws only instances of Error.
  return message === '' ? (code ?? 'unknown') : message;
}
