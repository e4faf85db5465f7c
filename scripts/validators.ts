/** Asks the validators that other people's tools are built on whether a document is valid. */
import { readFile } from 'node:fs/promises';
import SwaggerParser from '@apidevtools/swagger-parser';
import { validate } from '@scalar/openapi-parser';
import { Validator } from '@seriousme/openapi-schema-validator';

/** What the validators find wrong with the document in a file, a line each. */
export async function invalidities(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8');
  const problems: [validator: string, problem: string][] = [];
  await SwaggerParser.validate(path).catch((error: unknown) => {
    problems.push(['swagger-parser', String(error)]);
  });
  const seriousme = await new Validator().validate(text);
  if (!seriousme.valid)
    problems.push(['openapi-schema-validator', JSON.stringify(seriousme.errors)]);
  const scalar = await validate(text);
  if (!scalar.valid) problems.push(['openapi-parser', JSON.stringify(scalar.errors)]);
  return problems.map(([validator, problem]) => `${path}, by ${validator}: ${problem}`);
}
