/** The documents for generators of other languages have what generators take, and nothing that they stumble over. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { invalidities } from '../../scripts/validators.js';

const inRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

interface Document {
  openapi: string;
  info: { description: string };
  security: object[];
  webhooks?: object;
  paths: Record<string, Record<string, { operationId: string; parameters: object[] }>>;
  components: { schemas: Record<string, object>; securitySchemes: object };
}

const read = async (name: string): Promise<Document> =>
  JSON.parse(await readFile(inRoot(`generated/${name}`), 'utf8')) as Document;

/** All members of a document that have this name, but for those that are themselves named by a schema. */
function membersNamed(name: string, value: unknown, isProperties = false): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => [
    ...(key === name && !isProperties && !Array.isArray(value) ? [member] : []),
    // Examples may have any member.
    ...(/^examples?$/.test(key) ? [] : membersNamed(name, member, key === 'properties')),
  ]);
}

describe.for([
  ['openapi.client.json', '3.1.0'],
  ['openapi.client-3.0.json', '3.0.3'],
] as const)('%s', ([name, version]) => {
  it('is valid for the validators of other tools', async () => {
    expect(await invalidities(inRoot(`generated/${name}`))).toEqual([]);
  });

  it('has the operations of VOD with one scheme of security, and no webhooks', async () => {
    const [document, contract] = await Promise.all([read(name), read('openapi.json')]);
    expect(document.openapi).toBe(version);
    expect(document.security).toEqual([{ Token: [] }]);
    expect(Object.keys(document.components.securitySchemes)).toEqual(['Token']);
    expect(document).not.toHaveProperty('webhooks');
    const ofVod = Object.keys(contract.paths).filter((path) => !path.startsWith('/v3/'));
    expect(Object.keys(document.paths)).toEqual(ofVod);
  });

  it('has no titles, no defaults and no long prose at its head', async () => {
    const { components, paths, info } = await read(name);
    expect(membersNamed('title', components.schemas)).toEqual([]);
    expect(membersNamed('default', { components, paths })).toEqual([]);
    expect(info.description.length).toBeLessThan(500);
  });

  it('lists the project id first in each operation', async () => {
    for (const [path, item] of Object.entries((await read(name)).paths)) {
      expect(Object.keys(item), path).not.toContain('parameters');
      for (const { parameters } of Object.values(item)) {
        expect(parameters[0]).toEqual({ $ref: '#/components/parameters/ProjectId' });
      }
    }
  });

  it('gives every choice and every object a schema with a name', async () => {
    const { components, paths } = await read(name);
    for (const schema of Object.values(components.schemas)) {
      const members = 'properties' in schema ? schema.properties : {};
      expect(membersNamed('enum', members)).toEqual([]);
      expect(membersNamed('properties', members)).toEqual([]);
    }
    expect(membersNamed('enum', paths)).toEqual([]);
  });
});

describe('the validators of other tools', () => {
  it('find what they do not take', async () => {
    const problems = await invalidities(inRoot('openapi/released/openapi-0.1.0.json'));
    expect(problems.join()).toMatch(/by swagger-parser: .*unevaluated/s);
  });
});
