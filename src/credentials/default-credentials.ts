/** The usual places of credentials, in the order of the official SDKs. */
import type { CredentialProvider } from '../auth/credentials.js';
import { fromChain } from './chain.js';
import { fromEnvironment } from './environment.js';
import { fromInstanceMetadata } from './instance-metadata.js';
import { fromProfile } from './profile.js';

/**
 * The environment, else the profile file, else the instance's metadata: the same program runs on a laptop, in CI
 * and on a server. See each for what it reads, and `fromChain` for how they follow each other.
 *
 * Where none has any, the search takes up to three seconds: nothing but silence tells that there is no metadata
 * service.
 *
 * @example
 * const vod = createVodClient({ region: 'cn-north-4', projectId, credentials: defaultCredentials() });
 */
export function defaultCredentials(): CredentialProvider {
  return fromChain(fromEnvironment(), fromProfile(), fromInstanceMetadata());
}
