/** The package as a program finds it that depends on it: what its import, its start and its size are. */
import { spawnSync } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root, runTool } from '../run.js';
import { compare, type Comparison } from './rounds.js';

/** In node_modules/, so that what the package depends on is found there. */
const folder = new URL('node_modules/.cache/bench/', root);

/** What each program is called in the table; each runs in a process of its own. */
export const programNames = {
  empty: 'an empty process',
  importing: 'a process that imports the client',
  starting: 'a process that starts the local VOD service',
} as const;

const programs: Record<keyof typeof programNames, string> = {
  empty: '',
  importing: "await import('huaweicloud-vod')",
  starting: "await (await (await import('huaweicloud-vod/local')).startLocalVod()).close()",
};

/**
 * Compiles the package and installs it. Returns the folder of its modules, with a slash at its end.
 *
 * @throws Error when the package does not build.
 */
export async function installPackage(): Promise<URL> {
  const { code, output } = await runTool('tsx', 'scripts/build.ts');
  if (code !== 0) throw new Error(`The package does not build:\n${output}`);
  await rm(folder, { recursive: true, force: true });
  const home = new URL('node_modules/huaweicloud-vod/', folder);
  for (const part of ['dist', 'package.json', 'generated/openapi.json']) {
    await cp(new URL(part, root), new URL(part, home), { recursive: true });
  }
  return new URL('dist/src/', home);
}

/** Compares the programs by `wallMs`, the time from the start of the process to its end. */
export function comparePrograms(rounds: number): Promise<Comparison> {
  // A loader of this process, a cache of compiled code or a coverage report would be measured, too.
  const unset = { NODE_OPTIONS: '', NODE_COMPILE_CACHE: '', NODE_V8_COVERAGE: '' };
  const contenders = Object.entries(programs).map(([name, code]) => ({
    name,
    measure: () => {
      const start = performance.now();
      const { status, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '--eval', code],
        { cwd: fileURLToPath(folder), env: { ...process.env, ...unset }, encoding: 'utf8' },
      );
      if (status !== 0) throw new Error(`The program "${name}" failed: ${stderr}`);
      return { wallMs: performance.now() - start };
    },
  }));
  return compare(contenders, rounds, 3);
}

/** The size of all that "." exports, bundled for a browser and minified, in KB of 1,024 bytes after gzip. */
export async function bundleSize(): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: "export * from 'huaweicloud-vod';", resolveDir: fileURLToPath(folder) },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? '').length / 1024;
}
