/** Writes generated/contract.ts and error-catalogue.ts: the parts of the contract that the client needs at run time. */

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  externalDocs: { description: string; url: string };
  responses: Record<string, Response>;
  'x-permission': string | null;
  'x-lifecycle': 'ga' | 'beta';
  'x-rate-limit': { per_tenant_per_minute: number; overall_per_minute: number } | null;
  'x-safe-to-repeat': boolean;
}

interface Response {
  description: string;
  links?: Record<string, { operationId: string; description: string }>;
}

interface CatalogueEntry {
  meaning: string;
  remedy: string;
  statuses: number[];
  retry: string;
}

/** The members of the bundled document that the scripts read. */
export interface ContractDocument {
  info: { description: string };
  servers: { url: string; variables: { region: { enum: string[] } } }[];
  paths: Record<string, Record<string, Operation | unknown[]>>;
  webhooks: Record<string, { post: { operationId: string } }>;
  components: {
    examples: object;
    schemas: { FileType: { enum: string[]; 'x-content-types': Record<string, string> } };
  };
  'x-error-catalogue': Record<string, CatalogueEntry>;
}

/** All operations of the document, webhooks not included, each with its path and its method in upper case. */
export function operationsOf(document: ContractDocument) {
  return Object.entries(document.paths).flatMap(([path, pathItem]) =>
    Object.entries(pathItem).flatMap(([method, operation]) =>
      // Beside its operations a path has the parameters that they share, and servers of its own.
      Array.isArray(operation) ? [] : [{ method: method.toUpperCase(), path, operation }],
    ),
  );
}

/** The text of generated/contract.ts, before formatting. */
export function contractModule(document: ContractDocument): string {
  const operations = operationsOf(document);
  const facts = operations.map(({ method, path, operation }) => [
    operation.operationId,
    {
      method,
      path,
      success: Number(Object.keys(operation.responses).find((status) => status.startsWith('2'))),
      safeToRepeat: operation['x-safe-to-repeat'],
      permission: operation['x-permission'],
      callsPerMinute: operation['x-rate-limit']?.per_tenant_per_minute ?? null,
    },
  ]);
  const unsafe = operations
    .filter(({ operation }) => !operation['x-safe-to-repeat'])
    .map(({ method, path }) => `${method} ${path}`);
  const regions = document.servers.flatMap((server) => server.variables.region.enum);
  const { enum: fileTypes, 'x-content-types': documented } = document.components.schemas.FileType;
  const contentTypes = Object.fromEntries(
    fileTypes.map((type) => [type, documented[type] ?? 'application/octet-stream']),
  );
  return `// Made from openapi/ by \`npm run generate\`: do not edit.
import type { FileType } from './schema.js';

/** What the client has to know of an operation at run time. */
export interface OperationFacts {
  /** The HTTP method, in upper case. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The path template, as it stands in the contract. */
  readonly path: string;
  /** The status that means success. */
  readonly success: number;
  /** Whether a call may be repeated although an earlier one may have been carried out. */
  readonly safeToRepeat: boolean;
  /** The IAM action that the caller needs: 'none' where none is needed, null where no source settles it. */
  readonly permission: string | null;
  /** How many calls a tenant may make in a minute; null where no source has a figure. */
  readonly callsPerMinute: number | null;
}

/** The operations of the contract, by operation id. */
export const operations = ${JSON.stringify(Object.fromEntries(facts))} as const satisfies Record<string, OperationFacts>;

/** The id of an operation of the contract, the same as in the official SDKs. */
export type OperationId = keyof typeof operations;

/** The operations that must not be repeated when an earlier call may have been carried out. */
export const unsafeToRepeat: readonly string[] = ${JSON.stringify(unsafe)};

/** The regions that have VOD. */
export const regions = ${JSON.stringify(regions)} as const;

/** A region that has VOD. */
export type Region = (typeof regions)[number];

/** The endpoint of VOD, with \`{region}\` to be filled in. */
export const endpointTemplate = ${JSON.stringify(document.servers[0]?.url)};

/** The Content-Type with which a file is uploaded, by the type of the file. */
export const uploadContentTypes: Readonly<Record<FileType, string>> = ${JSON.stringify(contentTypes)};
`;
}

/** The text of generated/error-catalogue.ts, before formatting. */
export function catalogueModule(document: ContractDocument): string {
  const catalogue = Object.fromEntries(
    // The rest is for readers: it would be half of the client's size.
    Object.entries(document['x-error-catalogue']).map(([code, { remedy, retry }]) => [
      code,
      { remedy, retry },
    ]),
  );
  return `// Made from openapi/ by \`npm run generate\`: do not edit.
/**
 * What to do about an error: \`never\` - mend the request first; \`later\` - nothing was done, repeat after a
 * pause; \`new-token\` - get a new token, then repeat once; \`unknown\` - it may have been carried out.
 */
export type RetryClass = 'never' | 'later' | 'new-token' | 'unknown';

/** What the client has to know of an error code. */
export interface CatalogueEntry {
  /** What to do about it. */
  readonly remedy: string;
  /** Whether and how to repeat the request. */
  readonly retry: RetryClass;
}

/** The error catalogue, by error code. */
export const errorCatalogue: Readonly<Record<string, CatalogueEntry>> = ${JSON.stringify(catalogue)};

`;
}
