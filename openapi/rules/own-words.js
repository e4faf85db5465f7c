import { createHash } from 'node:crypto';
import { hashes, wordsInRun } from './vendor-phrases.js';

const known = new Set(hashes);

/**
 * The contract's sentences are its own. Texts are compared with the service's page by hashes of runs of words,
 * because the page itself must not be kept here. Names and values of the wire are no sentences and not looked at.
 *
 * @type {import('@stoplight/spectral-core').RulesetFunction<unknown>}
 */
export default function ownWords(text, _options, { path }) {
  if (typeof text !== 'string') return []; // A property that happens to be called `description`.
  const words = text.toLowerCase().match(/[a-z0-9_']+/g) ?? [];
  const copied = words
    .map((_, start) => words.slice(start, start + wordsInRun).join(' '))
    .find((run) => known.has(createHash('sha256').update(run).digest('hex').slice(0, 12)));
  if (copied === undefined) return [];
  return [
    { message: `"${copied}" stands on the service's own page: use words of your own.`, path },
  ];
}
