/** The code samples that the rendered contract shows: each operation's example request, in five languages. */
import { type ExampleRequest, type SampleLanguage, sampleLanguages } from './sample-languages.js';

/** A sample in the form that Redoc and other renderers read. */
export interface CodeSample extends Omit<SampleLanguage, 'write'> {
  source: string;
}

/** The parts of a bundled contract that a sample is made from. */
interface Contract {
  servers: { url: string }[];
  security: SecurityRequirement[];
  paths: Record<string, PathItem>;
  components: { securitySchemes: { Token: { name: string } } };
}

type SecurityRequirement = Record<string, string[]>;
type OrReference<T> = T | { $ref: string };

const methods = ['get', 'put', 'post', 'patch', 'delete'] as const;

interface PathItem extends Partial<Record<(typeof methods)[number], Operation>> {
  parameters?: OrReference<Parameter>[];
  servers?: { url: string }[];
}

interface Operation {
  operationId: string;
  parameters?: OrReference<Parameter>[];
  requestBody?: OrReference<{ content: { 'application/json': { examples?: Examples } } }>;
  responses: Record<string, OrReference<Answer>>;
  security?: SecurityRequirement[];
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  example?: unknown;
  schema?: OrReference<{ examples?: unknown[] }>;
}

type Examples = Record<string, OrReference<{ value: unknown }>>;

interface Answer {
  headers?: Record<string, OrReference<{ required?: boolean }>>;
  content?: object;
}

/**
 * Gives every operation of a bundled contract its samples, as `x-codeSamples`, and returns the contract.
 *
 * A sample sends what the operation requires, with the values of the contract's examples: the required parameters
 * and the first example of the body. The endpoint, the project id and the token come from environment variables.
 *
 * @throws Error when an example is missing, or that of a body has a character that httpsnippet does not escape.
 */
export async function addSamples<T extends object>(document: T): Promise<T> {
  const contract = document as unknown as Contract; // The document is JSON, which has no types of its own.
  for (const [path, pathItem] of Object.entries(contract.paths)) {
    for (const method of methods) {
      const operation = pathItem[method];
      if (!operation) continue;
      const request = exampleRequest(contract, path, method, operation);
      const samples = sampleLanguages.map(async ({ lang, label, write }): Promise<CodeSample> => ({
        lang,
        label,
        source: `${(await write(request)).trimEnd()}\n`,
      }));
      Object.assign(operation, { 'x-codeSamples': await Promise.all(samples) });
    }
  }
  return document;
}

function exampleRequest(
  contract: Contract,
  path: string,
  method: string,
  operation: Operation,
): ExampleRequest {
  const resolve = <Part extends object>(part: OrReference<Part>): Part => {
    if (!('$ref' in part)) return part;
    const names = part.$ref.slice('#/'.length).split('/');
    // A bundled document refers to its own components only, and the linter checks that they exist.
    return names.reduce<unknown>(
      (value, name) => (value as Record<string, unknown>)[name],
      contract,
    ) as Part;
  };
  const { operationId, requestBody } = operation;
  const { parameters: shared = [], servers = contract.servers } = contract.paths[path] ?? {};
  const parameters = [...shared, ...(operation.parameters ?? [])].map(resolve);
  const examplesOf = (place: string) =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === place && parameter.required)
        .map(({ name, example, schema = {} }) => {
          const value = example ?? resolve(schema).examples?.[0];
          if (value === undefined) throw new Error(`${name} of ${operationId} needs an example.`);
          return [name, value];
        }),
    );
  const content = requestBody && resolve(requestBody).content['application/json'];
  const [bodyExample] = Object.values(content?.examples ?? {});
  if (content && !bodyExample) throw new Error(`The body of ${operationId} needs an example.`);
  const [, success] =
    Object.entries(operation.responses).find(([status]) => status.startsWith('2')) ?? [];
  const answer = success ? resolve(success) : {};
  const headers = Object.entries(answer.headers ?? {});
  const service = /^https:\/\/(\w+)/.exec(servers[0]?.url ?? '')?.[1] ?? 'vod';
  const takesToken = (operation.security ?? contract.security).some((each) => 'Token' in each);
  return {
    operationId,
    method: method.toUpperCase(),
    path,
    pathParameters: examplesOf('path'),
    query: examplesOf('query'),
    body: bodyExample && resolve(bodyExample).value,
    endpointVariable: `${service.toUpperCase()}_ENDPOINT`,
    tokenHeader: takesToken ? contract.components.securitySchemes.Token.name : undefined,
    answerHeaders: headers.filter(([, header]) => resolve(header).required).map(([name]) => name),
    hasAnswer: answer.content !== undefined,
  };
}
