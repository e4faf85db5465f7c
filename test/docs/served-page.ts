/** A built page of the site, served and opened in a real browser. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { listen } from '../listen.js';
import { launchBrowser } from './browser.js';

/**
 * Builds a page and serves it at every path of a host. The browser reaches no other host.
 *
 * @param build - Writes the page to a file.
 * @example
 * const site = await servePage(buildDocs, 'docs.test');
 * await using opened = await site.open();
 */
export async function servePage(build: (file: string) => Promise<void>, host: string) {
  const folder = await mkdtemp(join(tmpdir(), 'vod-page-'));
  const file = join(folder, 'site', 'index.html');
  await build(file);
  const html = await readFile(file);
  const arrivals: { request: IncomingMessage; body: string }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      arrivals.push({ request, body });
      response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
    });
  });
  const { port } = new URL(await listen(server));
  const urls = { http: `http://${host}:${port}/`, file: pathToFileURL(file).href };
  const hosts = `MAP ${host} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`;
  const browser = await launchBrowser(`--host-resolver-rules=${hosts}`);

  /**
   * Opens an address in a context of its own. `requests` are those that the page's own policy lets out, `data:`
   * addresses not counted; `complaints` are the errors and warnings of the page, its blocked requests not counted.
   */
  async function open(url = urls.http, options: BrowserContextOptions = {}) {
    arrivals.length = 0;
    const viewport = { width: 1440, height: 900 };
    const context = await browser.newContext({ viewport, ...options });
    context.setDefaultTimeout(10_000);
    const requests: string[] = [];
    const complaints: string[] = [];
    context.on('request', (request) => {
      if (!request.url().startsWith('data:')) requests.push(request.url());
    });
    context.on('requestfailed', (request) => {
      if (request.failure()?.errorText !== 'csp') return;
      requests.splice(requests.indexOf(request.url()), 1);
    });
    context.on('weberror', (error) => complaints.push(String(error.error())));
    context.on('console', (message) => {
      const text = message.text();
      if (text.startsWith(`Loading the image 'https://cdn.redoc.ly/redoc/logo-mini`)) return;
      if (['error', 'warning'].includes(message.type())) complaints.push(text);
    });
    const page = await context.newPage();
    await page.goto(url);
    return { page, requests, complaints, [Symbol.asyncDispose]: () => context.close() };
  }

  async function close(): Promise<void> {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  }

  return { urls, arrivals, open, close };
}

/** What axe finds of serious or critical impact: the rules, with the elements. */
export async function graveViolations(
  page: Page,
  options: axe.RunOptions = {},
): Promise<[rule: string, elements: string[]][]> {
  // The debugger evaluates it, which the policy of the page does not bind.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const { passes, violations } = await page.evaluate(
    (given) => (globalThis as unknown as { axe: typeof axe }).axe.run(given),
    options,
  );
  // A page that is not drawn has no colours, and nothing wrong with them.
  if (!passes.some(({ id }) => id === 'color-contrast')) throw new Error('axe saw no text.');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** What becomes of a fetch and of an image that a script of the page would load from the server of the page. */
export function tryToFetch(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const image = new Image();
    image.src = '/image.png';
    return Promise.all(
      [fetch('/fetched'), image.decode()].map((loaded: Promise<unknown>) =>
        loaded.then(
          () => 'loaded',
          () => 'refused',
        ),
      ),
    );
  });
}
