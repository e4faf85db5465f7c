/** The rendered documentation in a real browser: complete, and silent towards every other host. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDocs } from './docs-page.js';

const title = 'Extract the audio of a video';
const audioAssetId = 'b6f1c4d2a97e4f0c8d35e21f7a90cc14';

let docs: Awaited<ReturnType<typeof startDocs>>;
beforeAll(async () => {
  docs = await startDocs();
}, 60_000);
afterAll(() => docs.close());

describe.each(['http', 'file'] as const)('over %s', (way) => {
  test('everything is found, and nothing comes from outside', { timeout: 30_000 }, async () => {
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
    await page.getByText(`"${audioAssetId}"`).first().waitFor();
    await page.getByRole('blockquote').filter({ hasText: 'Unsettled:' }).first().waitFor();

    // A person's own tab: the address in the link has to be enough, without Redoc's click handler.
    const events = await page.getByRole('link', { name: 'Events' }).getAttribute('href');
    expect(events).toBe('#/events');
    await page.getByRole('link', { name: 'Events' }).click();
    await page.getByRole('heading', { name: 'Verify before you believe' }).waitFor();
    await page.getByRole('link', { name: 'An extraction ended' }).click();
    await page.getByRole('heading', { name: 'An extraction ended' }).waitFor();
    // Redoc does not show what is inside `message`, so the events are schemas of the page's own.
    await page.getByRole('link', { name: 'its members' }).first().click();
    await page.getByRole('heading', { name: 'audioExtractComplete' }).waitFor();
    expect(page.url()).toBe(`${url}#/event-members/audioextractcompleteevent`);

    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
    expect(requests).toEqual([url]);
    expect(docs.served).toEqual(way === 'http' ? ['/'] : []);
  });

  test.each(['#/audio-extraction/createextractaudiotask', '#operation/createExtractAudioTask'])(
    'the deep link %s opens the operation',
    { timeout: 30_000 },
    async (fragment) => {
      await using opened = await docs.open(docs.urls[way] + fragment);
      const { page, complaints } = opened;
      const heading = page.getByRole('heading', { name: title });
      await heading.waitFor();
      // Redoc scrolls after it has rendered.
      await expect
        .poll(async () => (await heading.boundingBox())?.y, { timeout: 10_000 })
        .toSatisfy((y) => typeof y === 'number' && y >= 0 && y < 300);
      expect(complaints).toEqual([]);
    },
  );
});

test(
  'the browser refuses what the page would fetch all the same',
  { timeout: 30_000 },
  async () => {
    await using opened = await docs.open();
    const { page } = opened;
    docs.served.length = 0;
    const outcomes = await page.evaluate(async () => [
      await fetch('/fetched').then(
        () => 'fetched',
        () => 'refused',
      ),
      await new Promise((resolve) => {
        const image = new Image();
        image.addEventListener('load', () => {
          resolve('loaded');
        });
        image.addEventListener('error', () => {
          resolve('refused');
        });
        image.src = '/image.png';
      }),
    ]);
    expect(outcomes).toEqual(['refused', 'refused']);
    expect(docs.served).toEqual([]);
  },
);
