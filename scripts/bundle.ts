/** Bundles openapi/ into one document, and adds the facts of its `x-` members to its descriptions. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ContractDocument, operationsOf } from './contract-module.js';
import { runTool, temporaryFolder } from './run.js';

const lifecycles = { ga: 'generally available', beta: '**beta**: it may still change' };

/**
 * Makes what becomes generated/openapi.json.
 *
 * @throws Error with Redocly's words when the document does not bundle.
 */
export async function bundleContract(): Promise<ContractDocument> {
  await using folder = await temporaryFolder('bundle');
  const target = join(folder.path, 'openapi.json');
  const { code, output } = await runTool('redocly', 'bundle', 'openapi/openapi.yaml', '-o', target);
  if (code !== 0) throw new Error(`redocly bundle failed:\n${output}`);
  // Redocly wrote it; lint checks it.
  return describeFacts(JSON.parse(await readFile(target, 'utf8')) as ContractDocument);
}

/**
 * Repeats the facts of `x-` members, links and the error catalogue in descriptions, because renderers and type
 * generators show only those.
 */
function describeFacts(document: ContractDocument): ContractDocument {
  for (const { operation } of operationsOf(document)) {
    const { operationId, externalDocs } = operation;
    const limit = operation['x-rate-limit'];
    const permission = operation['x-permission'];
    const facts = [
      ['Operation', `\`${operationId}\``],
      ['Lifecycle', lifecycles[operation['x-lifecycle']]],
      ['Permission', permissionText(permission)],
      [
        'Rate limit',
        limit
          ? `${limit.per_tenant_per_minute} calls a minute for a tenant, ${limit.overall_per_minute} over all`
          : 'unsettled',
      ],
      ['Source', `[${externalDocs.description}](${externalDocs.url})`],
    ];
    const lines = facts.map(([name, fact]) => `- **${name}:** ${fact}`);
    operation.description = `${operation.description.trim()}\n\n${lines.join('\n')}\n`;
    for (const response of Object.values(operation.responses)) {
      const next = Object.values(response.links ?? {}).map(
        ({ operationId: id, description }) => `- \`${id}\`: ${description}`,
      );
      if (next.length > 0) {
        response.description = `${response.description.trim()}\n\nWhat comes next:\n\n${next.join('\n')}\n`;
      }
    }
  }
  const rows = Object.entries(document['x-error-catalogue']).map(
    ([code, { meaning, remedy, statuses, retry }]) =>
      `| ${code} | ${statuses.join(', ') || 'unsettled'} | ${meaning} **Do:** ${remedy} | ${retry} |`,
  );
  const head = '| Code | Status | Meaning, and what to do | Retry |\n|---|---|---|---|';
  document.info.description = `${document.info.description.trim()}\n\n${head}\n${rows.join('\n')}\n`;
  return document;
}

function permissionText(permission: string | null): string {
  if (permission === null) return 'unsettled';
  return permission === 'none' ? 'none needed' : `\`${permission}\``;
}
