/** Multipart uploads, with a presigned URL for each step. */
import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../answers.js';
import {
  type Created,
  listing,
  md5,
  multipartSteps,
  send,
  stemOf,
  stepQuery,
  TestedService,
} from './multipart-steps.js';
import { confirm, create } from '../assets/uploaded.js';

const service = new TestedService('file');
const { abort, begin, complete, list, putPart, urlFor } = multipartSteps(service);

describe('a multipart upload', () => {
  it('assembles its parts by number, whatever the order in which they came', async () => {
    const contents = ['one', 'the second', 'three'];
    const whole = contents.join('');
    const asset = await create(service.local, { video_md5: md5(whole).toString('base64') });
    const uploadId = await begin(asset);
    const etags: string[] = [];
    for (const number of [3, 1, 2]) {
      const bytes = contents[number - 1] ?? '';
      const { status, etag } = await putPart(asset, uploadId, number, bytes);
      expect({ status, etag }).toEqual({ status: 200, etag: `"${md5(bytes).toString('hex')}"` });
      etags[number - 1] = etag;
    }
    const { xml } = await list(asset, uploadId);
    const rows = xml.matchAll(
      /<Part><PartNumber>(\d+)<\/PartNumber><LastModified>[^<]+Z<\/LastModified><ETag>&quot;(\w+)&quot;<\/ETag><Size>(\d+)<\/Size><\/Part>/g,
    );
    expect([...rows].map(([, ...row]) => row)).toEqual(
      contents.map((bytes, index) => [
        ...[String(index + 1), md5(bytes).toString('hex'), String(bytes.length)],
      ]),
    );

    const parts = etags.map((etag, index): [number, string] => [index + 1, etag]);
    const done = await complete(asset, uploadId, listing(...parts));
    const ofParts = md5(Buffer.concat(contents.map(md5))).toString('hex');
    expect(done.status).toBe(200);
    expect(done.xml).toContain(`<ETag>&quot;${ofParts}-3&quot;</ETag>`);
    expect(done.xml).toContain(`<Key>${asset.target?.object ?? ''}</Key>`);
    expect(await service.stored(stemOf(asset))).toEqual([whole]);
  });

  it('replaces a part that is sent again, and leaves out parts that are not listed', async () => {
    const asset = await create(service.local);
    const uploadId = await begin(asset);
    await putPart(asset, uploadId, 1, 'first attempt');
    const { etag: one } = await putPart(asset, uploadId, 1, 'one');
    await putPart(asset, uploadId, 2, 'two');
    const { etag: last } = await putPart(asset, uploadId, 10_000, 'last');
    expect(await service.stored(stemOf(asset))).toHaveLength(3);
    const done = await complete(asset, uploadId, listing([1, one], [10_000, last]));
    expect(done.status).toBe(200);
    expect(await service.stored(stemOf(asset))).toEqual(['onelast']);
  });

  it('is removed with its parts when it is aborted', async () => {
    const asset = await create(service.local);
    const uploadId = await begin(asset);
    await putPart(asset, uploadId, 1, 'one');
    expect(await abort(asset, uploadId)).toMatchObject({ status: 204, xml: '' });
    expect(await service.stored(stemOf(asset))).toEqual([]);
    const gone = { status: 404, code: 'NoSuchUpload' };
    expect(await abort(asset, uploadId)).toMatchObject(gone);
    expect(await list(asset, uploadId)).toMatchObject(gone);
    expect(await putPart(asset, uploadId, 1, 'one')).toMatchObject(gone);
    expect(await complete(asset, uploadId, listing([1, '0'.repeat(32)]))).toMatchObject(gone);
  });

  it.each(['CREATED', 'FAILED', 'CANCELLED'] as const)(
    'ends when the upload is confirmed as %s',
    async (status) => {
      const asset = await create(service.local);
      await fetch(asset.video_upload_url, { method: 'PUT', body: 'whole' });
      const uploadId = await begin(asset);
      await putPart(asset, uploadId, 1, 'one');
      const step = { http_verb: 'PUT', upload_id: uploadId, part_number: '2' };
      const url = await urlFor(asset, step);
      await confirm(service.local, asset.asset_id, status);
      expect(await service.stored(stemOf(asset))).toEqual(status === 'CREATED' ? ['whole'] : []);
      const late = await send(url, { method: 'PUT', body: 'two' });
      expect(late).toMatchObject({ status: 409, code: 'InvalidObjectState' });
      const answer = await call(service.local, 'showAssetTempAuthority', {
        query: stepQuery(asset, step),
      });
      expect(answer).toMatchObject({ status: 403, code: 'VOD.10135' });
    },
  );

  it('ends when its asset is deleted', async () => {
    const asset = await create(service.local);
    const uploadId = await begin(asset);
    await putPart(asset, uploadId, 1, 'one');
    await call(service.local, 'deleteAssets', { query: { asset_id: asset.asset_id } });
    expect(await service.stored(stemOf(asset))).toEqual([]);
  });

  it('belongs to its own asset', async () => {
    const [asset, other] = [await create(service.local), await create(service.local)];
    const uploadId = await begin(asset);
    const strange = { status: 404, code: 'NoSuchUpload' };
    expect(await putPart(other, uploadId, 1, 'one')).toMatchObject(strange);
    expect(await abort(other, uploadId)).toMatchObject(strange);
  });
});

describe('a part', () => {
  let asset: Created;
  let uploadId = '';
  beforeAll(async () => {
    asset = await create(service.local);
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
    ['of another type', 403, 'SignatureDoesNotMatch', { content_type: 'a/b' }, {}],
  ])('%s is answered %i', async (_what, status, code, step, headers) => {
    expect(await put(step, { headers })).toMatchObject({ status, code });
  });

  it('over 20 MB is refused by its length', async () => {
    const url = await urlFor(asset, { http_verb: 'PUT', upload_id: uploadId, part_number: '1' });
    const headers = { 'content-length': String(20 * 1024 * 1024 + 1) };
    const answer = await service.local.fetch(url, { method: 'PUT', headers, body: 'one' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('<Code>EntityTooLarge</Code>');
  });

  it('has a URL that is valid for nothing else', async () => {
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
    expect(await send(url, init)).toMatchObject({ status: 200 });
  });
});
