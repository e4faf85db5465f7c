/** fromEnvironment(): credentials from environment variables. */
import type { CredentialProvider } from '../auth/credentials.js';
import { environment } from '../platform/environment.js';
import { readAccessKey } from './access-key.js';
import { CredentialsNotFoundError } from './not-found.js';

/** Environment variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The names in the official SDKs. */
const names = {
  accessKeyId: 'HUAWEICLOUD_SDK_AK',
  secretAccessKey: 'HUAWEICLOUD_SDK_SK',
  securityToken: 'HUAWEICLOUD_SDK_SECURITY_TOKEN',
  projectId: 'HUAWEICLOUD_SDK_PROJECT_ID',
  identityProvider: ['HUAWEICLOUD_SDK_IDP_ID', 'HUAWEICLOUD_SDK_ID_TOKEN_FILE'],
};

/**
 * An access key from the variables of the official SDKs: `HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK`, for a temporary
 * key also `HUAWEICLOUD_SDK_SECURITY_TOKEN`, and optionally `HUAWEICLOUD_SDK_PROJECT_ID`. They are read at each call.
 *
 * The provider throws a CredentialsNotFoundError if there is no key. It throws an Error that names the variable if
 * a key is incomplete or has white space around it, or if `HUAWEICLOUD_SDK_IDP_ID` or `HUAWEICLOUD_SDK_ID_TOKEN_FILE` is set instead of a key: a
 * login through OIDC is not supported.
 *
 * @param given the variables. Default: `process.env`.
 * @example
 * const vod = createVodClient({ region: 'cn-north-4', projectId, credentials: fromEnvironment() });
 */
export function fromEnvironment(given?: Environment): CredentialProvider {
  return () => {
    const variables = given ?? environment();
    const key = readAccessKey(names, (name) => variables[name], 'in the environment');
    if (key) return key;
    throw new CredentialsNotFoundError(
      `${names.accessKeyId} and ${names.secretAccessKey} are not set in the environment. ` +
        'Set both to an access key from My Credentials in the console.',
    );
  };
}
