/** The published vectors, for a signer in any language. */
import assert from 'node:assert/strict';
import type { Check } from '../docs/samples/sample-runs.js';
import { run } from '../docs/samples/language.js';
import { settledVectors, type Vector } from '../auth/vectors.js';
import type { BuiltLanguage } from './tool-chains.js';

/** Has a language's signer sign every vector that the rules settle; a check for each. */
export async function vectorChecks(language: BuiltLanguage): Promise<Check[]> {
  assert.ok(settledVectors.length > 40);
  const input = settledVectors.map((vector) => `${lineOf(vector)}\n`).join('');
  const { exitCode, stdout, stderr } = await run(language.signer, input);
  assert.equal(exitCode, 0, stderr);
  const signed = stdout.trimEnd().split(/\r?\n/);
  assert.equal(signed.length, settledVectors.length);
  return settledVectors.map(({ name, authorization, canonicalRequest }, index) => ({
    name: `the signer reproduces the vector ${name}`,
    run: () => {
      const message = `${signed[index] ?? ''}\nof:\n${canonicalRequest}\nshould be:\n${authorization}`;
      assert.equal(signed[index], authorization, message);
      return Promise.resolve();
    },
  }));
}

/** Its fields, in Base64 because they may hold anything, with tabs between them. */
function lineOf(vector: Vector): string {
  // Host and X- headers are signed unasked.
  const also = vector.signedHeaders.split(';').filter((name) => !/^(host$|x-)/.test(name));
  return [
    ...[vector.method, vector.url, vector.body ?? ''],
    ...[vector.accessKeyId, vector.secretAccessKey, also.join(' ')],
    ...Object.entries(vector.headers).flat(),
  ]
    .map((field) => Buffer.from(field).toString('base64'))
    .join('\t');
}
