/** Events are read strictly where code relies on them, and leniently everywhere else. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { AudioExtractCompleteEvent } from '../../generated/schema.js';
import {
  WebhookError,
  isAudioExtractComplete,
  isEvent,
  type OtherEvent,
  parseEvent,
  type VodEvent,
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
  return 'none';
}

describe.each(payloads)('%s', (type, payload) => {
  it('is read, with members that the contract does not know', () => {
    const event = { event_type: type, [payload]: { ...info, more: 1 }, more: [2] };
    expect(read(event)).toEqual(event);
    expect(isEvent(read(event), type)).toBe(true);
  });

  it.each([
    ['a capital first letter', type.charAt(0).toUpperCase() + type.slice(1)],
    ['capitals', type.toUpperCase()],
  ])('may be written with %s', (_, written) => {
    expect(read({ event_type: written, [payload]: info }).event_type).toBe(type);
  });

  it.each([
    ['no payload', {}, `has no ${payload}`],
    ['null for a payload', { [payload]: null }, `has no ${payload}`],
    ['a list for a payload', { [payload]: [info] }, `has no ${payload}`],
    ['no asset_id', { [payload]: { status: 'FAILED' } }, `${payload} has no asset_id`],
    ['a number for an id', { [payload]: { ...info, asset_id: 7 } }, `${payload} has no asset_id`],
    ['another status', { [payload]: { ...info, status: 'succeed' } }, `${payload}.status is`],
    ['the payload of another event', { other_info: info }, `has no ${payload}`],
  ])('is refused with %s', (_, rest, why) => {
    expect(refusal({ event_type: type, ...rest })).toContain(why);
  });
});

describe('the published samples, read in the spelling of the contract', () => {
  it('transcodeComplete: the names of the sample', () => {
    const audio = { play_type: 0, codec: 'H_264', duration: 26, width: 1280, quality: 'HD' };
    const spelled = { videoSize: 3246080, hight: 720, bitRate: 892, frameRate: 1 };
    const output = { play_type: 'HLS', url: 'https://cdn.example.com/a.m3u8', encrypted: 0 };
    const event = read({
      event_type: 'transcodeComplete',
      transcode_info: {
        ...info,
        templateGroupName: 'web_hd',
        output: [{ ...output, meta_data: { ...audio, ...spelled } }, output],
      },
    });
    if (!isEvent(event, 'transcodeComplete')) return expect.unreachable();
    expect(event.transcode_info.template_group_name).toBe('web_hd');
    expect(event.transcode_info.templateGroupName).toBe('web_hd');
    const named = { video_size: 3246080, height: 720, bit_rate: 892, frame_rate: 1 };
    expect(event.transcode_info.output).toEqual([
      { ...output, meta_data: { ...audio, ...spelled, ...named } },
      output,
    ]);
  });

  it('transcodeComplete: the names of the table', () => {
    const written = { pack_type: 'TS', size: 7, height: 720, bit_rate: 8, frame_rate: 25 };
    const output = [{ play_type: 'hls', url: 'https://cdn.example.com/a', meta_data: written }];
    const event = read({
      event_type: 'TranscodeComplete',
      transcode_info: { ...info, template_group_name: 'g', output },
    });
    if (!isEvent(event, 'transcodeComplete')) return expect.unreachable();
    expect(event.transcode_info.template_group_name).toBe('g');
    expect(event.transcode_info.output?.[0]?.play_type).toBe('HLS');
    expect(event.transcode_info.output?.[0]?.meta_data).toEqual({ ...written, video_size: 7 });
  });

  it.each(['block', 'BLOCK'])('reviewComplete: verdicts in any case: %s', (suggestion) => {
    const picture = { suggestion, offset: 0, url: 'https://cdn.example.com/0.jpg', porn: [] };
    const event = read({
      event_type: 'reviewComplete',
      review_info: {
        ...info,
        suggestion,
        text: { suggestion: 'Pass', abuse: 'as it was' },
        cover: [{ ...picture, terrorism: [{ confidence: '0.99', label: 'crowd' }] }],
        video: [picture, { url: 'no verdict' }],
      },
    });
    if (!isEvent(event, 'reviewComplete')) return expect.unreachable();
    const { text, cover, video } = event.review_info;
    expect(event.review_info.suggestion).toBe('BLOCK');
    expect(text).toEqual({ suggestion: 'PASS', abuse: 'as it was' });
    expect(cover?.[0]).toMatchObject({ suggestion: 'BLOCK', terrorism: [{ label: 'crowd' }] });
    expect(video).toEqual([{ ...picture, suggestion: 'BLOCK' }, { url: 'no verdict' }]);
  });

  it.each([
    ['createComplete', 'create_info'],
    ['audioExtractComplete', 'audio_extract_info'],
    ['parseComplete', 'parse_info'],
  ])('%s: the height', (type, payload) => {
    const metadata = { play_type: 0, pack_type: 'MP4', video_size: 1, hight: 540, sample: 48000 };
    const sent = { ...info, meta_data: metadata, fileAddr: { size: 1 }, user_name: 'u' };
    const event = read({ event_type: type, [payload]: sent });
    expect(event).toEqual({
      event_type: type,
      [payload]: { ...sent, meta_data: { ...metadata, height: 540 } },
    });
  });

  it('coverComplete: a failure that has a title, and null for a text', () => {
    const failure = { status: 'FAILED', error_code: 'VOD.10013', error_msg: 'null', title: 't' };
    const event = {
      event_type: 'coverComplete',
      cover_info: { ...info, ...failure, cover_type: 'HEAD_FRAME_COVER' },
    };
    expect(read(event)).toEqual(event);
  });

  it('thumbnailComplete: as it is', () => {
    const pictures = { sample: [{ offset: 0, url: 'https://cdn.example.com/0.jpg' }], dots: [] };
    const event = { event_type: 'thumbnailComplete', thumbnail_info: { ...info, ...pictures } };
    expect(read(event)).toEqual(event);
  });

  it('a name that is there is not replaced by another spelling', () => {
    const metadata = { hight: 1, height: 2, videoSize: 3, size: 4, bitRate: null };
    const event = read({
      event_type: 'createComplete',
      create_info: { ...info, meta_data: metadata },
    });
    expect(event).toMatchObject({
      create_info: { meta_data: { ...metadata, video_size: 3, bit_rate: null } },
    });
  });

  it.each([null, 'text', [1], 7])('members of another kind are left alone: %j', (odd) => {
    const members = { meta_data: odd, output: odd, text: odd, cover: odd, video: odd };
    const event = { event_type: 'reviewComplete', review_info: { ...info, ...members } };
    expect(read(event)).toEqual(event);
    const nested = {
      output: [odd],
      suggestion: 1,
      cover: [{ suggestion: odd === 'text' ? 1 : odd }],
    };
    const deep = { event_type: 'transcodeComplete', transcode_info: { ...info, ...nested } };
    expect(read(deep)).toEqual(deep);
  });
});

describe('parseEvent', () => {
  it.each(['', 'no JSON', 'null', '[]', '"audioExtractComplete"', '{}', '{"event_type":""}'])(
    'refuses %j',
    (message) => {
      expect(refusal(message)).toContain('is no event');
    },
  );

  it.each(['concatComplete', 'BrandNew', 'constructor', 'toString', '__proto__'])(
    'lets a %s pass as it is',
    (type) => {
      const event = { event_type: type, concat_info: null, size: [1, { hight: null }] };
      expect(read(event)).toEqual(event);
      expect(isAudioExtractComplete(read(event))).toBe(false);
    },
  );
});

describe('the types', () => {
  const event = read({
    event_type: 'coverComplete',
    cover_info: { ...info, title: 'Ode', later: 1 },
  });

  it('tell events apart', () => {
    expect(isEvent(event, 'coverComplete')).toBe(true);
    expect(isEvent(event, 'parseComplete')).toBe(false);
    expect(isAudioExtractComplete(event)).toBe(false);
  });

  it('narrow', () => {
    if (isEvent(event, 'coverComplete')) {
      expectTypeOf(event.cover_info.title).toEqualTypeOf<string | undefined>();
      expectTypeOf(event).not.toHaveProperty('transcode_info');
    }
    if (isAudioExtractComplete(event)) {
      expectTypeOf(event).toEqualTypeOf<AudioExtractCompleteEvent>();
    }
    // @ts-expect-error There is no such event.
    isEvent(event, 'concatComplete');
    expectTypeOf<VodEvent['event_type']>().toEqualTypeOf<string>();
  });

  it('have what the contract does not know as unknown', () => {
    if (!isEvent(event, 'coverComplete')) return expect.unreachable();
    const { cover_info: cover, later }: OtherEvent = event;
    expectTypeOf(later).toEqualTypeOf<unknown>();
    expect(cover).toHaveProperty('later', 1);
  });
});
