/** Uploads where there is neither Node nor a file: the build that browsers and Workers get, run on a real service. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { partSizeFor } from '../../src/upload/multipart.js';
import { completeMultipartUpload, storedPartsOf, textOf } from '../../src/upload/storage-xml.js';
import { content, storedIn } from './contents.js';
import { startFaultyStorage } from './faulty-storage.js';

it('has no part of Node in it, and does the same but for paths and checksums', async () => {
  const { outputFiles, metafile } = await build({
    absWorkingDir: fileURLToPath(new URL('../../', import.meta.url)),
    stdin: {
      contents: "export * from './src/index.ts'; export * from './src/upload/index.ts';",
      resolveDir: fileURLToPath(new URL('../../', import.meta.url)),
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
  // What the bundle exports is what these two modules do.
  const portable = (await import(
    pathToFileURL(module).href
  )) as typeof import('../../src/index.js') & typeof import('../../src/upload/index.js');

  const { projectId, credentials } = storage.local;
  const vod = portable.createVodClient({ endpoint: storage.endpoint, projectId, credentials });
  const bytes = content(20_000_001);
  const progress: number[] = [];
  storage.spoil('part', { status: 503, headers: { 'retry-after': '0' } }, { part: 2 });
  const assetId = await portable.uploadAsset(vod, new File([bytes], 'a.mp4'), {
    onProgress: ({ bytesSent }) => progress.push(bytesSent),
  });
  expect(bytes.equals(await storedIn(storage.vod, assetId))).toBe(true);
  expect(progress).toHaveLength(3);
  expect(progress.at(-1)).toBe(bytes.length);
  const part = storage.arrived.find(({ step }) => step === 'part');
  expect(part?.headers).not.toHaveProperty('content-md5');
  expect(part?.headers).not.toHaveProperty('transfer-encoding');

  await expect(portable.uploadAsset(vod, 'a.mp4')).rejects.toThrow(
    new TypeError(
      '"a.mp4" would be the path of a file, and this runtime has no files. Give a Blob, bytes or a stream; ' +
        'paths are for Node, Deno and Bun.',
    ),
  );
});

it('parts grow with the file, so that they are few enough', () => {
  const mebibyte = 1024 ** 2;
  expect(partSizeFor(20_000_001)).toBe(8 * mebibyte);
  expect(partSizeFor(8000 * mebibyte)).toBe(8 * mebibyte);
  expect(partSizeFor(10_000_000_000)).toBe(10_000_000);
  expect(partSizeFor(200_000_000_000)).toBe(20_000_000);
  expect(partSizeFor(undefined)).toBe(20_000_000);
});

it('the XML of object storage is read and written, whatever its layout', () => {
  const list = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <ListPartsResult xmlns="http://obs.cn-north-4.myhuaweicloud.com/doc/2015-06-30/">
      <Part><PartNumber>2</PartNumber><ETag>&quot;b&quot;</ETag><Size>3</Size></Part>
      <Part>
        <Size> 5 </Size><PartNumber>1</PartNumber>
        <ETag>"a"</ETag>
      </Part>
      <Part><PartNumber>3</PartNumber></Part>
    </ListPartsResult>`;
  expect([...storedPartsOf(list)]).toEqual([
    [2, { etag: '"b"', size: 3 }],
    [1, { etag: '"a"', size: 5 }],
  ]);
  const etags = new Map([
    [10, '"<b>&"'],
    [2, '"a"'],
  ]);
  expect(completeMultipartUpload(etags)).toBe(
    '<CompleteMultipartUpload><Part><PartNumber>2</PartNumber><ETag>"a"</ETag></Part>' +
      '<Part><PartNumber>10</PartNumber><ETag>"&lt;b&gt;&amp;"</ETag></Part></CompleteMultipartUpload>',
  );
  expect(textOf('<Message lang="en">a &lt;b&gt; &amp;amp; &#39;c&#39;</Message>', 'Message')).toBe(
    "a <b> &amp; 'c'",
  );
});
