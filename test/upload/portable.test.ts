/** The build for browsers and Workers, with neither Node nor files, against a real service. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { content, storedIn } from './contents.js';
import { startFaultyStorage } from './faulty-storage.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

it('uploads without modules of Node, but for paths and checksums', async () => {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    stdin: {
      contents: "export * from './src/index.ts'; export * from './src/upload/index.ts';",
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    metafile: true,
    write: false,
  });
  expect(Object.keys(metafile.inputs).filter((file) => file.includes('node/'))).toEqual([]);
  const folder = await mkdtemp(join(tmpdir(), 'upload-portable-test-'));
  const storage = await startFaultyStorage();
  onTestFinished(async () => {
    await storage.close();
    await rm(folder, { recursive: true });
  });
  const module = join(folder, 'portable.mjs');
  await writeFile(module, outputFiles[0]?.contents ?? '');
  // The bundle has the exports of these two modules.
  const portable = (await import(
    pathToFileURL(module).href
  )) as typeof import('../../src/index.js') & typeof import('../../src/upload/index.js');

  const { projectId, credentials } = storage.local;
  const vod = portable.createVodClient({ endpoint: storage.endpoint, projectId, credentials });
  const bytes = content(2500);
  const progress: number[] = [];
  storage.spoil('part', { status: 503, headers: { 'retry-after': '0' } }, { part: 2 });
  const assetId = await portable.uploadAsset(vod, new File([bytes], 'a.mp4'), {
    partSize: 1000,
    onProgress: ({ bytesSent }) => progress.push(bytesSent),
  });
  expect(bytes.equals(await storedIn(storage.vod, assetId))).toBe(true);
  expect(progress).toHaveLength(3);
  expect(progress.at(-1)).toBe(bytes.length);
  const part = storage.arrived.find(({ step }) => step === 'part');
  expect(part?.headers).not.toHaveProperty('content-md5');
  expect(part?.headers).not.toHaveProperty('transfer-encoding');
  await expect(portable.uploadAsset(vod, 'a.mp4')).rejects.toThrow(
    /^This runtime cannot open the file "a\.mp4".*Give a Blob, bytes or a stream\.$/,
  );
});
