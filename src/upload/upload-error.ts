/** UploadError, and the state from which an upload is continued. */
import { VodError } from '../client/errors.js';

/** A multipart upload that object storage keeps open. */
export interface MultipartState {
  /** The bucket of the file, as VOD named it. */
  bucket: string;
  /** The key of the file in that bucket. */
  object: string;
  /** The id that object storage gave the upload. */
  uploadId: string;
  /** The length of each part but the last, in bytes. */
  partSize: number;
  /** The length of the source in bytes; absent if it was not known. */
  size?: number;
}

/**
 * How far an upload came. Plain data without secrets: store it as JSON, and give it to `uploadAsset` as `resume`, in
 * another process too. Object storage is asked which parts it has.
 */
export interface UploadState {
  /** The id of the asset that waits for its file. */
  assetId: string;
  /** Absent if the whole file is stored, and only the confirmation is missing. */
  multipart?: MultipartState;
}

/**
 * An upload failed, and was not confirmed. `operation` is the step, such as `sending part 3 of 48`. `cause` is the
 * error of the source or of the client, if there was one.
 *
 * With a `state` the upload can be continued, and `retryable` is true. Without one it has ended: if there is an
 * asset, it was marked as failed.
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
  /** The id of the asset; undefined if the source could not be read, before an asset was created. */
  readonly assetId: string | undefined;
  /** From what to continue; undefined if the upload has ended. */
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
