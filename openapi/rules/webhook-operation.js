/**
 * spectral:oas looks at paths only, so that what it asks of operations is asked of webhooks here: an id that
 * starts with `on`, texts, a tag of the document, no security, an example, and the answers of a receiver.
 *
 * @type {import('@stoplight/spectral-core').RulesetFunction<{ post?: import('./document.js').Operation }>}
 */
export default function webhookOperation(webhook, _options, { path, document }) {
  const { post } = webhook;
  const contract = /** @type {import('./document.js').Contract} */ (document.data);
  const tags = (contract.tags ?? []).map((tag) => tag.name);
  const examples = post?.requestBody?.content?.['application/json']?.examples ?? {};
  const statuses = Object.keys(post?.responses ?? {});
  const checks = [
    [post !== undefined, 'a POST'],
    [/^on[A-Z]\w+$/.test(post?.operationId ?? ''), 'an operationId such as onSomethingComplete'],
    [typeof post?.summary === 'string', 'a summary'],
    [typeof post?.description === 'string', 'a description'],
    [post?.tags?.every((tag) => tags.includes(tag)), 'tags of this document'],
    // Without it a webhook inherits the security of the API, which it does not have.
    [post?.security?.length === 0, 'security: []'],
    [Object.keys(examples).length > 0, 'examples of its body'],
    [
      ['200', '401', '500'].every((status) => statuses.includes(status)),
      'answers 200, 401 and 500',
    ],
  ];
  return checks
    .filter(([holds]) => !holds)
    .map(([, what]) => ({ message: `A webhook needs ${what}.`, path }));
}
