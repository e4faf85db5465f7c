import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemsIn } from '../../scripts/module-graph.js';
import { temporaryFolder } from '../../scripts/run.js';

/** What is wrong with modules of these texts. */
async function problemsOf(texts: Record<string, string>): Promise<string[]> {
  await using folder = await temporaryFolder('modules');
  for (const [file, text] of Object.entries(texts)) {
    const path = join(folder.path, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return await problemsIn(folder.path);
}

describe('the check of the modules', () => {
  it.each([
    ['a way downwards', 'cli/vod.ts', '../client/client.js', 'client/client.ts'],
    ['what the local service shares', 'local/store/store.ts', '../clock.js', 'local/clock.ts'],
    ['a neighbour', 'local/assets/a.ts', '../delivery/b.js', 'local/delivery/b.ts'],
    ['a platform module by its name', 'auth/signer.ts', '#digest', 'platform/web/digest.ts'],
    ['a package', 'client/client.ts', 'local', 'local/index.ts'],
    ['what is generated', 'local/http/a.ts', '../../../generated/b.js', 'client/b.ts'],
  ])('accepts an import of %s', async (_title, file, specifier, target) => {
    expect(await problemsOf({ [file]: `import '${specifier}';`, [target]: '' })).toEqual([]);
  });

  it.each<[title: string, file: string, specifier: string, target?: string]>([
    ['the client from the local service', 'local/http/a.ts', '../../client/b.js', 'client/b.ts'],
    ['the local service from the client', 'client/a.ts', '../local/index.js', 'local/index.ts'],
    ['the local service from "."', 'index.ts', './local/index.js', 'local/index.ts'],
    ['HTTP from an operation', 'local/assets/a.ts', '../http/b.js', 'local/http/b.ts'],
    ['an operation from the store', 'local/store/a.ts', '../assets/b.js', 'local/assets/b.ts'],
    ['an upper folder from the platform', 'platform/web/a.ts', '../../auth/b.js', 'auth/b.ts'],
    ['a folder without arrows', 'client/a.ts', '../other/b.js', 'other/b.ts'],
    ['what is generated from the signer', 'auth/a.ts', '../../generated/b.js'],
    ['a script', 'cli/a.ts', '../../scripts/b.js'],
  ])('refuses an import of %s', async (_title, file, specifier, target) => {
    const problem = `${file} must not import ${target ?? specifier.slice(3)}: no arrow leads there.`;
    for (const text of [
      `import '${specifier}';`,
      `export type { B } from '${specifier}';`,
      `type B = import('${specifier}').B;`,
      `const b = await import('${specifier}');`,
    ]) {
      const others = target === undefined ? {} : { [target]: '' };
      expect(await problemsOf({ [file]: text, ...others })).toEqual([problem]);
    }
  });

  it('refuses a circle, also one of types', async () => {
    const problems = await problemsOf({
      'auth/a.ts': `import type { B } from './b.js';`,
      'auth/b.ts': `import type { C } from './c.js';`,
      'auth/c.ts': `import type { A } from './a.js';`,
      'auth/d.ts': `import './a.js';`,
    });
    expect(problems).toEqual(['A circle: auth/a.ts -> auth/b.ts -> auth/c.ts -> auth/a.ts']);
  });

  it('refuses a platform variant that has other names than the one for the web', async () => {
    const problems = await problemsOf({
      'platform/web/digest.ts': 'export interface Hash {}; export function hash() {}',
      'platform/node/digest.ts': 'const hash = () => {}; export { hash }; export type Other = {};',
      'platform/deno/digest.ts': 'export const hash = 1, sign = 2;',
      'platform/node/files.ts': 'export class Files {}',
    });
    expect(problems).toEqual([
      'platform/deno/digest.ts exports hash, sign, but platform/web/digest.ts exports hash.',
      'platform/node/files.ts exports Files, but platform/web/files.ts exports nothing.',
    ]);
  });
});
