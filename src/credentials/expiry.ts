/** Reads when credentials end, as IAM and the metadata service write it: in UTC, to the microsecond. */

/** The time that a text such as `2026-01-04T09:05:22.701000Z` names; undefined when it names none. */
export function readExpiry(value: unknown): Date | undefined {
  if (typeof value !== 'string') return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
