/**
 * A 202 says only "accepted", so it has to name what its caller waits for: the id in the answer, the event
 * that ends the wait (a webhook of the document), and the operation that reads the result (also as a link).
 * A 200 whose work goes on after it names them too, and then they have to hold.
 *
 * @type {import('@stoplight/spectral-core').RulesetFunction<import('./document.js').Response>}
 */
export default function asynchronousAccepted(response, _options, { path, document }) {
  const asynchronous = response['x-asynchronous'];
  if (asynchronous === undefined && path.at(-1) !== '202') return [];
  const { id = '', event = '', reader } = asynchronous ?? {};
  const contract = /** @type {import('./document.js').Contract} */ (document.data);
  const readers = Object.values(response.links ?? {}).map((link) => link.operationId);
  const schema = response.content?.['application/json']?.schema;
  const checks = [
    [hasMember(schema, id), 'id: a member of the body'],
    [contract.webhooks?.[event] !== undefined, 'event: a webhook of this document'],
    [readers.includes(reader), 'reader: an operation that one of its links names'],
  ];
  return checks
    .filter(([holds]) => !holds)
    .map(([, what]) => ({ message: `This answer needs x-asynchronous with ${what}.`, path }));
}

/**
 * Whether a run-time expression such as `$response.body#/rows/0/id` points at a member that the schema has.
 *
 * @param {import('./document.js').Schema | undefined} schema
 * @param {string} expression
 */
function hasMember(schema, expression) {
  const [start, ...names] = expression.split('/');
  const member = names.reduce(
    (at, name) => (/^\d+$/.test(name) ? at?.items : at?.properties?.[name]),
    schema,
  );
  return start === '$response.body#' && names.length > 0 && member !== undefined;
}
