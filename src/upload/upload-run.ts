/** What the steps of one upload share: its options, its progress, how far it came, and how it fails. */
import type { CreateAssetByFileUploadRequest, FileType } from '../../generated/schema.js';
import type { VodClient } from '../client/client.js';
import { VodApiError, VodError } from '../client/errors.js';
import { ownFetchOf } from '../client/own-fetch.js';
import { type Progress, progressTo, type UploadProgress } from './progress.js';
import { SourceError } from './source.js';
import type { StorageOptions } from './storage.js';
import { StorageError } from './storage-error.js';
import { UploadError, type UploadState } from './upload-error.js';

/** How to upload. */
export interface UploadOptions extends StorageOptions {
  /** The name of the file, at most 128 bytes. Default: that of the path or the File, shortened. Other sources need it. */
  fileName?: string;
  /** The type of the file. Default: by the suffix of its name. */
  fileType?: FileType;
  /** The title of the asset, at most 128 bytes. Default: the name of the file without its suffix, shortened. */
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

/** VOD's codes for an asset that does not exist, or that does not wait for a file any more. */
const endedCodes = ['VOD.10060', 'VOD.10062', 'VOD.10126', 'VOD.10135'];

/** One upload. */
export class UploadRun {
  readonly vod: VodClient;
  /** The options; `signal` is aborted by the caller's or by `stop`. */
  readonly options: UploadOptions & { signal: AbortSignal };
  readonly progress: Progress;
  /** The source in messages. */
  name: string;
  assetId: string | undefined;
  /** From what the upload could be continued. */
  state: UploadState | undefined;
  readonly #stop = new AbortController();

  constructor(vod: VodClient, options: UploadOptions) {
    const {
      fileName = 'the source',
      resume,
      signal,
      onProgress,
      fetch = ownFetchOf(vod),
    } = options;
    const stop = this.#stop.signal;
    this.vod = vod;
    this.options = {
      ...options,
      ...(fetch && { fetch }),
      signal: signal ? AbortSignal.any([signal, stop]) : stop,
    };
    this.name = fileName;
    this.state = resume;
    this.assetId = resume?.assetId;
    this.progress = progressTo((progress) => {
      try {
        onProgress?.(progress);
      } catch (error) {
        this.stop(error);
      }
    });
  }

  /** Ends everything that is running. The first error counts: it has caused the others. */
  stop(error: unknown): void {
    this.#stop.abort(error);
  }

  /** Does a step. Its error becomes an UploadError that names the step. */
  async step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      this.options.signal.throwIfAborted();
      throw this.failure(name, error);
    }
  }

  /** The error of a step: what happened, to what, and what to do. */
  failure(step: string, error: unknown): UploadError {
    const { name, assetId } = this;
    const state = canContinue(error) ? this.state : undefined;
    const known = error instanceof StorageError || error instanceof VodError ? error : undefined;
    const attempts = known?.attempts ?? 1;
    const detail = error instanceof Error ? error.message : String(error);
    const message = [
      `The upload of ${name}${assetId === undefined ? '' : ` (asset ${assetId})`} failed while ${step}`,
      attempts > 1 ? `, after ${attempts} attempts` : '',
      `: ${detail.replace(/\.$/, '')}. `,
      state
        ? 'To continue, call uploadAsset again, with the state of this error as resume.'
        : assetId === undefined
          ? 'No asset was created.'
          : 'The asset was marked as failed, if VOD could be reached. Upload again.',
    ];
    return new UploadError(message.join(''), {
      operation: step,
      assetId,
      state,
      attempts,
      requestId: known?.requestId,
      // The message has everything that a StorageError knows.
      ...(error instanceof StorageError ? {} : { cause: error }),
    });
  }
}

function canContinue(error: unknown): boolean {
  if (error instanceof SourceError) return false;
  if (error instanceof StorageError) return error.retry !== 'never';
  return !(error instanceof VodApiError && endedCodes.includes(error.code));
}
