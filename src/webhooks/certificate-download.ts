/** The certificate at a message's `signing_cert_url`, for those who choose to download it. */
import { readBody } from '../platform/read-body.js';
import { WebhookError } from './webhook-error.js';
import { type Certificate, CertificateError, readCertificate } from './certificate.js';
import {
  type FetchFunction,
  guardedGet,
  type GuardedGetOptions,
  guardedUrl,
  smnHosts,
} from './guarded-get.js';

/** The largest answer that is read, in bytes; a certificate has one or two thousand. */
const largestCertificate = 16 * 1024;
/** Regions have one certificate each; more addresses than this are somebody's who tries them. */
const mostAddresses = 64;

/** What was downloaded, or is being downloaded, by the `fetch` that does it and the address. */
const downloads = new WeakMap<FetchFunction, Map<string, Promise<Certificate>>>();

/**
 * Downloads a certificate once: later calls get the same one, and calls at the same time wait for one download. A
 * download that failed is forgotten, and so is a certificate that has expired.
 *
 * @throws WebhookError `refused-url` when the address is not allowed, `certificate-unavailable` when there is no
 *   certificate to be had.
 */
export async function downloadCertificate(
  address: string,
  options: GuardedGetOptions,
  now: number,
): Promise<Certificate> {
  const url = guardedUrl('signing_cert_url', address, options.hosts ?? smnHosts);
  if (!url.pathname.endsWith('.pem') || url.search !== '' || url.hash !== '') {
    throw new WebhookError('refused-url', 'signing_cert_url is not followed: it is no .pem file.');
  }
  const cache = cacheOf(options.fetch ?? globalThis.fetch);
  let download = cache.get(url.href);
  if (!download) {
    if (cache.size >= mostAddresses) cache.clear();
    download = guardedGet(url, options, readAnswer).catch((error: unknown) => {
      cache.delete(url.href);
      throw new WebhookError(
        'certificate-unavailable',
        `There is no certificate to be had from ${url.hostname}: ${String(error)}`,
        { cause: error },
      );
    });
    cache.set(url.href, download);
  }
  const certificate = await download;
  if (now > certificate.notAfter) cache.delete(url.href);
  return certificate;
}

function cacheOf(fetch: FetchFunction): Map<string, Promise<Certificate>> {
  const cache = downloads.get(fetch) ?? new Map<string, Promise<Certificate>>();
  downloads.set(fetch, cache);
  return cache;
}

async function readAnswer(response: Response): Promise<Certificate> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new CertificateError(`the answer is ${response.status}`);
  }
  const body = await readBody(response.body, largestCertificate);
  if (!body) throw new CertificateError(`the answer is over ${largestCertificate} bytes`);
  return readCertificate(new TextDecoder().decode(body));
}
