/** Uploads in parts, as large files come: by a pre-signed URL for each step. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { readMp3Frames } from '../../audio-frames.js';
import { SAMPLE } from '../../make-media.js';
import { call } from '../answers.js';
import { type Created, listing, md5, multipartSteps, send, stepQuery } from './multipart-steps.js';
import { confirm, create, detailsOf, extract } from '../assets/uploaded.js';

const oneHour = 60 * 60 * 1000;

let folder = '';
let aheadMs = 0;
let local: LocalVod;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'multipart-test-'));
  local = await startLocalVod({ folder, now: () => Date.now() + aheadMs });
});
afterAll(async () => {
  await local.close();
  await rm(folder, { recursive: true });
});

const { abort, begin, complete, filesOf, list, putPart, urlFor } = multipartSteps(() => ({
  local,
  folder,
}));

describe('an upload in parts', () => {
  it('makes a video whose audio can be extracted', async () => {
    const video = new Uint8Array(await readFile(SAMPLE));
    const asset = await create(local, { video_md5: md5(video).toString('base64') });
    const uploadId = await begin(asset);
    const size = 60_000;
    const parts = Array.from({ length: Math.ceil(video.length / size) }, (_, index) => ({
      number: index + 1,
      bytes: video.slice(index * size, (index + 1) * size),
    }));
    const etags = new Map<number, string>();
    // Sent from the last to the first: only the numbers tell their order.
    for (const { number, bytes } of parts.toReversed()) {
      const { status, etag } = await putPart(asset, uploadId, number, bytes);
      expect({ status, etag }).toEqual({ status: 200, etag: `"${md5(bytes).toString('hex')}"` });
      etags.set(number, etag);
    }

    const { xml } = await list(asset, uploadId);
    const listed = [
      ...xml.matchAll(
        /<Part><PartNumber>(\d+)<\/PartNumber><LastModified>[^<]+Z<\/LastModified><ETag>&quot;(\w+)&quot;<\/ETag><Size>(\d+)<\/Size><\/Part>/g,
      ),
    ].map(([, number, etag, bytes]) => [Number(number), etag, Number(bytes)]);
    expect(listed).toEqual(
      parts.map(({ number, bytes }) => [number, md5(bytes).toString('hex'), bytes.length]),
    );

    const done = await complete(
      asset,
      uploadId,
      listing(...parts.map(({ number }): [number, string] => [number, etags.get(number) ?? ''])),
    );
    const ofParts = md5(Buffer.concat(parts.map(({ bytes }) => md5(bytes)))).toString('hex');
    expect(done.status).toBe(200);
    expect(done.xml).toContain(`<ETag>&quot;${ofParts}-${parts.length}&quot;</ETag>`);
    expect(done.xml).toContain(`<Key>${asset.target?.object ?? ''}</Key>`);
    expect(await filesOf(asset)).toEqual([Buffer.from(video).toString('utf8')]);

    await confirm(local, asset.asset_id);
    const { body } = await detailsOf(local, await extract(local, asset.asset_id));
    const audio = await fetch(body.base_info?.video_url ?? '');
    const { durationSeconds } = readMp3Frames(new Uint8Array(await audio.arrayBuffer()));
    expect(durationSeconds).toBeCloseTo(11.5, 0);
  });

  it('takes a part anew, and leaves out those that are not listed', async () => {
    const asset = await create(local);
    const uploadId = await begin(asset);
    await putPart(asset, uploadId, 1, 'first attempt');
    const { etag: one } = await putPart(asset, uploadId, 1, 'one');
    await putPart(asset, uploadId, 2, 'two');
    const { etag: last } = await putPart(asset, uploadId, 10_000, 'last');
    expect(await filesOf(asset)).toHaveLength(3);
    const done = await complete(asset, uploadId, listing([1, one], [10_000, last]));
    expect(done.status).toBe(200);
    expect(await filesOf(asset)).toEqual(['onelast']);
  });

  it('is forgotten with its parts when it is given up', async () => {
    const asset = await create(local);
    const uploadId = await begin(asset);
    await putPart(asset, uploadId, 1, 'one');
    expect(await abort(asset, uploadId)).toMatchObject({ status: 204, xml: '' });
    expect(await filesOf(asset)).toEqual([]);
    const gone = { status: 404, code: 'NoSuchUpload' };
    expect(await abort(asset, uploadId)).toMatchObject(gone);
    expect(await list(asset, uploadId)).toMatchObject(gone);
    expect(await putPart(asset, uploadId, 1, 'one')).toMatchObject(gone);
    expect(await complete(asset, uploadId, listing([1, '0'.repeat(32)]))).toMatchObject(gone);
  });

  it.each(['CREATED', 'FAILED', 'CANCELLED'] as const)(
    'ends when the upload is confirmed as %s',
    async (status) => {
      const asset = await create(local);
      await fetch(asset.video_upload_url, { method: 'PUT', body: 'whole' });
      const uploadId = await begin(asset);
      await putPart(asset, uploadId, 1, 'one');
      const step = { http_verb: 'PUT', upload_id: uploadId, part_number: '2' };
      const url = await urlFor(asset, step);
      await confirm(local, asset.asset_id, status);
      expect(await filesOf(asset)).toEqual(status === 'CREATED' ? ['whole'] : []);
      const late = await send(url, { method: 'PUT', body: 'two' });
      expect(late).toMatchObject({ status: 409, code: 'InvalidObjectState' });
      const told = await call(local, 'showAssetTempAuthority', { query: stepQuery(asset, step) });
      expect(told).toMatchObject({ status: 403, code: 'VOD.10135' });
    },
  );

  it('ends when its asset is deleted', async () => {
    const asset = await create(local);
    const uploadId = await begin(asset);
    await putPart(asset, uploadId, 1, 'one');
    await call(local, 'deleteAssets', { query: { asset_id: asset.asset_id } });
    expect(await filesOf(asset)).toEqual([]);
  });

  it('belongs to its own asset', async () => {
    const [asset, other] = [await create(local), await create(local)];
    const uploadId = await begin(asset);
    const strange = { status: 404, code: 'NoSuchUpload' };
    expect(await putPart(other, uploadId, 1, 'one')).toMatchObject(strange);
    expect(await abort(other, uploadId)).toMatchObject(strange);
  });

  it('is not opened without end', async () => {
    const asset = await create(local);
    for (let count = 0; count < 10; count += 1) expect(await begin(asset)).not.toBe('');
    const url = await urlFor(asset, { http_verb: 'POST' });
    expect(await send(url, { method: 'POST' })).toMatchObject({ status: 409 });
  });
});

describe('a part', () => {
  let asset: Created;
  let uploadId = '';
  beforeAll(async () => {
    asset = await create(local);
    uploadId = await begin(asset);
  });
  const put = async (step: Record<string, string>, init: RequestInit = {}) => {
    const query = { http_verb: 'PUT', upload_id: uploadId, part_number: '1', ...step };
    return send(await urlFor(asset, query), { method: 'PUT', body: 'one', ...init });
  };
  const right = md5('one').toString('base64');
  const wrong = md5('two').toString('base64');
  const other = { 'content-md5': wrong };

  it.each<[string, number, string | undefined, Record<string, string>, Record<string, string>]>([
    ['with its MD5', 200, undefined, { content_md5: right }, { 'content-md5': right }],
    ['with its MD5 unasked', 200, undefined, {}, { 'content-md5': right }],
    ['with a wrong MD5', 400, 'BadDigest', {}, other],
    ['with a wrong MD5 that was asked for', 400, 'BadDigest', { content_md5: wrong }, other],
    ['without the MD5', 403, 'SignatureDoesNotMatch', { content_md5: right }, {}],
    ['with another MD5', 403, 'SignatureDoesNotMatch', { content_md5: right }, other],
    [
      'of another type',
      403,
      'SignatureDoesNotMatch',
      { content_type: 'application/octet-stream' },
      { 'content-type': 'video/mp4' },
    ],
  ])('%s gets %i', async (_what, status, code, step, headers) => {
    expect(await put(step, { headers })).toMatchObject({ status, code });
  });

  it('over 20 MB is too large', async () => {
    const body = new Uint8Array(20 * 1024 * 1024 + 1);
    expect(await put({}, { body })).toMatchObject({ status: 400, code: 'EntityTooLarge' });
  });

  it('needs its length beforehand', async () => {
    const init: RequestInit & { duplex: 'half' } = {
      body: new Blob(['one']).stream(),
      duplex: 'half',
    };
    expect(await put({}, init)).toMatchObject({ status: 411, code: 'MissingContentLength' });
  });

  it('has an hour, and its URL is for nothing else', async () => {
    const step = { http_verb: 'PUT', upload_id: uploadId, part_number: '3' };
    const url = await urlFor(asset, step);
    const init = { method: 'PUT', body: 'three' };
    const forged = { status: 403, code: 'SignatureDoesNotMatch' };
    for (const changed of [
      url.replace('partNumber=3', 'partNumber=4'),
      url.replace('partNumber=3&', ''),
      url.replace(uploadId, '0'.repeat(32)),
      url.replace(/Expires=\d+/, 'Expires=1999999999'),
      `${url}&more=1`,
    ]) {
      expect(await send(changed, init)).toMatchObject(forged);
    }
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect(await send(url, { method })).toMatchObject(forged);
    }
    aheadMs = oneHour + 1000;
    const expired = await send(url, init);
    aheadMs = 0;
    expect(expired).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await send(url, init)).toMatchObject({ status: 200 });
  });
});
