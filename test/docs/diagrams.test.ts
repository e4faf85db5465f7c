/** The pictures: drawn the same each time, narrow enough for a phone, and true where that can be checked. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawDiagrams } from '../../scripts/diagrams.js';
import { arrows } from '../../scripts/module-graph.js';
import { root } from '../../scripts/run.js';

const drawn = await drawDiagrams();

it('the pictures come out the same when they are drawn again', async () => {
  expect(await drawDiagrams()).toEqual(drawn);
});

describe.each(Object.entries(drawn))('%s', (_name, svg) => {
  it('is narrow, has a background of its own, and loads nothing', () => {
    const [, width] = /^<svg [^>]*width="(\d+)"/.exec(svg) ?? [];
    // On a screen of 360 pixels, 12 become 10.
    expect(Number(width)).toBeLessThanOrEqual(430);
    expect(svg).toContain('rx="8" fill="#f6f8fb"');
    expect(svg).toContain('<text ');
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|href|<script/,
    );
  });
});

it('the picture of the house has the arrows that npm run lint enforces', () => {
  const dot = readFileSync(new URL('docs/diagrams/house.dot', root), 'utf8');
  const shown = [...dot.matchAll(/^ +"([\w.]+)" -> ([^[\n]+)$/gm)].flatMap(
    ([, from, targets = '']) =>
      [...targets.matchAll(/"([\w.]+)"/g)].map(([, to]) => `${from ?? ''} -> ${to ?? ''}`),
  );
  const enforced = Object.entries(arrows)
    .flatMap(([from, targets]) => targets.map((to) => `${from} -> ${to}`))
    .filter((arrow) => !arrow.includes('local/')); // The inside of the local service is not in the picture.
  expect(shown.sort()).toEqual(enforced.sort());
});
