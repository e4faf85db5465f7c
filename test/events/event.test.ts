/** Events are read strictly where code relies on them, and leniently everywhere else. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  CallbackError,
  isAudioExtractComplete,
  isEvent,
  parseEvent,
  type VodEvent,
  type VodEventType,
} from '../../src/events/index.js';

const payloads = [
  ['transcodeComplete', 'transcode_info'],
  ['thumbnailComplete', 'thumbnail_info'],
  ['reviewComplete', 'review_info'],
  ['createComplete', 'create_info'],
  ['audioExtractComplete', 'audio_extract_info'],
  ['coverComplete', 'cover_info'],
  ['parseComplete', 'parse_info'],
] as const satisfies [VodEventType, string][];

const info = { asset_id: '3e1cd21131a94525be55acf65888bf46', status: 'SUCCEED' };

function refusal(event: unknown): string {
  try {
    parseEvent(typeof event === 'string' ? event : JSON.stringify(event));
  } catch (error) {
    expect(error).toBeInstanceOf(CallbackError);
    expect(error).toMatchObject({ reason: 'invalid-event' });
    return (error as CallbackError).message;
  }
  return 'none';
}

describe.each(payloads)('%s', (type, payload) => {
  it('is read, with members that the contract does not know', () => {
    const event = { event_type: type, [payload]: { ...info, more: 1 }, more: [2] };
    expect(parseEvent(JSON.stringify(event))).toEqual(event);
    expect(isEvent(parseEvent(JSON.stringify(event)), type)).toBe(true);
  });

  it('may be written with a capital first letter', () => {
    const written = type.charAt(0).toUpperCase() + type.slice(1);
    const event = parseEvent(JSON.stringify({ event_type: written, [payload]: info }));
    expect(event.event_type).toBe(type);
  });

  it.each([
    ['no payload', {}, `has no ${payload}`],
    ['null for a payload', { [payload]: null }, `has no ${payload}`],
    ['a list for a payload', { [payload]: [info] }, `has no ${payload}`],
    ['no asset_id', { [payload]: { status: 'FAILED' } }, `${payload} has no asset_id`],
    ['another status', { [payload]: { ...info, status: 'succeed' } }, `${payload}.status is`],
    ['the payload of another event', { other_info: info }, `has no ${payload}`],
  ])('is refused with %s', (_, rest, why) => {
    expect(refusal({ event_type: type, ...rest })).toContain(why);
  });
});

describe('parseEvent', () => {
  it.each(['', 'no JSON', 'null', '[]', '"audioExtractComplete"', '{}', '{"event_type":""}'])(
    'refuses %j',
    (message) => {
      expect(refusal(message)).toContain('is no event');
    },
  );

  it.each(['concatComplete', 'constructor', 'toString'])('lets a %s pass', (type) => {
    const event = { event_type: type, concat_info: null };
    expect(parseEvent(JSON.stringify(event))).toEqual(event);
  });
});

describe('isEvent', () => {
  const event = parseEvent(
    JSON.stringify({ event_type: 'coverComplete', cover_info: { ...info, title: 'Ode to Joy' } }),
  );

  it('tells events apart', () => {
    expect(isEvent(event, 'coverComplete')).toBe(true);
    expect(isEvent(event, 'parseComplete')).toBe(false);
    expect(isAudioExtractComplete(event)).toBe(false);
  });

  it('narrows the type', () => {
    if (isEvent(event, 'coverComplete')) {
      expectTypeOf(event.cover_info.title).toEqualTypeOf<string | undefined>();
      expectTypeOf(event).not.toHaveProperty('transcode_info');
    }
    // @ts-expect-error There is no such event.
    isEvent(event, 'concatComplete');
    expectTypeOf<VodEvent['event_type']>().toEqualTypeOf<string>();
  });
});
