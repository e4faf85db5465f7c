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

/** All vectors, and the service's own worked example. */
export const { vectors, documentedExample } = JSON.parse(text) as {
  vectors: Vector[];
  documentedExample: Example;
};

/** The vectors that the documented rules settle, whatever the official signer makes of them. */
export const settledVectors = vectors.filter(
  ({ verdict }) => verdict === 'ok' || verdict === 'oracle-buggy',
);
