/** The events that VOD sends, typed from the contract's webhooks. */
import type { VodEvent as KnownEvent } from '../../generated/schema.js';
import { CallbackError } from './callback-error.js';

/** The types of event that the contract describes. */
export type VodEventType = KnownEvent['event_type'];

/** The event of a type, such as `VodEventOf<'audioExtractComplete'>`. */
export type VodEventOf<Type extends VodEventType> = Extract<KnownEvent, { event_type: Type }>;

/** An event of a type that the contract does not describe (yet). */
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

/** Whether an event says that an extraction ended. */
export function isAudioExtractComplete(
  event: VodEvent,
): event is VodEventOf<'audioExtractComplete'> {
  return isEvent(event, 'audioExtractComplete');
}

/**
 * Reads an event from the text of a callback's `message`. Verify the signature first.
 *
 * The first letter of `event_type` is made lower-case, because one of the service's tables writes
 * `AudioExtractComplete`. Types and members that the contract does not know pass through.
 *
 * @throws CallbackError `invalid-event` when the text is no JSON object with an `event_type`, or is of a type
 *   that the contract describes and does not tell of its task, with `asset_id` and `status`.
 * @example
 * const event = parseEvent(message);
 * if (isAudioExtractComplete(event)) console.log(event.audio_extract_info.status);
 */
export function parseEvent(message: string): VodEvent {
  const event = parseObject(message);
  const type = event['event_type'];
  if (typeof type !== 'string' || type === '') throw invalid('it has no event_type');
  const typed = { ...event, event_type: type.charAt(0).toLowerCase() + type.slice(1) };
  if (isKnown(typed.event_type)) {
    const payload = payloadOf[typed.event_type];
    const info = event[payload];
    if (!isObject(info)) throw invalid(`it has no ${payload}`);
    if (typeof info['asset_id'] !== 'string') throw invalid(`${payload} has no asset_id`);
    if (info['status'] !== 'SUCCEED' && info['status'] !== 'FAILED') {
      throw invalid(`${payload}.status is neither SUCCEED nor FAILED`);
    }
  }
  return typed;
}

function isKnown(type: string): type is VodEventType {
  return Object.hasOwn(payloadOf, type);
}

function parseObject(message: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    throw invalid('it is no JSON');
  }
  if (!isObject(parsed)) throw invalid('it is no JSON object');
  return parsed;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(why: string): CallbackError {
  return new CallbackError('invalid-event', `The callback's message is no event: ${why}.`);
}
