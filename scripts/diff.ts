/**
 * `npm run diff`: compares the contract with the one that was released last. It fails when info.version is too low
 * for what has changed. `npm run diff -- REVISION BASE` compares two other documents.
 */
import { readdir } from 'node:fs/promises';
import { root, runTool } from './run.js';

const names = await readdir(new URL('openapi/released/', root));
const newest = names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
if (newest === undefined) throw new Error('There is no released document in openapi/released/.');
const [revision = 'generated/openapi.json', base = `openapi/released/${newest}`] =
  process.argv.slice(2);
// The rules are in redocly.yaml. A breaking change passes when the version says that it is one.
const gate = ['--check-version', '--fail-on=none'];
const { code, output } = await runTool('redocly', 'diff', base, revision, ...gate);
console.log(output);
process.exitCode = code;
