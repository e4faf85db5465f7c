/**
 * Every parameter and header shows an example, on itself or in its schema.
 *
 * @type {import('@stoplight/spectral-core').RulesetFunction<import('./document.js').Parameter>}
 */
export default function exampledParameters(parameter, _options, { path }) {
  const { example, examples, schema } = parameter;
  if (example !== undefined || examples !== undefined || schema?.examples !== undefined) return [];
  return [{ message: `${parameter.name ?? 'A header'} needs an example.`, path }];
}
