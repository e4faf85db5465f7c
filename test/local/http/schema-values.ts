/** Values for fast-check that a schema of the contract allows. */
import fc from 'fast-check';
import type { Contract, Schema } from '../../service-contract.js';

/** Of a request's schema: those of answers have more than this knows. */
export function valueOf(contract: Contract, schema: Schema): fc.Arbitrary<unknown> {
  const {
    $ref,
    type,
    minLength = 0,
    maxLength = 60,
    minimum = -(2 ** 31),
    maximum = 2 ** 31 - 1,
  } = schema;
  if ($ref !== undefined) {
    const target = contract.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {};
    const { examples } = target as { examples?: unknown[] };
    const value = valueOf(contract, target);
    return examples ? fc.oneof(fc.constantFrom(...examples), value) : value;
  }
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (type) {
    case 'object': {
      const { properties = {}, required = [] } = schema;
      const members = Object.entries(properties).map(
        ([name, member]) => [name, valueOf(contract, member)] as const,
      );
      return fc.record(Object.fromEntries(members), { requiredKeys: required });
    }
    case 'array': {
      const { items = {}, minItems: minLength = 0, maxItems = 3 } = schema;
      return fc.array(valueOf(contract, items), { minLength, maxLength: Math.min(maxItems, 12) });
    }
    case 'integer':
      return fc.oneof(
        fc.integer({ min: minimum, max: maximum }),
        fc.constantFrom(minimum, maximum),
      );
    case 'boolean':
      return fc.boolean();
    default:
      if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern));
      if (schema.format === 'uri') return fc.webUrl();
      if (schema.format === 'date-time')
        return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
      return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 60) });
  }
}
