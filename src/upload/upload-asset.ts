/** uploadAsset() and its options: from a file, a Blob, bytes or a stream to an asset that can be extracted from. */
import type { CreateAssetByFileUploadRequest, FileType } from '../../generated/schema.js';
import type { VodClient } from '../client/client.js';
import type { UploadProgress } from './progress.js';
import type { UploadSource } from './source.js';
import type { StorageOptions } from './storage.js';
import type { UploadState } from './upload-error.js';
import { UploadRun } from './upload-run.js';

/** How to upload. */
export interface UploadOptions extends StorageOptions {
  /** The name of the file, at most 128 bytes. Default: that of the path or the File; other sources need it. */
  fileName?: string;
  /** The format of the file. Default: from the suffix of its name. */
  fileType?: FileType;
  /** The title of the asset, at most 128 bytes. Default: the file's name without its suffix. */
  title?: string;
  /** More of the asset, as the contract has it, such as `description`, `auto_publish` or `workflow_name`. */
  asset?: Omit<
    CreateAssetByFileUploadRequest,
    | ('title' | 'video_name' | 'video_type' | 'video_md5')
    // These announce files of their own, which are not uploaded here.
    | ('cover_type' | 'cover_md5' | 'subtitles')
  >;
  /** The length of a stream in bytes, if it is known. One that has another length is not confirmed. */
  size?: number;
  /** How many parts of a large file are sent at a time; each takes 8 to 20 MB of memory. Default: 3. */
  parallel?: number;
  /** Called as bytes go out, at last with all of them. What it throws abandons the upload. */
  onProgress?: (progress: UploadProgress) => void;
  /** Abandons the upload: what was stored is removed, VOD is told, and the signal's reason is thrown. */
  signal?: AbortSignal;
  /** What to continue: the `state` of the error with which an upload of the same source failed. */
  resume?: UploadState | undefined;
}

/**
 * Uploads a video: by one request up to 20 MB, in parts beyond. A request to object storage that fails is sent
 * again; parts that are stored are not. The upload is confirmed only if the source stayed the same, and if object
 * storage has the same bytes, as far as it tells.
 *
 * Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
 *
 * @param source the path of a file (Node, Deno and Bun), a Blob or File, bytes, or a stream of bytes.
 * @returns the id of the new asset, which is ready to be the source of an extraction.
 * @throws TypeError when `source` is none of these, or has no name, or its name tells no type.
 * @throws what the client throws when the asset cannot be created.
 * @throws UploadError when the source cannot be read, or a step after the creation fails.
 * @example
 * const assetId = await uploadAsset(vod, 'holiday.mp4', {
 *   onProgress: ({ bytesSent, totalBytes }) => console.log(bytesSent, totalBytes),
 * });
 */
export function uploadAsset(
  vod: VodClient,
  source: UploadSource,
  options: UploadOptions = {},
): Promise<string> {
  return new UploadRun(vod, options).run(source);
}
