const families = ['VOD', 'VST', 'APIGW', 'IAM'];
const retryClasses = ['never', 'later', 'new-token', 'unknown'];

/**
 * The error catalogue is complete and in order: each code has a text (or null), a meaning, a remedy, its
 * statuses and a retry class, and the codes stand by family and number.
 *
 * @type {import('@stoplight/spectral-core').RulesetFunction<Record<string, import('./document.js').CatalogueEntry>>}
 */
export default function errorCatalogue(catalogue, _options, { path }) {
  const codes = Object.keys(catalogue);
  const sorted = codes.toSorted((a, b) => rank(a) - rank(b));
  const misplaced = codes.find((code, index) => code !== sorted[index]);
  return [
    ...Object.entries(catalogue).flatMap(([code, entry]) =>
      flaws(entry).map((flaw) => ({
        message: `${code} needs ${flaw} in the error catalogue.`,
        path: [...path, code],
      })),
    ),
    ...(misplaced === undefined
      ? []
      : [{ message: `${misplaced} is not in its place: sort by family and number.`, path }]),
  ];
}

/** @param {import('./document.js').CatalogueEntry} entry */
function flaws({ message, meaning, remedy, statuses, retry }) {
  const checks = [
    [message === null || typeof message === 'string', 'a message, or null'],
    [typeof meaning === 'string' && meaning.endsWith('.'), 'a meaning that is a sentence'],
    [typeof remedy === 'string' && remedy.endsWith('.'), 'a remedy that is a sentence'],
    [
      statuses?.every((status, index) => status >= 400 && status > (statuses[index - 1] ?? 0)),
      'statuses in order',
    ],
    [retryClasses.includes(retry ?? ''), 'a retry class'],
  ];
  return checks.filter(([holds]) => !holds).map(([, what]) => what);
}

/** @param {string} code */
function rank(code) {
  const [family = '', number] = code.split('.');
  return families.indexOf(family) * 1e12 + Number(number);
}
