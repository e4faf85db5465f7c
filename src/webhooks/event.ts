/** The events that VOD sends, with the types of the contract's webhooks. */
import type { VodEvent as KnownEvent } from '../../generated/schema.js';
import { isObject, parseObject } from './envelope.js';
import { inContractSpelling } from './event-spelling.js';
import { WebhookError } from './webhook-error.js';

/** The types of event that the contract describes. */
export type VodEventType = KnownEvent['event_type'];

/** The event of one type, such as `VodEventOf<'audioExtractComplete'>`. */
export type VodEventOf<Type extends VodEventType> = Extract<KnownEvent, { event_type: Type }>;

/**
 * An event of a type that the contract does not describe. Every event is assignable to it, which gives access to
 * members that the contract does not describe.
 *
 * @example
 * const { later }: OtherEvent = event; // unknown
 */
export interface OtherEvent {
  event_type: string;
  [member: string]: unknown;
}

/** Any event. `isEvent` tells which. */
export type VodEvent = KnownEvent | OtherEvent;

/** The member that describes the task. */
const payloadOf: { [Type in VodEventType]: Exclude<keyof VodEventOf<Type>, 'event_type'> } = {
  transcodeComplete: 'transcode_info',
  thumbnailComplete: 'thumbnail_info',
  reviewComplete: 'review_info',
  createComplete: 'create_info',
  audioExtractComplete: 'audio_extract_info',
  coverComplete: 'cover_info',
  parseComplete: 'parse_info',
};

/**
 * Whether an event is of a type. The event has to come from `parseEvent`, a `verify` function or a receiver.
 *
 * @example
 * if (isEvent(event, 'transcodeComplete')) console.log(event.transcode_info.output);
 */
export function isEvent<Type extends VodEventType>(
  event: VodEvent,
  type: Type,
): event is VodEventOf<Type> {
  return event.event_type === type;
}

/**
 * Whether an event says that an audio extraction has ended.
 *
 * @example
 * if (isAudioExtractComplete(event)) job.receive(event);
 */
export function isAudioExtractComplete(
  event: VodEvent,
): event is VodEventOf<'audioExtractComplete'> {
  return isEvent(event, 'audioExtractComplete');
}

/**
 * Reads the event in a webhook's `message`. It checks no signature: verify that first.
 *
 * Where Huawei's documents disagree about a spelling, the event gets the contract's:
 * - `event_type` may be in any case (one table has `AudioExtractComplete`).
 * - A transcoding has `templateGroupName`, and in the metadata of its outputs `videoSize`, `bitRate`, `frameRate` and
 *   `hight`, also where `template_group_name`, `video_size` or `size`, `bit_rate`, `frame_rate` and `height` came.
 * - The metadata of the other events have `video_size`, `bit_rate`, `frame_rate` and `height`, also where `videoSize`,
 *   `size`, `bitRate`, `frameRate` and `hight` came. What came stays beside it.
 * - The `suggestion` of a review and the `play_type` of an output become upper case.
 *
 * All other members pass through, and so do events of types that the contract does not describe.
 *
 * @throws WebhookError `invalid-event` if the text is not a JSON object with an `event_type`, or if an event of the
 *   contract lacks the description of its task, with `asset_id` and `status`.
 * @example
 * const event = parseEvent(message);
 * if (isAudioExtractComplete(event)) console.log(event.audio_extract_info.status);
 */
export function parseEvent(message: string): VodEvent {
  const event = parseObject(message);
  if (!event) throw invalid('it is not a JSON object');
  const type = event['event_type'];
  if (typeof type !== 'string' || type === '') throw invalid('it has no event_type');
  const known = knownType(type);
  if (!known) return { ...event, event_type: type };
  const payload = payloadOf[known];
  const info = event[payload];
  if (!isObject(info)) throw invalid(`it has no ${payload}`);
  if (typeof info['asset_id'] !== 'string') throw invalid(`${payload} has no asset_id`);
  if (info['status'] !== 'SUCCEED' && info['status'] !== 'FAILED') {
    throw invalid(`${payload}.status is neither SUCCEED nor FAILED`);
  }
  return { ...event, event_type: known, [payload]: inContractSpelling(payload, info) };
}

function knownType(type: string): VodEventType | undefined {
  // Object.keys returns strings, although payloadOf has exactly these keys.
  const types = Object.keys(payloadOf) as VodEventType[];
  return types.find((known) => known.toLowerCase() === type.toLowerCase());
}

function invalid(why: string): WebhookError {
  return new WebhookError('invalid-event', `The webhook's message is not an event: ${why}.`);
}
