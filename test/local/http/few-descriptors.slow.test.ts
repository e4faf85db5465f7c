/** A service that may open few files, and callers who leave connections open. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  bundleService,
  callService,
  type Service,
  ServiceProcess,
} from '../store/durable-process.js';
import { extractAudio } from '../../../src/extraction/extract-audio.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { clientOf, upload } from '../service.js';

const folder = await temporaryFolder(afterAll);
let script = '';
beforeAll(async () => {
  script = await bundleService(folder);
});

const sockets: Socket[] = [];
const failure = (): never => {
  throw new Error('There is no connection.');
};
let apart: ServiceProcess | undefined;
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await apart?.kill();
});

/** Starts a service that may open 256 files. */
function startLimited(): Promise<Service> {
  const limited = ['bash', '-c', 'ulimit -n 256; exec "$@"', 'bash', process.execPath];
  apart = new ServiceProcess(script, {}, limited);
  return apart.started();
}

/** Connects to a service as often as `count`, and says something on each connection. */
async function crowd(service: Service, count: number, say: string): Promise<void> {
  const { port, hostname } = new URL(service.url);
  while (sockets.length < count) {
    const socket = connect(Number(port), hostname)
      .on('error', () => undefined)
      .resume();
    sockets.push(socket);
    await once(socket, 'connect');
    socket.write(say);
  }
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
      const service = await startLimited();
      await crowd(service, 300, say);
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

  it('answers every new request while up to 300 idle connections stay open', async () => {
    const service = await startLimited();
    const body = { title: 'a', video_name: 'a.mp4', video_type: 'MP4' };
    for (const count of [60, 126, 127, 128, 129, 190, 218, 300]) {
      await crowd(service, count, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
      await once(sockets.at(-1) ?? failure(), 'data');
      expect(await callService(service, '', body)).toMatchObject({ status: 200 });
    }
  });
});
