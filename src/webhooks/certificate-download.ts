/** The certificate at a message's `signing_cert_url`, downloaded if the options allow it. */
import type { FetchFunction } from '../platform/fetch-function.js';
import { readBody } from '../platform/read-body.js';
import { type Certificate, CertificateError, readCertificate } from './certificate.js';
import { guardedGet, type GuardedGetOptions, guardedUrl, smnHosts } from './guarded-get.js';
import { WebhookError } from './webhook-error.js';

/** The largest answer that is read, in bytes. A certificate has one or two thousand. */
const largestCertificate = 16 * 1024;

const failure = [
  'certificate-unavailable',
  'The certificate could not be downloaded from',
] as const;

/** The downloads, done or under way: by `fetch` function, then by URL. Only allowed hosts can add to them. */
const downloads = new WeakMap<FetchFunction, Map<string, Promise<Certificate>>>();

/**
 * Downloads a certificate once: later calls get the same one, and simultaneous calls share one download. Failed
 * downloads and expired certificates are not kept.
 *
 * @throws WebhookError `refused-url` if the URL is not allowed, `certificate-unavailable` if the download fails.
 */
export async function downloadCertificate(
  address: string,
  options: GuardedGetOptions,
  now: number,
): Promise<Certificate> {
  const url = guardedUrl('signing_cert_url', address, options.hosts ?? smnHosts);
  if (!url.pathname.endsWith('.pem') || url.search !== '' || url.hash !== '') {
    throw new WebhookError('refused-url', 'signing_cert_url is not called: it is not a .pem file.');
  }
  const { fetch = globalThis.fetch } = options;
  const cache = downloads.get(fetch) ?? new Map<string, Promise<Certificate>>();
  downloads.set(fetch, cache);
  let download = cache.get(url.href);
  if (!download) {
    download = guardedGet(url, options, failure, readAnswer);
    download.catch(() => cache.delete(url.href));
    cache.set(url.href, download);
  }
  const certificate = await download;
  if (now > certificate.notAfter) cache.delete(url.href);
  return certificate;
}

async function readAnswer(response: Response): Promise<Certificate> {
  const body = await readBody(response.body, largestCertificate);
  if (!body) throw new CertificateError(`the answer has more than ${largestCertificate} bytes`);
  return readCertificate(new TextDecoder().decode(body));
}
