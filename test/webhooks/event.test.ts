/** parseEvent checks the members that code relies on, and passes all others through. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  WebhookError,
  isAudioExtractComplete,
  isEvent,
  type OtherEvent,
  parseEvent,
  type VodEventType,
} from '../../src/webhooks/index.js';

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
const read = (event: object) => parseEvent(JSON.stringify(event));

function refusal(event: unknown): string {
  try {
    parseEvent(typeof event === 'string' ? event : JSON.stringify(event));
  } catch (error) {
    expect(error).toBeInstanceOf(WebhookError);
    expect(error).toMatchObject({ reason: 'invalid-event' });
    return (error as WebhookError).message;
  }
  return 'accepted';
}

describe.each(payloads)('parseEvent of a %s', (type, payload) => {
  it('keeps members that the contract does not describe', () => {
    const event = { event_type: type, [payload]: { ...info, more: 1 }, more: [2] };
    expect(read(event)).toEqual(event);
    expect(isEvent(read(event), type)).toBe(true);
  });

  it.each([
    ['a capital first letter', type.charAt(0).toUpperCase() + type.slice(1)],
    ['capitals', type.toUpperCase()],
  ])('accepts an event_type with %s', (_, written) => {
    expect(read({ event_type: written, [payload]: info }).event_type).toBe(type);
  });

  it.each([
    ['no payload', {}, `has no ${payload}`],
    ['null as payload', { [payload]: null }, `has no ${payload}`],
    ['a list as payload', { [payload]: [info] }, `has no ${payload}`],
    ['no asset_id', { [payload]: { status: 'FAILED' } }, `${payload} has no asset_id`],
    ['a number as asset_id', { [payload]: { ...info, asset_id: 7 } }, `${payload} has no asset_id`],
    ['another status', { [payload]: { ...info, status: 'succeed' } }, `${payload}.status is`],
    ['the payload of another event', { other_info: info }, `has no ${payload}`],
  ])('refuses %s', (_, rest, why) => {
    expect(refusal({ event_type: type, ...rest })).toContain(why);
  });
});

describe('parseEvent', () => {
  const spelled = { videoSize: 1, hight: 720, bitRate: 2, frameRate: 3 };
  const tableNames = { size: 7, height: 720, bit_rate: 8, frame_rate: 25 };
  const fromTable = { videoSize: 7, hight: 720, bitRate: 8, frameRate: 25 };
  const metadata = { play_type: 0, pack_type: 'MP4', sample: 48000, hight: 540 };
  const taken = { hight: 1, height: 2, videoSize: 3, size: 4, bitRate: null };

  it.each<[string, VodEventType, object, object]>([
    [
      'the names in the sample of',
      'transcodeComplete',
      {
        templateGroupName: 'web',
        output: [{ play_type: 'HLS', meta_data: spelled }, { url: 'a' }],
      },
      { output: [{ play_type: 'HLS', meta_data: spelled }, { url: 'a' }] },
    ],
    [
      'the names in the table of',
      'transcodeComplete',
      { template_group_name: 'g', output: [{ play_type: 'hls', meta_data: tableNames }] },
      {
        templateGroupName: 'g',
        output: [{ play_type: 'HLS', meta_data: { ...tableNames, ...fromTable } }],
      },
    ],
    ...(['createComplete', 'audioExtractComplete', 'parseComplete'] as const).map(
      (type): [string, VodEventType, object, object] => [
        'the hight of',
        type,
        { meta_data: metadata, fileAddr: { size: 1 }, user_name: 'u' },
        { meta_data: { ...metadata, height: 540 } },
      ],
    ),
    [
      'a name of the contract beside other spellings in',
      'createComplete',
      { meta_data: taken },
      { meta_data: { ...taken, video_size: 3, bit_rate: null } },
    ],
    [
      'the suggestions of',
      'reviewComplete',
      {
        suggestion: 'block',
        text: { suggestion: 'Pass', abuse: 'as it was' },
        cover: [{ suggestion: 'BLOCK', terrorism: [{ label: 'crowd' }] }],
        video: [{ suggestion: 'block', offset: 0 }, { url: 'no suggestion' }],
      },
      {
        suggestion: 'BLOCK',
        text: { suggestion: 'PASS', abuse: 'as it was' },
        video: [{ suggestion: 'BLOCK', offset: 0 }, { url: 'no suggestion' }],
      },
    ],
  ])('gives %s a %s in the spelling of the contract', (_, type, sent, spelling) => {
    const payload = new Map<string, string>(payloads).get(type) ?? '';
    const event = read({ event_type: type, [payload]: { ...info, ...sent } });
    expect(event).toEqual({ event_type: type, [payload]: { ...info, ...sent, ...spelling } });
  });

  it.each([null, 'text', [1], 7])('keeps members with the unexpected value %j', (odd) => {
    const members = { meta_data: odd, output: odd, text: odd, cover: odd, video: odd };
    const event = { event_type: 'reviewComplete', review_info: { ...info, ...members } };
    expect(read(event)).toEqual(event);
    const cover = [{ suggestion: odd === 'text' ? 1 : odd }];
    const nested = { output: [odd], suggestion: 1, cover };
    const deep = { event_type: 'transcodeComplete', transcode_info: { ...info, ...nested } };
    expect(read(deep)).toEqual(deep);
  });

  it.each(['', 'no JSON', 'null', '[]', '"audioExtractComplete"', '{}', '{"event_type":""}'])(
    'refuses %j',
    (message) => {
      expect(refusal(message)).toContain('is not an event');
    },
  );

  it.each(['concatComplete', 'BrandNew', 'constructor', 'toString', '__proto__'])(
    'keeps an event of the unknown type %s as it is',
    (type) => {
      const event = { event_type: type, concat_info: null, size: [1, { hight: null }] };
      expect(read(event)).toEqual(event);
      expect(isAudioExtractComplete(read(event))).toBe(false);
    },
  );
});

describe('isEvent', () => {
  const event = read({
    event_type: 'coverComplete',
    cover_info: { ...info, title: 'Ode', later: 1 },
  });

  it('tells the type of an event', () => {
    expect(isEvent(event, 'coverComplete')).toBe(true);
    expect(isEvent(event, 'parseComplete')).toBe(false);
    expect(isAudioExtractComplete(event)).toBe(false);
  });

  it('leaves members that the contract does not describe accessible as unknown', () => {
    if (!isEvent(event, 'coverComplete')) return expect.unreachable();
    const { cover_info: cover, later }: OtherEvent = event;
    expectTypeOf(later).toEqualTypeOf<unknown>();
    expect(cover).toHaveProperty('later', 1);
  });
});
