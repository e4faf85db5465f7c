/** The parts of the bundled contract that the rules read. Every member may be missing: the rules look for that. */

export interface Schema {
  properties?: Record<string, Schema | undefined>;
  items?: Schema;
}

export interface Media {
  schema?: Schema;
  examples?: Record<string, Example>;
}

export interface Example {
  value?: { error_code?: string; type?: string; message?: string };
}

export interface Response {
  headers?: Record<string, unknown>;
  content?: Record<string, Media | undefined>;
  links?: Record<string, { operationId?: string }>;
  'x-asynchronous'?: { id?: string; event?: string; reader?: string };
}

export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: unknown[];
  externalDocs?: { url?: string };
  requestBody?: { content?: Record<string, Media | undefined> };
  responses?: Record<string, Response>;
  'x-permission'?: string | null;
  'x-rate-limit'?: { per_tenant_per_minute?: number; overall_per_minute?: number } | null;
  'x-lifecycle'?: string;
  'x-safe-to-repeat'?: boolean;
}

export interface Contract {
  tags?: { name: string }[];
  paths?: Record<string, { servers?: { url: string }[] } | undefined>;
  webhooks?: Record<string, unknown>;
  components?: { schemas?: Record<string, { discriminator?: { mapping?: object } }> };
  'x-error-catalogue'?: Record<string, { statuses?: number[] } | undefined>;
}
