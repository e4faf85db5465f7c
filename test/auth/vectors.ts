/** The published vectors of SDK-HMAC-SHA256, vectors.json, for the tests of every signer. */
import { readFileSync } from 'node:fs';

/** A request, and what a signer has to make of it. */
export interface Vector {
  name: string;
  verdict: 'ok' | 'oracle-buggy' | 'ambiguous' | 'transport-dependent';
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
  accessKeyId: string;
  secretAccessKey: string;
  signedHeaders: string;
  canonicalRequest: string;
  stringToSign: string;
  authorization: string;
  note?: string;
}

interface Example {
  method: string;
  url: string;
  headers: Record<string, string>;
  signedHeaders: string;
  canonicalRequestSha256: string;
}

const text = readFileSync(new URL('vectors.json', import.meta.url), 'utf8');

type Key = Pick<Vector, 'accessKeyId' | 'secretAccessKey'>;
const parsed = JSON.parse(text) as {
  accessKey: Key;
  vectors: Omit<Vector, keyof Key>[];
  documentedExample: Example;
};

/** The service's own worked example. */
export const { documentedExample } = parsed;
/** All vectors, each with the access key. */
export const vectors: Vector[] = parsed.vectors.map((each) => ({ ...each, ...parsed.accessKey }));

/** The vectors that the documented rules settle, whatever the official signer makes of them. */
export const settledVectors = vectors.filter(
  ({ verdict }) => verdict === 'ok' || verdict === 'oracle-buggy',
);
