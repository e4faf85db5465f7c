/** A failure to process a media file, as events report it. */
import type { Failure } from '../assets/asset-events.js';
import type { Asset } from '../assets/asset.js';
import { MediaError } from './ffmpeg.js';

/** Which codes occur is not documented: these are the service's own for a wrong type, and for a failed task. */
export function mediaFailure(error: unknown, source: Asset): Failure & { error_code: string } {
  if (!(error instanceof MediaError)) {
    // The error itself has paths of this machine in it.
    const error_msg = 'The file could not be processed. The log of the local VOD service says why.';
    return { error_code: 'VOD.10092', error_msg };
  }
  const isWrongType = error.reason === 'not-media' || error.reason === 'no-audio-track';
  return {
    error_code: isWrongType ? 'VOD.10063' : 'VOD.10092',
    error_msg: error.message.replaceAll(source.storedName, () => source.videoName ?? source.title),
  };
}
