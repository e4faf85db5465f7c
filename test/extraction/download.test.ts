/** Downloads of the audio, over real HTTP into real files. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createVodClient,
  type DownloadOptions,
  type FetchFunction,
  resumeExtractAudio,
  VodAnswerError,
} from '../../src/index.js';
import { saveFile } from '../../src/platform/web/save-file.js';
import { listen } from '../listen.js';

const bytes = Buffer.alloc(300_000, 'audio');
let folder: string;
let server: Server;
let url: string;
let requests = 0;
/** How the server answers the requests in turn, the last way again and again. */
let answers: RequestListener[];

beforeEach(async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0); // No backoff.
  folder = await mkdtemp(join(tmpdir(), 'vod-download-'));
  requests = 0;
  server = createServer((request, response) => {
    requests += 1;
    (answers.length > 1 ? answers.shift() : answers[0])?.(request, response);
  });
  url = `${await listen(server)}/audio.mp3?sign=fake-signature`;
});
afterEach(async () => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const whole: RequestListener = (_request, response) =>
  response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
/** Sends a third of the file, and then does something else. */
const third =
  (then: (response: ServerResponse) => unknown = () => undefined): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 100_000), () => setImmediate(() => then(response)));
  };
const broken = third((response) => response.destroy());

/** The result of a job, whose URL is the server's. */
function finished() {
  const vod = createVodClient({ endpoint: url.split('/a')[0] ?? '', credentials: { token: 't' } });
  const job = resumeExtractAudio(vod, { assetId: 'video', audioAssetId: 'audio' });
  job.receive({
    event_type: 'audioExtractComplete',
    audio_extract_info: { asset_id: 'audio', status: 'SUCCEED', url, title: 't' },
  });
  return job.wait();
}

/** Downloads over an older file; a failure has to leave that, and nothing else, and must not show the signature. */
async function download(options: DownloadOptions = {}): Promise<unknown> {
  const to = join(folder, 'audio.mp3');
  await writeFile(to, 'older');
  const audio = await finished();
  const error: unknown = await audio.download(to, options).catch((reason: unknown) => reason);
  expect(await readdir(folder)).toEqual(['audio.mp3']);
  const expected = error === undefined ? bytes : Buffer.from('older');
  expect((await readFile(to)).equals(expected)).toBe(true);
  expect(String(error)).not.toContain('fake-signature');
  return error;
}

