/** The whole job with a service that opens no socket. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { extractAudio } from '../../../src/extraction/extract-audio.js';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { readMp3Frames } from '../../audio-frames.js';
import { clientOf, upload } from '../service.js';
import { patient } from '../assets/uploaded.js';

let folder = '';
let local: LocalVod;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'no-socket-test-'));
  local = await startLocalVod({ listen: false });
});
afterAll(async () => {
  await local.close();
  await rm(folder, { recursive: true });
});

const sockets = () =>
  process.getActiveResourcesInfo().filter((name) => /TCP|Pipe.*Server/.test(name));

it('does the whole job by its fetch, and opens none', async () => {
  const before = sockets();
  expect(local.url).toBe('http://127.0.0.1:0');
  const { fetch } = local;
  const vod = clientOf(local, fetch);
  const job = await extractAudio(vod, {
    assetId: await upload(vod, 'a.mp4', undefined, { fetch }),
    format: 'MP3',
  });
  const audio = await job.wait({ firstPollMs: 20 });
  expect(audio.url).toMatch(/^http:\/\/127\.0\.0\.1:0\/asset\//);
  const file = join(folder, 'audio.mp3');
  await audio.download(file, { fetch });
  expect(readMp3Frames(await readFile(file)).durationSeconds).toBeCloseTo(11.5, 0);
  await vi.waitUntil(() => local.events.length === 1, patient);
  expect(sockets()).toEqual(before);
});

it('takes a file without a word on its length, as through a socket', async () => {
  const body = { title: 'a', video_name: 'a.mp4', video_type: 'MP4' } as const;
  const { data: created } = await clientOf(local, local.fetch).POST('/v1.0/{project_id}/asset', {
    body,
  });
  const put = (file: NonNullable<RequestInit['body']>) =>
    local.fetch(created.video_upload_url, { method: 'PUT', body: file });
  expect((await put('a text')).status).toBe(200);
  expect((await put(new Uint8Array(10))).status).toBe(200);
  expect((await put(new Blob(['a blob']))).status).toBe(200);
});

it('is not for SMN, whose receiver has to reach it', async () => {
  const smn = { url: 'http://127.0.0.1:9/' };
  await expect(startLocalVod({ listen: false, smn })).rejects.toThrow(
    'smn needs a socket, because its receiver fetches from the service: leave listen out.',
  );
});
