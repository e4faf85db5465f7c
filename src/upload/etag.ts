/** What an ETag of object storage tells of the bytes that it has. */
import type { Md5 } from '../platform/web/files.js';

/**
 * Whether the ETag in an answer shows that object storage has other bytes than were sent.
 *
 * Of encrypted files it is no MD5, only of the same look, and a header says that they are encrypted:
 * https://support.huaweicloud.com/intl/en-us/sdk-java-devg-obs/obs_21_1901.html
 * **Unsettled:** whether the files in VOD's own buckets are.
 */
export function hasOtherBytes(
  header: (name: string) => string | null,
  digest: Md5 | undefined,
): boolean {
  const encrypted = header('x-obs-server-side-encryption') !== null;
  return !encrypted && differs(header('etag') ?? '', digest);
}

/**
 * Whether an ETag is an MD5, and not that of the digest. That of what came in one request is one, in hexadecimal or,
 * by one page, in base64. Without a digest nothing can be told.
 */
export function differs(etag: string, digest: Md5 | undefined): boolean {
  const value = etag.replaceAll('"', '');
  if (!digest) return false;
  if (/^[0-9a-f]{32}$/i.test(value)) return value.toLowerCase() !== digest.hex;
  return /^[\w+/]{22}==$/.test(value) && value !== digest.base64;
}
