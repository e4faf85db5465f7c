/** "huaweicloud-vod/credentials": the places where credentials can come from. */
export type { AccessKey, CredentialProvider, Credentials, Token } from '../auth/credentials.js';
export { defaultCredentials, fromChain } from './chain.js';
export { type Environment, fromEnvironment } from './environment.js';
export { fromIamUser, type IamUserOptions } from './iam-user.js';
export { fromInstanceMetadata, type InstanceMetadataOptions } from './instance-metadata.js';
export { CredentialsNotFoundError } from './not-found.js';
export { fromProfile, type ProfileOptions } from './profile.js';
