/**
 * A 202 says only "accepted", so it has to name what its caller waits for: the id in the answer, the event
 * that ends the wait (a webhook of the document), and the operation that reads the result (also as a link).
 *
 * @type {import('@stoplight/spectral-core').RulesetFunction<import('./document.js').Response>}
 */
export default function asynchronousAccepted(response, _options, { path, document }) {
  const { id, event, reader } = response['x-asynchronous'] ?? {};
  const contract = /** @type {import('./document.js').Contract} */ (document.data);
  const readers = Object.values(response.links ?? {}).map((link) => link.operationId);
  const properties = Object.keys(response.content?.['application/json']?.schema?.properties ?? {});
  const checks = [
    [properties.some((name) => id === `$response.body#/${name}`), 'id: a member of the body'],
    [contract.webhooks?.[event ?? ''] !== undefined, 'event: a webhook of this document'],
    [readers.includes(reader), 'reader: an operation that one of its links names'],
  ];
  return checks
    .filter(([holds]) => !holds)
    .map(([, what]) => ({ message: `A 202 needs x-asynchronous with ${what}.`, path }));
}
