/** The pictures: drawn the same each time, narrow enough for a phone, and true where that can be checked. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { drawDiagrams } from '../../scripts/diagrams.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the pictures', async () => {
  const drawn = await drawDiagrams();

  it('come out the same again', async () => {
    expect(await drawDiagrams()).toEqual(drawn);
  });

  it.each(Object.entries(drawn))(
    '%s is narrow, on paper of its own, and asks for nothing',
    (_, svg) => {
      const [, width] = /^<svg [^>]*width="(\d+)"/.exec(svg) ?? [];
      // On a screen of 360 pixels, 12 become 10.
      expect(Number(width)).toBeLessThanOrEqual(430);
      expect(svg).toContain('rx="8" fill="#f6f8fb"');
      expect(svg).toContain('<text ');
      expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
        /https?:|href|<script/,
      );
    },
  );
});

describe('the picture of the house', () => {
  const source = readFileSync(`${root}docs/diagrams/house.dot`, 'utf8');
  const drawn = edgesOf(source);
  const parts = [...drawn.keys(), ...[...drawn.values()].flat()];
  /** The box of a module: its folder, its file, or the box that several small files share. */
  const boxOf = (path: string) => {
    const [folder = '', file] = path.split('/');
    const name = file === undefined ? folder : `${folder}/`;
    return parts.find((part) => part.split(' ').includes(name)) ?? name;
  };
  const real = importsOf(boxOf);

  it('has every import as a way downwards', () => {
    const missing = [...real].flatMap(([from, targets]) =>
      [...targets].filter((to) => !reaches(from, to)).map((to) => `${from} -> ${to}`),
    );
    expect(missing).toEqual([]);
  });

  it('has no step that is no import, but what is made from the contract', () => {
    const extra = [...drawn].flatMap(([from, targets]) =>
      targets.filter((to) => real.get(from)?.has(to) !== true).map((to) => `${from} -> ${to}`),
    );
    expect(extra).toEqual(['generated/ -> openapi/']);
  });

  function reaches(from: string, to: string): boolean {
    return (drawn.get(from) ?? []).some((next) => next === to || reaches(next, to));
  }
});

/** `"a" -> "b"` and `"a" -> { "b" "c" }`, by a. */
function edgesOf(dot: string): Map<string, string[]> {
  const edges = new Map<string, string[]>();
  for (const [, from = '', targets = ''] of dot.matchAll(/^ +"([^"]+)" -> (.+)$/gm)) {
    const names = [...targets.replace(/\[.*/, '').matchAll(/"([^"]+)"/g)];
    edges.set(from, [...(edges.get(from) ?? []), ...names.map(([, name = '']) => name)]);
  }
  return edges;
}

/** Which box imports which, by the text of the sources. */
function importsOf(boxOf: (path: string) => string): Map<string, Set<string>> {
  const imports = new Map<string, Set<string>>();
  const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' });
  for (const file of files.map((each) => each.replaceAll('\\', '/'))) {
    if (!/\.[jt]s$/.test(file)) continue;
    const from = boxOf(file);
    const text = readFileSync(`${root}src/${file}`, 'utf8').replace(/^ \*.*$/gm, '');
    for (const [, target = ''] of text.matchAll(/(?:from |import\()'(\.[^']+)'/g)) {
      const path = posix.join('src', posix.dirname(file), target).replace(/\.js$/, '.ts');
      const to = boxOf(path.replace(/^src\//, ''));
      if (to !== from) imports.set(from, (imports.get(from) ?? new Set()).add(to));
    }
  }
  return imports;
}
