/** The events that VOD sends, typed from the contract's webhooks. */
import type { AudioExtractCompleteEvent } from '../../generated/schema.js';
import { CallbackError } from './callback-error.js';

/** An event of a type that the contract does not describe (yet). */
export interface OtherEvent {
  event_type: string;
  [member: string]: unknown;
}

/** Any event; tell them apart with `isAudioExtractComplete`. */
export type VodEvent = AudioExtractCompleteEvent | OtherEvent;

/** Whether an event says that an extraction ended. */
export function isAudioExtractComplete(event: VodEvent): event is AudioExtractCompleteEvent {
  return event.event_type === 'audioExtractComplete';
}

/**
 * Reads an event from the text of a callback's `message`. Verify the signature first.
 *
 * The first letter of `event_type` is made lower-case, because one of the service's tables writes
 * `AudioExtractComplete`. Members that the contract does not know pass through.
 *
 * @throws CallbackError `invalid-event` when the text is no JSON object with an `event_type`, or lacks what
 *   an audioExtractComplete event has to have.
 * @example
 * const event = parseEvent(message);
 * if (isAudioExtractComplete(event)) console.log(event.audio_extract_info.status);
 */
export function parseEvent(message: string): VodEvent {
  const event = parseObject(message);
  const type = event['event_type'];
  if (typeof type !== 'string' || type === '') throw invalid('it has no event_type');
  const typed = { ...event, event_type: type.charAt(0).toLowerCase() + type.slice(1) };
  if (typed.event_type === 'audioExtractComplete') {
    const info = event['audio_extract_info'];
    if (typeof info !== 'object' || info === null) throw invalid('it has no audio_extract_info');
    const { asset_id, status } = info as Record<string, unknown>; // An object's members are unknown.
    if (typeof asset_id !== 'string') throw invalid('audio_extract_info has no asset_id');
    if (status !== 'SUCCEED' && status !== 'FAILED') {
      throw invalid('audio_extract_info.status is neither SUCCEED nor FAILED');
    }
  }
  return typed;
}

function parseObject(message: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    throw invalid('it is no JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw invalid('it is no JSON object');
  }
  return parsed as Record<string, unknown>; // An object's members are unknown.
}

function invalid(why: string): CallbackError {
  return new CallbackError('invalid-event', `The callback's message is no event: ${why}.`);
}
