/** Compares two resolved schemas, for people who send or who receive the values that they describe. */
import { isDeepStrictEqual } from 'node:util';

/** A schema without references; `true` and `false` are schemas too. */
export type Schema = Readonly<Record<string, unknown>>;

/** Whether the user of the contract sends the values of a schema or receives them. */
export type Direction = 'sent' | 'received';

/** One difference between two schemas. */
export interface SchemaChange {
  /** `breaking`: what worked may fail; `compatible`: what worked goes on, and the contract says more. */
  level: 'breaking' | 'compatible';
  /** Where in the value, such as `parameter.format` or `output[].url`. */
  place: string;
  /** The component that holds the difference and the place within it: the same for all its users. */
  origin: string;
  /** What it means, to be read after the place. */
  text: string;
}

/** What a difference does to the values that are allowed; `other` cannot be judged. */
type Effect = 'fewer' | 'more' | 'other' | 'neither';

/** Where a comparison stands. */
interface Position {
  direction: Direction;
  place: string;
  origin: string;
}

const annotations = ['$comment', 'title', 'description', 'example', 'examples', 'externalDocs'];
const subschemas = ['items', 'contentSchema', 'additionalProperties', 'unevaluatedProperties'];
const branches = ['allOf', 'anyOf', 'oneOf'];
const lowerBounds = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const upperBounds = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const refinements = ['pattern', 'format', 'multipleOf', 'contentMediaType', 'contentEncoding'];
/** A default that appears settles what was open, and a deprecation takes nothing away yet. */
const notices = ['default', 'deprecated'];
/** Not for `keywordEffects`: `discriminator` only repeats what the branches of `oneOf` say. */
const otherwise = new Set(
  ['type', 'enum', 'const', 'properties', 'required', 'discriminator'].concat(
    ...[annotations, subschemas, branches],
  ),
);

/**
 * All that differs between two schemas and matters to a user.
 *
 * @example
 * compareSchemas({ enum: ['MP3', 'AAC'] }, { enum: ['MP3'] }, { direction: 'sent', place: 'format', origin: '' });
 * // [{ level: 'breaking', place: 'format', origin: '', text: 'no longer takes AAC' }]
 */
export function compareSchemas(
  base: unknown,
  revision: unknown,
  position: Position,
): SchemaChange[] {
  const before = asSchema(base);
  const after = asSchema(revision);
  if (isDeepStrictEqual(before, after)) return [];
  const component = after['x-component'] ?? before['x-component'];
  const here = typeof component === 'string' ? { ...position, origin: component } : position;
  const own = [
    ...typeEffects(before, after),
    ...valueEffects(before, after, here.direction),
    ...keywordEffects(before, after),
  ].map(([effect, text]) => change(here, effect, text));
  return [
    ...own,
    ...propertyChanges(before, after, here),
    ...subschemaChanges(before, after, here),
    ...branches.flatMap((keyword) => branchChanges(keyword, before, after, here)),
  ];
}

/** Fewer values break those who send them, more values those who receive them. */
function change({ direction, place, origin }: Position, effect: Effect, text: string) {
  const harmless = effect === 'neither' || effect === (direction === 'sent' ? 'more' : 'fewer');
  return { level: harmless ? ('compatible' as const) : ('breaking' as const), place, origin, text };
}

function within(position: Position, step: string): Position {
  return { ...position, place: position.place + step, origin: position.origin + step };
}

function* typeEffects(before: Schema, after: Schema): Generator<[Effect, string]> {
  const was = listOf(before['type']);
  const is = listOf(after['type']);
  const lost = was === undefined ? is !== undefined : was.some((type) => !admits(is, type));
  const gained = is === undefined ? was !== undefined : is.some((type) => !admits(was, type));
  if (!lost && !gained) return;
  const effect = lost && gained ? 'other' : lost ? 'fewer' : 'more';
  yield [effect, `has type ${is?.join(' or ') ?? 'any'} instead of ${was?.join(' or ') ?? 'any'}`];
}

