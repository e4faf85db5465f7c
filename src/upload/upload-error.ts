/** UploadError: what failed, of which file, what to do, and the state from which an upload is continued. */
import { VodApiError, VodError } from '../client/errors.js';
import { SourceError } from './source.js';
import { StorageError } from './storage-error.js';

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

/** What is known when a step fails. */
export interface FailedStep {
  /** What the upload was doing, such as `sending part 2 of 3`. */
  step: string;
  /** The name of the file. */
  name: string;
  assetId: string | undefined;
  /** From what the upload could be continued, if the error allows it. */
  state: UploadState | undefined;
}

/** VOD's codes for an asset that does not exist, or that does not wait for a file any more. */
const endedCodes = ['VOD.10060', 'VOD.10062', 'VOD.10126', 'VOD.10135'];

/** Makes the error to throw. */
export function toUploadError(
  error: unknown,
  { step, name, assetId, state: current }: FailedStep,
): UploadError {
  const state = canContinue(error) ? current : undefined;
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

function canContinue(error: unknown): boolean {
  if (error instanceof SourceError) return false;
  if (error instanceof StorageError) return error.retry !== 'never';
  return !(error instanceof VodApiError && endedCodes.includes(error.code));
}
