/** When an audio track sounds, by its packets. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { ProbedMedia } from './describe-media.js';
import type { FFmpeg } from './ffmpeg-command.js';

/** When a track sounds, in seconds on the timeline of its file, which begins with the first picture or sound. */
export interface TrackSpan {
  /** Before 0 for what a player decodes but does not play: up to 0.1 s in usual AAC, more where an edit list trims. */
  start: number;
  end: number;
  /** The longest time from the beginning of one packet to that of the next one. */
  longestStep: number;
  /** Whether all packets are known: FFmpeg had nothing to complain of, and did not stop at the limit. */
  isClean: boolean;
}

/** The most bytes of a list of packets: 2.8 million packets, or 17 hours of AAC. */
const longestList = 2 ** 27;

/**
 * The options with which commands map the audio track, on the timeline of its file. From FFmpeg's formats with
 * broadcasts' timestamps the picture has to be read as well: else their timeline begins with the sound.
 */
export function mapAudio({ container, audio, video }: ProbedMedia): {
  before: string[];
  map: string[];
  after: string[];
} {
  const isBroadcast = /^(mpegts|mpeg|ogg)$/.test(container);
  const alsoRead = ['-map', `0:${video?.index}`, '-c', 'copy', '-f', 'null', '-'];
  return {
    // A step of more than 10 s is a pause, too, and not only the beginning of another recording.
    before: ['-dts_delta_threshold', '3600'],
    map: ['-map', `0:${audio?.index}`],
    after: isBroadcast && video ? alsoRead : [],
  };
}

/**
 * Lists the packets of the audio track, without decoding them.
 *
 * @param temporary a file that does not exist yet, for the list.
 * @throws what FFmpeg throws.
 */
export async function readTrackSpan(
  ffmpeg: FFmpeg,
  media: ProbedMedia,
  temporary: string,
  signal: AbortSignal,
): Promise<TrackSpan> {
  const file = `${temporary}.${randomUUID()}.partial`;
  const { before, map, after } = mapAudio(media);
  const list = ['-c', 'copy', '-f', 'framecrc', '-fs', String(longestList), '/output'];
  const span = { start: Infinity, end: 0, longestStep: 0 };
  let [unit, last, step] = [0, NaN, 0];
  try {
    const { log, exitCode } = await ffmpeg.run(
      {
        program: 'ffmpeg',
        arguments: ['-v', 'repeat+error', ...before, ...media.readInput, ...map, ...list, ...after],
        input: media.file,
        output: file,
      },
      { signal },
    );
    for await (const line of createInterface({ input: createReadStream(file) })) {
      const [, numerator, denominator] = /^#tb 0: (\d+)\/(\d+)/.exec(line) ?? [];
      if (denominator !== undefined) unit = Number(numerator) / Number(denominator);
      // The number of the stream, when to decode, when to play, duration, and more.
      const [, played, duration] = /^0, *-?\d+, *(-?\d+), *(\d+),/.exec(line) ?? [];
      if (played === undefined) continue;
      const at = Number(played) * unit;
      if (!Number.isNaN(last)) step = at - last;
      last = at;
      span.start = Math.min(span.start, at);
      span.longestStep = Math.max(span.longestStep, step);
      // Some formats state no durations; then the next packet would come as this one did.
      span.end = Math.max(span.end, at + (Number(duration) * unit || step));
    }
    const isWhole = (await stat(file)).size < longestList;
    return { ...span, isClean: exitCode === 0 && log.length === 0 && isWhole };
  } finally {
    await rm(file, { force: true });
  }
}
