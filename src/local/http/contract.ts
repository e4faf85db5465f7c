/** The bundled contract, and checks of requests against it (JSON Schema 2020-12). */
import { createRequire } from 'node:module';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type OperationId, operations } from '../../../generated/contract.js';

/** The parts of the bundled document that the service reads. */
interface Contract {
  paths: Record<string, Record<string, Operation | undefined>>;
  'x-error-catalogue': Record<
    string,
    { message: string | null; meaning: string; statuses: number[] } | undefined
  >;
}

interface Operation {
  parameters?: (Parameter | Reference)[];
  requestBody?: object;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  /** Whether an empty value means the same as no value. */
  allowEmptyValue?: boolean;
  schema: { type?: string } | Reference;
}

interface Reference {
  $ref: string;
}

// Read through the package's own export, so that source and build find the same file.
const contract = createRequire(import.meta.url)('huaweicloud-vod/openapi.json') as Contract;

const ajv = new Ajv2020({ strict: false });
// ajv-formats is CommonJS: its function is the default export's own default for a NodeNext import.
(addFormats as unknown as typeof addFormats.default)(ajv);
ajv.addSchema({ ...contract, $id: 'vod:contract' });

/** Error codes with their texts and statuses. */
export const errorCatalogue = contract['x-error-catalogue'];

/** Whether an operation takes a JSON body. */
export function takesBody(operationId: OperationId): boolean {
  return operationOf(operationId).requestBody !== undefined;
}

/**
 * Checks a JSON body of a request.
 *
 * @returns the name of the first wrong field, such as `parameter.format`; '' when the body as a whole is wrong;
 *   undefined when the body is right.
 */
export function findInvalidField(operationId: OperationId, body: unknown): string | undefined {
  const schema = pointerTo(operationId, 'requestBody/content/application~1json/schema');
  const error = findError(schema, body);
  if (!error) return undefined;
  const missing: unknown = error.params['missingProperty'];
  const parts = error.instancePath.split('/').slice(1);
  return [...parts, ...(typeof missing === 'string' ? [missing] : [])].join('.');
}

/** A query as its operation reads it. */
export interface ReadQuery {
  /** Lists are arrays here, numbers and booleans are such. Parameters outside of the contract are left out. */
  values: Record<string, unknown>;
  /** The name of the first wrong parameter; undefined when the query is right. */
  invalid: string | undefined;
}

/** Reads a query, and checks it by the contract. */
export function readQuery(operationId: OperationId, query: URLSearchParams): ReadQuery {
  const values: Record<string, unknown> = {};
  // Ruby and axios write lists so. Ignored, a filter would let every asset through.
  const bracketed = [...query.keys()].find((name) => /\[\d*\]$/.test(name));
  if (bracketed !== undefined) return { values, invalid: bracketed };
  for (const [index, given] of operationOf(operationId).parameters?.entries() ?? []) {
    const parameter = resolve(given);
    if (parameter.in !== 'query') continue;
    const { name, required = false, allowEmptyValue = false } = parameter;
    const value = readValue(query, name, resolve(parameter.schema).type);
    if (value === undefined || (value === '' && allowEmptyValue)) {
      if (required) return { values, invalid: name };
      continue;
    }
    const pointer =
      '$ref' in given ? given.$ref.slice(1) : pointerTo(operationId, `parameters/${index}`);
    if (findError(`${pointer}/schema`, value)) return { values, invalid: name };
    values[name] = value;
  }
  return { values, invalid: undefined };
}

/** A value by its type. What cannot be read stays a text, so that its check fails. */
function readValue(query: URLSearchParams, name: string, type: string | undefined): unknown {
  const text = query.get(name);
  if (text === null) return undefined;
  // The vendor's model has some lists repeated and some joined by commas; its SDKs repeat all of them.
  if (type === 'array') return query.getAll(name).flatMap((each) => each.split(','));
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

/** What a reference within the document leads to. */
function resolve<Node extends object>(node: Node | Reference): Node {
  if (!('$ref' in node)) return node;
  const steps = node.$ref.slice(2).split('/');
  // A parameter refers to a parameter, a schema to a schema: `npm run lint` checks that.
  return steps.reduce<unknown>(
    (found, step) => (found as Record<string, unknown>)[step],
    contract,
  ) as Node;
}

function operationOf(operationId: OperationId): Operation {
  const { path, method } = operations[operationId];
  return contract.paths[path]?.[method.toLowerCase()] ?? {};
}

/** A JSON pointer to a part of an operation, as a URI fragment. `rest` is one already. */
function pointerTo(operationId: OperationId, rest: string): string {
  const { path, method } = operations[operationId];
  const escaped = encodeURIComponent(path.replaceAll('/', '~1'));
  return `/paths/${escaped}/${method.toLowerCase()}/${rest}`;
}

/** The first error of a value by a schema of the contract. */
function findError(pointer: string, value: unknown): ErrorObject | undefined {
  const validate = ajv.getSchema(`vod:contract#${pointer}`); // Compiled once.
  if (!validate) throw new Error(`The contract has no schema at ${pointer}.`);
  return validate(value) === true ? undefined : validate.errors?.[0];
}
