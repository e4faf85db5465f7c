/** Compares two versions of the contract, and says which version number the differences ask for. */
import { isDeepStrictEqual } from 'node:util';
import { type Contract, type Exchange, exchangesOf, type Message } from './contract-messages.js';
import { compareSchemas, type SchemaChange } from './schema-changes.js';

/**
 * `breaking`: what worked may fail; `compatible`: the contract offers or says more; `wording`: texts,
 * examples and extensions, which neither the service nor a caller acts upon.
 */
export type Level = SchemaChange['level'] | 'wording';

/** One difference between two versions of the contract. */
export interface Change {
  level: Level;
  /** The line to print. */
  line: string;
}

interface Found {
  level: Level;
  /** The operation or event, and the message. */
  message: string;
  text: string;
  /** Equal for all places that share the component in which the difference is. */
  key: string;
}

const levels: readonly Level[] = ['breaking', 'compatible', 'wording'];

/**
 * All differences, the breaking ones first.
 *
 * @example
 * compareContracts(released, present)[0]?.line;
 * // '[Breaking] createExtractAudioTask request: parameter.format no longer takes AAC'
 */
export function compareContracts(base: Contract, revision: Contract): Change[] {
  const before = exchangesOf(base);
  const after = exchangesOf(revision);
  const found = [...new Set([...before.keys(), ...after.keys()])].flatMap((name) =>
    exchangeChanges(name, before.get(name), after.get(name)),
  );
  found.push(...lostNames(base, revision));
  for (const [name, exchange] of after) {
    const touched = found.some(({ message }) => message.split(' ')[0] === name);
    if (!touched && !isDeepStrictEqual(before.get(name)?.source, exchange.source)) {
      found.push(wording(name));
    }
  }
  // Users are told of these by what they send and receive, wherever it stands in the document.
  const parts = ['paths', 'webhooks', 'components', 'security', 'servers'];
  const members = differingMembers(base, revision);
  found.push(...members.filter((name) => !parts.includes(name)).map(wording));
  if (found.length === 0) found.push(...members.map(wording));
  return levels.flatMap((level) => changesOf(found.filter((each) => each.level === level)));
}

function exchangeChanges(name: string, before?: Exchange, after?: Exchange): Found[] {
  const kind = (after ?? before)?.kind ?? '';
  if (before === undefined) return [finding('compatible', name, `the ${kind} is new`)];
  if (after === undefined) return [finding('breaking', name, `the ${kind} is gone`)];
  const parts = new Set([...before.messages.keys(), ...after.messages.keys()]);
  return [...parts].flatMap((part) =>
    messageChanges(`${name} ${part}`, before.messages.get(part), after.messages.get(part)),
  );
}

function messageChanges(name: string, before?: Message, after?: Message): Found[] {
  if (after === undefined) return [finding('breaking', name, 'is gone')];
  if (before === undefined) {
    // Whoever calls has to expect failures, but not another way to succeed.
    const surprising = after.direction === 'received' && /[23]..$/.test(name);
    return [finding(surprising ? 'breaking' : 'compatible', name, 'is new')];
  }
  const { direction } = after;
  // Until a component is entered, a difference is this message's own.
  const start = { direction, place: '', origin: `${name} ` };
  return compareSchemas(before.schema, after.schema, start).map((change) => {
    const { level, place, origin, text } = change;
    const key = [direction, origin, text].join('|');
    return { level, message: name, text: `${place || 'body'} ${text}`, key };
  });
}

/** Generators, ours included, make a type of each schema and name it after the schema. */
function lostNames(base: Contract, revision: Contract): Found[] {
  const kept = revision.components?.schemas ?? {};
  const lost = Object.keys(base.components?.schemas ?? {}).filter((name) => !(name in kept));
  const text = 'is gone, and so is the type that generators make of it';
  return lost.map((name) => finding('breaking', 'schemas', `${name} ${text}`));
}

function differingMembers(base: Contract, revision: Contract): string[] {
  const membersOf = ({ info, ...members }: Contract): Record<string, unknown> => ({
    ...members,
    info: { ...info, version: '' },
  });
  const [before, after] = [membersOf(base), membersOf(revision)];
  return [...new Set([before, after].flatMap(Object.keys))].filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  );
}

function wording(message: string): Found {
  return finding('wording', message, 'texts, examples or extensions only');
}

function finding(level: Level, message: string, text: string): Found {
  return { level, message, text, key: level === 'wording' ? text : `${message}|${text}` };
}

/** One line for what is one difference in the contract, however many messages share it. */
function changesOf(found: readonly Found[]): Change[] {
  return [...new Set(found.map(({ key }) => key))].flatMap((key) => {
    const [first, ...others] = found.filter((each) => each.key === key);
    if (first === undefined) return [];
    const tag = `[${first.level.replace(/^./, (letter) => letter.toUpperCase())}]`;
    const also = [...new Set(others.map(({ message }) => message))].filter(
      (message) => message !== first.message,
    );
    const names = also.length > 4 ? [...also.slice(0, 3), `${also.length - 3} more`] : also;
    const note = names.length > 0 ? ` (also: ${names.join(', ')})` : '';
    return [{ level: first.level, line: `${tag} ${first.message}: ${first.text}${note}` }];
  });
}

/**
 * The lowest version that may follow a released one. Below 1.0 a breaking change asks for a minor step and
 * everything else for a patch; from 1.0 on it is major, minor for additions, and patch for wording.
 *
 * @example
 * neededVersion('0.1.3', [{ level: 'breaking', line: '…' }]); // '0.2.0'
 */
export function neededVersion(released: string, changes: readonly Pick<Change, 'level'>[]): string {
  const [major, minor, patch] = numbersOf(released);
  const worst = levels.find((level) => changes.some((change) => change.level === level));
  if (worst === undefined) return released;
  const step = { breaking: 2, compatible: 1, wording: 0 }[worst] - (major === 0 ? 1 : 0);
  if (step === 2) return `${major + 1}.0.0`;
  return step === 1 ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/**
 * Orders two versions as `Array.prototype.sort` asks.
 *
 * @example
 * ['0.10.0', '0.9.1'].sort(compareVersions); // ['0.9.1', '0.10.0']
 */
export function compareVersions(one: string, other: string): number {
  const others = numbersOf(other);
  return (
    numbersOf(one)
      .map((number, index) => number - (others[index] ?? 0))
      .find(Boolean) ?? 0
  );
}

function numbersOf(version: string): [major: number, minor: number, patch: number] {
  const match = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  if (match === null) throw new Error(`info.version has to be like 1.2.3, and is ${version}.`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}
