/** Uploads that go wrong; test/local has those that go well. */
import { describe, expect, it } from 'vitest';
import { createVodClient } from '../../src/index.js';
import { fileTypeOf, uploadAsset, type UploadOptions } from '../../src/upload.js';

const source = () => ({
  fileName: 'clip.mp4',
  size: 3,
  body: new Blob(['abc']).stream(),
});

/** Uploads with an object storage that answers `put`; tells what VOD and the storage were sent. */
async function upload(put: (request: Request) => Promise<Response>, options: UploadOptions = {}) {
  const reports: unknown[] = [];
  let stored: Request | undefined;
  const vod = createVodClient({
    region: 'cn-north-4',
    projectId: 'p',
    credentials: { accessKeyId: 'FAKEAK', secretAccessKey: 'fake-secret' },
    fetch: (url, init) => {
      const body: unknown = JSON.parse(init.body as string); // As the client sends it.
      if (url.endsWith('/uploaded')) reports.push(body);
      const asset = { asset_id: 'a1', video_upload_url: 'https://obs.example.com/a1?s=1' };
      return Promise.resolve(Response.json(asset));
    },
  });
  const error = await uploadAsset(vod, source(), {
    ...options,
    fetch: (url, init) => {
      const request = new Request(url, init);
      stored = request.clone();
      return put(request);
    },
  }).catch((reason: unknown) => reason);
  return { error, reports, stored };
}

describe('uploadAsset', () => {
  it('sends the file without credentials, with its type and length', async () => {
    const progress: number[] = [];
    const { error, reports, stored } = await upload(
      async (request) => {
        await request.arrayBuffer();
        return new Response(null, { status: 200 });
      },
      { onProgress: (bytes) => progress.push(bytes) },
    );
    expect(error).toBe('a1');
    expect(Object.fromEntries(stored?.headers ?? [])).toEqual({
      'content-type': 'video/mp4',
      'content-length': '3',
    });
    expect(await stored?.text()).toBe('abc');
    expect(progress).toEqual([3]);
    expect(reports).toEqual([{ asset_id: 'a1', status: 'CREATED' }]);
  });

  it('tells VOD when object storage refuses, and says what it said', async () => {
    const { error, reports } = await upload(() =>
      Promise.resolve(new Response('<Code>AccessDenied</Code>', { status: 403 })),
    );
    expect(String(error)).toMatch(/clip\.mp4.*403.*AccessDenied.*upload again/);
    expect(String(error)).not.toContain('s=1');
    expect(reports).toEqual([{ asset_id: 'a1', status: 'FAILED' }]);
  });

  it('tells VOD when the connection breaks', async () => {
    const { error, reports } = await upload(() => Promise.reject(new TypeError('fetch failed')));
    expect(String(error)).toMatch(/clip\.mp4.*got no answer/);
    expect(reports).toEqual([{ asset_id: 'a1', status: 'FAILED' }]);
  });

  it('tells VOD when it was given up', async () => {
    const stop = new AbortController();
    const { error, reports } = await upload(
      () => {
        stop.abort(new Error('given up'));
        return Promise.reject(new Error('aborted'));
      },
      { signal: stop.signal },
    );
    expect(error).toBeInstanceOf(Error);
    expect(reports).toEqual([{ asset_id: 'a1', status: 'CANCELLED' }]);
  });
});

describe('fileTypeOf', () => {
  it.each([
    ['clip.mp4', 'MP4'],
    ['CLIP.Final.MKV', 'MKV'],
    ['clip.3gp', '3GP'],
  ])('of %s is %s', (name, type) => {
    expect(fileTypeOf(name)).toBe(type);
  });

  it.each(['notes.txt', 'clip', 'constructor.toString', ''])('refuses %s', (name) => {
    expect(() => fileTypeOf(name)).toThrow(/VOD does not take/);
  });
});
