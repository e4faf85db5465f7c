/** The events that VOD sends, typed from the contract's webhooks. */
import type { VodEvent as KnownEvent } from '../../generated/schema.js';
import { WebhookError } from './webhook-error.js';
import { isObject, parseObject } from './envelope.js';
import { inContractSpelling } from './event-spelling.js';

/** The types of event that the contract describes. */
export type VodEventType = KnownEvent['event_type'];

/** The event of a type, such as `VodEventOf<'audioExtractComplete'>`. */
export type VodEventOf<Type extends VodEventType> = Extract<KnownEvent, { event_type: Type }>;

/**
 * An event of a type that the contract does not describe (yet). Every event can be read as one, to get at members
 * that the contract does not know.
 *
 * @example
 * const { later }: OtherEvent = event; // unknown
 */
export interface OtherEvent {
  event_type: string;
  [member: string]: unknown;
}

/** Any event; tell them apart with `isEvent`. */
export type VodEvent = KnownEvent | OtherEvent;

/** The member that tells of the task. */
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
 * Whether an event is of a type. It trusts that the event comes from `parseEvent`.
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
 * Whether an event says that an extraction ended.
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
 * Reads an event from the text of a callback's `message`. Verify the signature first.
 *
 * What the service's documents spell in several ways is given in the contract's spelling: an `event_type` in any
 * case (one table writes `AudioExtractComplete`); `templateGroupName`, `videoSize`, `size`, `bitRate`, `frameRate`
 * and `hight` as `template_group_name`, `video_size`, `bit_rate`, `frame_rate` and `height`, with the original
 * left beside them; the verdicts of a review and the `play_type` of an output in upper case. All else, types and
 * members that the contract does not know included, passes through.
 *
 * @throws WebhookError `invalid-event` when the text is no JSON object with an `event_type`, or is of a type
 *   that the contract describes and does not tell of its task, with `asset_id` and `status`.
 * @example
 * const event = parseEvent(message);
 * if (isAudioExtractComplete(event)) console.log(event.audio_extract_info.status);
 */
export function parseEvent(message: string): VodEvent {
  const event = parseObject(message);
  if (!event) throw invalid('it is no JSON object');
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
  return { ...event, event_type: known, [payload]: inContractSpelling(info) };
}

function knownType(type: string): VodEventType | undefined {
  // Object.keys loses the names that `payloadOf` is declared to have.
  const types = Object.keys(payloadOf) as VodEventType[];
  return types.find((known) => known.toLowerCase() === type.toLowerCase());
}

function invalid(why: string): WebhookError {
  return new WebhookError('invalid-event', `The callback's message is no event: ${why}.`);
}
