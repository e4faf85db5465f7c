import { serviceOf } from './service.js';

/** What every operation of a service answers, and the header that carries the id of the request. */
const services = {
  vod: { wanted: [/^2/, /^400$/, /^401$/, /^403$/, /^429$/, /^5/], header: 'X-Request-Id' },
  // That IAM's /v3 operations answer 429 is not documented.
  iam: { wanted: [/^2/, /^400$/, /^401$/, /^403$/, /^404$/, /^5/], header: 'X-IAM-Trace-Id' },
};

/**
 * Every operation answers a success and the errors that are documented for its service, and every answer
 * carries its request id.
 *
 * @type {import('@stoplight/spectral-core').RulesetFunction<Record<string, import('./document.js').Response>>}
 */
export default function operationAnswers(responses, _options, { path, document }) {
  const contract = /** @type {import('./document.js').Contract} */ (document.data);
  const { wanted, header } = services[serviceOf(contract, String(path[1]))];
  const statuses = Object.keys(responses);
  return [
    ...wanted
      .filter((pattern) => !statuses.some((status) => pattern.test(status)))
      .map((pattern) => ({ message: `An operation needs an answer ${pattern.source}.`, path })),
    ...statuses
      .filter((status) => !responses[status]?.headers?.[header])
      .map((status) => ({
        message: `The answer ${status} needs the header ${header}.`,
        path: [...path, status],
      })),
  ];
}
