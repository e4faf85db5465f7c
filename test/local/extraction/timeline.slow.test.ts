/** What a container says of itself is not the truth about its sound: its place in time, its length, its parameters. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeMedia } from '../../../src/local/extraction/describe-media.js';
import { extractAudioTrack } from '../../../src/local/extraction/extract-audio-track.js';
import { makeMedia, remakeMedia } from '../../make-media.js';
import { describeEachBackEnd, mediaFolder } from './back-ends.js';
import { tonesAt } from './tones.js';

const { at, result } = mediaFolder();
const given = (name: string) => fileURLToPath(new URL(`media/${name}`, import.meta.url));

/** Makes a file once, and returns its path. */
type Make = () => Promise<string>;
const made = new Map<string, Promise<string>>();
const once = (name: string, make: (path: string) => Promise<unknown>): Make => {
  return () => {
    const path = made.get(name) ?? make(at(name)).then(() => at(name));
    made.set(name, path);
    return path;
  };
};
const copied = (from: string, name: string, ...options: string[]) =>
  once(name, (path) => remakeMedia(given(from), path, '-c', 'copy', ...options));

const tone = "aevalsrc=exprs='0.4*sin(2*PI*t*(300+200*floor(t)))':s=44100";
/** Picture from the beginning, and sound that begins later. */
const lateSound = (name: string, picture: number, late: number, ...options: string[]) =>
  once(name, (path) =>
    makeMedia(
      path,
      ...['-f', 'lavfi', '-i', `testsrc2=s=320x180:r=25:d=${picture}`, '-itsoffset', String(late)],
      ...['-f', 'lavfi', '-i', `${tone}:d=6`, '-map', '1:v', '-map', '2:a', ...options],
    ),
  );
const joined = (name: string, ...parts: Make[]) =>
  once(name, async (path) => {
    const files = await Promise.all(parts.map(async (make) => readFile(await make())));
    await writeFile(path, Buffer.concat(files));
  });
const inTs = copied('t-bigpts.mkv', 'one.ts', '-f', 'mpegts');
const laterStereo = '-c:v copy -c:a aac -ac 2 -output_ts_offset 6.1 -f mpegts'.split(' ');
const stereo = once('stereo.ts', (path) =>
  remakeMedia(given('t-bigpts.mkv'), path, ...laterStereo),
);
const halfLost = once('lost.ts', async (path) => {
  const packets = await readFile(await inTs());
  const middle = Math.floor(packets.length / 188 / 2) * 188;
  const rest = packets.subarray(middle + 60 * 188);
  await writeFile(path, Buffer.concat([packets.subarray(0, middle), rest]));
});
const mpeg2 = ['-c:v', 'mpeg2video', '-b:v', '300k', '-c:a', 'mp2', '-f', 'mpeg'];
const ac3 = ['-c:v', 'mpeg4', '-c:a', 'ac3', '-f', 'matroska'];

/** How long the picture and the sound are, how long the sound is from their beginning, and which tones it has when. */
const cases: [string, Make, number, number, Record<number, number>][] = [
  ...(
    [
      ['t-editlist.mp4', 4.5, 4.5, { 0.1: 500, 0.7: 700, 4.1: 1300 }],
      ['t-audioshort.mp4', 6, 3, { 0.5: 300, 2.5: 700 }],
      ['t-late.mp4', 6, 5, { 0.5: 0, 1.5: 0, 2.5: 300, 4.5: 700 }],
      ['t-gap.mp4', 6, 6, { 1.5: 500, 2.5: 0, 3.5: 0, 4.5: 1100, 5.5: 1300 }],
      ['t-bigpts.mkv', 6, 6, { 0.5: 300, 5.5: 1300 }],
      ['t-longsub.mkv', 6, 6, { 0.5: 300, 5.5: 300 }],
      ['t-latestart.mpegts', 13, 12, { 8.5: 0, 9.5: 300, 11.5: 700 }],
      ['t-tschange.mpegts', 6, 6.07, { 0.5: 300, 2.5: 700, 3.5: 300, 5.5: 700 }],
      ['c-speex.flv', 6, 6, { 0.5: 300, 5.5: 1300 }],
    ] as const
  ).map(([name, ...row]): (typeof cases)[number] => [
    name,
    () => Promise.resolve(given(name)),
    ...row,
  ]),
  [
    'late.mkv',
    copied('t-late.mp4', 'late.mkv', '-f', 'matroska'),
    6,
    5,
    { 1.5: 0, 2.5: 300, 4.5: 700 },
  ],
  ['late.flv', copied('t-late.mp4', 'late.flv', '-f', 'flv'), 6, 5, { 1.5: 0, 2.5: 300, 4.5: 700 }],
  [
    'gap.ts',
    copied('t-gap.mp4', 'gap.ts', '-f', 'mpegts'),
    6,
    6,
    { 1.5: 500, 3: 0, 4.5: 1100, 5.5: 1300 },
  ],
  ['late8.mpg', lateSound('late8.mpg', 30, 8, ...mpeg2), 30, 14, { 7.5: 0, 8.5: 300, 13.5: 1300 }],
  ['late40.mkv', lateSound('late40.mkv', 50, 40, ...ac3), 50, 46, { 39.5: 0, 45.5: 1300 }],
  ['twice.ts', joined('twice.ts', inTs, inTs), 12, 12, { 0.5: 300, 5.5: 1300, 8.5: 700 }],
  ['mixed.ts', joined('mixed.ts', inTs, stereo), 12.1, 12.1, { 0.5: 300, 5.5: 1300, 8.5: 700 }],
  ['lost.ts', halfLost, 6, 6, { 0.5: 300, 4.5: 1100, 5.5: 1300 }],
];

describeEachBackEnd('the timeline', (ffmpeg) => {
  it.each(cases)(
    'of %s is kept, with the right lengths',
    async (_name, make, whole, end, tones) => {
      const source = await make();
      const described = await describeMedia(source, { ffmpeg });
      expect(Math.abs(described.durationSeconds - whole)).toBeLessThan(0.11);
      for (const format of ['MP3', 'AAC'] as const) {
        const target = result(`tune.${format.toLowerCase()}`);
        const audio = await extractAudioTrack(source, target, format, { ffmpeg });
        expect([format, audio.durationSeconds]).toEqual([format, expect.closeTo(end, 0.5)]);
        expect(Math.abs(audio.durationSeconds - end)).toBeLessThan(0.11);
        expect(await tonesAt(target, Object.keys(tones).map(Number))).toEqual(Object.values(tones));
        expect(audio.audio?.sampleRateHz).toBe(described.audio?.sampleRateHz);
      }
    },
  );

  it('is dropped when that is assumed, but what an edit list hides stays hidden', async () => {
    const options = { ffmpeg, timeline: 'dropped' } as const;
    for (const format of ['MP3', 'AAC'] as const) {
      const extract = async (name: string) => {
        const made = await extractAudioTrack(given(name), result('tune'), format, options);
        return Math.round(made.durationSeconds * 10) / 10;
      };
      expect(await extract('t-late.mp4')).toBe(3);
      expect(await tonesAt(result('tune'), [0.5, 2.5])).toEqual([300, 700]);
      expect(await extract('t-gap.mp4')).toBe(4);
      expect(await extract('t-editlist.mp4')).toBe(4.5);
    }
  });
});
