/** Hostile requests to object storage: pre-signed URLs, ranges, bodies that are no XML. See fuzz.test.ts. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { untilAborted } from '../../../src/platform/delay.js';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { checkAnswer } from '../../contract-check.js';
import { multipartSteps } from './multipart-steps.js';
import { clientOf, detailsOf, upload } from '../service.js';
import { create } from '../assets/uploaded.js';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 300);
const longestAnswerMs = 10_000;

let local: LocalVod;
/** URLs that the service gave, with the methods for which it did. */
let urls: [method: string, url: string][];
beforeAll(async () => {
  local = await startLocalVod();
  const steps = multipartSteps(() => ({ local, folder: '' }));
  const [whole, inParts] = [await create(local), await create(local)];
  const [kept, given] = [await steps.begin(inParts), await steps.begin(inParts)];
  const part = { http_verb: 'PUT', upload_id: kept, part_number: '1' };
  const vod = clientOf(local);
  const details = await detailsOf(vod, await upload(vod));
  urls = [
    ['PUT', whole.video_upload_url],
    ['POST', await steps.urlFor(inParts, { http_verb: 'POST', content_type: 'video/mp4' })],
    ['PUT', await steps.urlFor(inParts, part)],
    ['GET', await steps.urlFor(inParts, { http_verb: 'GET', upload_id: kept })],
    ['POST', await steps.urlFor(inParts, { http_verb: 'POST', upload_id: kept })],
    ['DELETE', await steps.urlFor(inParts, { http_verb: 'DELETE', upload_id: given })],
    ['GET', details.base_info?.video_url ?? ''],
  ];
});
afterAll(() => local.close());

const odd = fc.oneof(
  fc.constantFrom(
    '',
    '%',
    '%zz',
    '%00',
    '..',
    '../../..',
    '%2e%2e%2f',
    '__proto__',
    '-1',
    '0',
    '1e9',
  ),
  fc.constantFrom('a'.repeat(8_000), '99999999999999999999', 'null', '\\', '//', ';', '&', '#'),
  fc.string({ unit: 'binary', maxLength: 8 }).map((text) => encodeURIComponent(text)),
);

/** A URL with one thing changed. */
const change = fc.oneof(
  { weight: 6, arbitrary: fc.constant((url: string) => url) },
  odd.map(
    (text) => (url: string) =>
      url.replace(/(Signature|Expires|uploadId|partNumber)=\w+/, `$1=${text}`),
  ),
  odd.map((text) => (url: string) => `${url}&Signature=${text}`),
  odd.map((text) => (url: string) => `${url}${url.includes('?') ? '&' : '?'}${text}=${text}`),
  odd.map((text) => (url: string) => url.replace(/\/[^/?]+(\?|$)/, `/${text}$1`)),
  odd.map((text) => (url: string) => url.replace(/(\?|$)/, `/${text}$1`)),
  fc.constant((url: string) => url.replace(/\?.*/, '')),
);

const range = fc.oneof(
  fc.tuple(fc.nat(900_000), fc.nat(900_000)).map(([from, to]) => `bytes=${from}-${to}`),
  fc.constantFrom(
    'bytes=-1',
    'bytes=5-',
    'bytes=-',
    'bytes=0-0,2-3',
    'bytes=a-b',
    'items=0-1',
    'bytes=',
  ),
  fc.constantFrom('bytes=99999999999999999999-', 'bytes=-99999999999999999999', 'bytes=0-1e9'),
);
const headers = fc.record(
  {
    'content-type': fc.constantFrom(
      '',
      'video/mp4',
      'application/xml',
      'text/plain; charset=utf-16',
    ),
    'content-md5': fc.constantFrom('', 'x', 'XrY7u+Ae7tCTyyK7j1rNww=='),
    'content-length': fc.constantFrom(
      '',
      '-1',
      'x',
      '0',
      '1',
      '1e9',
      '5368709121',
      '99999999999999999999',
    ),
    range,
    'if-none-match': fc.constantFrom('*', '"', '"x"'),
    'if-modified-since': fc.constantFrom('yesterday', 'Sun, 22 Nov 2026 10:00:00 GMT'),
    'accept-encoding': fc.constantFrom('br', 'gzip;q=x', '*'),
  },
  { requiredKeys: [] },
);

const tag = 'CompleteMultipartUpload';
const entry =
  '<Part><PartNumber>1</PartNumber><ETag>d41d8cd98f00b204e9800998ecf8427e</ETag></Part>';
const xml = fc.oneof(
  fc.constantFrom('', '<', '<?xml version="1.0"?>', `<${tag}/>`, `<${tag}></${tag}>`, `<${tag}>`),
  fc.constantFrom(`<${tag}>${entry}</${tag}>`, `<${tag}>${entry.repeat(9_000)}</${tag}>`),
  fc.constant(`<${tag}>${entry.replace('1', '99999')}${entry.replace('1', '0')}</${tag}>`),
  fc.constant(`<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><${tag}>&b;</${tag}>`),
  fc.constant(`<${tag}>${' '.repeat(200_000)}<Part>${'<Part>'.repeat(30_000)}`),
  fc.constant(`<?xml ${'x'.repeat(300_000)}`),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `<${tag}>${text}</${tag}>`),
);
const body = fc.oneof(
  xml.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);

it('answers whatever it is sent, in time and not by 5xx', async () => {
  const request = fc.record({
    index: fc.nat(6),
    method: fc.option(fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'), {
      freq: 6,
    }),
    change,
    headers,
    hasOwnLength: fc.boolean(),
    body,
  });
  await fc.assert(
    fc.asyncProperty(request, async (draft) => {
      const [meant, url] = urls[draft.index] ?? ['GET', ''];
      const method = draft.method ?? meant;
      const hasBody = !['GET', 'HEAD'].includes(method);
      const sent = new Request(draft.change(url), {
        method,
        headers: {
          ...draft.headers,
          ...(draft.hasOwnLength ? { 'content-length': String(draft.body.length) } : {}),
        },
        ...(hasBody ? { body: draft.body } : {}),
      });
      const late = AbortSignal.timeout(longestAnswerMs);
      const response = await untilAborted(local.fetch(sent), late);
      const text = await untilAborted(response.text(), late);
      const isMedia = response.headers.get('content-type')?.startsWith('video/') ?? false;
      checkAnswer(method, sent.url, response, isMedia ? '' : text);
      expect(response.status === 501 || response.status < 500).toBe(true);
    }),
    { numRuns },
  );
});

it('is well afterwards', async () => {
  const vod = clientOf(local);
  const details = await detailsOf(vod, await upload(vod));
  expect((await fetch(details.base_info?.video_url ?? '')).status).toBe(200);
});
