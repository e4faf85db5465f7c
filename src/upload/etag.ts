/** Compares an ETag of object storage with the MD5 of what was sent. */
import type { Md5 } from '../platform/web/files.js';

/**
 * Whether an answer shows that object storage has other bytes than were sent.
 *
 * The ETag of an encrypted file looks like an MD5, but is not one; a header says that it is encrypted:
 * https://support.huaweicloud.com/intl/en-us/sdk-java-devg-obs/obs_21_1901.html
 * **Unsettled:** whether VOD encrypts its files.
 */
export function hasOtherBytes(headers: Headers, digest: Md5 | undefined): boolean {
  const encrypted = headers.has('x-obs-server-side-encryption');
  return !encrypted && differs(headers.get('etag') ?? '', digest);
}

/**
 * Whether an ETag is another MD5. It is one after an upload by one request, in hexadecimal or, by one page, in
 * base64. False without a digest.
 */
export function differs(etag: string, digest: Md5 | undefined): boolean {
  const value = etag.replaceAll('"', '');
  if (!digest) return false;
  if (/^[0-9a-f]{32}$/i.test(value)) return value.toLowerCase() !== digest.hex;
  return /^[\w+/]{22}==$/.test(value) && value !== digest.base64;
}
