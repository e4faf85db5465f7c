/**
 * The official Node signer, and its agreement with signRequest.
 *
 * Only the file of the signer itself is imported: the main file of the package also loads its HTTP client, which asks
 * for the undeclared `uuid`, and whose default user agent writes ~/.huaweicloud/application_id.
 */
import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signRequest } from '../../src/index.js';

/** What the official signer takes. */
export interface OracleInput {
  endpoint: string;
  method: string;
  queryParams: Record<string, unknown>;
  headers: Record<string, string>;
  data?: unknown;
}

const key = { accessKeyId: 'FAKEAK0000000000TEST', secretAccessKey: 'fake-secret-key' };

/** The Authorization that the official signer makes. */
export function signByOracle(input: OracleInput, { accessKeyId, secretAccessKey } = key): string {
  const credential = { getAk: () => accessKeyId, getSk: () => secretAccessKey };
  // The signer uses no more of its two parameters than this.
  const parameters = [input, credential] as unknown as Parameters<typeof AKSKSigner.sign>;
  const { Authorization: authorization } = AKSKSigner.sign(...parameters) as Record<string, string>;
  if (authorization === undefined) throw new Error('The official signer gave no Authorization.');
  return authorization;
}

/** These have the same order in every locale; the official signer sorts by the locale. */
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

/** Has the test that signRequest agrees with the official signer about so many generated requests. */
export function testOfficialSigner(numRuns: number): void {
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
        { numRuns },
      );
    });
  });
}
