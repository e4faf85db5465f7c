/** Which connections a client uses on Node, and that nothing late on one of them reaches another call. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { VodClient } from '../../src/index.js';
import {
  accept,
  answer,
  answerText,
  type Exchange,
  settled,
  startFaultyVod,
  type Step,
} from './faulty-vod.js';
import { clientOf, extract, outcomeOf, read } from './watched-client.js';

/** The answer to a read or a create of this asset, and to no other. */
async function ownAnswer({ request, readBody }: Exchange): Promise<string> {
  const id = /asset_id(?:=|":")(\w+)/.exec(request.path + (await readBody()))?.[1] ?? '';
  return answerText(200, { asset_id: id, audio_asset_id: `audio-of-${id}` });
}

/** Asks about one asset, or creates its job; gives the id that was asked for and the one that was answered. */
async function call(client: VodClient, id: string, creates: boolean): Promise<string[]> {
  if (!creates) {
    const query = { asset_id: id };
    const { data } = await client.GET('/v1.0/{project_id}/asset/details', { params: { query } });
    return [id, data.asset_id];
  }
  const body = { asset_id: id };
  const { data } = await client.POST('/v1.0/{project_id}/asset/extract_audio', { body });
  return [`audio-of-${id}`, data.audio_asset_id];
}

describe('an answer that comes twice', () => {
  const twice =
    (pause: () => Promise<unknown>): Step =>
    async (exchange) => {
      const bytes = await ownAnswer(exchange);
      exchange.socket.write(bytes);
      await pause();
      if (exchange.socket.writable) exchange.socket.write(bytes);
    };
  it.each<[string, Step]>([
    ['3 ms later', twice(() => wait(3))],
    ['in the next packet', twice(settled)],
    [
      'in the same packet',
      async (exchange) => exchange.socket.write((await ownAnswer(exchange)).repeat(2)),
    ],
  ])('is not taken for that of another call when it comes %s', async (_when, step) => {
    const vod = await startFaultyVod(Array.from({ length: 400 }, () => step));
    const one = clientOf(vod, { maxRetries: 9 });
    const other = clientOf(vod, { maxRetries: 9 });
    for (let number = 0; number < 40; number += 1) {
      const client = number % 5 === 0 ? other : one;
      const [asked, answered] = await call(client, `a${String(number)}`, number % 3 === 0);
      expect(answered).toBe(asked);
      if (number % 4 === 0) await wait(number % 7);
    }
    expect(vod.requests.filter(({ method }) => method === 'POST')).toHaveLength(14);
  });
});

describe('a client', () => {
  it('keeps one connection for reads, and opens one for each create and closes it', async () => {
    const vod = await startFaultyVod([accept, accept, answer(400), accept]);
    const client = clientOf(vod);
    for (const next of [read, extract, extract, read]) {
      await outcomeOf<unknown>(next(client));
      await settled();
    }
    expect([vod.requests.length, vod.connections, vod.open]).toEqual([4, 3, 1]);
  });

  it('shares no connection with another client', async () => {
    const vod = await startFaultyVod();
    for (const client of [clientOf(vod), clientOf(vod), clientOf(vod)]) {
      await read(client);
      await settled();
    }
    expect([vod.connections, vod.open]).toEqual([3, 3]);
  });

  it.each([
    ['a second answer', answerText(200, { asset_id: 'other' })],
    ['a 408 of a server that waited too long', answerText(408)],
    ['a line break', '\r\n'],
  ])('drops an idle connection that receives %s', async (_what, bytes) => {
    let late: () => void = () => undefined;
    const step: Step = async (exchange) => {
      late = () => exchange.socket.write(bytes);
      await accept(exchange);
    };
    const vod = await startFaultyVod([step]);
    const client = clientOf(vod);
    await read(client);
    await settled();
    expect(vod.open).toBe(1);
    late();
    await vi.waitFor(() => expect(vod.open).toBe(0), 10_000);
    await read(client);
    expect([vod.requests.length, vod.connections]).toEqual([2, 2]);
  });

  it('does not keep a process alive', async () => {
    const vod = await startFaultyVod([
      accept,
      answer(429, '', { 'retry-after': '0' }),
      answer(400),
    ]);
    const script = `
      import { createVodClient } from './src/index.ts';
      const vod = createVodClient({
        endpoint: '${vod.url}',
        projectId: 'p',
        credentials: async () => ({ token: 'fake-token', expiresAt: new Date(Date.now() + 3_600_000) }),
      });
      const read = () => vod.GET('/v1.0/{project_id}/asset/list');
      await read();
      console.log(await read().catch(({ name }) => name));
      console.log(process.getActiveResourcesInfo().filter((name) => !/Pipe|TTY|FSReq|File/.test(name)));
    `;
    const options = ['--import', 'tsx', '--input-type=module', '-e', script];
    const cwd = new URL('../../', import.meta.url);
    const child = spawn(process.execPath, options, { cwd, timeout: 20_000 });
    const [out, problems, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    expect({ out, problems, code }).toEqual({ out: 'VodApiError\n[]\n', problems: '', code: 0 });
  });
});
