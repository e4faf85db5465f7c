/** Conditional requests for files of object storage (RFC 9110), ETags, and content types. */
import { createHash } from 'node:crypto';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FileType } from '../../../generated/schema.js';
import { checkAnswer } from '../../contract-check.js';
import { call } from '../answers.js';
import { listing, multipartSteps, TestedService } from './multipart-steps.js';
import { confirm, create, extract, upload } from '../assets/uploaded.js';

const content = 'a file of some bytes';
const [earlier, then, later] = [
  'Sun, 06 Nov 1994 08:49:36 GMT',
  'Sun, 06 Nov 1994 08:49:37 GMT',
  'Sun, 06 Nov 1994 08:49:38 GMT',
];

const service = new TestedService('file');
let url = '';
let etag = '';
beforeAll(async () => {
  url = await service.urlOf(await upload(service.local, {}, content));
  etag = (await ask()).headers.get('etag') ?? '';
  const date = new Date(Date.parse(then) + 800); // HTTP does not say the part of a second.
  await utimes(join(service.folder, url.split('/').at(-1) ?? ''), date, date);
});

async function ask(headers: Record<string, string> = {}, method = 'GET', of = url) {
  const response = await fetch(of, { method, headers });
  const text = await response.text();
  checkAnswer(method, of, response, text);
  return { status: response.status, headers: response.headers, text };
}

describe('a conditional request', () => {
  it.each<[number, Record<string, string>]>([
    [200, { 'if-match': 'ETAG' }],
    [200, { 'if-match': '"other", ETAG' }],
    [200, { 'if-match': '*' }],
    [412, { 'if-match': '"other"' }],
    [412, { 'if-match': 'W/ETAG' }],
    [412, { 'if-match': 'nonsense' }],
    [412, { 'if-match': '"other"', 'if-none-match': 'ETAG' }],
    [200, { 'if-match': 'ETAG', 'if-unmodified-since': earlier }],
    [412, { 'if-unmodified-since': earlier }],
    [200, { 'if-unmodified-since': then }],
    [200, { 'if-unmodified-since': 'yesterday' }],
    [200, { 'if-unmodified-since': '1994-11-06' }],
    [304, { 'if-none-match': 'ETAG' }],
    [304, { 'if-none-match': 'W/ETAG' }],
    [304, { 'if-none-match': '"a, b",W/"other" ,  ETAG' }],
    [304, { 'if-none-match': '*' }],
    [200, { 'if-none-match': '"other"' }],
    [200, { 'if-none-match': '"other"', 'if-modified-since': later }],
    [200, { 'if-modified-since': earlier }],
    [304, { 'if-modified-since': then }],
    [304, { 'if-modified-since': 'Sunday, 06-Nov-94 08:49:38 GMT' }],
    [304, { 'if-modified-since': 'Sun Nov  6 08:49:38 1994' }],
    [200, { 'if-modified-since': 'Sun Nov  6 08:49:36 1994' }],
    [200, { 'if-modified-since': 'yesterday' }],
    [304, { 'if-none-match': 'ETAG', range: 'bytes=0-1' }],
    [412, { 'if-match': '"other"', range: 'bytes=0-1' }],
  ])('is answered %i: %j', async (status, given) => {
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value.replace('ETAG', etag)]),
    );
    for (const method of ['GET', 'HEAD']) {
      const answer = await ask(headers, method);
      expect([method, answer.status]).toEqual([method, status]);
      if (status === 412) continue;
      expect([answer.headers.get('etag'), answer.headers.get('last-modified')]).toEqual([
        etag,
        then,
      ]);
      expect(answer.text).toBe(method === 'GET' && status === 200 ? content : '');
    }
    if (status === 412) {
      expect((await ask(headers)).text).toContain('<Code>PreconditionFailed</Code>');
    }
  });

  it.each<[number, string, string?]>([
    [206, 'ETAG'],
    [200, 'W/ETAG'],
    [200, '"other"'],
    [206, then],
    [200, earlier],
    [200, later],
    [200, 'yesterday'],
    [200, '"other"', 'bytes=500-'],
  ])('for a range is answered %i with If-Range %s', async (status, given, range = 'bytes=2-5') => {
    const headers = { range, 'if-range': given.replace('ETAG', etag) };
    const answer = await ask(headers);
    const text = status === 206 ? content.slice(2, 6) : content;
    expect([answer.status, answer.text, answer.headers.get('etag')]).toEqual([status, text, etag]);
  });
});

describe('an ETag', () => {
  it('is the same as in the answer to the upload, also when the asset is withdrawn', async () => {
    const whole = await create(service.local);
    const answer = await fetch(whole.video_upload_url, { method: 'PUT', body: 'whole' });
    await confirm(service.local, whole.asset_id);
    const md5 = createHash('md5').update('whole').digest('base64');
    const { headers } = await ask({}, 'HEAD', await service.urlOf(whole.asset_id));
    expect([headers.get('etag'), answer.headers.get('etag')]).toEqual([`"${md5}"`, `"${md5}"`]);

    const steps = multipartSteps(service);
    const inParts = await create(service.local);
    const uploadId = await steps.begin(inParts);
    const { etag: one } = await steps.putPart(inParts, uploadId, 1, 'one');
    const { xml } = await steps.complete(inParts, uploadId, listing([1, one]));
    await confirm(service.local, inParts.asset_id);
    const served = await ask({}, 'GET', await service.urlOf(inParts.asset_id));
    expect(served.headers.get('etag')).toMatch(/^"[0-9a-f]{32}-1"$/);
    expect(xml).toContain(served.headers.get('etag')?.replaceAll('"', '&quot;'));
    await call(service.local, 'unpublishAssets', { body: { asset_id: [inParts.asset_id] } });
    const withdrawn = await ask({}, 'GET', await service.urlOf(inParts.asset_id));
    expect(withdrawn.headers.get('etag')).toBe(served.headers.get('etag'));
  });

  it('of extracted audio stays the same, and differs between two extractions', async () => {
    const video = await upload(service.local);
    const one = await service.urlOf(await extract(service.local, video));
    const other = await service.urlOf(await extract(service.local, video));
    const tags = [];
    for (const of of [one, other, one]) tags.push((await ask({}, 'HEAD', of)).headers.get('etag'));
    expect(tags[0]).toBe(tags[2]);
    expect(tags[0]).not.toBe(tags[1]);
    const known = await ask({ 'if-none-match': tags[0] ?? '' }, 'GET', one);
    expect(known.status).toBe(304);
  });
});

// Elsewhere there is no list of the open files.
it.runIf(process.platform === 'linux')(
  'a file is opened when its body is read, and not before',
  async () => {
    const countOpen = async () => (await readdir('/proc/self/fd')).length;
    const before = await countOpen();
    for (let count = 0; count < 20; count += 1) {
      expect((await service.local.fetch(url)).status).toBe(200);
    }
    expect(await countOpen()).toBeLessThan(before + 10);
  },
);

it.each<[FileType, string]>([
  ['MP4', 'video/mp4'],
  ['M3U8', 'application/octet-stream'],
  ['MP3', 'audio/mpeg'],
  ['M4R', 'audio/mp4'],
  ['WMA', 'audio/x-ms-wma'],
])('%s is served as %s', async (type, expected) => {
  const id = await upload(service.local, { video_type: type, video_name: `a.${type}` }, 'x');
  const { headers } = await ask({}, 'GET', await service.urlOf(id));
  expect(headers.get('content-type')).toBe(expected);
});
