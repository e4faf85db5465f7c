/** Requests of multipart uploads that are refused: for a presigned URL, and to assemble a file. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Asking, call } from '../answers.js';
import {
  type Created,
  listing,
  md5,
  multipartSteps,
  stemOf,
  stepQuery,
  TestedService,
} from './multipart-steps.js';
import { confirm, create } from '../assets/uploaded.js';

const service = new TestedService('file');
const { begin, complete, putPart, urlFor } = multipartSteps(service);

describe('the list of parts to assemble', () => {
  let asset: Created;
  let uploadId = '';
  let etag = '';
  beforeAll(async () => {
    asset = await create(service.local);
    uploadId = await begin(asset);
    await putPart(asset, uploadId, 2, 'two');
    etag = (await putPart(asset, uploadId, 1, 'one')).etag.replaceAll('"', '');
  });
  const part = (content: string) =>
    `<CompleteMultipartUpload><Part>${content}</Part></CompleteMultipartUpload>`;

  it.each<[string, string, () => string]>([
    ['MalformedXML', 'nothing', () => ''],
    ['MalformedXML', 'JSON', () => '{"Part":[]}'],
    ['MalformedXML', 'no part', () => listing()],
    ['MalformedXML', 'another root', () => listing([1, etag]).replaceAll('Complete', 'Complet')],
    ['MalformedXML', 'no end', () => listing([1, etag]).slice(0, -1)],
    ['MalformedXML', 'something after the end', () => `${listing([1, etag])}<x/>`],
    ['MalformedXML', 'a part without ETag', () => part('<PartNumber>1</PartNumber>')],
    ['MalformedXML', 'a part without number', () => part(`<ETag>${etag}</ETag>`)],
    ['MalformedXML', 'a number that is not one', () => listing([NaN, etag])],
    ['MalformedXML', 'a negative number', () => listing([-1, etag])],
    ['MalformedXML', 'a number that is too long', () => listing([100_001, etag])],
    ['MalformedXML', 'an ETag that is not one', () => listing([1, '../../etc/passwd'])],
    ['MalformedXML', 'a comment', () => part('<!-- --><PartNumber>1</PartNumber>')],
    ['MalformedXML', 'an entity', () => `<!DOCTYPE x [<!ENTITY b "1">]>${listing([1, '&b;'])}`],
    ['MalformedXML', 'elements within elements', () => '<Part>'.repeat(100_000)],
    ['MalformedXML', 'more than a megabyte', () => listing([1, etag]) + ' '.repeat(1024 * 1024)],
    ['InvalidPartOrder', 'a descending order', () => listing([2, md5hex('two')], [1, etag])],
    ['InvalidPartOrder', 'a part twice', () => listing([1, etag], [1, etag])],
    ['InvalidPartOrder', 'the number 0', () => listing([0, etag])],
    ['InvalidPart', 'a part that did not arrive', () => listing([1, etag], [3, etag])],
    ['InvalidPart', 'a number beyond all parts', () => listing([10_001, etag])],
    ['InvalidPart', 'another ETag', () => listing([1, '0'.repeat(32)])],
  ])('is refused as %s with %s', async (code, _what, xml) => {
    const from = performance.now();
    expect(await complete(asset, uploadId, xml())).toMatchObject({ status: 400, code });
    expect(performance.now() - from).toBeLessThan(5000);
    expect(await service.stored(stemOf(asset))).toHaveLength(2);
  });

  function md5hex(of: string): string {
    return md5(of).toString('hex');
  }

  it.each<[string, () => string]>([
    ['a declaration, a namespace and space between the elements', () => spaced()],
    ['the ETag before the number', () => part(`<ETag>${etag}</ETag><PartNumber>1</PartNumber>`)],
  ])('is understood with %s', async (_what, xml) => {
    const fresh = await create(service.local);
    const id = await begin(fresh);
    await putPart(fresh, id, 1, 'one');
    expect(await complete(fresh, id, xml())).toMatchObject({ status: 200 });
    expect(await service.stored(stemOf(fresh))).toEqual(['one']);
  });

  function spaced(): string {
    const namespace = 'xmlns="http://obs.cn-north-4.myhuaweicloud.com/doc/2015-06-30/"';
    return `<?xml version="1.0" encoding="UTF-8"?>\n${listing([1, etag])}\n`
      .replaceAll('><', '>\n  <')
      .replace('<CompleteMultipartUpload>', `<CompleteMultipartUpload ${namespace}>`);
  }

  it('cannot make a file other than the one that was announced', async () => {
    const announced = await create(service.local, { video_md5: md5('another').toString('base64') });
    const id = await begin(announced);
    const { etag: one } = await putPart(announced, id, 1, 'one');
    const done = await complete(announced, id, listing([1, one]));
    expect(done).toMatchObject({ status: 400, code: 'BadDigest' });
    expect(await service.stored(stemOf(announced))).toEqual(['one']);
    const answer = await confirm(service.local, announced.asset_id);
    expect(answer).toMatchObject({ status: 403, code: 'VOD.10060' });
  });

  it('is carried out once when it is sent several times at once', async () => {
    const twice = await create(service.local);
    const id = await begin(twice);
    const { etag: one } = await putPart(twice, id, 1, 'one');
    const answers = await Promise.all([1, 2, 3].map(() => complete(twice, id, listing([1, one]))));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(200);
    expect(statuses.slice(1).every((status) => status === 404 || status === 409)).toBe(true);
    expect(await service.stored(stemOf(twice))).toEqual(['one']);
  });
});

describe('the request for a presigned URL', () => {
  let asset: Created;
  beforeAll(async () => {
    asset = await create(service.local);
  });
  const ask = (query: Asking['query'] = {}) =>
    call(service.local, 'showAssetTempAuthority', { query });

  it.each<[string, Record<string, string>]>([
    ['http_verb', { http_verb: 'PATCH' }],
    ['http_verb', { http_verb: 'post' }],
    ['upload_id', { http_verb: 'PUT', part_number: '1' }],
    ['upload_id', { http_verb: 'GET' }],
    ['upload_id', { http_verb: 'DELETE' }],
    ['part_number', { http_verb: 'PUT', upload_id: 'x' }],
    ['part_number', { http_verb: 'PUT', upload_id: 'x', part_number: '0' }],
    ['part_number', { http_verb: 'PUT', upload_id: 'x', part_number: '10001' }],
    ['part_number', { http_verb: 'PUT', upload_id: 'x', part_number: '1.5' }],
    ['object_key', { http_verb: 'POST', bucket: 'another' }],
    ['object_key', { http_verb: 'POST', object_key: 'another' }],
    ['object_key', { http_verb: 'POST', object_key: '../../etc/passwd' }],
    ['object_key', { http_verb: 'POST', object_key: '' }],
  ])('is refused for its %s: %j', async (field, step) => {
    const answer = await ask(stepQuery(asset, step));
    const text = `The request parameter is illegal, illegal field: {${field}}.`;
    expect(answer).toMatchObject({ status: 403, code: 'VOD.10053', text });
  });

  it('is refused for another file of the same asset', async () => {
    const key = `${asset.target?.object ?? ''}.part`;
    const answer = await ask(stepQuery(asset, { http_verb: 'POST', object_key: key }));
    expect(answer).toMatchObject({ status: 403, code: 'VOD.10053' });
  });

  it.each(['http_verb', 'bucket', 'object_key'])('is refused without %s', async (field) => {
    const query = stepQuery(asset, { http_verb: 'POST' });
    const rest = Object.entries(query).filter(([name]) => name !== field);
    const answer = await ask(Object.fromEntries(rest));
    expect(answer).toMatchObject({ status: 403, code: 'VOD.10053' });
    expect(answer.text).toContain(`{${field}}`);
  });

  it('is answered with a URL whose query begins with its flag', async () => {
    const url = await urlFor(asset, { http_verb: 'POST' });
    expect(new URL(url).search).toMatch(/^\?uploads&Expires=\d+&Signature=[0-9a-f]{64}$/);
  });
});
