/** The requests that the samples have to send, as the contract's examples have them. */
import type { Contract, Parameter } from '../../service-contract.js';
import type { CodeSample } from '../../../scripts/samples.js';
import type { RecordedRequest } from './recorder.js';

/** The members of an operation that the tests read. */
interface Operation {
  operationId: string;
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: { 'application/json': { examples: Record<string, { $ref: string }> } } };
  responses: Record<string, unknown>;
  security?: object[];
  'x-codeSamples'?: CodeSample[];
}

/**
 * The example request of every operation, by operation id, with the status of its success. Operations that delete
 * come last, because the others need the assets.
 */
export function exampleRequests(
  { paths, components }: Contract,
  token = 'a token',
): Map<string, RecordedRequest> {
  const requests: [operationId: string, RecordedRequest][] = [];
  for (const [path, item] of Object.entries(paths)) {
    const shared = (item['parameters'] ?? []) as Operation['parameters'] & object;
    for (const [method, member] of Object.entries(item)) {
      if (!('operationId' in member)) continue;
      const operation = member as Operation;
      const required = [...shared, ...(operation.parameters ?? [])]
        .map((each) => ('$ref' in each ? components.parameters[nameIn(each.$ref)] : each))
        .filter((each) => each?.required);
      const [body] = Object.values(
        operation.requestBody?.content['application/json'].examples ?? {},
      );
      let filledPath = path;
      const query: [string, string][] = [];
      for (const { name, in: place, example } of required as Parameter[]) {
        if (place === 'path') filledPath = filledPath.replace(`{${name}}`, String(example));
        else for (const value of [example].flat()) query.push([name, String(value)]);
      }
      const request = {
        method: method.toUpperCase(),
        path: filledPath,
        query,
        token: operation.security?.length === 0 ? null : token,
        contentType: body ? 'application/json' : null,
        body: body && components.examples[nameIn(body.$ref)]?.value,
        status: Number(Object.keys(operation.responses).find((status) => status.startsWith('2'))),
      };
      requests.push([operation.operationId, request]);
    }
  }
  const deletes = ([, { method }]: (typeof requests)[number]) => Number(method === 'DELETE');
  return new Map(requests.sort((one, other) => deletes(one) - deletes(other)));
}

const nameIn = (pointer: string) => pointer.split('/').at(-1) ?? '';

/** An operation that no service has, with values that a careless program breaks. */
export const newOperation = {
  path: '/v1.0/{project_id}/asset/notes',
  item: {
    parameters: [{ $ref: '#/components/parameters/ProjectId' }],
    post: {
      operationId: 'createNote',
      parameters: [
        { name: 'tags', in: 'query', required: true, example: ['rock & roll', 'a+b=c', 'ü,$HOME'] },
        { name: 'digest', in: 'query', required: true, example: 'XrY7u+Ae7tCTyyK7j1rNww==' },
        { name: 'unused', in: 'query', example: 'not required' },
      ],
      requestBody: {
        content: {
          'application/json': { examples: { a: { $ref: '#/components/examples/Note' } } },
        },
      },
      responses: { 201: { content: {} } },
    },
  },
};
const note = { text: 'ü, $HOME, $(date), {braces}, 50 %', rating: 4.5, ratings: [1, true, null] };

/** A copy of a contract, with that operation. */
export function withNewOperation(contract: Contract): Contract {
  const copy = structuredClone(contract);
  Object.assign(copy.paths, { [newOperation.path]: structuredClone(newOperation.item) });
  Object.assign(copy.components.examples, { Note: { value: note } });
  return copy;
}

/** The samples of a contract in one language, by operation id. */
export function sourcesOf({ paths }: Contract, label: string): Record<string, string> {
  const operations = Object.values(paths).flatMap((item) => Object.values(item) as Operation[]);
  return Object.fromEntries(
    operations.flatMap(({ operationId, 'x-codeSamples': samples = [] }) =>
      samples.filter((each) => each.label === label).map(({ source }) => [operationId, source]),
    ),
  );
}
