/** `npm run lint`: every check that reads and does not run the code. Prints what fails; nothing may warn. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleContract } from './bundle.js';
import { problemsIn } from './module-graph.js';
import { root, runTool, temporaryFolder } from './run.js';

await using folder = await temporaryFolder('lint');
await check('Contract and workflows, by Redocly', 'redocly', 'lint', '--max-problems=100');
// Spectral misreads a path item in a file of its own, so that it gets the bundled document.
const document = join(folder.path, 'openapi.json');
await writeFile(document, JSON.stringify(await bundleContract(), null, 2));
const ruleset = ['-r', '.spectral.mjs', '-F', 'hint'];
await check('Contract, by Spectral', 'spectral', 'lint', document, ...ruleset);
await check('Types, by TypeScript', 'tsc', '--noEmit');
await check('Code, by ESLint', 'eslint', '.', '--max-warnings=0');
const problems = await problemsIn(fileURLToPath(new URL('src/', root)));
report('Imports, by scripts/module-graph.ts', problems.join('\n'));
await check('Format, by Prettier', 'prettier', '--check', '--log-level=warn', '.');
await check('Unused files, exports and dependencies, by knip', 'knip');

async function check(name: string, tool: string, ...args: string[]): Promise<void> {
  const { code, output } = await runTool(tool, ...args);
  report(name, code === 0 ? '' : output || 'It failed without a word.');
}

function report(name: string, problems: string): void {
  console.log(`${problems === '' ? '✔' : '✖'} ${name}`);
  if (problems === '') return;
  console.log(problems);
  process.exitCode = 1;
}
