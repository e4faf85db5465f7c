/** The options of an upload. */
import type { CreateAssetByFileUploadRequest, FileType } from '../../generated/schema.js';
import type { UploadProgress } from './progress.js';
import type { StorageOptions } from './storage.js';
import type { UploadState } from './upload-error.js';

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
