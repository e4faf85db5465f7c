/** Credentials from environment variables. */
import type { CredentialProvider } from '../auth/credentials.js';
import { environment } from '../platform/environment.js';
import { readAccessKey } from './access-key.js';
import { CredentialsNotFoundError } from './not-found.js';

/** Environment variables by name, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The names that the official SDKs use. */
const names = {
  accessKeyId: 'HUAWEICLOUD_SDK_AK',
  secretAccessKey: 'HUAWEICLOUD_SDK_SK',
  securityToken: 'HUAWEICLOUD_SDK_SECURITY_TOKEN',
  projectId: 'HUAWEICLOUD_SDK_PROJECT_ID',
  identityProvider: ['HUAWEICLOUD_SDK_IDP_ID', 'HUAWEICLOUD_SDK_ID_TOKEN_FILE'],
};

/**
 * An access key from the variables of the official SDKs: `HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK`, for a
 * temporary key `HUAWEICLOUD_SDK_SECURITY_TOKEN`, and if you like `HUAWEICLOUD_SDK_PROJECT_ID`. They are read
 * at each call.
 *
 * The provider throws a CredentialsNotFoundError when there is no key, and an Error that names the variable when
 * there is only half of one, when a half is empty, or when `HUAWEICLOUD_SDK_IDP_ID` or
 * `HUAWEICLOUD_SDK_ID_TOKEN_FILE` stands in place of a key: logging in through OIDC is not supported.
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
