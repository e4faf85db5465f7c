/** Whoever is told to install what the local service needs is told of all of it. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const root = new URL('../../', import.meta.url);
/** Of the command alone. */
const ofCommand = 'yocto-spinner';
const needed = Object.keys(manifest.peerDependencies).filter((name) => name !== ofCommand);

it.each([
  ['src/local/index.ts', needed],
  ['src/cli/main.ts', [ofCommand, ...needed]],
  ['docs/local-service.md', needed],
  ['docs/getting-started.md', needed],
  ['.ci/run', [ofCommand, ...needed]],
])('%s', async (file, names) => {
  const text = await readFile(new URL(file, root), 'utf8');
  const line = /npm install [^`;]*?\bhono\b[^`;]*?@ffmpeg\/core@[\d.]+/.exec(text)?.[0] ?? '';
  const words = line.split(/[\s'+\\]+/);
  expect(words).toEqual(
    expect.arrayContaining(
      names.map((name) =>
        name === '@ffmpeg/core' ? `${name}@${manifest.peerDependencies[name]}` : name,
      ),
    ),
  );
});
