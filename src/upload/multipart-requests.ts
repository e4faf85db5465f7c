/** The steps of a multipart upload on the wire: VOD gives a pre-signed URL for each, object storage takes it. */
import type { VodClient, VodPaths } from '../client/client.js';
import type { Md5 } from '../platform/web/files.js';
import { hasOtherBytes } from './etag.js';
import { sendToStorage, type StorageOptions, type StorageRequest } from './storage.js';
import { StorageFailure } from './storage-failure.js';
import { completeMultipartUpload, type StoredPart, storedPartsOf, textOf } from './storage-xml.js';

const authority = '/v1.1/{project_id}/asset/authority';
type Step = Omit<
  VodPaths[typeof authority]['get']['parameters']['query'],
  'bucket' | 'object_key' | 'http_verb'
>;

/** Putting a large file together can take object storage minutes, in which nothing moves. */
const longestAssemblyMs = 600_000;

/**
 * Sends the steps for one file. Each throws a StorageFailure, what the client throws, or the signal's reason.
 *
 * Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0197.html
 */
export class MultipartRequests {
  readonly #vod: VodClient;
  readonly #target: { bucket: string; object: string };
  readonly #options: StorageOptions & { signal: AbortSignal };

  constructor(
    vod: VodClient,
    target: { bucket: string; object: string },
    options: StorageOptions & { signal: AbortSignal },
  ) {
    this.#vod = vod;
    this.#target = target;
    this.#options = options;
  }

  /** Opens a multipart upload. Returns its id. */
  start(contentType: string): Promise<string> {
    return this.#send(
      { content_type: contentType },
      {
        method: 'POST',
        headers: { 'content-type': contentType },
        read: ({ xml }) => {
          const id = textOf(xml, 'UploadId');
          if (id) return id;
          const message = 'object storage opened an upload without naming its UploadId.';
          throw new StorageFailure(message, { repetition: 'never' });
        },
      },
    );
  }

  /** Sends a part. Returns its ETag. */
  putPart(
    uploadId: string,
    number: number,
    bytes: Uint8Array,
    digest: Md5 | undefined,
    onSent: (bytesSent: number) => void,
  ): Promise<string> {
    const contentType = 'application/octet-stream';
    const query = { upload_id: uploadId, part_number: number, content_type: contentType };
    return this.#send(digest ? { ...query, content_md5: digest.base64 } : query, {
      method: 'PUT',
      headers: {
        'content-type': contentType,
        // What the URL was asked for with has to come along; object storage then refuses damaged bytes.
        ...(digest && { 'content-md5': digest.base64 }),
      },
      body: bytes,
      onSent,
      read: ({ header }) => {
        const etag = header('etag');
        if (etag !== null && !hasOtherBytes(header, digest)) return etag;
        const message =
          etag === null ? 'named no ETag for it.' : `has other bytes of it (ETag ${etag}).`;
        throw new StorageFailure(`object storage took it, but ${message}`, { repetition: 'again' });
      },
    });
  }

  /** The parts that object storage has, by number; the first thousand of them. */
  list(uploadId: string): Promise<Map<number, StoredPart>> {
    const read = ({ xml }: { xml: string }) => storedPartsOf(xml);
    return this.#send({ upload_id: uploadId }, { method: 'GET', read });
  }

  /** Has the parts put together to the file, by their ETags. */
  async complete(uploadId: string, etags: ReadonlyMap<number, string>): Promise<void> {
    const { timeoutMs = 0 } = this.#options;
    await this.#send(
      { upload_id: uploadId },
      {
        method: 'POST',
        headers: { 'content-type': 'application/xml' },
        body: completeMultipartUpload(etags),
        read: ({ xml }) => {
          if (xml.includes('<CompleteMultipartUploadResult')) return;
          // A status can be sent before the work is done, and the work fail after it.
          const code = textOf(xml, 'Code') ?? 'nothing that says so';
          const message = `object storage answered ${code} after a status of success.`;
          throw new StorageFailure(message, { repetition: 'again', open: true });
        },
      },
      Math.max(timeoutMs, longestAssemblyMs),
    ).catch((error: unknown) => {
      // The upload is gone because an attempt whose answer was lost did it: nothing else here ends an upload.
      const gone = error instanceof StorageFailure && error.facts.code === 'NoSuchUpload';
      if (!gone || !error.maybeDone) throw error;
    });
  }

  /** Gives the upload up; the parts are gone then. */
  abort(uploadId: string): Promise<void> {
    return this.#send({ upload_id: uploadId }, { method: 'DELETE', read: () => undefined });
  }

  #send<Result>(
    step: Step,
    request: Omit<StorageRequest<Result>, 'url'>,
    timeoutMs = this.#options.timeoutMs,
  ): Promise<Result> {
    const { bucket, object } = this.#target;
    const query = { ...step, http_verb: request.method, bucket, object_key: object };
    const { signal } = this.#options;
    const url = async (): Promise<string> =>
      (await this.#vod.GET(authority, { params: { query }, signal })).data.sign_str;
    const limit = timeoutMs === undefined ? {} : { timeoutMs };
    return sendToStorage({ ...request, url }, { ...this.#options, ...limit });
  }
}
