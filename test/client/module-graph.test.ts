/** What the client pulls in: it has to run in every runtime, and to stay small. */
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Bundles for a runtime that is neither Node nor a browser, where an import of a node: module does not resolve. */
async function bundle(entry: string) {
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

describe('the package ".", bundled for a runtime that is neither Node nor a browser', () => {
  it('has openapi-fetch as its only package, and nothing of the command or the local VOD service', async () => {
    const { packages, own } = await bundle('src/index.ts');
    expect(packages).toEqual(['openapi-fetch']);
    const allowed =
      /^(src\/(index|(auth|client|extraction|platform|platform\/web)\/[\w-]+)|generated\/(contract|error-catalogue))\.ts$/;
    expect(own.filter((file) => !allowed.test(file))).toEqual([]);
    expect(own).toContain('src/auth/signer.ts');
  });

  it('is no larger than 18 KB, minified and gzipped, with the error catalogue', async () => {
    expect((await bundle('src/index.ts')).gzipped).toBeLessThanOrEqual(18 * 1024);
  });
});

describe('the package "./webhooks", bundled for a runtime that is neither Node nor a browser', () => {
  it('has no other package', async () => {
    const { packages, own } = await bundle('src/webhooks/index.ts');
    expect(packages).toEqual([]);
    expect(own).toContain('src/webhooks/mfs.ts');
  });
});
