/** The programs of the runtimes, from npm: pinned, and installed on first use into node_modules/.cache. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';

const windows = process.platform === 'win32';
const system = `${windows ? 'win' : process.platform}-${process.arch}`;
/** What the package `node` would fetch by a script; installed by its own name it needs none. */
const nodePackage = system === 'darwin-arm64' ? `node-bin-${system}` : `node-${system}`;

/** The oldest of the lines that package.json allows, and the newest of the others. */
const nodeVersions = ['20.19.0', '22.13.0', '24.21.0', '26.10.0'];
const others = { deno: '2.9.6', bun: '1.4.5', workerd: '1.20261117.1' };
/** Where their programs are: in the one package that npm chose for this system. */
const places = {
  deno: ['@deno', 'deno'],
  bun: ['@oven', 'bin/bun'],
  workerd: ['@cloudflare', 'bin/workerd'],
} as const;

const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));

/** A program of a runtime. */
export interface Program {
  version: string;
  path: string;
}

/** The oldest TypeScript that has to understand the declarations; that of the repository is the newest. */
const oldTypeScript = '5.4.5';
const yarnVersion = '4.18.1';

/** The programs, installed if they are not there yet. */
export async function installPrograms(): Promise<
  Record<keyof typeof others, Program> & { node: Program[]; typescript: Program[]; yarn: Program }
> {
  const folder = join(cache, 'runtimes');
  const aliases = nodeVersions.map((version) => [
    `node-${version}`,
    `npm:${nodePackage}@${version}`,
  ]);
  const tools = { typescript: oldTypeScript, '@yarnpkg/cli-dist': yarnVersion };
  const dependencies = { ...Object.fromEntries(aliases), ...others, ...tools };
  const wanted = JSON.stringify({ private: true, dependencies });
  const installed = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
  if (installed !== wanted) {
    await mkdir(cache, { recursive: true });
    console.log('The runtimes are installed: 1.1 GB.');
    const draft = await mkdtemp(join(cache, 'runtimes-'));
    try {
      await writeFile(join(draft, 'package.json'), wanted);
      await npm(draft, 'install', '--ignore-scripts', '--no-package-lock');
      await rm(folder, { recursive: true, force: true });
      // It appears whole or not at all.
      await rename(draft, folder);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  const modules = join(folder, 'node_modules');
  const suffix = windows ? '.exe' : '';
  const program = (name: keyof typeof others): Program => {
    const [scope, path] = places[name];
    const [own = ''] = readdirSync(join(modules, scope));
    return { version: others[name], path: join(modules, scope, own, path + suffix) };
  };
  return {
    node: nodeVersions.map((version) => ({
      version,
      path: join(modules, `node-${version}`, 'bin', `node${suffix}`),
    })),
    typescript: [
      { version: ts.version, path: createRequire(import.meta.url).resolve('typescript/bin/tsc') },
      { version: oldTypeScript, path: join(modules, 'typescript/bin/tsc') },
    ],
    yarn: { version: yarnVersion, path: join(modules, '@yarnpkg/cli-dist/bin/yarn.js') },
    deno: program('deno'),
    bun: program('bun'),
    workerd: program('workerd'),
  };
}

/** Runs npm in a folder; resolves to what it prints. */
export async function npm(folder: string, ...args: string[]): Promise<string> {
  const options = ['--no-audit', '--no-fund', '--loglevel=error'];
  // npm is a script of the shell on Windows, which only a shell can start.
  const { stdout } = await promisify(execFile)('npm', [...args, ...options], {
    cwd: folder,
    shell: windows,
    timeout: 240_000,
  });
  return stdout.trim();
}
