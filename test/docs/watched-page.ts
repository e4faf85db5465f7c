/** A page in a browser context of its own, and what it asks for and complains about. */
import type { Browser, BrowserContextOptions } from 'playwright-core';

/**
 * Opens an address. Errors and warnings of the page are complaints; data: addresses are no requests.
 *
 * @example
 * await using opened = await openWatched(browser, url, { colorScheme: 'dark' });
 */
export async function openWatched(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
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
  const page = await context.newPage();
  await page.goto(url);
  return { page, requests, complaints, [Symbol.asyncDispose]: () => context.close() };
}
