import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { root } from '../../scripts/run.js';

const packages = Object.entries(manifest.peerDependencies).map(([name, version]) =>
  name === '@ffmpeg/core' ? `${name}@${version}` : name,
);
/** Only the command needs this package. */
const ofService = packages.filter((name) => name !== 'yocto-spinner');
const places = [
  { file: 'src/local/index.ts', names: ofService },
  { file: 'src/cli/main.ts', names: packages },
  { file: 'docs/local-service.md', names: ofService },
  { file: 'docs/getting-started.md', names: ofService },
  { file: '.ci/run', names: packages },
];

it.each(places)('$file names all packages to install, and no other', async ({ file, names }) => {
  const text = await readFile(new URL(file, root), 'utf8');
  const line = /npm install [^`;]*?\bhono\b[^`;]*?@ffmpeg\/core@[\d.]+/.exec(text)?.[0] ?? '';
  const words = line.split(/[\s'+\\]+/).filter((word) => /^@?[a-z]/.test(word));
  expect(words.slice(2).sort()).toEqual(names.sort());
});

it.each(places)('$file says how to get a newer Node', async ({ file }) => {
  expect(await readFile(new URL(file, root), 'utf8')).toMatch(/npx (--yes )?-p node@24 /);
});
