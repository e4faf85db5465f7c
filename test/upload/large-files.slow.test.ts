/** Large files: the default sizes of parts, and the memory that an upload needs. `UPLOAD_TEST_GIB=4` uploads 4 GiB. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { uploadAsset } from '../../src/upload/index.js';
import { makePlain } from '../cli/plain-javascript.js';
import { detailsOf } from '../local/service.js';
import { content, storedIn } from './contents.js';
import { faultyStorageOfFile } from './faulty-storage.js';

const fileName = 'long.mp4';
const mebibyte = 1024 ** 2;
const size = Number(process.env['UPLOAD_TEST_GIB'] ?? 0.25) * 1024 * mebibyte;
const program = fileURLToPath(new URL('measured-upload.ts', import.meta.url));

const storage = await faultyStorageOfFile();

it('sends more than 20 MB in parts of 8 MiB', async () => {
  const bytes = content(20_000_001);
  const assetId = await uploadAsset(storage.vod, bytes, { fileName });
  const parts = ['part 1', 'part 2', 'part 3'];
  expect(storage.steps()).toEqual(['create', 'start', ...parts, 'complete', 'confirm']);
  expect(bytes.equals(await storedIn(storage.vod, assetId))).toBe(true);
});

// Three parts of 8 MiB, or of 20 MB for a stream and its first part, and garbage that is not collected yet.
it.each<[string, number, string[]]>([
  ['a file', 128 * mebibyte, []],
  ['a stream', 192 * mebibyte, ['as a stream']],
])('uploads %s without holding it in memory', { timeout: 300_000 }, async (_, limit, how) => {
  const folder = await mkdtemp(join(tmpdir(), 'large-files-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, fileName);
  await makePlain(folder, [program], 'tsconfig.json');
  await writeFile(file, '');
  await truncate(file, size);
  const { url, projectId, credentials } = storage.local;
  const service = JSON.stringify({ endpoint: url, projectId, credentials });
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[join(folder, 'measured-upload.js'), service, file, ...how],
  ]);
  const { assetId, grown, last } = JSON.parse(stdout) as Record<string, unknown>;
  console.log(`${size / mebibyte} MiB: grown by ${Math.round(Number(grown) / mebibyte)} MiB`);
  const { base_info: info } = await detailsOf(storage.vod, String(assetId));
  const stored = await fetch(info?.video_url ?? '', { method: 'HEAD' });
  expect(stored.headers.get('content-length')).toBe(String(size));
  expect(last).toEqual({ bytesSent: size, totalBytes: size });
  expect(grown).toBeLessThan(limit);
});
