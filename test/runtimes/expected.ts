/** What the smoke suite has to report, which differs by runtime in a few known ways. */
import { checkNames } from './smoke.js';
import type { Facts, Report } from './stage.js';

/** Node: its own modules, a third of the time of fetch. */
export const onNode: Facts = {
  http: 'node:http',
  digest: 'node:crypto',
  refusedCreate: 'known',
  brokenCreate: 'once',
  smn: 'verified',
};

/** Deno and Bun. */
export const onFetch: Facts = { ...onNode, http: 'fetch', digest: 'Web Crypto' };

/** workerd, whose fetch does not say why it failed. */
export const inWorkerd: Facts = { ...onFetch, refusedCreate: 'open' };

/** workerd without the flag nodejs_compat. */
export const inPlainWorkerd: Facts = { ...inWorkerd, smn: 'refused' };

/** A page, which is told as little, and cannot keep Chromium from sending again on a new connection. */
export const inChromium: Facts = { ...inPlainWorkerd, brokenCreate: 'twice' };

/** What is wrong with a report; nothing when it is as expected. */
export function problemsOf(report: Report, expected: Facts): string[] {
  const { checks, facts } = report;
  const failed = checks.flatMap(({ name, error }) =>
    error === undefined ? [] : [`${name}: ${error}`],
  );
  const names = checks.map(({ name }) => name);
  if (names.join() !== checkNames.join()) failed.push(`It ran other checks: ${names.join(', ')}`);
  for (const key of Object.keys(expected) as (keyof Facts)[]) {
    // TypeScript thinks of keys that a subtype might have; these are objects of this file.
    if (facts[key] !== expected[key])
      failed.push(`${key} is ${String(facts[key])}, not ${expected[key]}`);
  }
  return failed;
}
