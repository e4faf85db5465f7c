/** "./credentials" without the modules of Node, as in a browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import type * as credentials from '../../src/credentials/index.js';
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

async function bundle(plugins: Plugin[]) {
  const folder = await mkdtemp(join(tmpdir(), 'vod-portable-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const outfile = join(folder, 'bundle.mjs');
  const { metafile } = await build({
    absWorkingDir: fileURLToPath(new URL('../../', import.meta.url)),
    entryPoints: ['src/credentials/index.ts'],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    metafile: true,
    outfile,
    plugins,
  });
  return { outfile, inputs: Object.keys(metafile.inputs) };
}

it('needs no package, and imports no module of Node statically', async () => {
  const { inputs } = await bundle([]); // It fails for a static import.
  expect(inputs.filter((input) => !/^(src|generated)\//.test(input))).toEqual([]);
  expect(inputs).toContain('src/credentials/profile.ts');
});

it('skips providers that need files or node:http in a runtime without them', async () => {
  const { outfile } = await bundle([withoutNode]);
  // The bundle has the exports of that module.
  const portable = (await import(pathToFileURL(outfile).href)) as typeof credentials;
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
