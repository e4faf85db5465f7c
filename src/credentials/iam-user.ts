/** fromIamUser(): tokens that IAM issues to an IAM user for name and password. */
import { createFetch } from '#fetch';
import type { Region } from '../../generated/contract.js';
import type { KeystoneCreateUserTokenByPasswordRequest } from '../../generated/schema.js';
import type { CredentialProvider, Token } from '../auth/credentials.js';
import { AttemptLoop } from '../client/attempts.js';
import { iamBaseUrl } from '../client/endpoints.js';
import { requestIdOf, VodAnswerError, VodApiError } from '../client/errors.js';
import type { ProviderCall } from '../client/own-fetch.js';
import type { FetchFunction } from '../platform/fetch-function.js';
import { readBody } from '../platform/read-body.js';
import { readExpiry } from './expiry.js';

/** The IAM user who logs in, the IAM endpoint, and the project. */
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
   * The base URL of IAM, such as that of the local service. Default: the URL in the variable
   * `HUAWEICLOUD_SDK_IAM_ENDPOINT`, else the IAM endpoint of the region.
   */
  iamEndpoint?: string | URL;
  /** The id of the project. Give this or `projectName`. */
  projectId?: string;
  /** The name of the project. Default: the name of the region; each region has a project of the same name. */
  projectName?: string;
  /** Sends the requests. Default: the own `fetch` of the client, else the runtime's HTTP. */
  fetch?: FetchFunction;
}

/** In bytes, of an answer without a token. A real error of IAM is a thousand times shorter. */
const longestAnswer = 1024 * 1024;

/** Hints by HTTP status. IAM's own texts only say what is wrong, and not what to do. */
const remedies: Readonly<Record<number, string>> = {
  401:
    'Check user, password and domain (the account). It has to be an IAM user with programmatic access: a HUAWEI ID ' +
    'cannot log in like this, and a login with a second factor is not supported. Give such a user an access key.',
  403: 'Give the user programmatic access, and permissions in the project.',
  404: 'Check projectId or projectName: the project has to be in this region.',
};

/**
 * A token for an IAM user, with the scope of a project. The token lasts 24 hours; the client asks for the next one
 * before it expires. If you can have an access key, use that instead: then no password has to be stored.
 *
 * The provider throws a VodApiError with a hint when IAM refuses the login, a VodConnectionError when IAM does not
 * answer, and a VodAnswerError when IAM answers without a token. These errors do not show the password.
 *
 * @throws TypeError when an option is missing, or user, password or domain have white space around them.
 * @example
 * const credentials = fromIamUser({ user, password, domain, region: 'cn-north-4' });
 * const vod = createVodClient({ region: 'cn-north-4', credentials });
 * @see https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
 */
export function fromIamUser(options: IamUserOptions): CredentialProvider {
  const { password } = options;
  const endpoint = iamBaseUrl(options.iamEndpoint, options.region);
  if (!endpoint) throw new TypeError('The address of IAM is missing: give region or iamEndpoint.');
  const body = JSON.stringify(loginOf(options));
  const platformFetch = createFetch();
  const attempts = new AttemptLoop({ endpoint });
  return async ({ signal, fetch: clientFetch }: ProviderCall) => {
    const send: FetchFunction =
      options.fetch ??
      clientFetch ??
      ((request) => platformFetch(request, { ownConnection: false }));
    const fetch: FetchFunction = async (request) => withoutLogin(await send(request), password);
    // A token that contains the catalogue of services can be too long for a header at some gateways.
    const url = `${endpoint}/v3/auth/tokens?nocatalog=true`;
    const headers = { 'content-type': 'application/json' };
    const request = new Request(url, { method: 'POST', headers, body, signal });
    const response = await attempts.send(request, { fetch });
    const { error } = attempts.factsOf(response);
    if (error) throw error instanceof VodApiError ? withRemedy(error) : error;
    const value = response.headers.get('x-subject-token');
    if (value) return tokenOf(value, await response.json());
    throw new VodAnswerError(
      `POST /v3/auth/tokens succeeded, but without the header X-Subject-Token. Is ${new URL(endpoint).host} IAM ` +
        'itself, with nothing before it that removes headers?',
      { operation: 'POST /v3/auth/tokens', requestId: requestIdOf(response) },
    );
  };
}

function loginOf(options: IamUserOptions): KeystoneCreateUserTokenByPasswordRequest {
  const { user, password, domain, region, projectId, projectName = region } = options;
  for (const [name, value] of Object.entries({ user, password, domain })) {
    if (!value) throw new TypeError(`${name} is empty: set its variable.`);
    if (value === value.trim()) continue;
    // A few wrong passwords lock the user.
    throw new TypeError(`${name} has white space around it, such as a line end. Remove it.`);
  }
  const project = projectId ? { id: projectId } : projectName ? { name: projectName } : undefined;
  if (!project)
    throw new TypeError('The project is missing: give projectId, projectName or region.');
  const login = { name: user, password, domain: { name: domain } };
  const identity = { methods: ['password' as const], password: { user: login } };
  return { auth: { identity, scope: { project } } };
}

function tokenOf(token: string, body: unknown): Token {
  // The body is read leniently, because the token is in the header and is valid without the body.
  const { expires_at, project } = { ...(body as TokenBody | undefined)?.token };
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

/** The same error, with a hint from `remedies` if it has no hint from the error catalogue. */
function withRemedy(error: VodApiError): VodApiError {
  const hint = remedies[error.status];
  if (error.hint !== undefined || hint === undefined) return error;
  // eslint-disable-next-line @typescript-eslint/no-misused-spread -- its facts are wanted, not its class
  return new VodApiError(`${error.message} ${hint}`, { ...error, hint });
}

/**
 * Hides the login in an answer without a token. Such an answer may come from a proxy that repeats the request, and the
 * text of the answer becomes part of an error.
 */
async function withoutLogin(response: Response, password: string): Promise<Response> {
  if (response.headers.has('x-subject-token') || !response.body) return response;
  const bytes = await readBody(response.body, longestAnswer);
  const text = bytes ? new TextDecoder().decode(bytes) : '(not shown, because it is too long)';
  const escaped = JSON.stringify(password).slice(1, -1);
  // The login body contains these two words, and no kind of escaping changes them.
  const shown = /identity[^]*methods/.test(text)
    ? '(not shown, because it repeats the login)'
    : text.replaceAll(escaped, '(hidden)').replaceAll(password, '(hidden)');
  return new Response(shown, response);
}
