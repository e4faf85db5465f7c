/** `npm run lint`: every check that reads and does not run the code. Prints what fails; nothing may warn. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleContract } from './bundle.js';
import { clientDocuments } from './client-documents.js';
import { problemsIn } from './module-graph.js';
import { root, runTool, temporaryFolder } from './run.js';
import { invalidities } from './validators.js';

await using folder = await temporaryFolder('lint');
await check('Contract and workflows, by Redocly', 'redocly', 'lint', '--max-problems=100');
// Spectral misreads a path item in a file of its own, so that it gets the bundled document.
const contract = await bundleContract();
const [client, older] = await clientDocuments(contract);
const full = await write('openapi', contract);
const forGenerators = [await write('client', client), await write('client-3.0', older)];
const invalid = await Promise.all([full, ...forGenerators].map(invalidities));
report('Documents, by the validators of other tools', invalid.flat().join('\n'));
const ruleset = ['-r', '.spectral.mjs', '-F', 'hint'];
await check('Contract, by Spectral', 'spectral', 'lint', full, ...ruleset);
await check('Documents for generators, by Redocly', 'redocly', 'lint', ...forGenerators);
await check('Types, by TypeScript', 'tsc', '--noEmit');
await check('Code, by ESLint', 'eslint', '.', '--max-warnings=0');
const problems = await problemsIn(fileURLToPath(new URL('src/', root)));
report('Imports, by scripts/module-graph.ts', problems.join('\n'));
await check('Format, by Prettier', 'prettier', '--check', '--log-level=warn', '.');
await check('Unused files, exports and dependencies, by knip', 'knip');

async function write(name: string, document: object): Promise<string> {
  const path = join(folder.path, `${name}.json`);
  await writeFile(path, JSON.stringify(document, null, 2));
  return path;
}

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
