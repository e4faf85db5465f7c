/**
 * Every property that is a value, not an object of its own, shows an example.
 *
 * @type {import('@stoplight/spectral-core').RulesetFunction<{ properties?: Record<string, { type?: unknown, examples?: unknown }> }>}
 */
export default function exampledProperties(schema, _options, { path }) {
  return Object.entries(schema.properties ?? {})
    .filter(([, property]) => property.type !== 'object' && property.examples === undefined)
    .map(([name]) => ({
      message: `The property ${name} needs examples.`,
      path: [...path, 'properties', name],
    }));
}
