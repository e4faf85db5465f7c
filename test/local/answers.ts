/** Calls a local VOD service over real HTTP, signed, and holds each answer against the contract. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type OperationId, operations } from '../../generated/contract.js';
import { signRequest } from '../../src/auth/signer.js';
import type { LocalVod } from '../../src/local/index.js';
import type { AnswerOf } from '../../src/local/operation.js';

/** What to send; everything has a default. */
export interface Asking {
  query?: string | Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
  /** Whether to sign with the access key of the service. Default: yes. */
  signed?: boolean;
  date?: Date;
}

export interface Told<Id extends OperationId> {
  status: number;
  headers: Headers;
  /** The body of a success. */
  body: AnswerOf<Id>;
  /** `error_code`, and `error_msg` or IAM's `message`, of an error. */
  code: string | undefined;
  text: string | undefined;
}

interface Contract {
  paths: Record<string, Record<string, { responses: Record<string, Documented> }>>;
  components: { responses: Record<string, Documented> };
  'x-error-catalogue': Record<string, { statuses: number[] }>;
}

interface Documented {
  $ref?: string;
  content?: { 'application/json': { schema: object } };
}

// The contract lets members come along that it does not name; an answer of ours that has one is a slip.
const contract = JSON.parse(
  readFileSync(new URL('../../generated/openapi.json', import.meta.url), 'utf8'),
  (_name, value: unknown) =>
    typeof value === 'object' && value !== null && 'properties' in value && 'type' in value
      ? { ...value, additionalProperties: false }
      : value,
) as Contract;
const ajv = new Ajv2020({ allErrors: true, strict: false });
// ajv-formats is CommonJS: its function is the default export's own default for a NodeNext import.
(addFormats as unknown as typeof addFormats.default)(ajv);

/** Calls an operation, and throws unless its answer is one that the contract has for it. */
export async function call<Id extends OperationId>(
  local: LocalVod,
  operationId: Id,
  asking: Asking = {},
): Promise<Told<Id>> {
  const { method, path } = operations[operationId];
  const url = new URL(local.url + path.replace('{project_id}', local.projectId));
  url.search = new URLSearchParams(asking.query).toString();
  const { body, headers, signed = true, date } = asking;
  const request = new Request(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const options = date === undefined ? {} : { date };
  const sent = signed ? await signRequest(request, local.credentials, options) : request;
  const response = await fetch(sent);
  const text = await response.text();
  judge(operationId, response, text);
  const told: unknown = text === '' ? undefined : JSON.parse(text);
  const error = told as ErrorBody | undefined; // Its members are all optional.
  return {
    status: response.status,
    headers: response.headers,
    body: told as AnswerOf<Id>, // Of a success it was just judged to be one.
    code: error?.error_code,
    text: error?.error_msg ?? error?.error?.message,
  };
}

interface ErrorBody {
  error_code?: string;
  error_msg?: string;
  error?: { message: string };
}

function judge(operationId: OperationId, { status, headers }: Response, text: string): void {
  const { method, path } = operations[operationId];
  const what = `${operationId} -> ${status} ${text}`;
  const { error_code: code = '' } = (text === '' ? {} : JSON.parse(text)) as ErrorBody;
  if (`${status} ${code}` === '501 LOCAL.501') return;
  if (code !== '' && !contract['x-error-catalogue'][code]?.statuses.includes(status)) {
    throw new Error(`${what}: the catalogue does not have this code with this status.`);
  }
  let documented = contract.paths[path]?.[method.toLowerCase()]?.responses[status];
  if (documented?.$ref !== undefined) {
    documented = contract.components.responses[documented.$ref.split('/').at(-1) ?? ''];
  }
  if (!documented) throw new Error(`${what}: the contract has no such answer.`);
  const idHeader = operationId.startsWith('keystone') ? 'x-iam-trace-id' : 'x-request-id';
  if (!headers.has(idHeader)) throw new Error(`${what}: there is no ${idHeader}.`);
  const schema = documented.content?.['application/json'].schema;
  if (!schema && text !== '') throw new Error(`${what}: there is a body, and may not be.`);
  if (!schema) return;
  const check = ajv.compile({ ...schema, components: contract.components });
  if (!check(JSON.parse(text))) throw new Error(`${what}: ${ajv.errorsText(check.errors)}`);
}
