/** Callers who announce long bodies and never finish them: they cost the service little memory. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { ask } from '../answers.js';
import { signedHead } from './raw-requests.js';

let local: LocalVod;
const sockets: Socket[] = [];
beforeEach(async () => {
  local = await startLocalVod();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await local.close();
});

const length = 11 * 1024 * 1024;
const mostBytes = 20 * 1024 * 1024;
const body = Buffer.alloc(length - 1, ' ');
const forged = { secretAccessKey: 'fake-secret' };

it.each<[string, () => Promise<string[]> | string[]]>([
  ['without credentials', () => ['POST /v1.0/x/asset/extract_audio HTTP/1.1']],
  ['with a wrong token', () => ['POST /v1.0/x/asset HTTP/1.1', 'X-Auth-Token: another']],
  ['with an unknown access key', () => signedHead(local, 'POST', { accessKeyId: 'FAKE' })],
  ['with an old date', () => signedHead(local, 'POST', {}, new Date(0))],
  ['with a forged signature', () => signedHead(local, 'POST', forged)],
  ['with a forged signature of a GET', () => signedHead(local, 'GET', forged)],
  ['that log in', () => ['POST /v3/auth/tokens HTTP/1.1']],
  ['to a forged presigned URL', () => ['PUT /upload/x?Signature=fake HTTP/1.1']],
])('forty bodies of 11 MB %s take less than 20 MB', async (_what, headOf) => {
  const head = [...(await headOf()), `Content-Length: ${length}`, 'Host: localhost', '', ''];
  const before = bytesOfBuffers();
  await Promise.all(Array.from({ length: 40 }, () => send(head.join('\r\n'))));
  const told = await ask(local, `details?asset_id=${'0'.repeat(32)}`);
  expect(told).toMatchObject({ status: 400, code: 'VOD.10062' });
  // Dropped bytes are collected a little later.
  await expect.poll(() => bytesOfBuffers() - before, { timeout: 5000 }).toBeLessThan(mostBytes);
});

/** Sends all bytes of a request but the last one, or as many as the service reads. */
async function send(head: string): Promise<void> {
  const { port, hostname } = new URL(local.url);
  const socket = connect(Number(port), hostname)
    .on('error', () => undefined)
    .resume();
  sockets.push(socket);
  socket.write(head);
  const sent = new Promise((resolve) => socket.write(body, resolve));
  await Promise.race([sent, once(socket, 'close'), setTimeout(700)]);
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function bytesOfBuffers(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}
