/** Tokens for an IAM user, from IAM, by name and password. */
import { exchange } from '#http';
import type { Region } from '../../generated/contract.js';
import type { CredentialProvider, Token } from '../auth/credentials.js';
import { baseUrl, setting } from '../client/endpoints.js';
import { isVodApiError, VodAnswerError, VodApiError } from '../client/errors.js';
import { exchangeBy, type FetchFunction } from '../platform/web/http.js';
import type { Call } from '../client/attempt.js';
import { Transport } from '../client/attempts.js';
import { readExpiry } from './expiry.js';

/** Who logs in, where, and for which project. */
export interface IamUserOptions {
  /** The name of the IAM user. */
  user: string;
  /** The user's password. It is sent to IAM and nowhere else. */
  password: string;
  /** The name of the account that the user belongs to. */
  domain: string;
  /** The region in which VOD is called. Give this or `iamEndpoint`. */
  region?: Region;
  /**
   * The base URL of IAM, such as that of the local service. Default: the variable
   * `HUAWEICLOUD_SDK_IAM_ENDPOINT`, else the region's.
   */
  iamEndpoint?: string | URL;
  /** The id of the project. Give this or `projectName`. */
  projectId?: string;
  /** The name of the project. Default: the region, whose own project is called like it. */
  projectName?: string;
  /** Used in place of the runtime's own HTTP; gets the URL and what is to be sent. */
  fetch?: FetchFunction;
}

const operation = 'POST /v3/auth/tokens';
/** IAM's own texts say no more than that it is so. */
const remedies: Readonly<Record<number, string>> = {
  401:
    'Check user, password and domain (the account). It has to be an IAM user with programmatic access: a HUAWEI ID ' +
    'cannot log in like this, and a login with a second factor is not supported. An access key serves these.',
  403: 'Give the user programmatic access, and permissions in the project.',
  404: 'Check projectId or projectName: the project has to be in this region.',
};

/**
 * A token for an IAM user, with the scope of a project. It lasts 24 hours; the client asks for the next one in
 * time. An access key is better where you can have one: no password has to lie about.
 *
 * The provider throws a VodApiError when IAM refuses, with a hint; a VodConnectionError when it does not answer; a
 * VodAnswerError when it answers without a token. None of them shows the password.
 *
 * @throws TypeError when an option is missing.
 * @example
 * const credentials = fromIamUser({ user, password, domain, region: 'cn-north-4' });
 * const vod = createVodClient({ region: 'cn-north-4', credentials });
 * @see https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
 */
export function fromIamUser(options: IamUserOptions): CredentialProvider {
  const { password, fetch } = options;
  const send = fetch ? exchangeBy(fetch) : exchange;
  const call = login(options);
  const transport = new Transport(async (request) => {
    const answer = await send(request);
    const issued = answer.header('x-subject-token') !== null;
    return issued ? answer : { ...answer, text: withoutLogin(answer.text, password) };
  }, {});
  return async ({ signal }) => {
    const answer = await transport.send(call, { signal }).catch((error: unknown) => {
      throw isVodApiError(error) ? withRemedy(error) : error;
    });
    const value = answer.response.headers.get('x-subject-token');
    if (value) return tokenOf(value, answer.data);
    throw new VodAnswerError(
      `${operation} succeeded, but without the header X-Subject-Token. Is ${new URL(call.url).host} IAM itself, ` +
        'with nothing before it that removes headers?',
      { operation, requestId: answer.requestId },
    );
  };
}

function login(options: IamUserOptions): Call {
  const { user, password, domain, region, projectId, projectName = region } = options;
  for (const [name, value] of Object.entries({ user, password, domain })) {
    if (!value) throw new TypeError(`${name} is empty. Is its variable set?`);
  }
  const endpoint = iamEndpoint(options);
  if (!projectId && !projectName) {
    throw new TypeError('For which project? Give projectId, projectName or region.');
  }
  const project = projectId ? { id: projectId } : { name: projectName };
  const identity = {
    methods: ['password'],
    password: { user: { name: user, password, domain: { name: domain } } },
  };
  return {
    operation,
    method: 'POST',
    // With the catalogue of services the token could outgrow what gateways take in a header.
    url: `${endpoint}/v3/auth/tokens?nocatalog=true`,
    headers: new Map([['content-type', 'application/json']]),
    body: JSON.stringify({ auth: { identity, scope: { project } } }),
    safeToRepeat: true,
  };
}

/** As for the look-up of a project. */
function iamEndpoint({ region, iamEndpoint: given }: IamUserOptions): string {
  const variable = 'HUAWEICLOUD_SDK_IAM_ENDPOINT';
  const told = given ?? setting(variable);
  if (told) return baseUrl(told, given ? 'iamEndpoint' : variable);
  if (region) return `https://iam.${region}.myhuaweicloud.com`;
  throw new TypeError('Where is IAM? Give region or iamEndpoint.');
}

function tokenOf(token: string, body: unknown): Token {
  // An object, as the transport promises; read leniently, because the token is good whatever is told of it.
  const { expires_at, project } = { ...(body as TokenBody).token };
  const expiresAt = readExpiry(expires_at);
  const projectId = project?.id;
  return {
    token,
    ...(expiresAt ? { expiresAt } : {}),
    ...(typeof projectId === 'string' ? { projectId } : {}),
  };
}

interface TokenBody {
  token?: { expires_at?: unknown; project?: { id?: unknown } | null } | null;
}

/** The same error, with what to do about it; as it is where the catalogue or nobody knows. */
function withRemedy(error: VodApiError): VodApiError {
  const { operation, requestId, attempts, retryable, status, code, retry } = error;
  const hint = remedies[status];
  if (error.hint !== undefined || hint === undefined) return error;
  const facts = { operation, requestId, attempts, retryable, status, code, retry, hint };
  return new VodApiError(`${error.message} ${hint}`, facts);
}

/** What answers may be a proxy that shows what it was sent, and its text gets into an error. */
function withoutLogin(text: string, password: string): string {
  // However the body was escaped, these words of it stay.
  if (/identity[^]*methods/.test(text)) return '(not shown, because it repeats the login)';
  const escaped = JSON.stringify(password).slice(1, -1);
  return text.replaceAll(escaped, '(hidden)').replaceAll(password, '(hidden)');
}
