/** defaultCredentials(): the places where the official SDKs look for credentials, in the same order. */
import type { CredentialProvider } from '../auth/credentials.js';
import { fromChain } from './chain.js';
import { fromEnvironment } from './environment.js';
import { fromInstanceMetadata } from './instance-metadata.js';
import { fromProfile } from './profile.js';

/**
 * The credentials of the environment, else of the profile file, else of the instance's metadata service: the same
 * program runs on a laptop, in CI and on a server. It is a `fromChain` of these providers.
 *
 * If none has any, the search takes up to three seconds, because it waits for the metadata service.
 *
 * @example
 * const vod = createVodClient({ region: 'cn-north-4', projectId, credentials: defaultCredentials() });
 */
export function defaultCredentials(): CredentialProvider {
  return fromChain(fromEnvironment(), fromProfile(), fromInstanceMetadata());
}
