/** What the checks of the smoke suite share: what they are given, the calls that they make, how they compare. */
import type { VodClient, VodClientOptions } from '../../src/index.js';
import type { Vector } from '../auth/vectors.js';

/** The package, as it was imported in the runtime. */
export interface Package {
  client: typeof import('../../src/index.js');
  credentials: typeof import('../../src/credentials/index.js');
  webhooks: typeof import('../../src/webhooks/index.js');
}

/** What the suite needs to know; made up by service.ts. */
export interface Given {
  projectId: string;
  accessKey: { accessKeyId: string; secretAccessKey: string };
  /** A base URL without a server. */
  nowhere: string;
  /** What signRequest has to reproduce. */
  vectors: Vector[];
  callbackKey: string;
  /** A certificate and its key, in PEM. */
  smn: { certificate: string; privateKey: string };
}

/** In what the runtimes differ. */
export interface Facts {
  /** What the client uses, by the conditions of package.json. */
  http: 'fetch' | 'node:http';
  /** The outcome of a create without a server. It is unknown if the runtime does not say why it failed. */
  refusedCreate: 'known' | 'unknown';
  /** How often a create arrives if its connection breaks: a fetch can repeat it without the client's knowledge. */
  brokenCreate: 'once' | 'twice';
  /** Whether webhooks of SMN are verified, which takes node:crypto. */
  smn: 'verified' | 'refused';
}

/** The result of the suite. */
export interface Report {
  checks: { name: string; error?: string }[];
  facts: Partial<Facts>;
}

/** What a check works with. */
export interface Stage extends Package {
  given: Given;
  /** Filled in by the checks. */
  facts: Partial<Facts>;
  /** Where the service is, without a slash at its end. */
  url: string;
  /** A client of the part of the service that has this behaviour. */
  vodOf: (behaviour: string, options?: Partial<VodClientOptions>) => VodClient;
}

/** The video of the calls. */
export const assetId = '3e1cd21131a94525be55acf65888bf46';

/** A call that must not be made twice. */
export function create(vod: VodClient) {
  const body = { asset_id: assetId, parameter: { format: 'MP3' } } as const;
  return vod.POST('/v1.0/{project_id}/asset/extract_audio', { body });
}

/** A call that may be repeated. */
export function read(vod: VodClient, signal?: AbortSignal) {
  return vod.GET('/v1.0/{project_id}/asset/details', {
    params: { query: { asset_id: assetId } },
    ...(signal && { signal }),
  });
}

/** @throws Error when two values have not the same JSON. */
export function equal(actual: unknown, expected: unknown, about = 'It'): void {
  const [is, wanted] = [actual, expected].map((value) => JSON.stringify(value));
  if (is !== wanted) throw new Error(`${about} is ${String(is)} and not ${String(wanted)}.`);
}

/**
 * What a promise rejects with.
 *
 * @throws Error when it does not.
 */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  const value = await promise.catch((error: unknown) => ({ error }));
  if (typeof value === 'object' && value !== null && 'error' in value) return value.error;
  throw new Error(`It should have failed, but gave ${JSON.stringify(value)}.`);
}

/** The name of an error. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

/** What an error and its causes say. */
export function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? String(error) : `${String(error)} (${textOf(error.cause)})`;
}
