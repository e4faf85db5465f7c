/** The search for secrets of secrets.test.ts with each transport and each kind of credentials. */
import { credentialKinds, testEchoes } from './echoes.js';

for (const transport of ['node:http', 'fetch'] as const) {
  for (const kind of credentialKinds) testEchoes(transport, kind);
}
