/** What it takes a fresh process to import the package, and to start the local VOD service. */
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compare, type Comparison } from './rounds.js';

/** Each is a process of its own. */
const programs = {
  empty: '',
  importing: "await import('huaweicloud-vod');\n",
  // Printing takes time as well, so that it is no part of the program above.
  timing: `import { writeSync } from 'node:fs';
const start = performance.now();
await import('huaweicloud-vod');
writeSync(1, String(performance.now() - start));
`,
  starting: `import { writeSync } from 'node:fs';
const start = performance.now();
const { startLocalVod } = await import('huaweicloud-vod/local');
const local = await startLocalVod();
writeSync(1, String(performance.now() - start));
await local.close();
`,
} as const;

/**
 * Compares an empty process with one that imports the package, and one that starts the local service: `wallMs` is
 * the time of the whole process, `insideMs`, of `timing` and `starting` alone, that of the import or the start.
 *
 * @param folder where the package is installed.
 */
export async function compareImports(folder: URL, rounds: number): Promise<Comparison> {
  const env = { ...process.env };
  // A loader of this process, a compiler's cache or a coverage report would be measured as well.
  for (const name of ['NODE_OPTIONS', 'NODE_COMPILE_CACHE', 'NODE_V8_COVERAGE']) env[name] = '';
  const contenders = await Promise.all(
    Object.entries(programs).map(async ([name, code]) => {
      const file = new URL(`${name}.mjs`, folder);
      await writeFile(file, code);
      const args = [fileURLToPath(file)];
      const measure = () => {
        const start = performance.now();
        const { status, stdout, stderr } = spawnSync(process.execPath, args, {
          env,
          encoding: 'utf8',
        });
        const wallMs = performance.now() - start;
        if (status !== 0) throw new Error(`The process "${name}" failed: ${stderr}`);
        return { wallMs, insideMs: stdout === '' ? NaN : Number(stdout) };
      };
      return { name, measure };
    }),
  );
  return compare(contenders, rounds, 3);
}
