/** What takes a while on Node: really long answers, and connections that are idle for long. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { settled, startFaultyVod, type Step } from './faulty-vod.js';
import { clientOf, errorOf, extract, read, transports } from './watched-client.js';

const mebibyte = 1024 * 1024;

describe.each(Object.entries(transports))('a client over %s', (_transport, options) => {
  it('gives up an answer of 600 MiB after 16 MiB', async () => {
    let written = 0;
    const step: Step = async ({ readBody, socket }) => {
      await readBody();
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${600 * mebibyte}\r\n\r\n`);
      const chunk = Buffer.alloc(mebibyte, ' ');
      while (written < 600 * mebibyte && socket.writable) {
        const isTaken = socket.write(chunk);
        written += chunk.length;
        if (!isTaken)
          await Promise.race([new Promise((go) => socket.once('drain', go)), wait(1000)]);
      }
    };
    const vod = await startFaultyVod([step, step]);
    const client = clientOf(vod, { ...options, maxRetries: 0 });
    const message = expect.stringContaining('its answer is longer than 16777216 bytes');
    expect(await errorOf(read(client))).toMatchObject({ name: 'VodAnswerError', message });
    expect(written).toBeGreaterThan(15 * mebibyte);
    expect(await errorOf(extract(client))).toMatchObject({
      name: 'AmbiguousOutcomeError',
      message,
    });
    expect(written).toBeLessThan(200 * mebibyte);
  });
});

it('a connection that was idle for four seconds is closed', async () => {
  const vod = await startFaultyVod();
  await read(clientOf(vod));
  await settled();
  await wait(3000);
  expect(vod.open).toBe(1);
  await wait(2000);
  expect(vod.open).toBe(0);
});
