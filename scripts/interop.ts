/**
 * `npm run interop`: the checks with tools that npm does not install. The signers in other languages reproduce the
 * published vectors, and Schemathesis, a fuzzer from PyPI, checks the local VOD service against the contract.
 *
 * A check whose tools are missing is skipped; with CI=true in the environment it fails. Names after `--` choose
 * some: `npm run interop -- Schemathesis`.
 */
import { signingLanguages } from '../test/docs/samples/languages.js';
import { missingProgram } from '../test/interop/program.js';
import { clients } from '../test/interop/clients.js';
import { type Row, tryClient, writeTable } from '../test/interop/generated-clients.js';
import { fuzz } from '../test/interop/schemathesis.js';
import { checkVectors } from '../test/interop/vectors.js';
import { temporaryFolder } from './run.js';

interface Check {
  name: string;
  /** What is checked. */
  text: string;
  /** What the check needs and this machine lacks; undefined when it can run. */
  findMissing: () => Promise<string | undefined> | string | undefined;
  /** Rejects when something is wrong. */
  run: (folder: string) => Promise<void>;
}

const rows: Row[] = [];
const python = 'import venv, ensurepip, sys; assert sys.version_info >= (3, 10)';
const checks: Check[] = [
  ...signingLanguages.map((language) => ({
    name: language.label,
    text: 'the signer reproduces the published vectors',
    findMissing: language.findMissing,
    run: (folder: string) => checkVectors(language, folder),
  })),
  {
    name: 'Schemathesis',
    text: 'finds no answer of the local VOD service that the contract does not allow',
    findMissing: () => missingProgram(['python3', '-c', python]),
    run: fuzz,
  },
  ...clients.map((client) => ({
    name: `${client.language}, ${client.generator}`,
    text: client.doesJob ? 'its client does the whole job' : 'it takes the contract',
    findMissing: client.findMissing,
    run: async (folder: string) => void rows.push(await tryClient(client, folder)),
  })),
];

const chosen = process.argv.slice(2);
for (const { name, text, findMissing, run } of checks) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const missing = await findMissing();
  if (missing !== undefined) {
    const isFailure = process.env['CI'] === 'true';
    if (isFailure) process.exitCode = 1;
    console.log(`${isFailure ? 'FAIL' : 'skip'}  ${name}: this machine lacks ${missing}`);
    continue;
  }
  await using folder = await temporaryFolder('interop');
  try {
    await run(folder.path);
    console.log(`ok    ${name}: ${text}`);
  } catch (error) {
    process.exitCode = 1;
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`FAIL  ${name}: ${reason.replaceAll('\n', '\n      ')}`);
  }
}
// Only a whole run knows every row.
if (rows.length === clients.length) await writeTable(rows);
