/** "./credentials" without the modules of Node, as in a browser. */
import type { Plugin } from 'esbuild';
import { expect, it } from 'vitest';
import type * as credentials from '../../src/credentials/index.js';
import { bundle } from '../platform/bundle.js';
import { credentialsOf, fake } from './provider-calls.js';

/** Importing a module of Node fails. */
const withoutNode: Plugin = {
  name: 'without node: modules',
  setup(run) {
    run.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'missing' }));
    run.onLoad({ filter: /./, namespace: 'missing' }, () => ({
      contents: 'throw new Error("There is no such module.")',
    }));
  },
};

it('needs no package, and imports no module of Node statically', async () => {
  const { inputs } = await bundle(['credentials/index.ts']);
  expect(inputs.filter((input) => !/^(src|generated)\//.test(input))).toEqual([]);
  expect(inputs).toContain('src/credentials/profile.ts');
});

it('skips providers that need files or node:http in a runtime without them', async () => {
  const { load } = await bundle(['credentials/index.ts'], [withoutNode]);
  const portable = (await load()) as typeof credentials; // It has the exports of that module.
  const missing = portable.fromChain(portable.fromProfile(), portable.fromInstanceMetadata());
  const error: unknown = await credentialsOf(missing).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(portable.CredentialsNotFoundError);
  expect(String(error)).toMatch(
    /1\. This runtime has no files.+\n2\. .+this runtime has no node:http/,
  );
  const variables = { HUAWEICLOUD_SDK_AK: fake.ak, HUAWEICLOUD_SDK_SK: fake.sk };
  const chain = portable.fromChain(missing, portable.fromEnvironment(variables));
  expect(await credentialsOf(chain)).toMatchObject({ accessKeyId: fake.ak });
});
