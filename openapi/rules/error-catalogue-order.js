const families = ['VOD', 'VST', 'APIGW', 'IAM'];

/**
 * The codes of the error catalogue are sorted by family and number, and the statuses of a code by number.
 *
 * @type {import('@stoplight/spectral-core').RulesetFunction<Record<string, { statuses?: number[] }>>}
 */
export default function errorCatalogueOrder(catalogue, _options, { path }) {
  const codes = Object.keys(catalogue);
  const sorted = codes.toSorted((a, b) => rank(a) - rank(b));
  return codes
    .filter((code, index) => code !== sorted[index] || !isSorted(catalogue[code]?.statuses ?? []))
    .map((code) => ({
      message: `${code}, or one of its statuses, is not in its place.`,
      path: [...path, code],
    }));
}

/** @param {string} code */
function rank(code) {
  const [family = '', number] = code.split('.');
  return families.indexOf(family) * 1e12 + Number(number);
}

/** @param {number[]} numbers */
function isSorted(numbers) {
  return numbers.every((number, index) => number > (numbers[index - 1] ?? 0));
}
