/**
 * Measures how many signed creates per second the local VOD service takes, each on disk before its answer, beside
 * a bare node:http server that echoes the same requests. Both run in processes of their own, in turn.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signRequest } from '../src/index.js';
import { startLocalVod } from '../src/local/index.js';

const script = fileURLToPath(import.meta.url);
const rounds = 9;
/** The same time for both, because a busy machine lets short work pass. */
const roundMs = 500;
const atOnce = 64;
const accessKey = {
  accessKeyId: 'FAKEAK0000000000TEST',
  secretAccessKey: 'fakeSecretKey0123456789',
};
const projectId = '0123456789abcdef0123456789abcdef';
const body = JSON.stringify({ title: 'clip', video_name: 'clip.mp4', video_type: 'MP4' });

/** What was measured: medians over interleaved rounds. */
export interface DurableCreates {
  /** Signed `createAssetByFileUpload` calls per second, each on disk before its answer. */
  createsPerSecond: number;
  /** Requests of the same size per second that a bare node:http server echoes. */
  echoesPerSecond: number;
  /** The first as a part of the second. */
  share: number;
}

/**
 * Measures the local service against a bare server. Takes about ten seconds.
 *
 * @example
 * const { share } = await measureDurableCreates();
 */
export async function measureDurableCreates(): Promise<DurableCreates> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-durable-'));
  const servers = await Promise.all([serveApart('durable', folder), serveApart('echo')]);
  try {
    const speeds: [number[], number[]] = [[], []];
    for (let round = -1; round < rounds; round += 1) {
      for (const [index, { url }] of servers.entries()) {
        const speed = await requestsPerSecond(`${url}/v1.0/${projectId}/asset`);
        if (round >= 0) speeds[index]?.push(speed); // The first round only warms up.
      }
    }
    const [createsPerSecond, echoesPerSecond] = [median(speeds[0]), median(speeds[1])];
    return { createsPerSecond, echoesPerSecond, share: createsPerSecond / echoesPerSecond };
  } finally {
    for (const { stop } of servers) await stop();
    await rm(folder, { recursive: true });
  }
}

async function serveApart(kind: 'durable' | 'echo', folder = '') {
  const server = fork(script, [kind, folder]);
  const [url] = (await once(server, 'message')) as [string]; // It sends nothing else.
  const stop = async () => {
    const exited = once(server, 'exit');
    server.kill();
    await exited;
  };
  return { url, stop };
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

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function serveDurably(folder: string): Promise<string> {
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
  const [kind, folder = ''] = process.argv.slice(2);
  if (kind === 'durable') process.send?.(await serveDurably(folder));
  else if (kind === 'echo') process.send?.(await serveEchoes());
  else console.log(await measureDurableCreates());
}
