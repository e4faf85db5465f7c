/** `npm run docs -- --serve`: the site on the loopback, rebuilt and reloaded when a source changes. */
import { watch } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { root, runTool } from './run.js';

/** What the site is made of. */
const sources = ['openapi', 'docs'];

/** Reloads the page when the server says so; the page's own policy would forbid the connection. */
const reloader = `<script>new EventSource('/reload').onmessage = () => location.reload()</script>`;

/**
 * Serves site/ until the process ends.
 *
 * @param port 0 takes a free one.
 * @param build makes the pages anew from generated/.
 */
export async function serveSite(port: number, build: () => Promise<void>): Promise<void> {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (request.url === '/reload') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      listeners.add(response);
      response.once('close', () => listeners.delete(response));
      return;
    }
    const page = request.url === '/signature-calculator.html' ? 'signature-calculator' : 'index';
    void readFile(new URL(`site/${page}.html`, root), 'utf8').then((html) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, '') + reloader,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.address() as AddressInfo; // A TCP server that listens has one.
  console.log(
    `http://127.0.0.1:${taken}/ (rebuilds when ${sources.join('/ or ')}/ changes; Ctrl-C ends it)`,
  );

  const rebuild = async (): Promise<void> => {
    const { code, output } = await runTool('tsx', 'scripts/generate.ts');
    if (code === 0) {
      await build();
      for (const listener of listeners) listener.write('data: built\n\n');
    }
    console.log(code === 0 ? 'Rebuilt.' : output);
  };
  let building = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  for (const folder of sources) {
    watch(fileURLToPath(new URL(`${folder}/`, root)), { recursive: true }, () => {
      // An editor writes a file in several steps.
      clearTimeout(timer);
      timer = setTimeout(() => {
        building = building.then(rebuild).catch((error: unknown) => {
          console.error(error);
        });
      }, 200);
    });
  }
}
