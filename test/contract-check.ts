/**
 * Judges real answers by the contract. It shares no code with src/, so that the service and its
 * checks cannot be wrong together.
 */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FetchFunction } from '../src/http.js';

interface Answer {
  $ref?: string;
  content?: { 'application/json'?: { schema: object } };
}

interface Contract {
  paths: Record<string, Record<string, { responses?: Record<string, Answer> }>>;
  components: {
    responses: Record<string, Answer>;
    schemas: Record<string, object>;
  };
  'x-error-catalogue': Record<string, { statuses: number[] }>;
}

/** The members of a Response that are judged; what came through a raw socket has them too. */
export type AnswerHead = Pick<Response, 'status' | 'headers'>;

// The contract lets members come along that it does not name; an answer of ours that has one is a slip.
const contract = JSON.parse(
  readFileSync(new URL('../generated/openapi.json', import.meta.url), 'utf8'),
  (_name, value: unknown) =>
    typeof value === 'object' && value !== null && 'properties' in value && 'type' in value
      ? { ...value, additionalProperties: false }
      : value,
) as Contract;

const ajv = new Ajv2020({ allErrors: true, strict: false });
// ajv-formats is CommonJS: its function is the default export's own default for a NodeNext import.
(addFormats as unknown as typeof addFormats.default)(ajv);

/**
 * Throws unless an answer is one that the contract allows.
 *
 * Two answers are outside of it and allowed all the same: 404 APIGW.0101 for a path that nobody has,
 * and 501 LOCAL.501 for what the real service has and the local one has not.
 */
export function checkAnswer(
  method: string,
  url: string,
  response: AnswerHead,
  bodyText: string,
): void {
  const { status, headers } = response;
  const call = `${method} ${new URL(url).pathname} -> ${String(status)}`;
  const requestId = headers.get('x-request-id');
  if (!requestId) throw new Error(`${call}: there is no X-Request-Id.`);
  const code = status < 400 ? '' : checkError(call, status, requestId, bodyText);
  if (`${String(status)} ${code}` === '404 APIGW.0101') return;
  if (`${String(status)} ${code}` === '501 LOCAL.501') return;

  const path = findPath(url);
  const operation = path && contract.paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`${call}: the contract has no such operation.`);
  let answer = operation.responses?.[String(status)];
  if (!answer)
    throw new Error(`${call}: ${method} ${path} has no such status. It said: ${bodyText}`);
  if (answer.$ref) answer = contract.components.responses[answer.$ref.split('/').at(-1) ?? ''];
  const schema = answer?.content?.['application/json']?.schema;
  if (schema) checkJson(call, schema, headers, bodyText);
  else if (bodyText !== '')
    throw new Error(`${call}: there is a body, and may not be: ${bodyText}`);
}

/** Wraps a fetch, so that every answer at a path of the contract is checked before it is given back. */
export function checkingFetch(fetch: FetchFunction): FetchFunction {
  return async (url, init) => {
    const response = await fetch(url, init);
    if (findPath(url)) {
      checkAnswer(init.method ?? 'GET', url, response, await response.clone().text());
    }
    return response;
  };
}

/** Throws unless a callback's body is an envelope whose message is an audioExtractComplete event. */
export function checkCallback(bodyText: string): void {
  const { message } = validate('The callback', ref('MfsEnvelope'), bodyText) as { message: string };
  validate("The callback's message", ref('AudioExtractCompleteEvent'), message);
}

/** An error has the shape of errors, a code that is catalogued for its status, and the right request id. */
function checkError(call: string, status: number, requestId: string, bodyText: string): string {
  const { error_code: code, request_id: repeated } = validate(
    call,
    ref('ErrorResponse'),
    bodyText,
  ) as {
    error_code: string;
    request_id?: string;
  };
  const expected = code.startsWith('APIGW.') ? requestId : undefined;
  if (repeated !== expected) {
    throw new Error(`${call}: request_id is ${String(repeated)}, not ${String(expected)}.`);
  }
  if (code !== 'LOCAL.501' && !contract['x-error-catalogue'][code]?.statuses.includes(status)) {
    throw new Error(`${call}: the error catalogue does not have ${code} with this status.`);
  }
  return code;
}

function checkJson(call: string, schema: object, headers: Headers, bodyText: string): void {
  const type = headers.get('content-type') ?? 'none';
  if (!/^application\/json(;|$)/.test(type)) throw new Error(`${call}: content type ${type}.`);
  validate(call, schema, bodyText);
}

function validate(what: string, schema: object, text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`${what}: this is no JSON: ${text.slice(0, 200)}`);
  }
  // Its references all start at the root, so the components have to stand there.
  const check = ajv.compile({ ...schema, components: contract.components });
  if (check(value)) return value;
  throw new Error(`${what}: ${ajv.errorsText(check.errors)}. It is: ${text}`);
}

function ref(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

/** The path template that a URL is of. */
function findPath(url: string): string | undefined {
  const given = new URL(url).pathname.split('/');
  return Object.keys(contract.paths).find((path) => {
    const parts = path.split('/');
    const matches = (part: string, index: number) =>
      part.startsWith('{') ? given[index] !== '' : part === given[index];
    return parts.length === given.length && parts.every(matches);
  });
}
