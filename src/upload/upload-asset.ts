/** uploadAsset(): from a file, a Blob, bytes or a stream to an asset of which audio can be extracted. */
import { uploadContentTypes } from '../../generated/contract.js';
import type { CreateAssetByFileUploadRequest, FileType } from '../../generated/schema.js';
import type { VodClient } from '../client/client.js';
import { confirmUpload, endUpload } from './upload-end.js';
import { fileTypeOf } from './file-type.js';
import { largestPart, partSizeFor, sendParts } from './multipart.js';
import { multipartRequests } from './multipart-requests.js';
import { Progress, type UploadProgress } from './progress.js';
import { type OpenSource, openSource, type UploadSource } from './source.js';
import type { StoredPart } from './storage-xml.js';
import type { StorageOptions } from './storage.js';
import {
  type MultipartState,
  toUploadError,
  UploadError,
  type UploadState,
} from './upload-error.js';
import { putWhole, readWhole } from './whole-file.js';

/** How to upload. */
export interface UploadOptions extends StorageOptions {
  /** The name of the file, at most 128 bytes. Default: that of the path or the File. Other sources need it. */
  fileName?: string;
  /** The type of the file. Default: by the suffix of its name. */
  fileType?: FileType;
  /** The title of the asset, at most 128 bytes. Default: the name of the file without its suffix. */
  title?: string;
  /** Further members of the new asset, such as `description`, `auto_publish` or `workflow_name`. */
  asset?: Omit<
    CreateAssetByFileUploadRequest,
    | ('title' | 'video_name' | 'video_type' | 'video_md5')
    // They announce further files, which uploadAsset does not upload.
    | ('cover_type' | 'cover_md5' | 'subtitles')
  >;
  /** The length of a stream in bytes, if it is known. A stream with another length is an error. */
  size?: number;
  /**
   * The length of the parts of a large file, in bytes, at most 20,000,000. A file that is not longer is sent by one
   * request. Default: one request up to 20 MB; parts of 8 MiB beyond, and larger ones from 8 GiB on.
   */
  partSize?: number;
  /** How many parts are sent at a time. Each is held in memory. Default: 3. */
  parallel?: number;
  /** Called while bytes are sent, the last time with all of them. An error that it throws ends the upload. */
  onProgress?: (progress: UploadProgress) => void;
  /** Ends the upload: stored parts are removed, VOD is informed, and the signal's reason is thrown. */
  signal?: AbortSignal;
  /** Continues a failed upload of the same source: the `state` of its error. */
  resume?: UploadState | undefined;
}

/**
 * Uploads a video: up to 20 MB by one request, in parts beyond. A failed request to object storage is retried; parts
 * that are stored are not sent again. The upload is confirmed only if the source did not change meanwhile, and if
 * object storage has the same bytes, as far as its answers show.
 *
 * Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
 *
 * @param source the path of a file (Node, Deno and Bun), a Blob or File, bytes, or a stream of bytes.
 * @returns the id of the new asset, of which audio can be extracted now.
 * @throws TypeError if `source` is nothing of this, or the file has no name or a name without a known suffix.
 * @throws UploadError if the source cannot be read, or a step after the creation of the asset fails.
 * @throws what the client throws if the asset cannot be created.
 * @example
 * const assetId = await uploadAsset(vod, 'holiday.mp4', {
 *   onProgress: ({ bytesSent, totalBytes }) => console.log(bytesSent, totalBytes),
 * });
 */
export async function uploadAsset(
  vod: VodClient,
  source: UploadSource,
  options: UploadOptions = {},
): Promise<string> {
  return new Upload(vod, options).run(source);
}

/** One upload: read, create, store, confirm; and clean up after a failure. */
class Upload {
  readonly #vod: VodClient;
  readonly #options: UploadOptions & { signal: AbortSignal };
  readonly #progress: Progress;
  /** Aborted by the first error, so that everything that is running ends. */
  readonly #stop = new AbortController();
  /** Aborted by `#stop` or by the signal of the caller. */
  readonly #signal: AbortSignal;
  /** The source in messages. */
  #name: string;
  #assetId: string | undefined;
  /** From what the upload could be continued. */
  #state: UploadState | undefined;

