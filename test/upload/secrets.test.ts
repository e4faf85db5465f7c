/** Presigned URLs are secrets: no error shows them, and they are only used if they are safe. */
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { createVodClient, type FetchFunction } from '../../src/index.js';
import { uploadAsset, UploadError } from '../../src/upload/index.js';
import { serve } from '../platform/server.js';
import { content } from './contents.js';
import { errorXml } from './faulty-storage.js';

/** Uploads by a presigned URL; returns the error. */
async function uploadTo(url: string, fetch: FetchFunction = globalThis.fetch): Promise<unknown> {
  const vod = createVodClient({
    region: 'cn-north-4',
    projectId: 'p',
    credentials: { token: 'fake-token' },
    fetch: () => Promise.resolve(Response.json({ asset_id: 'a1', video_upload_url: url })),
  });
  const options = { fileName: 'clip.mp4', maxRetries: 0, fetch };
  return uploadAsset(vod, content(1000), options).catch((error: unknown) => error);
}

describe('a presigned URL', () => {
  it('is not in the error when object storage or fetch repeat it', async () => {
    const origin = await serve((request, response) => {
      request.resume();
      const { searchParams } = new URL(request.url ?? '', 'http://storage');
      const echo = `${request.url ?? ''} ${searchParams.get('Signature') ?? ''}`;
      response.writeHead(403).end(errorXml('SignatureDoesNotMatch', echo));
    });
    const Signature = 'fakeSignature0123456789/+=';
    const query = new URLSearchParams({ AWSAccessKeyId: 'FAKEAK0000', Signature });
    const url = `${origin}/clip?${query.toString()}`;
    const refused = await uploadTo(url);
    expect(String(refused)).toContain('403 SignatureDoesNotMatch: /clip?(hidden) (hidden)');
    const errorOfDeno = new TypeError(`error sending request for url (${url})`);
    const broken = await uploadTo(url, () => Promise.reject(errorOfDeno));
    expect(String(broken)).toContain('did not answer: error sending request');
    for (const error of [refused, broken]) {
      expect(error).toBeInstanceOf(UploadError);
      expect(inspect(error, { depth: 9 })).not.toMatch(/fakeSig|FAKEAK0000/);
    }
  });

  it.each([
    'http://obs.example.com/clip?Signature=fakeSignature',
    'ftp://127.0.0.1/clip?Signature=fakeSignature',
    'http://127.0.0.1.example.com/clip?Signature=fakeSignature',
    'https://fakeSignature:fakeSignature@obs.example.com/clip',
    'clip?Signature=fakeSignature',
  ])('is not used if it is %s', async (url) => {
    const fetch = vi.fn<FetchFunction>();
    const error = await uploadTo(url, fetch);
    expect(String(error)).toMatch(/has to be https, or http on this machine/);
    expect(String(error)).not.toContain('fakeSignature');
    expect(fetch).not.toHaveBeenCalled();
  });
});
