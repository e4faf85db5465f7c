/**
 * An error code in an example is in the error catalogue, with the status of the answer.
 *
 * @type {import('@stoplight/spectral-core').RulesetFunction<import('./document.js').Response>}
 */
export default function cataloguedErrorCodes(response, _options, { path, document }) {
  const contract = /** @type {import('./document.js').Contract} */ (document.data);
  const catalogue = contract['x-error-catalogue'] ?? {};
  const status = Number(path.at(-1));
  const examples = Object.entries(response.content?.['application/json']?.examples ?? {});
  return examples.flatMap(([name, { value }]) => {
    const code = value?.error_code;
    if (code === undefined || catalogue[code]?.statuses?.includes(status)) return [];
    const message = `The example ${name} shows ${code} with ${status}, which the error catalogue does not.`;
    return [{ message, path }];
  });
}
