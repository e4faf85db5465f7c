/** The built signature calculator, served and opened in a real browser, for the tests. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { buildCalculator } from '../../scripts/calculator.js';
import { launchBrowser } from './browser.js';
import { openWatched } from './watched-page.js';

/** What arrived at the server that serves the page. */
interface Arrival {
  request: IncomingMessage;
  body: string;
}

/**
 * Builds the page and serves it at every path of 127.0.0.1; no other host can be reached.
 *
 * @example
 * const calculator = await startCalculator();
 * await using opened = await calculator.open();
 */
export async function startCalculator() {
  const folder = await mkdtemp(join(tmpdir(), 'vod-calculator-test-'));
  const file = join(folder, 'site', 'signature-calculator.html');
  await buildCalculator(file);
  const html = await readFile(file);
  const arrivals: Arrival[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      arrivals.push({ request, body });
      response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const urls = {
    http: `http://127.0.0.1:${address.port}/`,
    file: pathToFileURL(file).href,
  };
  const browser = await launchBrowser('--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1');

  /** Opens the page in a context of its own, and watches what it asks for and complains about. */
  async function open(url = urls.http, options: BrowserContextOptions = {}) {
    arrivals.length = 0;
    const opened = await openWatched(browser, url, options);
    const { page } = opened;
    await page.getByText('Signed. The signature begins').waitFor();
    return {
      ...opened,
      /** The field with that label. */
      field: (label: string) => page.getByLabel(label, { exact: true }),
      press: (name: string) => page.getByRole('button', { name, exact: true }).click(),
      authorization: () => page.locator('#authorization').textContent(),
      canonicalRequest: async () => {
        const lines = await page.locator('#canonical-request dd').allTextContents();
        return lines.map((line) => (line === 'empty line' ? '' : line));
      },
    };
  }

  async function close(): Promise<void> {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  }

  return { urls, arrivals, open, close };
}
