/** Every example of the contract is checked against its schema by a validator that Redocly does not use. */
import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../src/events/event.js';

interface Content {
  content?: Record<string, { schema: object; examples?: Record<string, Example> }>;
}
interface Example {
  $ref?: string;
  value?: unknown;
}
interface Operation {
  operationId?: string;
  requestBody?: Content;
  responses?: Record<string, Content & { $ref?: string }>;
}
interface Contract {
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, Record<string, Operation>>;
}

const text = await readFile(new URL('../../generated/openapi.json', import.meta.url), 'utf8');
const contract = JSON.parse(text) as Contract;
const ajv = new Ajv2020({ strict: false, allErrors: true });
// ajv-formats is CommonJS: its function is the default export's own default for a NodeNext import.
(addFormats as unknown as typeof addFormats.default)(ajv);

/** Makes the document's own references work inside a schema that is compiled by itself. */
ajv.addSchema({ ...contract, $id: 'contract' });
const compile = (schema: object) =>
  ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"contract#/')) as object);

function resolve<T extends { $ref?: string }>(value: T): T {
  if (value.$ref === undefined) return value;
  const parts = value.$ref.slice(2).split('/');
  return parts.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], contract) as T;
}

const cases = [...Object.values(contract.paths), ...Object.values(contract.webhooks)]
  .flatMap((pathItem) => Object.values(pathItem))
  .filter((operation) => operation.operationId !== undefined)
  .flatMap(({ operationId = '', requestBody, responses = {} }) => [
    ...(requestBody ? [{ where: `${operationId} request`, content: requestBody }] : []),
    ...Object.entries(responses).map(([status, response]) => ({
      where: `${operationId} ${status}`,
      content: resolve(response),
    })),
  ])
  .flatMap(({ where, content: { content = {} } }) =>
    Object.values(content).flatMap(({ schema, examples = {} }) =>
      Object.entries(examples).map(([name, example]) => ({
        title: `${where}: ${name}`,
        schema,
        value: resolve(example).value,
      })),
    ),
  );

describe('every example fits its schema', () => {
  it('finds them all', () => {
    // A walk that goes wrong would find none and pass; the document has far more than fifty.
    expect(cases.length).toBeGreaterThan(50);
  });

  it.each(cases)('$title', ({ schema, value }) => {
    const validate = compile(schema);
    validate(value);
    expect(validate.errors).toBeNull();
  });
});

describe('the events inside callback examples', () => {
  const messages = cases
    .filter(({ title }) => title.startsWith('onAudioExtractComplete'))
    .map(({ title, value }) => ({ title, message: (value as { message: string }).message }));

  it.each(messages)('$title is an event that fits its own schema', ({ message }) => {
    const validate = compile({ $ref: '#/components/schemas/AudioExtractCompleteEvent' });
    validate(JSON.parse(message));
    expect(validate.errors).toBeNull();
    expect(parseEvent(message).event_type).toBe('audioExtractComplete');
  });
});
