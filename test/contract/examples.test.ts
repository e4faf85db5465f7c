/** Every example of the contract fits its schema, by a validator of our own choice beside Redocly's. */
import { readFile } from 'node:fs/promises';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../src/webhooks/event.js';

interface Content {
  content?: Record<string, { schema: object; examples?: Record<string, Example> }>;
}
interface Example {
  $ref?: string;
  value?: unknown;
}
interface Operation {
  operationId?: string;
  description?: string;
  requestBody?: Content;
  responses?: Record<string, Content & { $ref?: string }>;
}
interface EventSchema {
  discriminator?: { mapping: Record<string, string> };
  examples?: unknown[];
}
interface Contract {
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, { post: Operation }>;
  components: { schemas: Record<string, EventSchema | undefined> };
}

const text = await readFile(new URL('../../generated/openapi.json', import.meta.url), 'utf8');
const contract = JSON.parse(text) as Contract;
const ajv = new Ajv2020({ strict: false, allErrors: true });
// ajv-formats is CommonJS: its function is the default export's own default for a NodeNext import.
(addFormats as unknown as typeof addFormats.default)(ajv);

/** Makes the document's own references work inside a schema that is compiled by itself. */
ajv.addSchema({ ...contract, $id: 'contract' });
const validators = new Map<string, ValidateFunction>();
function compile(schema: object): ValidateFunction {
  const text = JSON.stringify(schema).replaceAll('"#/', '"contract#/');
  const known = validators.get(text) ?? ajv.compile(JSON.parse(text) as object);
  validators.set(text, known);
  return known;
}

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

describe('the examples of the contract', () => {
  it('are more than fifty', () => {
    // A search that goes wrong would find none of them, and pass.
    expect(cases.length).toBeGreaterThan(50);
  });

  it.each(cases)('fit their schema: $title', ({ schema, value }) => {
    const validate = compile(schema);
    validate(value);
    expect(validate.errors).toBeNull();
  });
});

const schemaOf = contract.components.schemas['VodEvent']?.discriminator?.mapping ?? {};

const envelopes = Object.keys(schemaOf).flatMap((type) =>
  cases
    .filter(({ title }) => title.startsWith(`on${capitalised(type)} request`))
    .map(({ title, value }) => ({ title, type, message: (value as { message: string }).message })),
);

function capitalised(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}

describe('the events in the examples of webhooks', () => {
  it('are of seven types, with a webhook for each, in two envelopes', () => {
    expect(Object.keys(schemaOf)).toHaveLength(7);
    expect(Object.keys(contract.webhooks)).toEqual(expect.arrayContaining(Object.keys(schemaOf)));
    expect(envelopes.length).toBeGreaterThanOrEqual(3 * 7);
  });

  it.each(envelopes)('fit the schema of their type: $title', ({ type, message }) => {
    for (const schema of [`${capitalised(type)}Event`, 'VodEvent']) {
      const validate = compile({ $ref: `#/components/schemas/${schema}` });
      validate(JSON.parse(message));
      expect(validate.errors).toBeNull();
    }
    expect(parseEvent(message)).toMatchObject(JSON.parse(message));
    expect(parseEvent(message).event_type).toBe(type);
  });

  it.each(Object.keys(schemaOf))('appear decoded in the description and the schema: %s', (type) => {
    const first = envelopes.find((envelope) => envelope.type === type);
    const event: unknown = JSON.parse(first?.message ?? '');
    const description = contract.webhooks[type]?.post.description ?? '';
    expect(JSON.parse(/```json\n(.+?)```/s.exec(description)?.[1] ?? '')).toEqual(event);
    expect(contract.components.schemas[`${capitalised(type)}Event`]?.examples).toEqual([event]);
  });
});
