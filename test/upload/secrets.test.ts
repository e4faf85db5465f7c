/** Pre-signed URLs are secrets: they are shown nowhere, and used only where they are safe. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createVodClient } from '../../src/index.js';
import { uploadAsset, UploadError } from '../../src/upload/index.js';
import { content } from './contents.js';
import { errorXml } from './faulty-storage.js';

const small = content(1000);
const fileName = 'clip.mp4';

describe('the URLs are secrets', () => {
  const secret = 'fakeSignature0123456789/+=';

  /** Uploads to a storage that VOD names by `url`. */
  async function uploadTo(url: string, fetch?: typeof globalThis.fetch) {
    const vod = createVodClient({
      region: 'cn-north-4',
      projectId: 'p',
      credentials: { token: 'fake-token' },
      fetch: () => Promise.resolve(Response.json({ asset_id: 'a1', video_upload_url: url })),
    });
    const options = { fileName, maxRetries: 0, ...(fetch && { fetch }) };
    return uploadAsset(vod, small, options).catch((error: unknown) => error);
  }

  it('and no error shows them, whatever object storage or fetch say', async () => {
    const server = createServer((request, response) => {
      request.resume();
      const { searchParams } = new URL(request.url ?? '', 'http://storage');
      const echo = `${request.url ?? ''} ${searchParams.get('Signature') ?? ''}`;
      response.writeHead(403).end(errorXml('SignatureDoesNotMatch', echo));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
    const query = new URLSearchParams({ AWSAccessKeyId: 'FAKEAK0000', Signature: secret });
    const url = `http://127.0.0.1:${port}/clip?${query.toString()}`;
    const refused = await uploadTo(url);
    expect(String(refused)).toContain('403 SignatureDoesNotMatch: /clip?(hidden) (hidden)');
    // As Deno words it.
    const broken = await uploadTo(url, () =>
      Promise.reject(new TypeError(`error sending request for url (${url})`)),
    );
    expect(String(broken)).toContain('gave no answer: error sending request');
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
  ])('and are not used for %s', async (url) => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    const error = await uploadTo(url, fetch);
    expect(String(error)).toMatch(/only https is used, and http on this machine/);
    expect(String(error)).not.toContain('fakeSignature');
    expect(fetch).not.toHaveBeenCalled();
  });
});
