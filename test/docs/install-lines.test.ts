/** The lines that tell a reader to install what the local service needs. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { root } from '../../scripts/run.js';

const ofCommand = 'yocto-spinner'; // The local service does not need it.
const needed = Object.entries(manifest.peerDependencies)
  .filter(([name]) => name !== ofCommand)
  .map(([name, version]) => (name === '@ffmpeg/core' ? `${name}@${version}` : name));

it.each([
  ['src/local/index.ts', needed],
  ['src/cli/main.ts', [ofCommand, ...needed]],
  ['docs/local-service.md', needed],
  ['docs/getting-started.md', needed],
  ['.ci/run', [ofCommand, ...needed]],
])('%s names every package that has to be installed', async (file, names) => {
  const text = await readFile(new URL(file, root), 'utf8');
  const line = /npm install [^`;]*?\bhono\b[^`;]*?@ffmpeg\/core@[\d.]+/.exec(text)?.[0] ?? '';
  expect(line.split(/[\s'+\\]+/)).toEqual(expect.arrayContaining(names));
});
