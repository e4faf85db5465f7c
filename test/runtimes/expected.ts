/** What the smoke suite has to report in each runtime. */
import { checkNames } from './smoke.js';
import type { Facts, Report } from './stage.js';

/** Node, where the client uses node:http. */
export const onNode: Facts = {
  http: 'node:http',
  refusedCreate: 'known',
  brokenCreate: 'once',
  smn: 'verified',
};

/** Deno and Bun. */
export const onFetch: Facts = { ...onNode, http: 'fetch' };

/** workerd with the flag nodejs_compat. Its fetch does not say why it failed. */
export const inWorkerd: Facts = { ...onFetch, refusedCreate: 'unknown' };

/** workerd without the flag nodejs_compat. */
export const inPlainWorkerd: Facts = { ...inWorkerd, smn: 'refused' };

/** A page of Chromium. Its fetch says as little, and repeats a request on a new connection. */
export const inChromium: Facts = { ...inPlainWorkerd, brokenCreate: 'twice' };

/** The differences between a report and what is expected. */
export function problemsOf(report: Report, expected: Facts): string[] {
  const { checks, facts } = report;
  const failed = checks.flatMap(({ name, error }) =>
    error === undefined ? [] : [`${name}: ${error}`],
  );
  const names = checks.map(({ name }) => name);
  if (names.join() !== checkNames.join()) failed.push(`It ran other checks: ${names.join(', ')}`);
  for (const key of Object.keys(expected) as (keyof Facts)[]) {
    // The objects of this file have no other keys.
    if (facts[key] !== expected[key])
      failed.push(`${key} is ${String(facts[key])}, not ${expected[key]}`);
  }
  return failed;
}
