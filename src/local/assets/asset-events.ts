/** The events about assets, in the words of the wire. */
import type {
  AudioExtractCompleteEvent,
  CreateCompleteEvent,
  ParseCompleteEvent,
} from '../../../generated/schema.js';
import { type Asset, urlOf } from './asset.js';
import type { MediaDescription } from './media-description.js';
import { eventMetadata, parsedMetadata } from './metadata.js';

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
 * The types of event that are sent, like the ticked boxes of the console.
 *
 * @throws TypeError when the service cannot send such an event.
 */
export function sentEventTypes(
  given: readonly SentEventType[] = ['audioExtractComplete'],
): ReadonlySet<SentEventType> {
  const wrong = given.find((type) => !sendable.includes(type));
  if (wrong !== undefined) {
    throw new TypeError(`eventTypes takes some of ${sendable.join(', ')}; one is ${wrong}.`);
  }
  return new Set(given);
}

/** Why a task failed, as events report it. */
export interface Failure {
  error_code?: string;
  error_msg: string;
}

/** `audioExtractComplete`: an extraction has ended, with an audio or with a failure. */
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
 * `createComplete`: an uploaded file was confirmed, or a file was fetched or could not be fetched. The file was not
 * read yet: as in the published sample, all numbers are 0.
 */
export function creationEvent(asset: Asset): CreateCompleteEvent {
  // A failed fetch writes its code and its message into one text.
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

/** `parseComplete`: a file was read, or could not be read. */
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
