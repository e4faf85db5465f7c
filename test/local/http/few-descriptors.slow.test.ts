/** A service that may open few files, and callers who leave connections open. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleService, type Service, ServiceProcess } from '../store/durable-process.js';
import { extractAudio } from '../../../src/extraction/extract-audio.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { clientOf, upload } from '../service.js';

const folder = await temporaryFolder(afterAll);
let script = '';
beforeAll(async () => {
  script = await bundleService(folder);
});

const sockets: Socket[] = [];
let apart: ServiceProcess | undefined;
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await apart?.kill();
});

/** Starts a service that may open 256 files, and connects to it 300 times. */
async function startCrowded(say = ''): Promise<Service> {
  const limited = ['bash', '-c', 'ulimit -n 256; exec "$@"', 'bash', process.execPath];
  apart = new ServiceProcess(script, {}, limited);
  const service = await apart.started();
  const { port, hostname } = new URL(service.url);
  for (let count = 0; count < 300; count += 1) {
    const socket = connect(Number(port), hostname)
      .on('error', () => undefined)
      .resume();
    sockets.push(socket);
    await once(socket, 'connect');
    socket.write(say);
  }
  return service;
}

describe.skipIf(process.platform === 'win32')('a service with 256 file descriptors', () => {
  it.each([
    ['say nothing', ''],
    ['stop in the middle of a head', 'GET / HTTP/1.1\r\nHost: a'],
    ['stay open after their answer', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['stop in the middle of a body', 'PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n'],
  ])(
    'extracts audio while 300 connections %s',
    async (_what, say) => {
      const service = await startCrowded(say);
      const vod = clientOf(service);
      const job = await vi.waitFor(async () => extractAudio(vod, { assetId: await upload(vod) }), {
        timeout: 25_000,
        interval: 500,
      });
      await expect(job.wait()).resolves.toHaveProperty('url');
      expect(sockets.filter(({ destroyed }) => !destroyed).length).toBeLessThan(200);
    },
    60_000,
  );
});
