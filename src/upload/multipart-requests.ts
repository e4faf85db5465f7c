/** The requests of a multipart upload: VOD gives a presigned URL for each, and object storage answers it. */
import type { VodClient, VodPaths } from '../client/client.js';
import type { Md5 } from '../platform/web/files.js';
import { hasOtherBytes } from './etag.js';
import { sendToStorage, type StorageOptions, type StorageRequest } from './storage.js';
import { StorageError } from './storage-error.js';
import { completeMultipartUpload, type StoredPart, storedPartsOf, textOf } from './storage-xml.js';

const authority = '/v1.1/{project_id}/asset/authority';
type Step = Omit<
  VodPaths[typeof authority]['get']['parameters']['query'],
  'bucket' | 'object_key' | 'http_verb'
>;

/** Completing a large file can take object storage minutes without any progress. */
const longestCompletionMs = 600_000;

/**
 * Makes the requests for one file. Each throws a StorageError, what the client throws, or the signal's reason.
 *
 * Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0197.html
 */
export function multipartRequests(
  vod: VodClient,
  { bucket, object }: { bucket: string; object: string },
  options: StorageOptions & { signal: AbortSignal },
) {
  const { signal } = options;

  function send<Result>(step: Step, request: Omit<StorageRequest<Result>, 'url'>): Promise<Result> {
    const query = { ...step, http_verb: request.method, bucket, object_key: object };
    const url = async (): Promise<string> =>
      (await vod.GET(authority, { params: { query }, signal })).data.sign_str;
    return sendToStorage({ ...request, url }, options);
  }

  return {
    /** Starts the upload. Returns its id. */
    start: (contentType: string): Promise<string> =>
      send(
        { content_type: contentType },
        {
          method: 'POST',
          headers: { 'content-type': contentType },
          read(_headers, xml) {
            const id = textOf(xml, 'UploadId');
            if (id) return id;
            throw new StorageError('object storage answered without UploadId.', { retry: 'never' });
          },
        },
      ),

    /** Sends a part. Returns its ETag. */
    putPart(
      uploadId: string,
      number: number,
      bytes: Uint8Array,
      digest: Md5 | undefined,
      onSent: (bytesSent: number) => void,
    ): Promise<string> {
      const contentType = 'application/octet-stream';
      const md5 = digest?.base64;
      const step = { upload_id: uploadId, part_number: number, content_type: contentType };
      return send(md5 === undefined ? step : { ...step, content_md5: md5 }, {
        method: 'PUT',
        // The MD5 is signed with the URL, so it has to be sent: object storage then refuses damaged bytes.
        headers: { 'content-type': contentType, ...(md5 && { 'content-md5': md5 }) },
        body: bytes,
        onSent,
        read(headers) {
          const etag = headers.get('etag');
          if (etag !== null && !hasOtherBytes(headers, digest)) return etag;
          const problem = etag === null ? 'sent no ETag' : `has other bytes (ETag ${etag})`;
          const message = `object storage accepted the part, but ${problem}.`;
          throw new StorageError(message, { retry: 'same-url' });
        },
      });
    },

    /** The parts that object storage has, by number; only the first thousand. */
    list: (uploadId: string): Promise<Map<number, StoredPart>> =>
      send({ upload_id: uploadId }, { method: 'GET', read: (_headers, xml) => storedPartsOf(xml) }),

    /** Makes the file of its parts, which are named by their ETags. */
    async complete(uploadId: string, etags: ReadonlyMap<number, string>): Promise<void> {
      const request: Omit<StorageRequest<void>, 'url'> = {
        method: 'POST',
        headers: { 'content-type': 'application/xml' },
        body: completeMultipartUpload(etags),
        minTimeoutMs: longestCompletionMs,
        read(_headers, xml) {
          if (xml.includes('<CompleteMultipartUploadResult')) return;
          // Object storage can send the status 200 first, and fail afterwards.
          const code = textOf(xml, 'Code') ?? 'no result';
          const message = `object storage answered ${code} after the status of a success.`;
          throw new StorageError(message, { retry: 'same-url', outcomeUnknown: true });
        },
      };
      await send({ upload_id: uploadId }, request).catch((error: unknown) => {
        // An earlier attempt whose answer was lost has completed the upload: nothing else ends it here.
        const gone = error instanceof StorageError && error.code === 'NoSuchUpload';
        if (!gone || !error.maybeDone) throw error;
      });
    },

    /** Ends the upload, and removes its parts. */
    abort: (uploadId: string): Promise<void> =>
      send({ upload_id: uploadId }, { method: 'DELETE', read: () => undefined }),
  };
}
