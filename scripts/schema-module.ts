/** Makes generated/schema.ts: the types, each member with the page that its facts come from. */
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import type { ContractDocument } from './contract-module.js';

/** The members of a document that are read and changed here. */
interface SourcedDocument {
  paths: Record<string, Record<string, Sourced>>;
  webhooks: Record<string, Record<string, Sourced>>;
  components: Record<string, Record<string, Schema>>;
}

interface Sourced {
  externalDocs?: { url: string };
}

interface Schema {
  properties?: Record<string, { description?: string }>;
}

/** The text of generated/schema.ts, before formatting. */
export async function schemaModule(document: ContractDocument): Promise<string> {
  const sourced = structuredClone(document) as unknown as SourcedDocument; // The same document.
  nameSources(sourced);
  // The document is 3.1, which the parameter's type does not know.
  const nodes = await openapiTS(sourced as unknown as OpenAPI3, {
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    silent: true,
  });
  // Its note on how it wrote a discriminator is no part of the contract's text.
  const text = astToString(nodes).replaceAll(' (enum property replaced by openapi-typescript)', '');
  return `// Made from openapi/ by \`npm run generate\`: do not edit.\n${text}`;
}

/**
 * Adds to the description of each member the page of the first operation or event that leads to its schema: an
 * editor shows a member alone, without the operation that names the page.
 */
function nameSources(document: SourcedDocument): void {
  const seen = new Set<string>();
  for (const pathItem of [...Object.values(document.paths), ...Object.values(document.webhooks)]) {
    for (const operation of Object.values(pathItem)) {
      const url = operation.externalDocs?.url;
      if (url !== undefined) nameSource(operation, url, document, seen);
    }
  }
}

function nameSource(
  from: unknown,
  url: string,
  document: SourcedDocument,
  seen: Set<string>,
): void {
  const references = JSON.stringify(from).matchAll(/"#\/components\/(\w+)\/(\w+)"/g);
  for (const [reference, group = '', name = ''] of references) {
    const component = document.components[group]?.[name];
    if (seen.has(reference) || component === undefined) continue;
    seen.add(reference);
    for (const property of Object.values(component.properties ?? {})) {
      property.description = [property.description?.trim(), `Source: ${url}`].join('\n\n').trim();
    }
    nameSource(component, url, document, seen);
  }
}
