/** Changes the present contract for a test, wherever a schema stands in it at the moment. */
import { readFile } from 'node:fs/promises';
import type { Contract } from '../../scripts/contract-messages.js';

/** The bundled contract as it stands. */
export const present = new URL('../../generated/openapi.json', import.meta.url);

const text = await readFile(present, 'utf8');

/** The contract, loose enough to be changed in any way. */
export interface Changeable {
  [member: string]: Changeable;
}

/** Finds what a patch is for. */
export type Target = (contract: Changeable, path: string) => Changeable;

/**
 * The contract, merged with patches at one place: objects are merged, all else is replaced, and `undefined`
 * removes. Without a patch the place is only prepared, so that two contracts differ by their patches alone.
 */
export function patched(target: Target, path: string, ...patches: object[]): Contract {
  const contract = JSON.parse(text) as Changeable;
  const place = target(contract, path);
  for (const patch of patches) merge(place, patch as Changeable);
  return JSON.parse(JSON.stringify(contract)) as Contract;
}

function merge(target: Changeable, patch: Changeable): void {
  for (const [name, value] of Object.entries(patch)) {
    const former = target[name];
    if (isObject(former) && isObject(value)) merge(former, value);
    else target[name] = value;
  }
}

function isObject(value: Changeable | undefined): value is Changeable {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- It is looser than its type.
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The whole contract. */
export const root: Target = (contract) => contract;

/** The operation of an id. */
export const operation: Target = (contract, id) => {
  const operations = Object.values(contract['paths'] ?? {}).flatMap((item) => Object.values(item));
  return there(
    operations.find((each) => (each['operationId'] as unknown) === id),
    id,
  );
};

/** The event that an extraction ended. */
export const event: Target = (contract) =>
  at(contract, contract, 'webhooks', 'audioExtractComplete', 'post');

/** A schema in the body of the request that starts an extraction. */
export const requestBody: Target = (contract, path) => {
  const start = operation(contract, 'createExtractAudioTask');
  return schemaIn(contract, at(contract, start, 'requestBody'), path);
};

/** A schema in the body of an asset's details. */
export const responseBody: Target = (contract, path) => {
  const start = operation(contract, 'showAssetDetail');
  return schemaIn(contract, at(contract, start, 'responses', '200'), path);
};

/** A schema in the body of the event, be it decoded or not. */
export const eventBody: Target = (contract, path) =>
  schemaIn(contract, at(contract, event(contract, ''), 'requestBody'), path);

function schemaIn(contract: Changeable, body: Changeable, path: string): Changeable {
  const schema = at(contract, body, 'content', 'application/json', 'schema');
  const names = path === '' ? [] : path.split('.');
  return names.reduce((value, name) => there(property(contract, value, name), name), schema);
}

/** A property of a schema or of one of its branches, or of what its text holds. */
function property(contract: Changeable, schema: Changeable, name: string): Changeable | undefined {
  if (schema['properties']?.[name]) return at(contract, schema, 'properties', name);
  for (const keyword of ['anyOf', 'oneOf', 'allOf', 'contentSchema']) {
    const inner = schema[keyword];
    if (inner === undefined) continue;
    for (const index of Array.isArray(inner) ? inner.keys() : ['']) {
      const names = index === '' ? [keyword] : [keyword, String(index)];
      const found = property(contract, at(contract, schema, ...names), name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function at(contract: Changeable, start: Changeable, ...names: string[]): Changeable {
  return names.reduce((value, name) => own(contract, there(value[name], name)), start);
}

/** Gives a reference a component of its own, so that a patch changes nothing else. */
function own(contract: Changeable, value: Changeable): Changeable {
  const pointer: unknown = value['$ref'];
  if (typeof pointer !== 'string') return value;
  const [kind = '', name = ''] = pointer.replace('#/components/', '').split('/');
  const siblings = there(contract['components']?.[kind], kind);
  let copy = name;
  while (copy in siblings) copy += 'Copy';
  const target = structuredClone(there(siblings[name], name));
  siblings[copy] = target;
  Object.assign(value, { $ref: `#/components/${kind}/${copy}` });
  return own(contract, target);
}

function there(value: Changeable | undefined, name: string): Changeable {
  if (value === undefined) throw new Error(`The contract has no ${name}.`);
  return value;
}
