/** The object storage in a folder that the system does not let it write. */
import { rename } from 'node:fs/promises';
import { expect, it, vi } from 'vitest';
import { storageFailure, StorageError } from '../../../src/local/object-storage/storage-error.js';
import { create } from '../assets/uploaded.js';
import { listing, multipartSteps, send, TestedService } from './multipart-steps.js';

const service = new TestedService('test');
const steps = multipartSteps(service);

// Windows moves no folder in which files are open.
it.skipIf(process.platform === 'win32')(
  'answers 500 with advice while its folder is not there, and takes files again after that',
  async () => {
    const { local, folder } = service;
    const complaints = vi.spyOn(console, 'error').mockReturnValue();
    const asset = await create(local);
    const put = (body: string) => send(asset.video_upload_url, { method: 'PUT', body });
    const uploadId = await steps.begin(asset);
    const { etag } = await steps.putPart(asset, uploadId, 1, 'a part');

    await rename(folder, `${folder}-moved`);
    const answers = [await put('first'), await steps.complete(asset, uploadId, listing([1, etag]))];
    await rename(`${folder}-moved`, folder);
    const message = `The folder ${folder} cannot be written or read (ENOENT). Check that it is there, and its disk, then send the request again.`;
    for (const { status, xml } of answers) {
      expect(status).toBe(500);
      expect(xml).toContain(`<Code>InternalError</Code><Message>${message}</Message>`);
    }
    expect(complaints).toHaveBeenCalledWith(`The local VOD service: ${message}`);
    expect(await put('second')).toMatchObject({ status: 200 });
    expect((await service.stored()).sort()).toEqual(['a part', 'second']);
  },
);

it.each([
  ['EACCES', 'The folder /media cannot be written (EACCES). Allow this user to write it, '],
  ['EROFS', 'The folder /media cannot be written (EROFS). Allow this user to write it, '],
  ['ENOSPC', 'The disk of /media is full. Free some space there, '],
  ['EIO', 'The folder /media cannot be written or read (EIO). Check that it is there, '],
])('names the folder, but no file in it, for %s', (code, words) => {
  const text = `${code}: failed, open '/media/file.part'`;
  const failure = storageFailure(
    Object.assign(new Error(text), { code, syscall: 'open' }),
    '/media',
  );
  expect(failure).toBeInstanceOf(StorageError);
  expect(failure).toMatchObject({ status: 500, code: 'InternalError' });
  expect(String(failure)).toContain(words);
  expect(String(failure)).not.toContain('file.part');
});
