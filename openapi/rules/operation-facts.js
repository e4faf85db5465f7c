import { serviceOf } from './service.js';

/**
 * Every operation says what it needs and allows: the permission, an action of its service (`none`
 * where the call takes no credentials, null where no source settles it), the rate limit (null where no source has
 * a figure), its lifecycle, whether it is safe to repeat, and where its facts come from. The description says
 * under Unsettled what is null.
 *
 * @type {import('@stoplight/spectral-core').RulesetFunction<import('./document.js').Operation>}
 */
export default function operationFacts(operation, _options, { path, document }) {
  const contract = /** @type {import('./document.js').Contract} */ (document.data);
  const service = serviceOf(contract, String(path[1]));
  const limit = operation['x-rate-limit'];
  const permission = operation['x-permission'];
  const unsettled = (operation.description ?? '').split('**Unsettled:**').slice(1).join('');
  const checks = [
    [
      permission === null ||
        (permission === 'none' && operation.security?.length === 0) ||
        new RegExp(`^${service}:\\w+:\\w+$`).test(permission ?? ''),
      'x-permission',
    ],
    [limit === null || (limit?.per_tenant_per_minute && limit.overall_per_minute), 'x-rate-limit'],
    [['ga', 'beta'].includes(operation['x-lifecycle'] ?? ''), 'x-lifecycle'],
    [typeof operation['x-safe-to-repeat'] === 'boolean', 'x-safe-to-repeat'],
    [typeof operation.externalDocs?.url === 'string', 'externalDocs'],
    [
      permission !== null || unsettled.includes('permission'),
      'a word on its permission under Unsettled, since x-permission is null',
    ],
    [
      limit !== null || unsettled.includes('rate limit'),
      'a word on its rate limit under Unsettled, since x-rate-limit is null',
    ],
  ];
  return checks
    .filter(([holds]) => !holds)
    .map(([, name]) => ({ message: `An operation needs ${name}.`, path }));
}
