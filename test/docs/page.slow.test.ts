/** The rendered documentation in a real browser: complete, readable, and silent towards every other host. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDocs } from '../../scripts/docs.js';
import { root } from '../../scripts/run.js';
import { graveViolations, servePage, tryToFetch } from './served-page.js';

const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');
const guideTitles = readdirSync(new URL('docs/', root))
  .filter((name) => name.endsWith('.md'))
  .map((name) => /^# (.+)$/m.exec(textOf(`docs/${name}`))?.[1] ?? name);

const title = 'Extract the audio of a video';
const operation = '#operation/createExtractAudioTask';
const guide = '#tag/guide-jobs-and-webhooks';

/** The heading that each address opens. */
const places = {
  '': 'Huawei Cloud VOD audio extraction',
  [operation]: title,
  '#operation/onAudioExtractComplete': 'An extraction ended',
  '#/nowhere': 'No page at this address',
  [guide]: 'Jobs and webhooks',
};
/** Colours do not depend on the width, so that two places are enough for two of the four pairs. */
const two = { [operation]: title, [guide]: 'Jobs and webhooks' };

let docs: Awaited<ReturnType<typeof servePage>>;
beforeAll(async () => {
  // A name that is not local, because Redoc sends nothing from localhost anyway.
  docs = await servePage(buildDocs, 'docs.test');
});
afterAll(() => docs.close());

/** Redoc labels the button that chooses an example without the name of the example: see docs/decisions/redoc-unchanged.md. */
const accepted = { rules: { 'label-content-name-mismatch': { enabled: false } } };

/** Waits until Redoc has drawn the place, and then scrolled it into the upper half. */
async function arrive(page: Page, heading: string): Promise<void> {
  const top = async () =>
    (await page.getByRole('heading', { name: heading }).first().boundingBox())?.y ?? -1;
  await expect.poll(top, { timeout: 10_000 }).toSatisfy((y: number) => y >= 0 && y < 450);
}

describe.each([
  [1440, 'light', places],
  [360, 'dark', places],
  [1440, 'dark', two],
  [360, 'light', two],
] as const)('the page at %i pixels, %s', (width, colorScheme, seen) => {
  it(
    'fits the width, is readable, and asks no host for anything',
    { timeout: 90_000 },
    async () => {
      const viewport = { width, height: 900 };
      await using opened = await docs.open(docs.urls.http, { viewport, colorScheme });
      const { page, requests, complaints } = opened;
      for (const [fragment, heading] of Object.entries(seen)) {
        if (fragment !== '') await page.goto(docs.urls.http + fragment);
        await arrive(page, heading);
        const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(scrolled, fragment).toBe(width);
        expect(await graveViolations(page, accepted), fragment).toEqual([]);
      }
      const pictures = textOf('docs/jobs-and-webhooks.md').matchAll(/!\[([^\]]+)\]/g);
      for (const [, alternative = ''] of pictures) {
        const image = page.getByRole('img', { name: alternative });
        await image.scrollIntoViewIfNeeded();
        expect(await image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(
          0,
        );
        expect((await image.boundingBox())?.width).toBeGreaterThan(250);
      }
      expect(await page.locator('html').getAttribute('class')).toContain(colorScheme);
      expect(complaints).toEqual([]);
      expect(requests).toEqual([docs.urls.http]);
    },
  );
});

describe.each(['http', 'file'] as const)('the page, opened by %s:', (way) => {
  it('finds operations and events by search and links, and asks no host for anything', async () => {
    const url = docs.urls[way];
    await using opened = await docs.open(url);
    const { page, requests, complaints } = opened;
    expect(await page.title()).toBe('Huawei Cloud VOD audio extraction');

    const search = page.getByTestId('search-dialog');
    await page.getByTestId('search-trigger').click();
    await search.getByRole('textbox').fill('extract');
    await search.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    expect(page.url()).toBe(`${url}#/audio-extraction/createextractaudiotask`);
    await page.getByText('"b6f1c4d2a97e4f0c8d35e21f7a90cc14"').first().waitFor();
    await page.getByRole('blockquote').filter({ hasText: 'Unsettled:' }).first().waitFor();

    // In a new tab the address in the link has to be enough, without Redoc's click handler.
    const events = page.getByRole('link', { name: 'Events' });
    expect(await events.getAttribute('href')).toBe('#/events');
    await events.click();
    await page.getByRole('heading', { name: 'Verify before you believe' }).waitFor();
    await page.getByRole('link', { name: 'An extraction ended' }).click();
    await page.getByRole('heading', { name: 'An extraction ended' }).waitFor();
    // Redoc does not show what is inside `message`, so that the events are schemas of their own.
    await page.getByRole('link', { name: 'its members' }).first().click();
    await page.getByRole('heading', { name: 'audioExtractComplete' }).waitFor();
    expect(page.url()).toBe(`${url}#/event-members/audioextractcompleteevent`);

    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
    expect(requests).toEqual([url]);
    expect(docs.arrivals.map(({ request }) => request.url)).toEqual(way === 'http' ? ['/'] : []);
  });

  it.each(['#/audio-extraction/createextractaudiotask', operation])(
    'opens the operation by the deep link %s',
    async (fragment) => {
      await using opened = await docs.open(docs.urls[way] + fragment);
      await arrive(opened.page, title);
      expect(opened.complaints).toEqual([]);
    },
  );
});

it('the side bar lists the guides, which lead to each other and to the calculator', async () => {
  await using opened = await docs.open(`${docs.urls.http}#tag/guide-getting-started`);
  const { page } = opened;
  await arrive(page, 'Getting started');
  const links = await page.locator('.menu-content a[href^="#/guide-"]').allTextContents();
  expect(links).toEqual(expect.arrayContaining(guideTitles));

  await page.locator('main a[href="#tag/guide-differences"]').click();
  await arrive(page, 'Differences from the real service');

  await page.goto(`${docs.urls.http}#/guide-authentication/when-the-signature-is-refused`);
  await page.getByRole('link', { name: 'signature-calculator.html' }).click();
  await page.waitForURL(`${docs.urls.http}signature-calculator.html`);
});

it('an operation shows its sample in the language that the reader chooses', async () => {
  await using opened = await docs.open(docs.urls.http + operation);
  const { page } = opened;
  const choose = async (from: string, to: string) => {
    await page.getByRole('button', { name: from, exact: true }).click();
    await page.getByRole('menuitem', { name: to, exact: true }).click();
  };
  const code = page.locator('.panel-request-samples pre').first();
  await code.filter({ hasText: 'curl --' }).waitFor();
  await choose('curl', 'TypeScript');
  await code.filter({ hasText: "from 'huaweicloud-vod'" }).waitFor();
  expect(await graveViolations(page, accepted)).toEqual([]);
  await choose('TypeScript', 'Payload');
  await code.filter({ hasText: '"format": "MP3"' }).waitFor();
});

it('the policy of the page refuses what a script would fetch', async () => {
  await using opened = await docs.open();
  docs.arrivals.length = 0;
  expect(await tryToFetch(opened.page)).toEqual(['refused', 'refused']);
  expect(docs.arrivals).toEqual([]);
});
