/** The build for browsers and Workers, with neither Node nor files, against a real service. */
import { expect, it, onTestFinished } from 'vitest';
import { bundle } from '../platform/bundle.js';
import { content, storedIn } from './contents.js';
import { startFaultyStorage } from './faulty-storage.js';

it('uploads without modules of Node, but for paths and checksums', async () => {
  const { load, inputs } = await bundle(['index.ts', 'upload/index.ts']);
  expect(inputs.filter((file) => file.includes('node/'))).toEqual([]);
  // It has the exports of these two modules.
  const portable = (await load()) as typeof import('../../src/index.js') &
    typeof import('../../src/upload/index.js');
  const storage = await startFaultyStorage();
  onTestFinished(() => storage.close());
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
