/** From whatever a step of an upload throws to an UploadError: what happened, to what, and what to do. */
import { VodApiError, VodError } from '../client/errors.js';
import { SourceDamage } from './source.js';
import { StorageFailure } from './storage-failure.js';
import { UploadError, type UploadState } from './upload-error.js';

/** What is known when a step fails. */
export interface Situation {
  /** The step, as it goes on after "failed at". */
  step: string;
  /** The name of the file. */
  name: string;
  assetId: string | undefined;
  /** What could be continued, if the failure leaves it so. */
  state: UploadState | undefined;
}

/** VOD's word that nothing can be uploaded to the asset any more, or that it is not there. */
const overForVod = ['VOD.10060', 'VOD.10062', 'VOD.10126', 'VOD.10135'];

/** The error to throw. */
export function uploadErrorOf(
  error: unknown,
  { step, name, assetId, state }: Situation,
): UploadError {
  const kept = state && leavesOpen(error) ? state : undefined;
  const { attempts, requestId } = factsOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  const message = [
    `The upload of ${name}${assetId === undefined ? '' : ` (asset ${assetId})`} failed at ${step}`,
    attempts > 1 ? `, in ${attempts} attempts` : '',
    `: ${detail.replace(/\.$/, '')}. `,
    kept
      ? 'Call uploadAsset again with the state of this error as resume: it goes on from there.'
      : assetId === undefined
        ? 'Nothing was created.'
        : 'The asset was marked as failed, if VOD could be reached: upload again.',
  ];
  return new UploadError(message.join(''), {
    operation: step,
    assetId,
    state: kept,
    attempts,
    requestId,
    // Its message has all that it knows.
    ...(error instanceof StorageFailure ? {} : { cause: error }),
  });
}

function factsOf(error: unknown): { attempts: number; requestId: string | undefined } {
  if (error instanceof StorageFailure) {
    return { attempts: error.attempts, requestId: error.facts.requestId };
  }
  if (error instanceof VodError) return error;
  return { attempts: 1, requestId: undefined };
}

/** Whether the upload can still go on after a failure, once its reason is gone. */
function leavesOpen(error: unknown): boolean {
  if (error instanceof SourceDamage) return false;
  if (error instanceof StorageFailure) return error.facts.repetition !== 'never';
  return !(error instanceof VodApiError && overForVod.includes(error.code));
}
