/** What the client pulls in: it has to run in every runtime, and to stay small. */
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What is loaded only when it is needed: the judging of failures with the catalogue, the project look-up. */
const lazily: Plugin = {
  name: 'leave out what is imported dynamically',
  setup(run) {
    run.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/** Bundles for a runtime that is neither Node nor a browser, where an import of a node: module does not resolve. */
async function bundle(entry: string, plugins: Plugin[] = []) {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    metafile: true,
    write: false,
    plugins,
  });
  const inputs = Object.keys(metafile.inputs);
  const packages = inputs.flatMap(
    (input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? [],
  );
  return {
    packages: [...new Set(packages)],
    own: inputs.filter((input) => !input.includes('node_modules')),
    gzipped: gzipSync(outputFiles[0]?.contents ?? '').length,
  };
}

describe('the client, "."', () => {
  it('has openapi-fetch as its only package, and nothing of the command or the local service', async () => {
    const { packages, own } = await bundle('src/index.ts');
    expect(packages).toEqual(['openapi-fetch']);
    expect(
      own.filter(
        (file) =>
          !/^(src\/(auth\/)?[\w-]+\.ts|generated\/(contract|error-catalogue)\.ts)$/.test(file),
      ),
    ).toEqual([]);
    expect(own).toContain('src/auth/signer.ts');
  });

  it('stays under 9 KB, minified and gzipped, before its first error', async () => {
    expect((await bundle('src/index.ts', [lazily])).gzipped).toBeLessThanOrEqual(9 * 1024);
  });

  it('stays under 18 KB with the error catalogue', async () => {
    expect((await bundle('src/index.ts')).gzipped).toBeLessThanOrEqual(18 * 1024);
  });
});

describe('"./webhooks"', () => {
  it('has no package at all', async () => {
    const { packages, own } = await bundle('src/webhooks/index.ts');
    expect(packages).toEqual([]);
    expect(own).toContain('src/webhooks/mfs.ts');
  });
});
