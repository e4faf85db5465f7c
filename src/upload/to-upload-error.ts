/** Makes an UploadError of the error of a step: what happened, to what, and what to do. */
import { VodApiError, VodError } from '../client/errors.js';
import { SourceError } from './source.js';
import { StorageError } from './storage-error.js';
import { UploadError, type UploadState } from './upload-error.js';

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
