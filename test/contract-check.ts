/**
 * Judges real answers by the contract. It shares no code with src/, so that the service and its
 * checks cannot be wrong together.
 */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FetchFunction } from '../src/platform/fetch-function.js';

interface Answer {
  $ref?: string;
  headers?: Record<string, object>;
  content?: { 'application/json'?: { schema: object } };
}

interface Operation {
  responses?: Record<string, Answer>;
}

interface Contract {
  paths: Record<string, Record<string, Operation>>;
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
const compiled = new Map<object, ValidateFunction>();

const errorSchema = ref('ErrorResponse');
const envelopeSchema = ref('MfsEnvelope');
const eventSchema = ref('AudioExtractCompleteEvent');
/** Answers that are allowed although the contract does not have them for the path or the operation. */
const outside = [
  '400 APIGW.0201',
  '404 APIGW.0101',
  '414 APIGW.0201',
  '494 APIGW.0201',
  '501 LOCAL.501',
];

/**
 * Throws unless an answer is one that the contract allows, or, beside the contract, one that object storage
 * and SMN's links may give.
 *
 * Some answers are allowed everywhere: 404 APIGW.0101 for an unknown path, APIGW.0201 for a Host that is no host (400), for a URL (414) or a
 * header (494) that is too long, and 501 LOCAL.501 for what the real service has and the local one has not.
 */
export function checkAnswer(
  method: string,
  url: string,
  { status, headers }: AnswerHead,
  bodyText: string,
): void {
  const call = `${method} ${new URL(url).pathname} -> ${status}`;
  const requestId = headers.get('x-request-id');
  if (!requestId) throw new Error(`${call}: there is no X-Request-Id.`);
  // A HEAD is answered as the GET would be, without the body.
  const isHead = method === 'HEAD';
  const path = findPath(url);
  const operation = path && contract.paths[path]?.[isHead ? 'get' : method.toLowerCase()];
  const isOfService = isJson(headers) && bodyText.includes('"error_code"');
  if (status >= 400 && isOfService) {
    const code = checkError(call, status, requestId, bodyText);
    if (outside.includes(`${status} ${code}`)) return;
  }
  if (!operation) {
    if (isHead && status >= 400) return;
    if (!checkBeside(call, url, status, headers, bodyText)) {
      throw new Error(`${call}: the contract has no such operation.`);
    }
    return;
  }
  const documented = operation.responses?.[status];
  if (!documented) throw new Error(`${call}: there is no such status. It said: ${bodyText}`);
  const name = documented.$ref?.split('/').at(-1);
  const answer = name === undefined ? documented : contract.components.responses[name];
  for (const header of Object.keys(answer?.headers ?? {})) {
    if (!headers.has(header)) throw new Error(`${call}: there is no ${header}.`);
  }
  if (isHead) return;
  const schema = answer?.content?.['application/json']?.schema;
  if (schema) {
    if (!isJson(headers)) throw new Error(`${call}: it is ${headers.get('content-type') ?? ''}.`);
    validate(call, schema, bodyText);
  } else if (bodyText !== '') {
    throw new Error(`${call}: there is a body, and may not be: ${bodyText}`);
  }
}

/** Wraps a fetch, so that every answer at a path of the contract is checked before it is given back. */
export function checkingFetch(fetch: FetchFunction): FetchFunction {
  return async (request) => {
    const { method, url } = request;
    const response = await fetch(request);
    if (findPath(url)) checkAnswer(method, url, response, await response.clone().text());
    return response;
  };
}

/** Throws unless the body of a webhook is an envelope whose message is an audioExtractComplete event. */
export function checkWebhook(bodyText: string): void {
  const { message } = validate('The webhook', envelopeSchema, bodyText) as { message: string };
  validate('The message of the webhook', eventSchema, message);
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

/** What the contract has no paths for: object storage answers files, XML and its own errors, SMN's links a text. */
function checkBeside(
  call: string,
  url: string,
  status: number,
  headers: Headers,
  bodyText: string,
): boolean {
  const { pathname } = new URL(url);
  const type = headers.get('content-type') ?? '';
  if (pathname.startsWith('/smn/')) return status === 200 || status === 403;
  if (!/^\/(upload|asset|shield)\//.test(pathname)) return false;
  if (status >= 400) {
    const isError =
      type === 'application/xml' &&
      /^<\?xml [^>]+\?>\n<Error><Code>\w+<\/Code><Message>[^<]+<\/Message><\/Error>\n$/.test(
        bodyText,
      );
    if (!isError) throw new Error(`${call}: this is no error of storage: ${bodyText}`);
  } else if (!pathname.startsWith('/upload/')) {
    checkFile(call, status, headers, bodyText);
  }
  if ((status === 206 || status === 416) && !headers.has('content-range'))
    throw new Error(`${call}: there is no Content-Range.`);
  return status !== 200 || type !== 'application/json';
}

/** A file comes whole, in one range, or not at all because the caller has it, and always with what tells it. */
function checkFile(call: string, status: number, headers: Headers, bodyText: string): void {
  if (![200, 206, 304].includes(status)) throw new Error(`${call}: a file has no such status.`);
  const needed = ['etag', 'last-modified', 'accept-ranges'];
  const missing = needed.find((name) => !headers.has(name));
  if (missing !== undefined) throw new Error(`${call}: there is no ${missing}.`);
  if (!/^"[^"]+"$/.test(headers.get('etag') ?? '')) throw new Error(`${call}: its ETag is weak.`);
  if (status === 304 && bodyText !== '') throw new Error(`${call}: there is a body.`);
}

/** An error has the shape of errors, a code that is catalogued for its status, and the right request id. */
function checkError(call: string, status: number, requestId: string, bodyText: string): string {
  const error = validate(call, errorSchema, bodyText);
  const { error_code: code, request_id: repeated } = error as {
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

function isJson(headers: Headers): boolean {
  return /^application\/json(;|$)/.test(headers.get('content-type') ?? '');
}

function validate(what: string, schema: object, text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`${what}: this is no JSON: ${text.slice(0, 200)}`);
  }
  let check = compiled.get(schema);
  if (!check) {
    // Its references all start at the root, so the components have to stand there.
    check = ajv.compile({ ...schema, components: contract.components });
    compiled.set(schema, check);
  }
  if (check(value)) return value;
  throw new Error(`${what}: ${ajv.errorsText(check.errors)}. It is: ${text}`);
}

function ref(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}
