/** The time when credentials expire, as IAM and the metadata service write it: in UTC, with microseconds. */

/** The time in a text such as `2026-01-04T09:05:22.701000Z`; undefined if it is not one. */
export function readExpiry(value: unknown): Date | undefined {
  if (typeof value !== 'string') return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
