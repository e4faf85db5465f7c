/** What the figures of the bench are put into: targets, and tables in Markdown. */

/** What is to be reached. */
export interface Target {
  what: string;
  figure: number;
  /** `≤` or `≥` and the limit. */
  wanted: string;
  met: boolean;
}

/** A target that is met from below. */
export function atMost(limit: number, figure: number, what: string): Target {
  return { what, figure, wanted: `≤ ${limit}`, met: figure <= limit };
}

/** A target that is met from above. */
export function atLeast(limit: number, figure: number, what: string): Target {
  return { what, figure, wanted: `≥ ${limit}`, met: figure >= limit };
}

/** A table in Markdown, whose first column alone is of words. */
export function table(head: string[], rows: string[][]): string {
  const line = head.map((_, index) => (index === 0 ? '---' : '--:'));
  return [head, line, ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** The targets as a table. */
export function targetTable(targets: readonly Target[]): string {
  return table(
    ['Target', 'wanted', 'found', 'result'],
    targets.map(({ what, wanted, figure, met }) => [
      what,
      wanted,
      String(figure),
      met ? 'met' : 'missed',
    ]),
  );
}

/** Three digits: more would be noise. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}

/** The keys of a record, as its type has them. */
export function keysOf<Key extends string>(names: Record<Key, string>): Key[] {
  return Object.keys(names) as Key[]; // The records here have no other keys than those of their types.
}

/** A record with the same keys. */
export function mapKeys<Key extends string, Value>(
  names: Record<Key, string>,
  valueOf: (name: Key) => Value,
): Record<Key, Value> {
  // Made of all keys, which fromEntries does not say.
  return Object.fromEntries(keysOf(names).map((name) => [name, valueOf(name)])) as Record<
    Key,
    Value
  >;
}
