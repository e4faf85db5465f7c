/** "./credentials" in runtimes that are not Node: it bundles without packages, and says what it cannot do there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type * as credentials from '../../src/credentials/index.js';
import { ask, fake } from './asking.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vod-elsewhere-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** As in a runtime without Node's modules: to import one fails. */
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

it('it needs no package, and none of Node’s modules before it is asked', async () => {
  const { inputs } = await bundle([]); // It fails when a node: module is imported at once.
  expect(inputs.filter((input) => !/^(src|generated)\//.test(input))).toEqual([]);
  expect(inputs).toContain('src/credentials/profile.ts');
});

it('where there is neither a file nor a server, the other providers still work', async () => {
  const { outfile } = await bundle([withoutNode]);
  // It was made from that module.
  const made = (await import(pathToFileURL(outfile).href)) as typeof credentials;
  const missing = made.fromChain(made.fromProfile(), made.fromInstanceMetadata());
  const failure: unknown = await ask(missing).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(made.CredentialsNotFoundError);
  expect(String(failure)).toMatch(
    /1\. This runtime has no files.+\n2\. .+this runtime has no node:http/,
  );
  const variables = { HUAWEICLOUD_SDK_AK: fake.ak, HUAWEICLOUD_SDK_SK: fake.sk };
  const chain = made.fromChain(missing, made.fromEnvironment(variables));
  expect(await ask(chain)).toMatchObject({ accessKeyId: fake.ak });
});
