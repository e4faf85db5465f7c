/**
 * Compares with the official Node signer where that one is right, and keeps watch on where it is not.
 *
 * Only the signer's own file is imported: the package's main file also loads its HTTP client, which asks for
 * the undeclared `uuid`, and whose default user agent writes ~/.huaweicloud/application_id.
 */
import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signRequest } from '../../src/index.js';
import { type Vector, vectors } from './vectors.js';

interface OracleInput {
  endpoint: string;
  method: string;
  queryParams: Record<string, unknown>;
  headers: Record<string, string>;
  data?: unknown;
}

const key = { accessKeyId: 'FAKEAK0000000000TEST', secretAccessKey: 'fake-secret-key' };

function signByOracle(input: OracleInput, { accessKeyId, secretAccessKey } = key): string {
  const credential = { getAk: () => accessKeyId, getSk: () => secretAccessKey };
  // The signer uses no more of its two parameters than this.
  const parameters = [input, credential] as unknown as Parameters<typeof AKSKSigner.sign>;
  const { Authorization: authorization } = AKSKSigner.sign(...parameters) as Record<string, string>;
  if (authorization === undefined) throw new Error('The official signer gave no Authorization.');
  return authorization;
}

/** What the official signer is given so that it sends the vector's request. */
function oracleInputOf({ method, url, headers, body }: Vector): OracleInput {
  const { origin, pathname, searchParams } = new URL(url);
  const names = [...new Set(searchParams.keys())];
  return {
    endpoint: origin + decodeURIComponent(pathname),
    method,
    queryParams: Object.fromEntries(names.map((name) => [name, searchParams.getAll(name)])),
    headers,
    data: body === null || 'X-Sdk-Content-Sha256' in headers ? undefined : JSON.parse(body),
  };
}

/** No two of these change places in any language's order, which the official signer sorts the lines by. */
const headerNames = ['accept', 'content-type', 'x-language', 'x-project-id', 'x-request-trace'];
const trimmed = fc
  .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 })
  .filter((value) => value === value.trim() && !value.includes('multipart/form-data'));
const segment = fc
  .string({
    unit: fc.constantFrom(...Array.from('abcXYZ019-._~:@$&+,=!()*')),
    minLength: 1,
    maxLength: 8,
  })
  .filter((text) => !/^\.\.?$/.test(text));
const value = fc.string({ unit: 'grapheme-ascii', maxLength: 10 });
const drafts = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'DELETE', 'POST', 'PUT', 'PATCH'),
  path: fc.array(segment, { maxLength: 6 }).map((segments) => `/${segments.join('/')}`),
  query: fc.dictionary(value, fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 4 })), {
    maxKeys: 5,
  }),
  headers: fc.dictionary(fc.constantFrom(...headerNames), trimmed),
  date: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
  data: fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 2 }), {
    maxKeys: 5,
  }),
});

describe('the official Node signer', () => {
  it('gives the same Authorization, byte by byte, for requests in its domain', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, async ({ method, path, query, headers, date, data }) => {
        const pairs = Object.entries(query).flatMap(([name, values]) =>
          [values].flat().map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`),
        );
        const endpoint = `https://vod.example.com${path}`;
        const hasBody = method !== 'GET' && method !== 'HEAD';
        const request = new Request(`${endpoint}?${pairs.join('&')}`, {
          method,
          headers,
          body: hasBody ? new TextEncoder().encode(JSON.stringify(data)) : null,
        });
        const signedHeaders = ['host', ...Object.keys(headers)];
        const signed = await signRequest(request, key, { date, signedHeaders });
        const basicDate = signed.headers.get('x-sdk-date') ?? '';
        const authorization = signByOracle({
          endpoint,
          method,
          queryParams: structuredClone(query), // It sorts the arrays that it is given.
          headers: { ...headers, 'X-Sdk-Date': basicDate },
          ...(hasBody ? { data } : {}),
        });
        expect(signed.headers.get('authorization')).toBe(authorization);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(vectors.filter(({ verdict }) => verdict === 'ok'))('agrees on $name', (vector) => {
    expect(signByOracle(oracleInputOf(vector), vector)).toBe(vector.authorization);
  });
});

describe('the official Node signer goes wrong', () => {
  const inputs: Record<string, (right: OracleInput, vector: Vector) => OracleInput> = {
    'path-space': (right) => right, // The decoded path has a space, as a caller would write it.
    'headers-underscore': (right) => right,
    'date-extended-iso': (right) => ({
      ...right,
      headers: { 'X-Sdk-Date': '2026-01-02T03:04:05Z' },
    }),
    'query-in-url': (right, { url }) => ({ ...right, endpoint: url, queryParams: {} }),
    'query-undefined-null': (right) => ({
      ...right,
      queryParams: { a: undefined, b: null, c: '1' },
    }),
    'query-object-value': (right) => ({ ...right, queryParams: { f: { x: 1 } } }),
    'body-string': (right, { body }) => ({ ...right, data: body }),
  };
  const buggy = vectors.filter(({ verdict }) => verdict === 'oracle-buggy');

  it('in the table below', () => {
    expect(buggy.map(({ name }) => name).sort()).toEqual(Object.keys(inputs).sort());
  });

  it.each(buggy)('on $name, where this one follows the rules', async (vector) => {
    const input = inputs[vector.name]?.(oracleInputOf(vector), vector);
    if (input === undefined) throw new Error(`How is ${vector.name} replayed?`);
    expect(signByOracle(input, vector)).not.toBe(vector.authorization);
    const { method, url, headers, body } = vector;
    const signed = await signRequest(new Request(url, { method, headers, body }), vector, {
      signedHeaders: Object.keys(headers)
        .concat('host')
        .filter((name) => !name.includes('_')),
    });
    expect(signed.headers.get('authorization')).toBe(vector.authorization);
  });
});
