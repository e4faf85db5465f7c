/** Requests for fast-check: from the contract's schemas and examples, then broken in the ways that callers break them. */
import fc from 'fast-check';
import type { Contract, Operation, Parameter } from '../../service-contract.js';
import { valueOf } from './schema-values.js';

/** A request before it is sent. */
export interface Draft {
  method: string;
  /** The path and the query, as they are sent. */
  target: string;
  headers: [string, string][];
  /** Undefined for none. */
  body: Uint8Array<ArrayBuffer> | undefined;
  /** How its caller proves who it is. */
  proof: 'signature' | 'token' | 'wrong signature' | 'nonsense' | 'none';
}

/** In place of a member of a body: what its type is not, or what JSON is not. Written into the text as it is. */
const oddJson = fc.oneof(
  fc.constantFrom(
    ...'null true false 0 -1 0.5 -0 1e999 1E400 2147483648 [] {} [[]] [{}]'.split(' '),
  ),
  fc.constantFrom('9'.repeat(400), '""', '"\\u0000"', '"\\ud800"', '" "', 'NaN', "'a'", '01'),
  fc.constantFrom('{"__proto__":{"a":1}}', '{"constructor":1}', '{"toString":null}', '["a","a"]'),
  fc.constantFrom(5_000, 100_000).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  fc.constantFrom(1025, 100_000).map((length) => JSON.stringify('x'.repeat(length))),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => JSON.stringify(text)),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
);

/** In place of a value of a query, or of a part of the path. */
const oddText = fc.oneof(
  fc.constantFrom(
    '',
    '%',
    '%zz',
    '%00',
    '%2e%2e%2f',
    '%ff%fe',
    '%F0%9F%8E%AC',
    '+',
    '..',
    '*',
    "'",
  ),
  fc.constantFrom('-1', '0', '1e9', '99999999999999999999', 'null', 'true', '[]', '{project_id}'),
  fc.constantFrom(
    'a'.repeat(8_000),
    '__proto__',
    'toString',
    'a,b,c',
    '20261322000000',
    '<script>',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => encodeURIComponent(text)),
);

const oddHeader = fc.oneof(
  fc.tuple(
    fc.constantFrom('content-type'),
    fc.constantFrom(
      '',
      'text/plain',
      'application/json;charset=utf-16',
      'application/jsonx',
      ';',
      '*/*',
    ),
  ),
  fc.tuple(
    fc.constantFrom(
      'accept',
      'range',
      'x-project-id',
      'expect',
      'content-encoding',
      'if-match',
      'x-a',
    ),
    fc.oneof(
      fc.constantFrom(
        '',
        'gzip',
        'bytes=0-',
        'bytes=-1',
        '*',
        'a'.repeat(8_000),
        'é',
        '100-continue',
      ),
      fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
    ),
  ),
);

const oddBytes = fc.oneof(
  fc
    .constantFrom('', ' ', 'null', '[]', '"a"', '0', '{', '{"a":', '\uFEFF{}', 'a=b&c=d', '<a/>')
    .map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
  fc.constant(Buffer.from('{"asset_id":"\xff\xfe","title":"\xc3("}', 'latin1')),
);

/** Requests of one operation, most of them right but for a few things. */
export function requestsOf(
  contract: Contract,
  place: { method: string; path: string; operation: Operation },
): fc.Arbitrary<Draft> {
  const { method, path, operation } = place;
  const { security } = operation as { security?: object[] };
  return fc.record({
    method: often(
      method,
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'X'),
    ),
    target: fc
      .tuple(pathOf(contract, path), queryOf(contract, operation))
      .map(([given, query]) => `${given}?${query}`),
    headers: fc
      .tuple(
        fc.constant<[string, string]>(['content-type', 'application/json']),
        often(undefined, oddHeader),
      )
      .map(([usual, odd]) => (odd ? [usual, odd] : [usual])),
    body: bodyOf(contract, operation),
    proof: fc.oneof(
      { weight: 8, arbitrary: fc.constant(security ? ('none' as const) : ('signature' as const)) },
      { weight: 3, arbitrary: fc.constant('token' as const) },
      { weight: 1, arbitrary: fc.constantFrom('wrong signature', 'nonsense', 'none') },
    ),
  });
}

