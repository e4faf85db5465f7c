/**
 * `npm run generate`: makes everything in generated/ from openapi/; with `--check` it changes nothing
 * and fails when a committed file is not what it would make.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { type ContractDocument, contractModule, operationsOf } from './contract-module.js';
import { root, runTool } from './run.js';
import { makeSample } from './sample.js';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const folder = await mkdtemp(join(tmpdir(), 'vod-generate-'));
try {
  const document = describeFacts(await bundle());
  const made: Record<string, string | Buffer> = {
    'openapi.json': `${JSON.stringify(document, null, 2)}\n`,
    'schema.ts': await typescript(await schemaModule(document)),
    'contract.ts': await typescript(contractModule(document)),
    'sample.mp4': await sample(),
  };
  for (const [name, content] of Object.entries(made)) {
    const file = new URL(`generated/${name}`, root);
    if (!values.check) {
      await writeFile(file, content);
    } else if (!(await readFile(file).catch(() => Buffer.alloc(0))).equals(Buffer.from(content))) {
      console.error(
        `generated/${name} is not what openapi/ and scripts/ make: run npm run generate.`,
      );
      process.exitCode = 1;
    }
  }
} finally {
  await rm(folder, { recursive: true });
}

async function bundle(): Promise<ContractDocument> {
  const target = join(folder, 'openapi.json');
  const { code, output } = await runTool('redocly', 'bundle', 'openapi/openapi.yaml', '-o', target);
  if (code !== 0) throw new Error(`redocly bundle failed:\n${output}`);
  return JSON.parse(await readFile(target, 'utf8')) as ContractDocument; // Redocly wrote it; lint checks it.
}

/**
 * Repeats facts that stand in `x-` members, links and the error catalogue as text, because renderers and
 * type generators show descriptions but not those.
 */
function describeFacts(document: ContractDocument): ContractDocument {
  for (const operation of operationsOf(document)) {
    const { operationId, externalDocs } = operation;
    const limit = operation['x-rate-limit'];
    const permission = operation['x-permission'];
    const facts = [
      ['Operation', `\`${operationId}\``],
      ['Permission', permission === null ? 'unsettled' : `\`${permission}\``],
      [
        'Rate limit',
        `${String(limit.per_tenant_per_minute)} calls a minute for a tenant, ` +
          `${String(limit.overall_per_minute)} over all`,
      ],
      ['Source', `[${externalDocs.description}](${externalDocs.url})`],
    ];
    const lines = facts.map(([name, fact]) => `- **${String(name)}:** ${String(fact)}`);
    operation.description = `${operation.description.trim()}\n\n${lines.join('\n')}\n`;
    for (const response of Object.values(operation.responses)) {
      const next = Object.values(response.links ?? {}).map(
        (link) =>
          `- [\`${link.operationId}\`](#operation/${link.operationId}): ${link.description}`,
      );
      if (next.length > 0) {
        response.description = `${response.description.trim()}\n\nWhat comes next:\n\n${next.join('\n')}\n`;
      }
    }
  }
  const rows = Object.entries(document['x-error-catalogue']).map(
    ([code, { meaning, remedy, statuses, retry }]) =>
      `| ${code} | ${statuses.join(', ')} | ${meaning} | ${remedy} | ${retry} |`,
  );
  document.info.description = [
    document.info.description.trim(),
    '',
    '| Code | Status | Meaning | What to do | Retry |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
  return document;
}

async function schemaModule(document: ContractDocument): Promise<string> {
  const nodes = await openapiTS(structuredClone(document) as unknown as OpenAPI3, {
    // The document is 3.1, which the parameter's type does not know.
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    silent: true,
  });
  return `// Made from openapi/ by \`npm run generate\`: do not edit.\n${astToString(nodes)}`;
}

async function sample(): Promise<Buffer> {
  const target = join(folder, 'sample.mp4');
  await makeSample(target);
  return readFile(target);
}

async function typescript(text: string): Promise<string> {
  return format(text, {
    ...(await resolveConfig(new URL('package.json', root))),
    parser: 'typescript',
  });
}
