/** Who a service is to its clients: ids, keys and secrets, made up once for each folder. */
import { randomBytes } from 'node:crypto';
import type { AccessKey } from '../../auth/credentials.js';
import { hexadecimalId } from '../assets/asset.js';
import type { IamUser } from './iam.js';
import type { Store } from '../store/store.js';

/** What is made up where nothing else was given; a service in the same folder has it again. */
export interface Identity {
  projectId: string;
  accessKey: AccessKey;
  token: string;
  iamUser: IamUser;
  /** The ids of that user and of its account. */
  iamIds: { user: string; domain: string };
  /** Sign the tokens and the pre-signed URLs. */
  secrets: { tokens: string; urls: string };
}

const storedKind = 'identity';

/** The identity in a store, or a new one, which is stored at once. */
export async function identityIn(store: Store): Promise<Identity> {
  const stored = store.read<Identity>(storedKind).get('');
  if (stored) return stored;
  const identity: Identity = {
    projectId: hexadecimalId(),
    accessKey: {
      accessKeyId: `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(20).toString('hex'),
    },
    token: `local-token-${randomBytes(20).toString('hex')}`,
    iamUser: {
      name: 'local-user',
      password: randomBytes(20).toString('hex'),
      domain: 'local-account',
    },
    iamIds: { user: hexadecimalId(), domain: hexadecimalId() },
    secrets: { tokens: randomBytes(32).toString('hex'), urls: randomBytes(32).toString('hex') },
  };
  store.stage({ kind: storedKind, id: '', read: () => identity, undo: () => undefined });
  await store.saved();
  return identity;
}
