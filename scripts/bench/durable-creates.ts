/**
 * How many signed creates per second the local VOD service takes, each on disk before its answer, beside a bare
 * node:http server that echoes the same requests. Both run in processes of their own, which this file starts.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { signRequest } from '../../src/index.js';
import type * as Local from '../../src/local/index.js';
import { temporaryFolder } from '../run.js';
import { accessKey, projectId } from './callers.js';
import { type Comparison, compare } from './rounds.js';

const script = fileURLToPath(import.meta.url);
/** How long each server is measured in a round: the same time for both, so that a busy machine slows both alike. */
const roundMs = 500;
const atOnce = 64;
const body = JSON.stringify({ title: 'clip', video_name: 'clip.mp4', video_type: 'MP4' });

/** The names of the contenders, as the tables show them. */
export const serverNames = {
  echo: 'bare node:http, an echo',
  durable: 'the local VOD service, on disk',
} as const;

/**
 * Compares the two by `perSecond`. A round takes a second.
 *
 * @param modules where the compiled modules of src/ are.
 */
export async function compareCreates(modules: URL, rounds: number): Promise<Comparison> {
  await using folder = await temporaryFolder('bench-durable');
  const kinds = ['durable', 'echo'] as const;
  const servers = await Promise.all(kinds.map((kind) => serveApart(kind, modules, folder.path)));
  try {
    const contenders = servers.map(({ name, url }) => ({
      name,
      measure: async () => ({
        perSecond: await requestsPerSecond(`${url}/v1.0/${projectId}/asset`),
      }),
    }));
    return await compare(contenders, rounds, 1);
  } finally {
    for (const { stop } of servers) await stop();
  }
}

async function serveApart(name: keyof typeof serverNames, modules: URL, folder: string) {
  const server = fork(script, [name, modules.href, folder]);
  const [url] = (await once(server, 'message')) as [string]; // It sends nothing else.
  const stop = async () => {
    const exited = once(server, 'exit');
    server.kill();
    await exited;
  };
  return { name, url, stop };
}

/** Sends requests that were signed beforehand, so that the client costs the same for both. */
async function requestsPerSecond(url: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const { headers } = await signRequest(
    new Request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
    accessKey,
  );
  const options = {
    agent,
    method: 'POST',
    headers: { ...Object.fromEntries(headers), 'content-length': Buffer.byteLength(body) },
  };
  const start = performance.now();
  let answers = 0;
  const sendUntilOver = async () => {
    while (performance.now() < start + roundMs) {
      await new Promise<void>((resolve, reject) => {
        httpRequest(url, options, (response) => {
          const { statusCode = 0 } = response;
          if (statusCode !== 200) reject(new Error(`The answer was ${statusCode}.`));
          response.resume().once('end', resolve);
        })
          .once('error', reject)
          .end(body);
      });
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendUntilOver));
  agent.destroy();
  return (answers / (performance.now() - start)) * 1000;
}

async function serveDurably(modules: string, folder: string): Promise<string> {
  const { startLocalVod } = (await import(`${modules}local/index.js`)) as typeof Local;
  // Without rate limits, which would be what is measured.
  const options = { folder, accessKey, projectId, callsPerMinute: Infinity };
  return (await startLocalVod(options)).url;
}

async function serveEchoes(): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    request.pipe(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  return `http://127.0.0.1:${port}`;
}

if (process.argv[1] === script) {
  const [name, modules = '', folder = ''] = process.argv.slice(2);
  process.send?.(name === 'durable' ? await serveDurably(modules, folder) : await serveEchoes());
}