function admits(types: unknown[] | undefined, type: unknown): boolean {
  if (types === undefined) return true;
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function* valueEffects(
  before: Schema,
  after: Schema,
  direction: Direction,
): Generator<[Effect, string]> {
  const was = 'const' in before ? [before['const']] : listOf(before['enum']);
  const is = 'const' in after ? [after['const']] : listOf(after['enum']);
  const sent = direction === 'sent';
  if (was === undefined && is !== undefined) {
    yield ['fewer', `${sent ? 'takes' : 'is'} only ${shown(is)} from now on`];
  } else if (was !== undefined && is === undefined) {
    yield ['more', `${sent ? 'takes' : 'may be'} any value now, not only ${shown(was)}`];
  } else if (was !== undefined && is !== undefined) {
    const lost = was.filter((value) => !is.includes(value));
    const gained = is.filter((value) => !was.includes(value));
    const [loses, gains] = sent ? ['no longer takes', 'also takes'] : ['is never', 'may also be'];
    if (lost.length > 0) yield ['fewer', `${loses} ${shown(lost)}`];
    if (gained.length > 0) yield ['more', `${gains} ${shown(gained)}`];
  }
}

function* keywordEffects(before: Schema, after: Schema): Generator<[Effect, string]> {
  for (const keyword of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was = before[keyword];
    const is = after[keyword];
    if (otherwise.has(keyword) || keyword.startsWith('x-') || isDeepStrictEqual(was, is)) continue;
    const bound = lowerBounds.includes(keyword) ? 1 : upperBounds.includes(keyword) ? -1 : 0;
    // What is not known here may mean anything, and so counts as breaking.
    let effect: Effect = 'other';
    if (bound !== 0) {
      effect = rank(is, bound) > rank(was, bound) ? 'fewer' : 'more';
    } else if (refinements.includes(keyword)) {
      effect = was === undefined ? 'fewer' : is === undefined ? 'more' : 'other';
    } else if (notices.includes(keyword) && (was === undefined || keyword === 'deprecated')) {
      effect = 'neither';
    }
    yield [effect, `has ${keyword} ${brief(is)} instead of ${brief(was)}`];
  }
}

/** How tight a bound is; the absence of a bound is the loosest. */
function rank(bound: unknown, sign: number): number {
  return typeof bound === 'number' ? bound * sign : -Infinity;
}

function propertyChanges(before: Schema, after: Schema, position: Position): SchemaChange[] {
  const [was, is] = [asSchema(before['properties']), asSchema(after['properties'])];
  const [needed, needs] = [listOf(before['required']) ?? [], listOf(after['required']) ?? []];
  const sent = position.direction === 'sent';
  const names = new Set([was, is].flatMap(Object.keys).concat([needed, needs].flat().map(String)));
  return [...names].flatMap((name) => {
    // The empty name stands for the body of a message.
    const here = within(position, name === '' || position.place === '' ? name : `.${name}`);
    const [wasNeeded, isNeeded] = [needed.includes(name), needs.includes(name)];
    if (name in was && !(name in is)) {
      // A sender who goes on sending it may be let through, but it no longer has the effect it had.
      return [change(here, 'other', sent ? 'is no longer taken' : 'is gone')];
    }
    if (!(name in was) && name in is) {
      return [
        sent && isNeeded
          ? change(here, 'fewer', 'is new and required')
          : change(here, 'neither', 'is new'),
      ];
    }
    const changes = compareSchemas(was[name], is[name], here);
    if (wasNeeded === isNeeded) return changes;
    const text = isNeeded
      ? `is ${sent ? 'required' : 'always there'} now`
      : `${sent ? 'is optional' : 'may be absent'} now`;
    return [change(here, isNeeded ? 'fewer' : 'more', text), ...changes];
  });
}

function subschemaChanges(before: Schema, after: Schema, position: Position): SchemaChange[] {
  return subschemas.flatMap((keyword) => {
    const [was, is] = [before[keyword] ?? true, after[keyword] ?? true];
    if (was !== is && (was === false || is === false)) {
      const text = is === false ? 'takes nothing further' : 'may hold more';
      return [change(position, is === false ? 'fewer' : 'more', `${text} (${keyword})`)];
    }
    // What a text contains once it is decoded has the place of the text.
    const step = keyword === 'items' ? '[]' : keyword === 'contentSchema' ? '' : '.*';
    return compareSchemas(was, is, within(position, step));
  });
}

function branchChanges(
  keyword: string,
  before: Schema,
  after: Schema,
  position: Position,
): SchemaChange[] {
  const [was, is] = [listOf(before[keyword]), listOf(after[keyword])];
  if (was === undefined || is === undefined) {
    if (was === is) return [];
    return [change(position, is ? 'fewer' : 'more', `${is ? 'has' : 'no longer has'} ${keyword}`)];
  }
  const labels = new Map([...was, ...is].map((branch) => [branch, labelOf(branch)]));
  const partner = (branch: unknown, others: unknown[]) =>
    others.find((other) => labels.get(other) === labels.get(branch));
  // Another branch of allOf is another condition; of the others, another choice.
  const conditions = keyword === 'allOf';
  const lost = was.filter((branch) => partner(branch, is) === undefined);
  const gained = is.filter((branch) => partner(branch, was) === undefined);
  return [
    ...was.flatMap((branch) => {
      const other = partner(branch, is);
      const step = `<${labels.get(branch) ?? ''}>`;
      return other === undefined ? [] : compareSchemas(branch, other, within(position, step));
    }),
    ...lost.map((branch) => {
      const text = conditions ? 'need not match' : 'is never';
      return change(position, conditions ? 'more' : 'fewer', `${text} ${labelOf(branch)} any more`);
    }),
    ...gained.map((branch) => {
      const text = conditions ? 'has to match' : 'may be';
      return change(position, conditions ? 'fewer' : 'more', `${text} ${labelOf(branch)}, too`);
    }),
  ];
}

/** A branch is known by its component; one without a name only by all that it says. */
function labelOf(branch: unknown): string {
  const component = asSchema(branch)['x-component'];
  return typeof component === 'string' ? component : brief(branch);
}

function asSchema(value: unknown): Schema {
  if (value === false) return { not: {} };
  return typeof value === 'object' && value !== null ? (value as Schema) : {};
}

function listOf(value: unknown): unknown[] | undefined {
  return value === undefined ? undefined : [value].flat();
}

function shown(values: unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? value : brief(value))).join(', ');
}

function brief(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}
