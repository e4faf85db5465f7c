/**
 * Every operation says what it needs and allows: the permission (null where no source settles it), the rate
 * limit, whether it is safe to repeat, and where its facts come from.
 *
 * @type {import('@stoplight/spectral-core').RulesetFunction<import('./document.js').Operation>}
 */
export default function operationFacts(operation, _options, { path }) {
  const limit = operation['x-rate-limit'];
  const permission = operation['x-permission'];
  const checks = [
    [permission === null || /^vod:\w+:\w+$/.test(permission ?? ''), 'x-permission'],
    [limit?.per_tenant_per_minute && limit.overall_per_minute, 'x-rate-limit'],
    [typeof operation['x-safe-to-repeat'] === 'boolean', 'x-safe-to-repeat'],
    [typeof operation.externalDocs?.url === 'string', 'externalDocs'],
  ];
  return checks
    .filter(([holds]) => !holds)
    .map(([, name]) => ({ message: `An operation needs ${name}.`, path }));
}
