/** The rendered documentation in a real browser: complete, and silent towards every other host. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDocs } from '../../scripts/docs.js';
import { launchBrowser } from './browser.js';

const title = 'Extract the audio of a video';
const audioAssetId = 'b6f1c4d2a97e4f0c8d35e21f7a90cc14';

const cleanups: (() => unknown)[] = [];
let served: string[] = [];
let browser: Browser;
let urls: Record<'http' | 'file', string>;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vod-docs-test-'));
  cleanups.push(() => rm(folder, { recursive: true }));
  const file = join(folder, 'site', 'index.html');
  await buildDocs(file);
  // A name that is not local, because Redoc keeps quiet on localhost; and no other name resolves.
  browser = await launchBrowser('--host-resolver-rules=MAP docs.test 127.0.0.1, MAP * ~NOTFOUND');
  cleanups.push(() => browser.close());
  const html = await readFile(file);
  const server = createServer((request, response) => {
    served.push(request.url ?? '');
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  urls = { http: `http://docs.test:${String(address.port)}/`, file: pathToFileURL(file).href };
}, 60_000);

afterAll(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup();
});

describe.each(['http', 'file'] as const)('over %s', (way) => {
  test('everything is found, and nothing comes from outside', { timeout: 30_000 }, async () => {
    const url = urls[way];
    served = [];
    const { page, requests, complaints } = await watchedPage();
    await page.goto(url);
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
    await page.getByRole('heading', { name: 'An extraction ended' }).waitFor();

    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
    expect(requests).toEqual([url]);
    expect(served).toEqual(way === 'http' ? ['/'] : []);
    await page.context().close();
  });

  test.each(['#/audio-extraction/createextractaudiotask', '#operation/createExtractAudioTask'])(
    'the deep link %s opens the operation',
    { timeout: 30_000 },
    async (fragment) => {
      const { page, complaints } = await watchedPage();
      await page.goto(urls[way] + fragment);
      const heading = page.getByRole('heading', { name: title });
      await heading.waitFor();
      // Redoc scrolls after it has rendered.
      await expect
        .poll(async () => (await heading.boundingBox())?.y, { timeout: 10_000 })
        .toSatisfy((y) => typeof y === 'number' && y >= 0 && y < 300);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );
});

test(
  'the browser refuses what the page would fetch all the same',
  { timeout: 30_000 },
  async () => {
    const { page } = await watchedPage();
    await page.goto(urls.http);
    served = [];
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
    expect(served).toEqual([]);
    await page.context().close();
  },
);

/** A page in a context of its own, with what it asks for and what it complains about. */
async function watchedPage(): Promise<{ page: Page; requests: string[]; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(10_000);
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith('data:')) requests.push(request.url());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return { page: await context.newPage(), requests, complaints };
}
