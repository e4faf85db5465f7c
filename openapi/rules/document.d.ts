/** The parts of the bundled contract that the rules read. All may be missing: finding that is their work. */

export interface Media {
  schema?: { properties?: Record<string, unknown> };
  examples?: Record<string, { value?: { error_code?: string } }>;
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
  'x-rate-limit'?: { per_tenant_per_minute?: number; overall_per_minute?: number };
  'x-safe-to-repeat'?: boolean;
}

export interface Contract {
  tags?: { name: string }[];
  webhooks?: Record<string, unknown>;
  'x-error-catalogue'?: Record<string, { statuses: number[] } | undefined>;
}
