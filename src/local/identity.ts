/** The identity of a local service: its ids, keys and secrets. They are generated once for each data folder. */
import { randomBytes } from 'node:crypto';
import type { AccessKey } from '../auth/credentials.js';
import { newId } from './new-id.js';
import type { Store } from './store/store.js';

/** The only IAM user who can get tokens from the local service. */
export interface IamUser {
  name: string;
  password: string;
  /** The name of the account to which the user belongs. */
  domain: string;
}

/**
 * Generated values. The options of the service can replace some of them. A later service in the same folder uses the
 * same values.
 */
export interface Identity {
  projectId: string;
  accessKey: AccessKey;
  token: string;
  iamUser: IamUser;
  /** The ids of the IAM user and of its account. */
  iamIds: { user: string; domain: string };
  /** The keys that sign tokens and presigned URLs. */
  secrets: { tokens: string; urls: string };
}

/** A store holds one identity, so the identity's id in the store is empty. */
const storedKind = 'identity';

/** The identity in a store. If the store has none yet, a new identity is generated and saved at once. */
export async function identityIn(store: Store): Promise<Identity> {
  const stored = store.read<Identity>(storedKind).get('');
  if (stored) return stored;
  const secret = (bytes: number) => randomBytes(bytes).toString('hex');
  const identity: Identity = {
    projectId: newId(),
    accessKey: {
      accessKeyId: `LOCAL${secret(8).toUpperCase()}`,
      secretAccessKey: secret(20),
    },
    token: `local-token-${secret(20)}`,
    iamUser: { name: 'local-user', password: secret(20), domain: 'local-account' },
    iamIds: { user: newId(), domain: newId() },
    secrets: { tokens: secret(32), urls: secret(32) },
  };
  store.stage({ kind: storedKind, id: '', read: () => identity, undo: () => undefined });
  await store.saved();
  return identity;
}
