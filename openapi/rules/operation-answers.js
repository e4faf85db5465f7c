/**
 * Every operation answers a success, 400, 401, 403, 429 and a 5xx, and every answer carries its request id.
 *
 * @type {import('@stoplight/spectral-core').RulesetFunction<Record<string, import('./document.js').Response>>}
 */
export default function operationAnswers(responses, _options, { path }) {
  const statuses = Object.keys(responses);
  const wanted = [/^2/, /^400$/, /^401$/, /^403$/, /^429$/, /^5/];
  return [
    ...wanted
      .filter((pattern) => !statuses.some((status) => pattern.test(status)))
      .map((pattern) => ({ message: `An operation needs an answer ${pattern.source}.`, path })),
    ...statuses
      .filter((status) => !responses[status]?.headers?.['X-Request-Id'])
      .map((status) => ({
        message: `The answer ${status} needs the header X-Request-Id.`,
        path: [...path, status],
      })),
  ];
}
