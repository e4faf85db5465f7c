/** Who a service is to its clients: ids, keys and secrets, made once for each folder. */
import { randomBytes } from 'node:crypto';
import type { AccessKey } from '../auth/credentials.js';
import { newId } from './new-id.js';
import type { Store } from './store/store.js';

/** The one IAM user who may ask for tokens. */
export interface IamUser {
  name: string;
  password: string;
  /** The name of the account to which the user belongs. */
  domain: string;
}

/** What is made where the options give nothing else; a later service in the same folder has the same. */
export interface Identity {
  projectId: string;
  accessKey: AccessKey;
  token: string;
  iamUser: IamUser;
  /** The ids of that user and of its account. */
  iamIds: { user: string; domain: string };
  /** The keys that sign tokens and presigned URLs. */
  secrets: { tokens: string; urls: string };
}

const storedKind = 'identity';

/** The identity in a store, or a new one, which is saved at once. */
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
