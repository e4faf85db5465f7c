/** The bundled contract, and checks of requests and answers against it (JSON Schema 2020-12). */
import { createRequire } from 'node:module';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OperationId } from '../../../generated/contract.js';

/** The parts of the bundled document that the service reads. */
interface Contract {
  paths: Record<string, Record<string, Operation | undefined>>;
  components: object;
  'x-error-catalogue': Record<string, { message: string | null; meaning: string } | undefined>;
}

interface Operation {
  operationId: string;
  parameters?: (Parameter | Reference)[];
  requestBody?: object;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  /** Whether a value that is empty says as much as none. */
  allowEmptyValue?: boolean;
  schema: Schema | Reference;
}

interface Schema {
  type?: string;
}

interface Reference {
  $ref: string;
}

/** The contract. Read through the package's own export, so that source and build find the same file. */
export const contract = createRequire(import.meta.url)('huaweicloud-vod/openapi.json') as Contract;

/** Lists of which an example of the service's pages has the values in one, joined by commas. */
const joinedByCommas: ReadonlySet<string> = new Set(['categories']);

const documentId = 'vod:contract';
const ajv = new Ajv2020({ allErrors: false, strict: false });
// ajv-formats is CommonJS: its function is the default export's own default for a NodeNext import.
(addFormats as unknown as typeof addFormats.default)(ajv);
ajv.addSchema({ ...contract, $id: documentId });

const compiled = new Map<string, ValidateFunction>();

/** An operation of the contract, with where it stands. */
export interface ContractOperation {
  operationId: OperationId;
  method: string;
  path: string;
  takesBody: boolean;
  /** With what a wrong parameter or field is answered: 403 on a few of the service's pages. */
  invalidStatus: 400 | 403;
}

/** All operations of the contract. */
export const contractOperations: readonly ContractOperation[] = Object.entries(
  contract.paths,
).flatMap(([path, pathItem]) =>
  Object.entries(pathItem).flatMap(
    ([method, operation]) =>
      operation && 'operationId' in operation
        ? [
            {
              operationId: operation.operationId as OperationId, // Both come from the same contract.
              method: method.toUpperCase(),
              path,
              takesBody: operation.requestBody !== undefined,
              invalidStatus: operation.operationId === 'showAssetTempAuthority' ? 403 : 400,
            } as const,
          ]
        : [], // `parameters` stands beside the methods.
  ),
);

/**
 * Checks a JSON body of a request.
 *
 * @returns the name of the first field that is wrong, such as `parameter.format`; '' when the body as a whole
 *   is wrong; undefined when all is well.
 */
export function findInvalidField(
  { path, method }: ContractOperation,
  body: unknown,
): string | undefined {
  const validate = validator(
    pointer('paths', path, method.toLowerCase(), 'requestBody/content/application~1json/schema'),
  );
  return validate(body) ? undefined : fieldOf(validate.errors?.[0]);
}

/** A query as its operation reads it. */
export interface ReadQuery {
  /** Lists as arrays, numbers and truth values as such. What the contract does not name is left out. */
  values: Record<string, unknown>;
  /** The name of the first parameter that is wrong; undefined when all is well. */
  invalid: string | undefined;
}

/** Reads and checks a query by the contract. */
export function readQuery({ path, method }: ContractOperation, query: URLSearchParams): ReadQuery {
  const verb = method.toLowerCase();
  const values: Record<string, unknown> = {};
  for (const [index, given] of (contract.paths[path]?.[verb]?.parameters ?? []).entries()) {
    const parameter = resolve(given);
    if (parameter.in !== 'query') continue;
    const { name, required = false, allowEmptyValue = false } = parameter;
    const value = readValue(query, name, resolve(parameter.schema).type);
    if (value === undefined || (value === '' && allowEmptyValue)) {
      if (required) return { values, invalid: name };
      continue;
    }
    const own = pointer('paths', path, verb, `parameters/${index}`);
    const place = '$ref' in given ? given.$ref.slice(1) : own;
    if (!validator(`${place}/schema`)(value)) return { values, invalid: name };
    values[name] = value;
  }
  return { values, invalid: undefined };
}

/** A value by its type; left as the text that it is when it cannot be read, so that its check fails. */
function readValue(query: URLSearchParams, name: string, type: string | undefined): unknown {
  const text = query.get(name);
  if (text === null) return undefined;
  if (type === 'array') {
    const values = query.getAll(name);
    return joinedByCommas.has(name) ? values.flatMap((each) => each.split(',')) : values;
  }
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

/** What a reference within the document leads to. */
function resolve<Node extends object>(node: Node | Reference): Node {
  if (!('$ref' in node)) return node;
  const steps = node.$ref.slice(2).split('/');
  // A parameter refers to a parameter, a schema to a schema; the contract's lint checks that.
  return steps.reduce<unknown>(
    (found, step) => (found as Record<string, unknown>)[step],
    contract,
  ) as Node;
}

function validator(schemaPointer: string): ValidateFunction {
  let validate = compiled.get(schemaPointer);
  if (!validate) {
    validate = ajv.compile({ $ref: `${documentId}#${schemaPointer}` });
    compiled.set(schemaPointer, validate);
  }
  return validate;
}

/** A JSON pointer as a URI fragment; the last part is one already. */
function pointer(section: string, path: string, method: string, rest: string): string {
  const escaped = encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'));
  return `/${section}/${escaped}/${method}/${rest}`;
}

function fieldOf(error: ErrorObject | undefined): string {
  const parts = error?.instancePath.split('/').slice(1) ?? [];
  const missing: unknown = error?.params['missingProperty'];
  return [...parts, ...(typeof missing === 'string' ? [missing] : [])].join('.');
}
