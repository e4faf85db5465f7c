/** The events that tell of assets, in the words of the wire: what is sent, and what for. */
import type {
  AudioExtractCompleteEvent,
  CreateCompleteEvent,
  ParseCompleteEvent,
} from '../../../generated/schema.js';
import { type Asset, urlOf } from '../assets/asset.js';
import { MediaError, type MediaDescription } from '../extraction/ffmpeg.js';
import { eventMetadata, parsedMetadata } from '../assets/metadata.js';

/** An event that this service can send. */
export type AssetEvent = AudioExtractCompleteEvent | CreateCompleteEvent | ParseCompleteEvent;

/** The types of event that this service can send. */
export type SentEventType = AssetEvent['event_type'];

const sendable: readonly string[] = [
  'audioExtractComplete',
  'createComplete',
  'parseComplete',
] satisfies SentEventType[];

/**
 * The types of event that are sent: like the console's tick boxes.
 *
 * @throws TypeError when there is no such event here.
 */
export function tickedEvents(
  given: readonly SentEventType[] = ['audioExtractComplete'],
): ReadonlySet<SentEventType> {
  const wrong = given.find((type) => !sendable.includes(type));
  if (wrong !== undefined) {
    throw new TypeError(`eventTypes takes some of ${sendable.join(', ')}; one is ${wrong}.`);
  }
  return new Set(given);
}

/** Why something ended badly, as events tell it. */
interface Failure {
  error_code?: string;
  error_msg: string;
}

/** `audioExtractComplete`: an extraction has ended, with its audio or with a failure. */
export function extractionEvent(
  audio: Asset,
  end: MediaDescription | Failure,
): AudioExtractCompleteEvent {
  return {
    event_type: 'audioExtractComplete',
    audio_extract_info:
      'error_msg' in end
        ? { status: 'FAILED', asset_id: audio.id, ...end }
        : {
            status: 'SUCCEED',
            title: audio.title,
            url: urlOf(audio),
            asset_id: audio.id,
            meta_data: eventMetadata(audio, end),
          },
  };
}

/**
 * `createComplete`: an uploaded file was confirmed, or a file was fetched or could not be. Nobody has read the file
 * by then: as in the published sample, all numbers are 0.
 */
export function creationEvent(asset: Asset): CreateCompleteEvent {
  // The task has one text for both, which a code leads.
  const [, code, text] = /^(VOD\.\d+): (.*)$/s.exec(asset.taskDescription ?? '') ?? [];
  return {
    event_type: 'createComplete',
    create_info:
      asset.fileState === 'ready'
        ? {
            status: 'SUCCEED',
            title: asset.title,
            url: urlOf(asset),
            asset_id: asset.id,
            meta_data: eventMetadata(asset),
          }
        : {
            status: 'FAILED',
            asset_id: asset.id,
            ...(code === undefined ? {} : { error_code: code }),
            error_msg: text ?? '',
          },
  };
}

/** `parseComplete`: what a file holds is known, or will not be. */
export function parsingEvent(asset: Asset, end: MediaDescription | Failure): ParseCompleteEvent {
  return {
    event_type: 'parseComplete',
    parse_info:
      'error_msg' in end
        ? { status: 'FAILED', asset_id: asset.id, ...end }
        : {
            status: 'SUCCEED',
            asset_id: asset.id,
            meta_data: parsedMetadata(asset, end),
            original_url: urlOf(asset),
          },
  };
}

/** Which codes occur is not documented: the service's own for a wrong type, and for a task that failed. */
export function mediaFailure(error: unknown, source: Asset): Failure & { error_code: string } {
  const reason = error instanceof MediaError ? error.reason : undefined;
  const wrongType = reason === 'not-media' || reason === 'no-audio-track';
  return {
    error_code: wrongType ? 'VOD.10063' : 'VOD.10092',
    error_msg:
      error instanceof MediaError
        ? error.message.replaceAll(source.storedName, () => source.videoName ?? source.title)
        : 'The file could not be processed. The log of the local VOD service says why.', // With a path in it.
  };
}
