/**
 * spectral:oas looks at paths only, so that what it asks of operations is asked of webhooks here: an id that
 * starts with `on`, texts, a tag of the document, no security, an example, and the answers of a receiver.
 * The webhook of an event shows the event in the envelopes of both channels.
 *
 * @type {import('@stoplight/spectral-core').RulesetFunction<{ post?: import('./document.js').Operation }>}
 */
export default function webhookOperation(webhook, _options, { path, document }) {
  const { post } = webhook;
  const contract = /** @type {import('./document.js').Contract} */ (document.data);
  const name = String(path.at(-1));
  const events = contract.components?.schemas?.['VodEvent']?.discriminator?.mapping ?? {};
  const isEvent = Object.hasOwn(events, name);
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
    [isEvent || /^smn[A-Z]/.test(name), 'to be an event of VodEvent, or to start with smn'],
    ...(isEvent ? eventChecks(name, Object.values(examples)) : []),
  ];
  return checks
    .filter(([holds]) => !holds)
    .map(([, what]) => ({ message: `A webhook needs ${what}.`, path }));
}

/**
 * @param {string} name
 * @param {import('./document.js').Example[]} examples
 * @returns {[holds: boolean, what: string][]}
 */
function eventChecks(name, examples) {
  const envelopes = examples.map(({ value }) => value ?? {});
  return [
    [envelopes.some(({ type }) => type === undefined), 'an example of the MFS envelope'],
    [envelopes.some(({ type }) => type === 'Notification'), 'an example of the SMN envelope'],
    [
      envelopes.every(({ message }) => eventTypeOf(message) === name),
      `examples whose message is the event ${name} as a JSON text`,
    ],
  ];
}

/** @param {string | undefined} message */
function eventTypeOf(message = '') {
  try {
    const event = /** @type {{ event_type?: string } | null} */ (JSON.parse(message));
    return event?.event_type;
  } catch {
    return undefined; // It is no JSON, and so no event.
  }
}
