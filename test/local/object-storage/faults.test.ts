/** The object storage in a folder that the system does not let it write: whose fault that is, and how it is told. */
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { storageFailure, StorageError } from '../../../src/local/object-storage/storage-error.js';
import { type Created, listing, multipartSteps, send } from './multipart-steps.js';
import { create } from '../assets/uploaded.js';

let outside = '';
let folder = '';
let local: LocalVod;
beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'object-storage-test-'));
  folder = join(outside, 'files');
  await mkdir(folder);
  local = await startLocalVod({ folder });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await local.close();
  await rm(outside, { recursive: true });
});

const steps = multipartSteps(() => ({ local, folder }));
const failed = { status: 500, code: 'InternalError' };

function put(asset: Created, body: string) {
  return send(asset.video_upload_url, { method: 'PUT', body });
}

/** Sends a part. Returns the step that puts it together. */
async function sentInParts(asset: Created): Promise<() => ReturnType<typeof send>> {
  const uploadId = await steps.begin(asset);
  const { etag } = await steps.putPart(asset, uploadId, 1, 'a part');
  const url = await steps.urlFor(asset, { http_verb: 'POST', upload_id: uploadId });
  return () => send(url, { method: 'POST', body: listing([1, etag]) });
}

describe('a folder that cannot be written', () => {
  // Windows moves no folder in which files are open.
  it.skipIf(process.platform === 'win32')(
    'is the service’s trouble and not the caller’s, and is said once',
    async () => {
      const complaints = vi.spyOn(console, 'error').mockReturnValue();
      const asset = await create(local);
      const finish = await sentInParts(asset);
      await rename(folder, join(outside, 'moved'));
      const answers = [await put(asset, 'first'), await put(asset, 'second'), await finish()];
      await rename(join(outside, 'moved'), folder);
      const message = `The folder ${folder} cannot be written or read (ENOENT). Check that it is there, and its disk, then send the request again.`;
      for (const { status, xml } of answers) {
        expect(status).toBe(500);
        expect(xml).toContain(`<Code>InternalError</Code><Message>${message}</Message>`);
      }
      expect(complaints.mock.calls).toEqual([[`The local VOD service: ${message}`]]);
      expect(await put(asset, 'third')).toMatchObject({ status: 200 });
      expect((await steps.filesOf(asset)).sort()).toEqual(['a part', 'third']);
    },
  );

  it.each([
    ['EACCES', 'The folder /media cannot be written (EACCES). Allow this user to write it, '],
    ['EROFS', 'The folder /media cannot be written (EROFS). Allow this user to write it, '],
    ['ENOSPC', 'The disk of /media is full. Free some space there, '],
    ['EIO', 'The folder /media cannot be written or read (EIO). Check that it is there, '],
  ])('is named without the file: %s', (code, words) => {
    const text = `${code}: failed, open '/media/file.part'`;
    const error = Object.assign(new Error(text), { code, syscall: 'open' });
    const told = storageFailure(error, '/media');
    expect(told).toBeInstanceOf(StorageError);
    expect(told).toMatchObject(failed);
    expect(String(told)).toContain(words);
    expect(String(told)).not.toContain('file.part');
  });
});
