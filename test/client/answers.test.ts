/** Answers that a call cannot use: too long, without what it needs, about something else. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import {
  acceptance,
  answer,
  assetId,
  settled,
  startFaultyVod,
  type Step,
  write,
} from './faulty-vod.js';
import {
  clientOf,
  errorOf,
  extract,
  type LogEntry,
  read,
  transports,
  watchedLogger,
} from './watched-client.js';

const object = (length: number) => JSON.stringify({ asset_id: assetId }).padEnd(length);
const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const bomb: Step = async ({ readBody, socket }) => {
  await readBody();
  const zipped = gzipSync(object(1_000_000));
  socket.write(`${head}content-encoding: gzip\r\ncontent-length: ${zipped.length}\r\n\r\n`);
  socket.write(zipped);
};

describe.each(Object.entries(transports))(
  'an answer over maxAnswerBytes, over %s',
  (transport, options) => {
    const maxAnswerBytes = 2000;
    const json = { 'content-type': 'application/json' };
    const chunked = `${head}transfer-encoding: chunked\r\n\r\n1000\r\n${object(4096)}`;
    const long: [string, Step, 'endless'?][] = [
      ['of a known length', answer(200, object(2001), json)],
      ['that is an error', answer(400, object(2001), json)],
      ['that is cut off', write([`${head}content-length: 9999\r\n\r\n${object(2001)}`]), 'endless'],
      ['in chunks without an end', write([chunked, '\r\n1\r\n ', '\r\n1\r\n ']), 'endless'],
      ['without a length', write([`${head}connection: close\r\n\r\n${object(9000)}`]), 'endless'],
    ];
    if (transport === 'fetch') long.push(['once it is decompressed', bomb]); // node:http decompresses nothing.

    it.each(long)('fails the call when it is one %s', async (_what, step, endless) => {
      const vod = await startFaultyVod(Array.from({ length: 4 }, () => step));
      const client = clientOf(vod, { ...options, maxAnswerBytes });
      const error = await errorOf(read(client));
      expect(error).toMatchObject({ name: 'VodAnswerError', attempts: 3, retryable: true });
      expect(error.message).toContain('its answer is longer than 2000 bytes (maxAnswerBytes)');
      expect(await errorOf(extract(client))).toMatchObject({
        name: 'AmbiguousOutcomeError',
        cause: { name: 'VodAnswerError' },
      });
      expect(vod.requests).toHaveLength(4);
      if (endless) await vi.waitFor(() => expect(vod.open).toBe(0), 10_000);
    });

    it('is not one that has just that many bytes', async () => {
      const vod = await startFaultyVod([answer(200, object(2000), json)]);
      const { data } = await read(clientOf(vod, { ...options, maxAnswerBytes }));
      expect(data).toEqual({ asset_id: assetId });
    });
  },
);

describe('an answer that creates a job', () => {
  const ids = ['', 7, null, ['a'], { a: 1 }];
  const bodies = [{}, { AUDIO_ASSET_ID: 'a' }, ...ids.map((id) => ({ audio_asset_id: id }))];
  it.each([null, 7, true, 'a', [acceptance(1)], ...bodies])(
    'is no success when it is %j',
    async (body) => {
      const vod = await startFaultyVod([answer(202, JSON.stringify(body))]);
      const error = await errorOf(extract(clientOf(vod)));
      expect(error).toMatchObject({
        name: 'AmbiguousOutcomeError',
        cause: { name: 'VodAnswerError' },
      });
      expect(error.message).toMatch(/its answer (is no JSON object|has no audio_asset_id): /);
      expect(vod.requests).toHaveLength(1);
    },
  );

  it('is no success for an upload, either, without an asset_id', async () => {
    const vod = await startFaultyVod([answer(200, { video_upload_url: 'https://example.com' })]);
    const body = { title: 't', video_name: 't.mp4', video_type: 'MP4' as const };
    const error = await errorOf(clientOf(vod).POST('/v1.0/{project_id}/asset', { body }));
    expect(error.name).toBe('AmbiguousOutcomeError');
    expect(error.message).toContain('its answer has no asset_id');
  });

  it.each(['other', undefined])('is a success with a warning about the asset %s', async (id) => {
    const entries: LogEntry[] = [];
    const vod = await startFaultyVod([answer(202, { ...acceptance(1), asset_id: id })]);
    const { data } = await extract(clientOf(vod, { logger: watchedLogger(entries) }));
    expect(data.audio_asset_id).toBe('job1');
    const warnings = entries.filter(({ level }) => level === 'warn');
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(new RegExp(`asked for ${assetId}.* about ${String(id)}`)),
    ]);
  });
});

describe('an answer of showAssetDetail about another asset', () => {
  const other = answer(200, { asset_id: 'other' });

  it('is asked for again', async () => {
    const vod = await startFaultyVod([other]);
    expect((await read(clientOf(vod))).data.asset_id).toBe(assetId);
    expect(vod.requests).toHaveLength(2);
  });

  it('fails the call when it comes each time', async () => {
    const error = await errorOf(read(clientOf(await startFaultyVod([other, other, other]))));
    expect(error).toMatchObject({ name: 'VodAnswerError', attempts: 3 });
    expect(error.message).toContain('its answer is about another asset');
  });
});

describe('a logger', () => {
  const fail = (): never => {
    throw new Error('scripted');
  };
  it.each<[string, () => unknown]>([
    ['throws', fail],
    ['rejects', () => Promise.reject(new Error('scripted'))],
  ])('that %s changes no outcome', async (_how, log) => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const logger = { debug: log, warn: log };
    const busy = answer(429, '', { 'retry-after': '0' });
    const vod = await startFaultyVod([
      busy,
      answer(200, { asset_id: assetId }),
      answer(202, { ...acceptance(1), asset_id: 'other' }),
      busy,
      answer(400, { error_code: 'VOD.10062' }),
    ]);
    const client = clientOf(vod, { logger });
    expect((await read(client)).data).toEqual({ asset_id: assetId });
    expect((await extract(client)).data.audio_asset_id).toBe('job1');
    expect(await errorOf(extract(client))).toMatchObject({ code: 'VOD.10062', attempts: 2 });
    await settled();
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
