/** The published vectors and the official Node signer: where it agrees with signRequest, and where it is wrong. */
import { describe, expect, it } from 'vitest';
import { signRequest } from '../../src/index.js';
import { type OracleInput, signByOracle, testOfficialSigner } from './official-signer.js';
import { type Vector, vectors } from './vectors.js';

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

testOfficialSigner(100);

describe('the official Node signer', () => {
  it.each(vectors.filter(({ verdict }) => verdict === 'ok'))(
    'gives the same Authorization for the vector $name',
    (vector) => {
      expect(signByOracle(oracleInputOf(vector), vector)).toBe(vector.authorization);
    },
  );
});

describe('the official Node signer, where it is wrong,', () => {
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

  it('is compared with each such vector', () => {
    expect(buggy.map(({ name }) => name).sort()).toEqual(Object.keys(inputs).sort());
  });

  it.each(buggy)('differs from signRequest on $name', async (vector) => {
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
