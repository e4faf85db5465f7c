/** The memory of an upload does not depend on the length of the file. `UPLOAD_TEST_GIB=4` takes one of 4 GiB. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { makePlain } from '../cli/plain-javascript.js';
import { startSink } from './sink.js';

const mebibyte = 1024 ** 2;
const size = Number(process.env['UPLOAD_TEST_GIB'] ?? 0.25) * 1024 * mebibyte;
const program = fileURLToPath(new URL('measured-upload.ts', import.meta.url));

// Three parts of 8 MiB, or of 20 MB for a stream of unknown length and its first part besides; and what the
// collector of garbage leaves for a while.
it.each<[string, number, string[]]>([
  ['a file', 128 * mebibyte, []],
  ['a stream', 192 * mebibyte, ['as a stream']],
])(
  '%s is uploaded without being held in memory',
  { timeout: 300_000 },
  async (_what, limit, how) => {
    const folder = await mkdtemp(join(tmpdir(), 'upload-memory-test-'));
    const sink = await startSink();
    onTestFinished(async () => {
      sink.server.closeAllConnections();
      sink.server.close();
      await rm(folder, { recursive: true });
    });
    const file = join(folder, 'long.mp4');
    await makePlain(folder, [program], 'tsconfig.json');
    await writeFile(file, '');
    await truncate(file, size);
    const started = performance.now();
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...[join(folder, 'measured-upload.js'), sink.endpoint, file, ...how],
    ]);
    const { grown, last } = JSON.parse(stdout) as { grown: number; last: object };
    if (process.env['UPLOAD_TEST_GIB']) {
      console.log(
        `${size / mebibyte} MiB, ${sink.parts()} requests: grown by ` +
          `${Math.round(grown / mebibyte)} MiB, ${Math.round(performance.now() - started)} ms`,
      );
    }
    expect(sink.received()).toBe(20_000_000 + size);
    expect(last).toEqual({ bytesSent: size, totalBytes: size });
    expect(grown).toBeLessThan(limit);
  },
);
