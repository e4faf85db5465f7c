/**
 * Broken requests of every operation: each gets an answer of the contract, in time, and no 5xx but the documented
 * 501. Bodies and queries begin as examples of the contract; `npm run interop` has a fuzzer that begins with the
 * schemas. `FUZZ_RUNS=20000` sends that many requests per operation.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../../generated/contract.js';
import { signRequest } from '../../../src/auth/signer.js';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { untilAborted } from '../../../src/platform/delay.js';
import { checkAnswer } from '../../contract-check.js';
import {
  type Contract,
  contractWith,
  exampleUser,
  makeKnownAssets,
  type Operation,
} from '../../service-contract.js';
import { call } from '../answers.js';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 60);
const longestAnswerMs = 10_000;

/** A request before it is signed. */
interface Draft {
  method: string;
  /** The path and the query. */
  target: string;
  headers: [string, string][];
  body: string | Uint8Array<ArrayBuffer> | undefined;
  /** How its caller proves who it is. */
  proof: 'signature' | 'token' | 'wrong signature' | 'nonsense' | 'none';
}

/** JSON in place of a value; some of it is no JSON. */
const oddJson = fc.oneof(
  fc.constantFrom(...'null true 0 -1 0.5 1e999 2147483648 [] {} [[]] NaN 01 "" " "'.split(' ')),
  fc.constantFrom('"\\u0000"', '"\\ud800"', "'a'", '{"__proto__":{"a":1}}', '["a","a"]'),
  fc.constant('['.repeat(100_000) + ']'.repeat(100_000)),
  fc.constantFrom(1025, 100_000).map((length) => JSON.stringify('x'.repeat(length))),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => JSON.stringify(text)),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
);

/** In place of a value of a query, or of a part of the path. */
const oddText = fc.oneof(
  fc.constantFrom('', '%', '%zz', '%00', '%2e%2e%2f', '%ff%fe', '%F0%9F%8E%AC', '+', '..', '*'),
  fc.constantFrom('-1', '1e9', '9'.repeat(20), 'null', '[]', '{project_id}', 'a,b,c', '__proto__'),
  fc.constantFrom('a'.repeat(8_000), '20261322000000', '<script>'),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => encodeURIComponent(text)),
);

const oddHeader = fc.tuple(
  fc.constantFrom('content-type', 'accept', 'range', 'expect', 'content-encoding', 'if-match'),
  fc.oneof(
    fc.constantFrom('', 'text/plain', 'application/json;charset=utf-16', '*/*', 'gzip', 'bytes=0-'),
    fc.constantFrom('a'.repeat(8_000), 'é', '100-continue'),
  ),
);

const oddBody = fc.oneof(
  fc.constantFrom('', ' ', 'null', '[]', '"a"', '{', '{"a":', '\uFEFF{}', 'a=b&c=d', '<a/>'),
  fc.uint8Array({ maxLength: 30 }).map((bytes) => Uint8Array.from(bytes)),
);

/** Mostly one value. */
function often<Value, Odd>(usual: Value, odd: fc.Arbitrary<Odd>): fc.Arbitrary<Value | Odd> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: odd });
}

function requestsOf(
  { components }: Contract,
  { method, path, operation }: { method: string; path: string; operation: Operation },
): fc.Arbitrary<Draft> {
  const isOpen = 'security' in operation;
  const project = String(components.parameters['ProjectId']?.example);
  const right = path.replace('{project_id}', project);
  const wrong = oddText.chain((text) =>
    fc.constantFrom(path.replace('{project_id}', text), `${right}/${text}`, right.toUpperCase()),
  );
  const queries = (operation.parameters ?? []).flatMap((given) => {
    const parameter =
      '$ref' in given ? components.parameters[given.$ref.split('/').at(-1) ?? ''] : given;
    if (parameter?.in !== 'query') return [];
    const { name, required = false, schema, example } = parameter;
    const known = [example ?? schema.enum ?? []].flat().map(String);
    return fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constant(known.map((value) => `${name}=${encodeURIComponent(value)}`)),
      },
      { weight: required ? 1 : 6, arbitrary: fc.constant<string[]>([]) },
      {
        weight: 2,
        arbitrary: fc
          .array(oddText, { maxLength: 3 })
          .map((all) => all.map((odd) => `${name}=${odd}`)),
      },
    );
  });
  const json = operation.requestBody?.content['application/json'];
  const examples = Object.values(json?.examples ?? {}).map(
    ({ $ref }) => components.examples[$ref.split('/').at(-1) ?? '']?.value,
  );
  const body = json
    ? fc.oneof(
        {
          weight: 3,
          arbitrary: fc.constantFrom(...examples).map((value) => JSON.stringify(value)),
        },
        { weight: 6, arbitrary: fc.constantFrom(...examples).chain(broken) },
        { weight: 1, arbitrary: oddBody },
      )
    : often(undefined, oddBody);
  return fc.record({
    method: often(method, fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'X')),
    target: fc
      .tuple(often(right, wrong), fc.tuple(...queries))
      .map(([given, query]) => `${given}?${query.flat().join('&')}`),
    headers: often(undefined, oddHeader).map((odd): [string, string][] => [
      ['content-type', 'application/json'],
      ...(odd ? [odd] : []),
    ]),
    body,
    proof: fc.oneof(
      { weight: 8, arbitrary: fc.constant(isOpen ? ('none' as const) : ('signature' as const)) },
      { weight: 3, arbitrary: fc.constant('token' as const) },
      { weight: 1, arbitrary: fc.constantFrom('wrong signature', 'nonsense', 'none') },
    ),
  });
}

