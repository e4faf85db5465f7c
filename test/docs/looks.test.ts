/** The rendered documentation for everybody: readable, on every screen, with what it promises in sight. */
import { readdirSync, readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GuidedDocument } from '../../scripts/guides.js';
import { startDocs } from './docs-page.js';

interface Contract extends GuidedDocument {
  paths: Record<string, { post?: { 'x-codeSamples'?: object[] } }>;
}

const root = new URL('../../', import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');
const titles = readdirSync(new URL('docs/', root))
  .filter((name) => name.endsWith('.md'))
  .map((name) => /^# (.+)$/m.exec(textOf(`docs/${name}`))?.[1] ?? name);

/** The heading that each address opens; that of nowhere flashes up before any other on a slow machine. */
const places = {
  '': 'Huawei Cloud VOD audio extraction',
  '#operation/createExtractAudioTask': 'Extract the audio of a video',
  '#operation/onAudioExtractComplete': 'An extraction ended',
  '#/nowhere': 'No page at this address',
  '#tag/guide-jobs-and-webhooks': 'Jobs and webhooks',
};

const two = {
  '#operation/createExtractAudioTask': places['#operation/createExtractAudioTask'],
  '#tag/guide-jobs-and-webhooks': places['#tag/guide-jobs-and-webhooks'],
};

let docs: Awaited<ReturnType<typeof startDocs>>;
beforeAll(async () => {
  const contract = JSON.parse(textOf('generated/openapi.json')) as Contract;
  const operation = contract.paths['/v1.0/{project_id}/asset/extract_audio']?.post;
  if (operation === undefined) throw new Error('The contract lacks the operation.');
  operation['x-codeSamples'] ??= [
    { lang: 'Shell', label: 'curl', source: 'curl --header @- # A comment.' },
    { lang: 'TypeScript', label: 'TypeScript', source: "import { vod } from 'huaweicloud-vod';" },
  ];
  docs = await startDocs(contract);
});
afterAll(() => docs.close());

describe.each([
  [1440, 'light', places],
  [360, 'dark', places],
  // Colours do not depend on the width, so that two places tell what the other two pairs have of their own.
  [1440, 'dark', two],
  [360, 'light', two],
] as const)('at %i px, %s', (width, colorScheme, seen) => {
  test('all is readable', async () => {
    const viewport = { width, height: 900 };
    await using opened = await docs.open(docs.urls.http, { viewport, colorScheme });
    const { page, requests, complaints } = opened;
    for (const [fragment, heading] of Object.entries(seen)) {
      if (fragment !== '') await page.goto(docs.urls.http + fragment);
      await arrive(page, heading);
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(scrolled, fragment).toBe(width);
      expect(await graveViolations(page), fragment).toEqual([]);
    }
    for (const [, alternative = ''] of textOf('docs/jobs-and-webhooks.md').matchAll(
      /!\[([^\]]+)\]/g,
    )) {
      const image = page.getByRole('img', { name: alternative });
      await image.scrollIntoViewIfNeeded();
      expect(await image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
      expect((await image.boundingBox())?.width).toBeGreaterThan(250);
    }
    expect(await page.locator('html').getAttribute('class')).toContain(colorScheme);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([docs.urls.http]);
  });
});

test('the guides are in the side bar, and lead to each other and to the calculator', async () => {
  await using opened = await docs.open(`${docs.urls.http}#tag/guide-getting-started`);
  const { page } = opened;
  await arrive(page, 'Getting started');
  const links = await page.locator('.menu-content a[href^="#/guide-"]').allTextContents();
  expect(links).toEqual(expect.arrayContaining(titles));

  await page.locator('main a[href="#tag/guide-differences"]').click();
  await arrive(page, 'Differences from the real service');

  await page.goto(`${docs.urls.http}#/guide-authentication/when-the-signature-is-refused`);
  await page.getByRole('link', { name: 'signature-calculator.html' }).click();
  await page.waitForURL(`${docs.urls.http}signature-calculator.html`);
});

test('samples can be had in each language', async () => {
  await using opened = await docs.open(`${docs.urls.http}#operation/createExtractAudioTask`);
  const { page } = opened;
  const choose = async (from: string, to: string) => {
    await page.getByRole('button', { name: from, exact: true }).click();
    await page.getByRole('menuitem', { name: to, exact: true }).click();
  };
  const code = page.locator('.panel-request-samples pre').first();
  await code.filter({ hasText: 'curl --' }).waitFor();
  await choose('curl', 'TypeScript');
  await code.filter({ hasText: "from 'huaweicloud-vod'" }).waitFor();
  expect(await graveViolations(page)).toEqual([]);
  await choose('TypeScript', 'Payload');
  await code.filter({ hasText: '"format": "MP3"' }).waitFor();
});

/** Waits until Redoc has drawn the place, and then scrolled it into the upper half. */
async function arrive(page: Page, heading: string): Promise<void> {
  await expect
    .poll(
      async () => (await page.getByRole('heading', { name: heading }).first().boundingBox())?.y,
      { timeout: 10_000 },
    )
    .toSatisfy((y) => typeof y === 'number' && y >= 0 && y < 450);
}

/** What axe finds of serious or critical impact: the rules, with the elements. */
async function graveViolations(page: Page): Promise<[rule: string, elements: string[]][]> {
  // Evaluated by the debugger, which the page's policy does not bind: it stays as it is.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const { rules, violations } = await page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
    const results = await run({ resultTypes: ['violations'] });
    return {
      rules: results.passes.map(({ id }) => id),
      violations: results.violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }): [string, string[]] => [id, nodes.map(({ html }) => html)]),
    };
  });
  expect(rules).toContain('color-contrast');
  return violations;
}