describe('download', () => {
  it.each([201, 204, 206, 304, 404])('takes no answer with %i for the file', async (status) => {
    answers = [(_request, response) => response.writeHead(status).end('a part of it')];
    const error = await download();
    expect(error).toBeInstanceOf(VodAnswerError);
    expect(String(error)).toContain(`was answered with ${String(status)}, not with the file`);
    expect(requests).toBe(1);
  });

  it('writes the whole file, and reports its progress', async () => {
    answers = [whole];
    const progress: [number, number | undefined][] = [];
    const onProgress: DownloadOptions['onProgress'] = (...step) => progress.push(step);
    expect(await download({ onProgress })).toBeUndefined();
    expect(progress.at(-1)).toEqual([bytes.length, bytes.length]);
    const received = progress.map(([first]) => first);
    expect(received).toEqual(received.toSorted((a, b) => a - b));
  });

  it('writes a file that comes compressed', async () => {
    answers = [
      (_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(bytes)),
    ];
    expect(await download()).toBeUndefined();
  });

  it('says that a URL has expired, and does not try again', async () => {
    answers = [(_request, response) => response.writeHead(403).end('<Code>AccessDenied</Code>')];
    const error = await download();
    expect(error).toMatchObject({ name: 'VodAnswerError', retryable: false });
    expect(String(error)).toMatch(/audio\.mp3 was answered with 403.*expires/);
    expect(requests).toBe(1);
  });

  it('starts again when the connection breaks or stalls', async () => {
    answers = [broken, third(), whole];
    expect(await download({ timeoutMs: 200 })).toBeUndefined();
    expect(requests).toBe(3);
  });

  const cutOff = third((response) => response.socket?.end());
  const stalled = /nothing came for 0\.02 s/;
  const oneAttempt = { maxRetries: 0, timeoutMs: 20 };
  it.each<[string, RequestListener, DownloadOptions, RegExp, number]>([
    ['breaks each time', broken, {}, /broke off.*Download it again/, 3],
    ['breaks and is not to be repeated', broken, { maxRetries: 0 }, /broke off/, 1],
    ['ends before its length', cutOff, { maxRetries: 0 }, /broke off/, 1],
    ['stalls', third(), { timeoutMs: 20, maxRetries: 1 }, stalled, 2],
    ['stalls before the answer', () => undefined, oneAttempt, stalled, 1],
    ['takes longer than its deadline', third(), { deadlineMs: 50 }, /for 0\.0\d+ s/, 1],
  ])('fails when it %s', async (_what, answer, options, message, attempts) => {
    answers = [answer];
    const error = await download(options);
    expect(error).toMatchObject({ name: 'VodConnectionError', retryable: true });
    expect(String(error)).toMatch(message);
    expect(requests).toBe(attempts);
  });

  it('has a deadline that a server cannot extend by sending a little again and again', async () => {
    const trickle = (response: ServerResponse): unknown =>
      response.destroyed || setTimeout(() => response.write('a', () => trickle(response)), 10);
    answers = [third(trickle)];
    const began = Date.now();
    const error = await download({ timeoutMs: 5000, deadlineMs: 200 });
    expect(error).toMatchObject({ name: 'VodConnectionError' });
    expect(Date.now() - began).toBeLessThan(4000);
  });

  it.each<[string, FetchFunction]>([
    ['never answers', () => new Promise(() => undefined)],
    ['never ends its answer', () => Promise.resolve(new Response(new ReadableStream()))],
  ])('does not wait for a fetch that ignores its signal and %s', async (_how, fetch) => {
    const error = await download({ ...oneAttempt, fetch });
    expect(String(error)).toMatch(stalled);
  });

  it('may have no limits', async () => {
    answers = [(...exchange) => void setTimeout(() => whole(...exchange), 20)];
    const unlimited = { timeoutMs: Infinity, deadlineMs: Infinity, maxRetries: 0 };
    expect(await download(unlimited)).toBeUndefined();
  });

  it('fails when a fetch gives fewer bytes than it announced', async () => {
    const headers = { 'content-length': '9' };
    const fetch = () => Promise.resolve(new Response('short', { headers }));
    expect(String(await download({ fetch, maxRetries: 0 }))).toMatch(
      /broke off.*5 of 9 bytes came/,
    );
  });

  it('stops with the reason of its signal, or the error of onProgress, and hangs up', async () => {
    let closed = 0;
    answers = [third((response) => response.once('close', () => (closed += 1)))];
    const reason = new Error('enough');
    const stop = new AbortController();
    const { signal } = stop;
    expect(await download({ signal, onProgress: () => stop.abort(reason) })).toBe(reason);
    expect(await download({ signal })).toBe(reason);
    const onProgress = () => {
      throw reason;
    };
    expect(await download({ onProgress })).toBe(reason);
    expect(requests).toBe(2);
    await vi.waitFor(() => expect(closed).toBe(2));
  });

  it('names the file that cannot be written', async () => {
    answers = [whole];
    const to = join(folder, 'no', 'such', 'folder.mp3');
    await expect((await finished()).download(to)).rejects.toThrow(/ENOENT.*no\/such/);
  });

  it('says so where there are no files', async () => {
    const chunks = new Blob(['x']).stream() as unknown as AsyncIterable<Uint8Array>; // Node can iterate it.
    await expect(saveFile('audio.mp3', chunks)).rejects.toThrow(/audio\.mp3.*Fetch the url/);
  });
});
