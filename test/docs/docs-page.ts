/** The rendered documentation, built, served and opened in a real browser, for the tests. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { buildDocs } from '../../scripts/docs.js';
import { launchBrowser } from './browser.js';
import { openWatched } from './watched-page.js';

/**
 * Builds the page and serves it at every path of a host of its own; no other host can be reached.
 *
 * @param document - As in buildDocs.
 * @example
 * const docs = await startDocs();
 * await using opened = await docs.open();
 */
export async function startDocs(document?: Parameters<typeof buildDocs>[1]) {
  const folder = await mkdtemp(join(tmpdir(), 'vod-docs-test-'));
  const file = join(folder, 'site', 'index.html');
  await buildDocs(file, document);
  const html = await readFile(file);
  const served: string[] = [];
  const server = createServer((request, response) => {
    served.push(request.url ?? '');
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const urls = {
    http: `http://docs.test:${String(address.port)}/`,
    file: pathToFileURL(file).href,
  };
  // A name that is not local, because Redoc keeps quiet on localhost; and no other name resolves.
  const browser = await launchBrowser(
    '--host-resolver-rules=MAP docs.test 127.0.0.1, MAP * ~NOTFOUND',
  );

  /** Opens an address in a context of its own, and watches what it asks for and complains about. */
  function open(url = urls.http, options: BrowserContextOptions = {}) {
    served.length = 0;
    return openWatched(browser, url, options);
  }

  async function close(): Promise<void> {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  }

  return { urls, served, open, close };
}
