/** The bundled contract, and checks of requests and answers against it (JSON Schema 2020-12). */
import { createRequire } from 'node:module';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** The parts of the bundled document that the service reads. */
interface Contract {
  paths: Record<string, Record<string, Operation | undefined>>;
  components: object;
  'x-error-catalogue': Record<string, { message: string | null; meaning: string } | undefined>;
}

interface Operation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: object;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: { type?: string };
}

/** The contract. Read through the package's own export, so that source and build find the same file. */
export const contract = createRequire(import.meta.url)('huaweicloud-vod/openapi.json') as Contract;

const documentId = 'vod:contract';
const ajv = new Ajv2020({ allErrors: false, strict: false });
// ajv-formats is CommonJS: its function is the default export's own default for a NodeNext import.
(addFormats as unknown as typeof addFormats.default)(ajv);
ajv.addSchema({ ...contract, $id: documentId });

const compiled = new Map<string, ValidateFunction>();

/** An operation of the contract, with where it stands. */
export interface ContractOperation {
  operationId: string;
  method: string;
  path: string;
}

/** All operations of the contract. */
export const contractOperations: readonly ContractOperation[] = Object.entries(
  contract.paths,
).flatMap(([path, pathItem]) =>
  Object.entries(pathItem).flatMap(
    ([method, operation]) =>
      operation && 'operationId' in operation
        ? [{ operationId: operation.operationId, method: method.toUpperCase(), path }]
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

/** Checks a query. Returns the name of the first parameter that is wrong; undefined when all is well. */
export function findInvalidParameter(
  { path, method }: ContractOperation,
  query: URLSearchParams,
): string | undefined {
  const parameters = contract.paths[path]?.[method.toLowerCase()]?.parameters ?? [];
  return parameters
    .map((parameter, index) => ({ parameter, index }))
    .filter(({ parameter }) => parameter.in === 'query')
    .find(({ parameter: { name, required, schema }, index }) => {
      if (!query.has(name)) return required;
      const value = schema.type === 'array' ? query.getAll(name) : query.get(name);
      return !validator(
        pointer('paths', path, method.toLowerCase(), `parameters/${String(index)}/schema`),
      )(value);
    })?.parameter.name;
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