/** The text of a body with something odd in it. */
function broken(value: unknown): fc.Arbitrary<string> {
  const text = JSON.stringify(value);
  const values = [...text.matchAll(/(?<=[:[,])("[^"]*"|[\w.-]+)(?=[,\]}])/g)];
  return fc.oneof(
    fc.tuple(fc.nat(Math.max(values.length - 1, 0)), oddJson).map(([at, odd]) => {
      const { index = 0, 0: { length } = '' } = values[at] ?? {};
      return text.slice(0, index) + odd + text.slice(index + length);
    }),
    oddJson.map((odd) => text.replace(/^\{/, `{"unknown":${odd},`)),
    oddJson.map((odd) =>
      text.replace(/^\{("\w+"):/, (start, name) => `{${name}:${odd},${start.slice(1)}`),
    ),
    fc.nat(text.length).map((length) => text.slice(0, length)),
    fc
      .tuple(fc.nat(text.length), fc.constantFrom('"', '{', '}', ',', '\\', '\0', 'é'))
      .map(([at, stray]) => text.slice(0, at) + stray + text.slice(at)),
  );
}

let local: LocalVod;
/** With the assets that an operation is sent. */
let contractFor: (operationId: string) => Contract;
beforeAll(async () => {
  local = await startLocalVod({ callsPerMinute: Infinity, iamUser: exampleUser });
  const lasting = contractWith(local, await makeKnownAssets(local, 'no video'));
  const doomed = contractWith(local, await makeKnownAssets(local, 'no video'));
  contractFor = (operationId) => (operationId === 'deleteAssets' ? doomed : lasting);
});
afterAll(() => local.close());

/** Sends a request without a socket; undefined when it cannot even be made. */
async function send({ method, target, headers, body, proof }: Draft) {
  let request: Request;
  try {
    const hasBody = !['GET', 'HEAD'].includes(method) && body !== undefined;
    request = new Request(local.url + target, { method, headers, ...(hasBody && { body }) });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
  if (proof === 'token') request.headers.set('x-auth-token', local.token);
  if (proof === 'nonsense') request.headers.set('authorization', 'SDK-HMAC-SHA256 Access=, a=b');
  const { credentials } = local;
  const wrong = { ...credentials, secretAccessKey: 'fake-wrong' };
  if (proof === 'signature') request = await signRequest(request, credentials);
  if (proof === 'wrong signature') request = await signRequest(request, wrong);
  const { url } = request;
  const response = await untilAborted(local.fetch(request), AbortSignal.timeout(longestAnswerMs));
  checkAnswer(method, url, response, await response.clone().text());
  return response.status;
}

const statuses = new Set<number>();

describe('broken requests', () => {
  it.each(Object.entries(operations))(
    'of %s are answered as the contract says',
    async (operationId, { method, path }) => {
      const contract = contractFor(operationId);
      const operation = contract.paths[path]?.[method.toLowerCase()];
      if (!operation) throw new Error(`The contract has no ${operationId}.`);
      await fc.assert(
        fc.asyncProperty(requestsOf(contract, { method, path, operation }), async (draft) => {
          const status = await send(draft);
          if (status === undefined) return;
          statuses.add(status);
          expect(status < 500 || status === 501).toBe(true);
        }),
        { numRuns },
      );
    },
  );

  it('leave the service well, and had all kinds of answers', async () => {
    expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 400, 401, 403, 404, 501]));
    expect((await call(local, 'listAssetList')).status).toBe(200);
  });
});