/** Mostly one value. */
function often<Value, Odd>(usual: Value, odd: fc.Arbitrary<Odd>): fc.Arbitrary<Value | Odd> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: odd });
}

function pathOf(contract: Contract, path: string): fc.Arbitrary<string> {
  const project = String(contract.components.parameters['ProjectId']?.example);
  const right = path.replace('{project_id}', project);
  const wrong = oddText.chain((text) =>
    fc.constantFrom(
      path.replace('{project_id}', text),
      `${right}/${text}`,
      `${right}/`,
      right.replace('/asset', `//asset`),
      right.toUpperCase(),
    ),
  );
  return often(right, wrong);
}

function queryOf(contract: Contract, operation: Operation): fc.Arbitrary<string> {
  const parameters = (operation.parameters ?? [])
    .map((each) =>
      '$ref' in each ? contract.components.parameters[each.$ref.split('/').at(-1) ?? ''] : each,
    )
    .filter((each): each is Parameter => each?.in === 'query');
  const pairs = parameters.map((parameter) => {
    const { name, required = false, schema, example } = parameter;
    const right = fc
      .oneof(fc.constant(example), valueOf(contract, schema))
      .map((value) => [value].flat().map((each) => `${name}=${encodeURIComponent(String(each))}`));
    const wrong = fc
      .array(oddText, { maxLength: 3 })
      .map((all) => all.map((odd) => `${name}=${odd}`));
    return fc.oneof(
      { weight: 6, arbitrary: right },
      { weight: required ? 1 : 6, arbitrary: fc.constant<string[]>([]) },
      { weight: 1, arbitrary: wrong },
    );
  });
  const stray = often(
    '',
    fc.tuple(oddText, oddText).map(([name, value]) => `${name}=${value}`),
  );
  return fc.tuple(stray, ...pairs).map((all) => all.flat().join('&'));
}

function bodyOf(
  contract: Contract,
  { requestBody }: Operation,
): fc.Arbitrary<Uint8Array<ArrayBuffer> | undefined> {
  if (!requestBody) return often(undefined, oddBytes);
  const { schema, examples } = requestBody.content['application/json'];
  const given = Object.values(examples).map(
    ({ $ref }) => contract.components.examples[$ref.split('/').at(-1) ?? '']?.value,
  );
  const values = fc.oneof(fc.constantFrom(...given), valueOf(contract, schema));
  return fc.oneof(
    { weight: 3, arbitrary: values.map((value) => Buffer.from(JSON.stringify(value))) },
    { weight: 6, arbitrary: values.chain(broken).map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: oddBytes },
  );
}

/** The text of a body with one or two odd things in it. */
function broken(value: unknown): fc.Arbitrary<string> {
  const text = JSON.stringify(value);
  const odd = fc.tuple(fc.nat(), oddJson);
  const anywhere = fc.tuple(
    fc.nat(text.length),
    fc.constantFrom('"', '{', '}', ',', '\\', '\0', 'é'),
  );
  return fc.oneof(
    { weight: 4, arbitrary: odd.map(([at, json]) => replaced(value, at, json)) },
    odd.map(([at, json]) => replaced(value, at, undefined) || json),
    // The same name twice, and a name that nobody knows.
    oddJson.map((json) =>
      text.replace(/^\{("\w+"):/, (start, name: string) => `{${name}:${json},${start.slice(1)}`),
    ),
    oddJson.map((json) => text.replace(/^\{/, `{"unknown":${json},`)),
    fc.nat(text.length).map((length) => text.slice(0, length)),
    anywhere.map(([at, stray]) => text.slice(0, at) + stray + text.slice(at)),
  );
}

const mark = 'in the place of this';

/** JSON with a text in the place of one of its values, or without that value. */
function replaced(value: unknown, index: number, json: string | undefined): string {
  let count = 0;
  const visit = (at: number) =>
    JSON.stringify(value, (_name, each: unknown) => {
      count += 1;
      return count - 1 === at ? (json === undefined ? undefined : mark) : each;
    }) as string | undefined;
  visit(-1);
  const at = index % count;
  count = 0;
  return (visit(at) ?? '').replace(JSON.stringify(mark), () => json ?? '');
}
