import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const root = new URL('../../', import.meta.url);
/** The package that only the command needs. */
const ofCommand = 'yocto-spinner';
const needed = Object.keys(manifest.peerDependencies).filter((name) => name !== ofCommand);
const places = [
  { file: 'src/local/index.ts', names: needed },
  { file: 'src/cli/main.ts', names: [ofCommand, ...needed] },
  { file: 'docs/local-service.md', names: needed },
  { file: 'docs/getting-started.md', names: needed },
  { file: '.ci/run', names: [ofCommand, ...needed] },
];

it.each(places)('$file names all packages to install, and no other', async ({ file, names }) => {
  const text = await readFile(new URL(file, root), 'utf8');
  const line = /npm install [^`;]*?\bhono\b[^`;]*?@ffmpeg\/core@[\d.]+/.exec(text)?.[0] ?? '';
  const packages = line
    .split(/[\s'+\\]+/)
    .filter((word) => /^@?[a-z]/.test(word))
    .slice(2);
  expect(packages.sort()).toEqual(
    names
      .map((name) =>
        name === '@ffmpeg/core' ? `${name}@${manifest.peerDependencies[name]}` : name,
      )
      .sort(),
  );
});

it.each(places)('$file says how to get a newer Node', async ({ file }) => {
  expect(await readFile(new URL(file, root), 'utf8')).toMatch(/npx (--yes )?-p node@24 /);
});
