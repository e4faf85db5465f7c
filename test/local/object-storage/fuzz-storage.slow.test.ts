/** Hostile requests to object storage: changed presigned URLs, ranges, bodies that are not XML. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { untilAborted } from '../../../src/platform/delay.js';
import { checkAnswer } from '../../contract-check.js';
import { create, upload } from '../assets/uploaded.js';
import { multipartSteps, TestedService } from './multipart-steps.js';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 2000);
const longestAnswerMs = 10_000;

const service = new TestedService('file');
/** URLs that the service gave, with their methods. */
let urls: [method: string, url: string][];
const servedUrl = async () => service.urlOf(await upload(service.local, {}, 'a video'));
beforeAll(async () => {
  const { begin, urlFor } = multipartSteps(service);
  const [whole, inParts] = [await create(service.local), await create(service.local)];
  const [kept, aborted] = [await begin(inParts), await begin(inParts)];
  const stepUrl = (http_verb: string, upload_id: string, more = {}) =>
    urlFor(inParts, { http_verb, upload_id, ...more });
  urls = [
    ['PUT', whole.video_upload_url],
    ['POST', await urlFor(inParts, { http_verb: 'POST', content_type: 'video/mp4' })],
    ['PUT', await stepUrl('PUT', kept, { part_number: '1' })],
    ['GET', await stepUrl('GET', kept)],
    ['POST', await stepUrl('POST', kept)],
    ['DELETE', await stepUrl('DELETE', aborted)],
    ['GET', await servedUrl()],
  ];
});

const odd = fc.oneof(
  fc.constantFrom('', '%', '%zz', '%00', '..', '../../..', '%2e%2e%2f', '__proto__', '-1', '1e9'),
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
  fc.tuple(fc.nat(20), fc.nat(20)).map(([from, to]) => `bytes=${from}-${to}`),
  fc.constantFrom('bytes=-1', 'bytes=5-', 'bytes=-', 'bytes=0-0,2-3', 'bytes=a-b', 'items=0-1'),
  fc.constantFrom('bytes=99999999999999999999-', 'bytes=-99999999999999999999', 'bytes=0-1e9'),
);
const lengths = ['', '-1', 'x', '0', '1', '1e9', '5368709121', '99999999999999999999'];
const headers = fc.record(
  {
    'content-type': fc.constantFrom('', 'video/mp4', 'application/xml', 'text/plain; charset=x'),
    'content-md5': fc.constantFrom('', 'x', 'XrY7u+Ae7tCTyyK7j1rNww=='),
    'content-length': fc.constantFrom(...lengths),
    range,
    'if-none-match': fc.constantFrom('*', '"', '"x"'),
    'if-modified-since': fc.constantFrom('yesterday', 'Sun, 22 Nov 2026 10:00:00 GMT'),
    'accept-encoding': fc.constantFrom('br', 'gzip;q=x', '*'),
  },
  { requiredKeys: [] },
);

const tag = 'CompleteMultipartUpload';
const md5OfNothing = 'd41d8cd98f00b204e9800998ecf8427e';
const entry = `<Part><PartNumber>1</PartNumber><ETag>${md5OfNothing}</ETag></Part>`;
const body = fc.oneof(
  fc.constantFrom('', '<', '<?xml version="1.0"?>', `<${tag}/>`, `<${tag}></${tag}>`, `<${tag}>`),
  fc.constantFrom(`<${tag}>${entry}</${tag}>`, `<${tag}>${entry.repeat(9_000)}</${tag}>`),
  fc.constantFrom(
    `<${tag}>${entry.replace('1', '99999')}${entry.replace('1', '0')}</${tag}>`,
    `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><${tag}>&b;</${tag}>`,
    `<${tag}>${' '.repeat(200_000)}<Part>${'<Part>'.repeat(30_000)}`,
    `<?xml ${'x'.repeat(300_000)}`,
  ),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `<${tag}>${text}</${tag}>`),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
);
const methods = fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS');

it('answers every request in time, without a server error, and works afterwards', async () => {
  const request = fc.record({
    ...{ index: fc.nat(6), change, headers, body },
    method: fc.option(methods, { freq: 6 }),
    hasOwnLength: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(request, async (draft) => {
      const [meant, url] = urls[draft.index] ?? ['GET', ''];
      const method = draft.method ?? meant;
      const length = String(Buffer.byteLength(draft.body));
      const sent = new Request(draft.change(url), {
        method,
        headers: { ...draft.headers, ...(draft.hasOwnLength && { 'content-length': length }) },
        ...(!['GET', 'HEAD'].includes(method) && { body: draft.body }),
      });
      const late = AbortSignal.timeout(longestAnswerMs);
      const response = await untilAborted(service.local.fetch(sent), late);
      const text = await untilAborted(response.text(), late);
      checkAnswer(method, sent.url, response, text);
      expect(response.status === 501 || response.status < 500).toBe(true);
    }),
    { numRuns },
  );
  expect((await fetch(await servedUrl())).status).toBe(200);
});
