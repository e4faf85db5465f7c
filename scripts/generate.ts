/**
 * `npm run generate`: makes the files in generated/ from openapi/ and docs/diagrams/, except sample.mp4. With
 * `--check` it changes nothing, and fails when a committed file is not what it would make.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { bundleContract } from './bundle.js';
import { clientDocuments } from './client-documents.js';
import { catalogueModule, contractModule } from './contract-module.js';
import { drawDiagrams } from './diagrams.js';
import { root } from './run.js';
import { schemaModule } from './schema-module.js';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const document = await bundleContract();
const [client, client30] = await clientDocuments(document);
const made: Record<string, string> = {
  'openapi.json': `${JSON.stringify(document, null, 2)}\n`,
  'openapi.client.json': `${JSON.stringify(client, null, 2)}\n`,
  'openapi.client-3.0.json': `${JSON.stringify(client30, null, 2)}\n`,
  'schema.ts': await formatted(await schemaModule(document)),
  'contract.ts': await formatted(contractModule(document)),
  'error-catalogue.ts': await formatted(catalogueModule(document)),
};
for (const [name, svg] of Object.entries(await drawDiagrams())) made[`diagrams/${name}`] = svg;
await mkdir(new URL('generated/diagrams/', root), { recursive: true });
for (const [name, content] of Object.entries(made)) {
  const file = new URL(`generated/${name}`, root);
  if (!values.check) await writeFile(file, content);
  else if ((await readFile(file, 'utf8').catch(() => '')) !== content) {
    console.error(`generated/${name} is out of date: run npm run generate.`);
    process.exitCode = 1;
  }
}

async function formatted(text: string): Promise<string> {
  const options = await resolveConfig(new URL('package.json', root));
  return format(text, { ...options, parser: 'typescript' });
}
