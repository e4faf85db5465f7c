/** The published vectors, for the signer of any language. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { settledVectors, type Vector } from '../auth/vectors.js';
import type { Language } from '../docs/samples/languages.js';
import { run } from './program.js';

/** The programs that have a signer sign the requests on their standard input. */
const programs: Partial<Record<Language['label'], string>> = {
  Python: 'vectors.py',
  Go: 'vectors.go',
  Java: 'Vectors.java',
};

/**
 * Has the signer of a language sign every vector that the rules settle.
 *
 * @param folder where it is built.
 * @throws AssertionError that lists the vectors that come out differently.
 */
export async function checkVectors(language: Language, folder: string): Promise<void> {
  assert.ok(settledVectors.length > 40);
  const program = programs[language.label] ?? assert.fail(`${language.label} has no signer.`);
  const text = await readFile(new URL(program, import.meta.url), 'utf8');
  const commandOf = await language.build(folder, { vectors: text });
  const input = settledVectors.map((vector) => `${lineOf(vector)}\n`).join('');
  const { exitCode, stdout, stderr } = await run(commandOf('vectors'), input);
  assert.equal(exitCode, 0, stderr);
  const signed = stdout.trimEnd().split(/\r?\n/);
  assert.equal(signed.length, settledVectors.length);
  const byName = (authorizations: (string | undefined)[]) =>
    Object.fromEntries(settledVectors.map(({ name }, index) => [name, authorizations[index]]));
  assert.deepEqual(byName(signed), byName(settledVectors.map((vector) => vector.authorization)));
}

/** The fields of a vector, in Base64 because they may hold anything, with tabs between them. */
function lineOf(vector: Vector): string {
  // A signer always signs Host and the X- headers; the others have to be named.
  const also = vector.signedHeaders.split(';').filter((name) => !/^(host$|x-)/.test(name));
  return [
    ...[vector.method, vector.url, vector.body ?? ''],
    ...[vector.accessKeyId, vector.secretAccessKey, also.join(' ')],
    ...Object.entries(vector.headers).flat(),
  ]
    .map((field) => Buffer.from(field).toString('base64'))
    .join('\t');
}
