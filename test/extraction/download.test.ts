/** Downloads of the result, over real HTTP into real files. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createVodClient,
  type ExtractedAudio,
  resumeExtractAudio,
  VodAnswerError,
  VodConnectionError,
} from '../../src/index.js';
import { saveFile } from '../../src/platform/web/save-file.js';

const ids = { assetId: 'video', audioAssetId: 'audio' };
const bytes = Buffer.alloc(3_000_000, 'audio');

let folder: string;
let server: Server;
let answer: RequestListener;
let audio: ExtractedAudio;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vod-download-'));
  server = createServer((request, response) => {
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/audio.mp3?sign=fake-signature`;
  const vod = createVodClient({
    endpoint: url.split('/a')[0] ?? '',
    projectId: 'p',
    credentials: { token: 't' },
  });
  const job = resumeExtractAudio(vod, ids);
  job.receive({
    event_type: 'audioExtractComplete',
    audio_extract_info: { asset_id: 'audio', status: 'SUCCEED', url, title: 't' },
  });
  audio = await job.wait();
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

/** Downloads over an older file, which has to stay when it fails. */
async function download(options: Parameters<ExtractedAudio['download']>[1] = {}): Promise<unknown> {
  const to = join(folder, 'audio.mp3');
  await writeFile(to, 'older');
  const error: unknown = await audio.download(to, options).catch((reason: unknown) => reason);
  expect(await readdir(folder)).toEqual(['audio.mp3']);
  if (error !== undefined) expect(await readFile(to, 'utf8')).toBe('older');
  expect(String(error)).not.toContain('fake-signature');
  return error;
}

describe('download', () => {
  it('writes the whole file, and tells how far it is', async () => {
    answer = (_request, response) =>
      response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    const progress: [number, number | undefined][] = [];
    expect(
      await download({ onProgress: (received, total) => progress.push([received, total]) }),
    ).toBeUndefined();
    expect((await readFile(join(folder, 'audio.mp3'))).equals(bytes)).toBe(true);
    expect(progress.at(-1)).toEqual([bytes.length, bytes.length]);
    expect(progress.map(([received]) => received)).toEqual(
      progress.map(([received]) => received).sort((a, b) => a - b),
    );
  });

  it('says that a URL has expired, and keeps an older file', async () => {
    answer = (_request, response) => response.writeHead(403).end('<Code>AccessDenied</Code>');
    const error = await download();
    expect(error).toBeInstanceOf(VodAnswerError);
    expect(String(error)).toMatch(/audio\.mp3 was answered with 403.*expires/);
  });

  it('notices that the connection breaks', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 100_000), () => setImmediate(() => response.destroy()));
    };
    const error = await download();
    expect(error).toBeInstanceOf(VodConnectionError);
    expect(error).toMatchObject({ retryable: true });
  });

  it('stops with the caller’s reason', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 100_000));
    };
    const stop = new AbortController();
    const error = await download({
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('enough')),
    });
    expect(String(error)).toBe('Error: enough');
  });

  it('names the file that cannot be written', async () => {
    answer = (_request, response) => response.end(bytes);
    await expect(audio.download(join(folder, 'no', 'such', 'folder.mp3'))).rejects.toThrow(
      /ENOENT.*no\/such/,
    );
  });

  it('says so where there are no files', async () => {
    await expect(
      saveFile('audio.mp3', new Blob(['x']).stream() as unknown as AsyncIterable<Uint8Array>),
    ).rejects.toThrow(/audio\.mp3.*Fetch the url/);
  });
});
