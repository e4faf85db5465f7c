/** Bundles for runtimes that are not Node, such as browsers and Workers. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Bundles modules of src/ into one, which can be loaded until the test ends. It fails for a static `node:` import. */
export async function bundle(modules: string[], plugins: Plugin[] = []) {
  const folder = await mkdtemp(join(tmpdir(), 'portable-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const outfile = join(folder, 'bundle.mjs');
  const contents = modules.map((path) => `export * from './src/${path}';`).join('\n');
  const { metafile } = await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    metafile: true,
    outfile,
    plugins,
  });
  const load = (): Promise<unknown> => import(pathToFileURL(outfile).href);
  return { load, inputs: Object.keys(metafile.inputs).filter((input) => input !== '<stdin>') };
}
