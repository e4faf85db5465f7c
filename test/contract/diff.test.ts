/** The gate against breaking changes: the present contract, patched in many ways, against itself. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  compareContracts,
  compareVersions,
  type Level,
  neededVersion,
} from '../../scripts/contract-diff.js';
import { type ContractPlaces, holdAgainstReleased, release } from '../../scripts/released.js';
import { type Row, tables } from './diff-rows.js';
import { patched, requestBody, root, type Target } from './patched.js';

const tags = { breaking: '[Breaking]', compatible: '[Compatible]', wording: '[Wording]' };
const cases = tables.flatMap(({ target, where, rows }) =>
  (Object.entries(rows) as [Level, Row[]][]).flatMap(([level, list]) =>
    list.map(([path, released, now, text]) => {
      const line = `${tags[level]} ${where}${text}`;
      return [line, { level, target, path, released, now }] as const;
    }),
  ),
);

describe('a change of the contract', () => {
  it.each(cases)('%s', (line, { level, target, path, released, now }) => {
    const before = patched(target, path, released);
    const after = patched(target, path, released, now);
    const changes = compareContracts(before, after);
    // The envelope may have branches, which the rows leave out.
    const lines = changes.map((change) =>
      change.line.replaceAll(/<\w+>/g, '').replace(': .', ': '),
    );
    expect(lines).toContain(line);
    expect(changes[0]?.level).toBe(level);
  });

  it('is none when only the version or the order of members differs', () => {
    const before = patched(root, '');
    const reordered = Object.fromEntries(Object.entries(before).reverse()) as typeof before;
    expect(compareContracts(before, reordered)).toEqual([]);
    const renumbered = patched(root, '', { info: { version: '9.9.9' } });
    expect(compareContracts(before, renumbered)).toEqual([]);
  });

  it('is told once in each direction, with all whom it concerns, when they share a component', () => {
    const schema = { $ref: '#/components/schemas/Shared' };
    const content = { content: { 'application/json': { schema } } };
    const get = (operationId: string) => ({
      get: { operationId, requestBody: content, responses: { 200: content } },
    });
    const contract = (values: string[]) => ({
      paths: { '/one': get('showOne'), '/two': get('showTwo') },
      components: { schemas: { Shared: { properties: { size: { enum: values } } } } },
    });
    const before = patched(root, '', contract(['S', 'M']));
    const changes = compareContracts(before, patched(root, '', contract(['S'])));
    expect(changes.map(({ line }) => line)).toEqual([
      '[Breaking] showOne request: size no longer takes M (also: showTwo request)',
      '[Compatible] showOne response 200: size is never M (also: showTwo response 200)',
    ]);
  });

  it('ends where a schema holds itself', () => {
    const node = (type: string) => ({
      components: {
        schemas: {
          Node: { properties: { next: { $ref: '#/components/schemas/Node' }, value: { type } } },
        },
      },
      paths: {
        '/node': {
          get: {
            operationId: 'showNode',
            requestBody: {
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } },
            },
          },
        },
      },
    });
    const changes = compareContracts(
      patched(root, '', node('string')),
      patched(root, '', node('integer')),
    );
    expect(changes.map(({ line }) => line)).toEqual([
      '[Breaking] showNode request: value has type integer instead of string',
    ]);
  });
});

describe('the version number', () => {
  it.each<[released: string, levels: Level[], needed: string]>([
    ['0.1.0', [], '0.1.0'],
    ['0.1.0', ['wording'], '0.1.1'],
    ['0.1.9', ['compatible'], '0.1.10'],
    ['0.1.9', ['wording', 'breaking', 'compatible'], '0.2.0'],
    ['1.2.3', [], '1.2.3'],
    ['1.2.3', ['wording'], '1.2.4'],
    ['1.2.3', ['wording', 'compatible'], '1.3.0'],
    ['1.2.3', ['breaking'], '2.0.0'],
  ])('after %s with %j is at least %s', (released, levels, needed) => {
    const changes = levels.map((level) => ({ level }));
    expect(neededVersion(released, changes)).toBe(needed);
  });

  it('is ordered by number, not by text', () => {
    const versions = ['0.10.0', '1.0.0', '0.9.1', '0.9.10'];
    expect(versions.sort(compareVersions)).toEqual(['0.9.1', '0.9.10', '0.10.0', '1.0.0']);
    expect(() => compareVersions('1.0', '1.0.0')).toThrow('has to be like 1.2.3');
  });
});

describe('the released documents', () => {
  let folder = '';
  let places: ContractPlaces;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vod-diff-'));
    const url = pathToFileURL(`${folder}/`);
    places = { present: new URL('openapi.json', url), released: new URL('released/', url) };
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function stand(version: string, patch: object = {}, target: Target = root): Promise<void> {
    const contract = patched(target, '', patch);
    contract.info.version = version;
    await writeFile(places.present, JSON.stringify(contract));
  }

  it('allow everything as long as there are none', async () => {
    await stand('0.1.0');
    const verdict = await holdAgainstReleased(places);
    expect(verdict).toEqual({
      enough: true,
      lines: ['No version is released yet: nothing can break.'],
    });
  });

  it('are kept, and never replaced', async () => {
    await stand('0.1.0');
    expect(await release(places)).toMatchObject({ enough: true });
    expect(await readdir(places.released)).toEqual(['openapi-0.1.0.json']);
    expect(await release(places)).toMatchObject({ enough: false });
    expect((await release(places)).lines.at(-1)).toBe('0.1.0 is released already.');
  });

  it('ask for a step that fits the change', async () => {
    await stand('0.1.0');
    await release(places);
    const change = { properties: { parameter: undefined } };
    await stand('0.1.1', change, requestBody);
    const refused = await holdAgainstReleased(places);
    expect(refused.enough).toBe(false);
    expect(refused.lines).toContain(
      '[Breaking] createExtractAudioTask request: parameter is no longer taken',
    );
    expect(refused.lines.at(-1)).toBe(
      'Released: 0.1.0. Needed: 0.2.0 or higher. Found: 0.1.1, which is not enough: raise info.version.',
    );
    // Nothing is kept that the gate refuses.
    expect(await release(places)).toEqual(refused);
    await stand('0.2.0', change, requestBody);
    expect((await release(places)).lines.at(-1)).toBe('Kept as openapi-0.2.0.json.');
    await stand('0.2.0', change, requestBody);
    expect((await holdAgainstReleased(places)).lines).toEqual([
      'Released: 0.2.0. Needed: 0.2.0 or higher. Found: 0.2.0.',
    ]);
  });
});
