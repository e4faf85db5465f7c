/** What a failed upload throws, and what it can be continued from. */
import { VodError } from '../client/errors.js';

/** A multipart upload that object storage keeps open. */
export interface MultipartState {
  /** Where the file goes, as VOD named it when it made the asset. */
  bucket: string;
  /** The key of the file in that bucket. */
  object: string;
  /** The id that object storage gave the upload. */
  uploadId: string;
  /** The length of each part but the last, in bytes. */
  partSize: number;
  /** The length of the source in bytes; absent when it was not known. */
  size?: number;
}

/**
 * How far an upload came. Plain data without a secret: save it as JSON, and give it to `uploadAsset` as `resume`,
 * in another process too. Which parts are stored is asked of object storage.
 */
export interface UploadState {
  /** The id of the asset that waits for its file. */
  assetId: string;
  /** Absent once the whole file is stored, and only its confirmation is missing. */
  multipart?: MultipartState;
}

/**
 * An upload failed, and was not confirmed. `operation` names the step, such as `part 3 of 48`; `cause` is what was
 * thrown there, where it was thrown by something else than this package's talk with object storage.
 *
 * With a `state` it can go on where it stopped, and `retryable` is true. Without one it is over: the asset, if
 * there is one, was marked as failed.
 *
 * @example
 * const assetId = await uploadAsset(vod, 'long.mp4').catch((error: unknown) => {
 *   if (error instanceof UploadError && error.state) {
 *     return uploadAsset(vod, 'long.mp4', { resume: error.state });
 *   }
 *   throw error;
 * });
 */
export class UploadError extends VodError {
  override name = 'UploadError';
  /** The id of the asset; undefined when the source could not be read, before one was made. */
  readonly assetId: string | undefined;
  /** What to continue from; undefined when it is over. */
  readonly state: UploadState | undefined;

  constructor(
    message: string,
    facts: ConstructorParameters<typeof VodError>[1] & Pick<UploadError, 'assetId' | 'state'>,
  ) {
    super(message, { ...facts, retryable: facts.state !== undefined });
    this.assetId = facts.assetId;
    this.state = facts.state;
  }
}