  constructor(vod: VodClient, options: UploadOptions) {
    const { fileName = 'the source', resume, signal, onProgress, partSize = largestPart } = options;
    if (!(Number.isInteger(partSize) && partSize > 0 && partSize <= largestPart)) {
      throw new TypeError(`partSize is ${partSize}: give bytes, from 1 to ${largestPart}.`);
    }
    const stop = this.#stop.signal;
    this.#signal = signal ? AbortSignal.any([signal, stop]) : stop;
    this.#vod = vod;
    this.#options = { ...options, signal: this.#signal };
    this.#name = fileName;
    this.#state = resume;
    this.#assetId = resume?.assetId;
    this.#progress = new Progress((progress) => {
      try {
        onProgress?.(progress);
      } catch (error) {
        this.#stop.abort(error);
      }
    });
  }

  async run(source: UploadSource): Promise<string> {
    const { resume } = this.#options;
    this.#signal.throwIfAborted();
    try {
      const assetId = resume && !resume.multipart ? resume.assetId : await this.#store(source);
      this.#state = { assetId };
      await this.#step('confirming the upload', () =>
        confirmUpload(this.#vod, assetId, this.#signal),
      );
      return assetId;
    } catch (error) {
      // The first of several errors: it has caused the others.
      const failure: unknown = this.#signal.aborted ? this.#signal.reason : error;
      await this.#cleanUp(failure);
      throw failure;
    }
  }

  /** Brings the source to object storage. Returns the id of the asset. */
  async #store(source: UploadSource): Promise<string> {
    const { fileName, size, resume } = this.#options;
    if (typeof source === 'string') this.#name = fileName ?? source;
    const file = await openSource(source, size ?? resume?.multipart?.size).catch(
      (error: unknown) => {
        throw error instanceof TypeError ? error : this.#failure('reading the source', error);
      },
    );
    try {
      const name = fileName ?? file.name;
      this.#name = name ?? this.#name;
      if (resume?.multipart) {
        await this.#continue(file, resume.multipart);
        return resume.assetId;
      }
      if (name === undefined) {
        throw new TypeError('The source has no name: give fileName, such as "holiday.mp4".');
      }
      return await this.#begin(file, name);
    } finally {
      await file.close();
    }
  }

  async #begin(file: OpenSource, name: string): Promise<string> {
    const { asset: members, title = name.replace(/\.[^.]*$/, '') || name } = this.#options;
    const { fileType = fileTypeOf(name), partSize: largest = largestPart } = this.#options;
    const contentType = uploadContentTypes[fileType];
    // Read first: a source that cannot be read leaves no asset behind.
    const [partSize, beginning] = await this.#step('reading the source', async () => {
      const small = file.size === undefined || file.size <= largest;
      return [
        partSizeFor(file.size, this.#options.partSize),
        small ? await readWhole(file, largest, this.#signal) : undefined,
      ] as const;
    });
    const { data } = await this.#vod.POST('/v1.0/{project_id}/asset', {
      body: { ...members, title, video_name: name, video_type: fileType },
      signal: this.#signal,
    });
    const { asset_id: assetId, video_upload_url: url, target } = data;
    this.#assetId = assetId;
    if (beginning && (file.size !== undefined || beginning.length < largest)) {
      await this.#step('sending the file', () =>
        putWhole(url, beginning, contentType, this.#progress, this.#options),
      );
      return assetId;
    }
    const multipart = await this.#step('starting the multipart upload', async () => {
      if (!target) throw new Error('the answer of VOD has no target for the parts');
      const { bucket, object } = target;
      const uploadId = await this.#requests({ bucket, object }).start(contentType);
      const size = file.size === undefined ? {} : { size: file.size };
      return { bucket, object, uploadId, partSize, ...size };
    });
    this.#state = { assetId, multipart };
    await this.#sendParts(multipart, file, beginning);
    return assetId;
  }

  async #continue(file: OpenSource, multipart: MultipartState): Promise<void> {
    const { size = file.size, uploadId } = multipart;
    if (file.size !== undefined && file.size !== size) {
      throw new TypeError(
        `resume is the state of another source: that one has ${size} bytes, this one ${file.size}.`,
      );
    }
    const stored = await this.#step('listing the parts', () =>
      this.#requests(multipart).list(uploadId),
    );
    await this.#sendParts(multipart, file, undefined, stored);
  }

  #sendParts(
    multipart: MultipartState,
    source: OpenSource,
    firstPart?: Uint8Array,
    stored?: ReadonlyMap<number, StoredPart>,
  ): Promise<void> {
    return sendParts(this.#requests(multipart), multipart, {
      source,
      firstPart,
      stored,
      parallel: Math.max(1, this.#options.parallel ?? 3),
      step: (name, work) => this.#step(name, work),
      progress: this.#progress,
      signal: this.#signal,
      stop: (error) => this.#stop.abort(error),
    });
  }

  #requests(target: { bucket: string; object: string }) {
    return multipartRequests(this.#vod, target, this.#options);
  }

  /** Does a step. Its error becomes an UploadError that names the step. */
  async #step<Result>(step: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      this.#signal.throwIfAborted();
      throw this.#failure(step, error);
    }
  }

  #failure(step: string, error: unknown): UploadError {
    const [name, assetId, state] = [this.#name, this.#assetId, this.#state];
    return toUploadError(error, { step, name, assetId, state });
  }

  /** Informs VOD and object storage that the upload has ended, unless it can be continued. */
  async #cleanUp(failure: unknown): Promise<void> {
    const failed = failure instanceof UploadError;
    const ended = failed ? failure.state === undefined : this.#signal.aborted;
    if (this.#assetId === undefined || !ended) return;
    const state = { ...this.#state, assetId: this.#assetId };
    // An error here is ignored: the failure matters more.
    await endUpload(this.#vod, state, failed ? 'FAILED' : 'CANCELLED', this.#options).catch(
      () => undefined,
    );
  }
}
