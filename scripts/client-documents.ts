/** Writes the documents for generators of other languages: the operations of VOD alone, as OpenAPI 3.1 and 3.0. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Converter } from '@apiture/openapi-down-convert';
import { runTool, temporaryFolder } from './run.js';

/** The members of a bundled document that are changed for generators. */
interface Document {
  info: { description: string; summary?: string; license: object };
  security: object[];
  tags: { name: string }[];
  paths: Record<string, unknown>;
  components: { schemas: Record<string, { title?: string }>; securitySchemes: { Token?: unknown } };
  webhooks?: unknown;
  'x-error-catalogue'?: unknown;
}

const description = `The audio extraction job of Huawei Cloud Video On Demand (VOD). This document is unofficial.

It is made for generators of clients: it has the operations of VOD, authenticated with a token. The events, the
calls of IAM, signatures and the error catalogue are in openapi.json, which it was made from.
`;

/**
 * Makes what becomes generated/openapi.client.json and openapi.client-3.0.json.
 *
 * @param contract the bundled contract; it stays as it is.
 * @throws Error with Redocly's words when the document does not bundle.
 */
export async function clientDocuments(contract: object): Promise<[v31: object, v30: object]> {
  const document = await withoutUnused(forGenerators(contract));
  const older = structuredClone(document);
  delete older.info.summary; // The converter leaves it in, and 3.0 does not have it.
  older.info.license = { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' }; // It has no identifiers.
  const converted = JSON.stringify(new Converter(older).convert(), (_, value: unknown) => {
    // In 3.0 a reference has no members beside it.
    const isReference = typeof value === 'object' && value !== null && '$ref' in value;
    return isReference ? { $ref: value.$ref } : value;
  });
  return [document, JSON.parse(converted) as object];
}

/**
 * Leaves out what generators stumble over: webhooks (code that does not compile), the host of IAM (ignored, or
 * taken literally), four schemes of keys (one key in all headers), titles (they become names of types), and the
 * prose at the head, which would stand at the head of every file.
 */
function forGenerators(contract: object): Document {
  const document = structuredClone(contract) as Document; // What Redocly bundled, and lint has checked.
  const { Token } = document.components.securitySchemes;
  document.info.description = description;
  document.security = [{ Token: [] }];
  document.components.securitySchemes = { Token };
  document.tags = document.tags.filter(
    ({ name }) => !/^(Identity|Events|Event members)$/.test(name),
  );
  document.paths = Object.fromEntries(
    Object.entries(document.paths).filter(([path]) => !path.startsWith('/v3/')),
  );
  for (const schema of Object.values(document.components.schemas)) delete schema.title;
  delete document.webhooks;
  delete document['x-error-catalogue'];
  return document;
}

async function withoutUnused(document: Document): Promise<Document> {
  await using folder = await temporaryFolder('client-document');
  const [source, target] = [join(folder.path, 'source.json'), join(folder.path, 'target.json')];
  await writeFile(source, JSON.stringify(document));
  const args = ['bundle', source, '--remove-unused-components', '-o', target];
  const { code, output } = await runTool('redocly', ...args);
  if (code !== 0) throw new Error(`redocly bundle failed:\n${output}`);
  return JSON.parse(await readFile(target, 'utf8')) as Document; // The same, with fewer components.
}
