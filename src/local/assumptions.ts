/** What the documents of the real service leave open: what this service assumes, and how to switch it. */
import type { AudioFormat } from '../../generated/schema.js';

/**
 * What the local service assumes where the documents of the real service are silent. Each default is the likelier
 * assumption; set another one to test that your code works with it too. docs/differences.md lists all assumptions.
 *
 * @example
 * const local = await startLocalVod({ assumptions: { cancelTakes: 'audio', timestampUnit: 'seconds' } });
 */
export interface Assumptions {
  /**
   * The format of an extraction when the request names no format. Default: `MP3`, the only format that the console,
   * the workflow and the sample event know.
   *
   * Source: https://support.huaweicloud.com/api-vod/vod_04_0208.html
   */
  defaultFormat: AudioFormat;
  /**
   * The id that `cancelExtractAudioTask` takes: the page says "asset id", but not of the video or of the audio. The
   * other id is refused with 400 `VOD.10083`. Default: `either`.
   *
   * Source: https://support.huaweicloud.com/api-vod/vod_04_0193.html
   */
  cancelTakes: 'either' | 'video' | 'audio';
  /**
   * Whether a cancelled extraction sends `audioExtractComplete` with FAILED. Default: false.
   *
   * Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
   */
  cancelSendsEvent: boolean;
  /**
   * What a second extraction of a video does while one runs: it is refused with 400 `VOD.10083`, or it makes an audio
   * asset of its own. If it is allowed, a cancellation by the video's id cancels the newest one that still waits.
   * Default: `refused`.
   */
  secondExtraction: 'refused' | 'allowed';
  /**
   * Whether an audio asset may be the source of an extraction; the console offers extraction for videos only. It is
   * refused with 403 `VOD.10063`. Default: `refused`.
   */
  audioSource: 'refused' | 'allowed';
  /**
   * Whether a file is published when `auto_publish` is absent: yes by the SDKs, no by the pages of 2021. Default: true.
   *
   * Source: https://support.huaweicloud.com/api-vod/vod_04_0196.html
   */
  publishedByDefault: boolean;
  /**
   * When the details of an audio asset have `transcode_info`, which shows the state of the extraction. With
   * `after success` the details do not show a failure; the event and `status` of `showAssetMeta` do. Default: `always`.
   *
   * Source: https://support.huaweicloud.com/api-vod/vod_04_0202.html
   */
  stateInDetails: 'always' | 'after success';
  /**
   * Whether extracted sound keeps its place on the timeline of its video: silence fills a late start and gaps, so that
   * subtitles and transcripts of the audio fit the video. If it is `dropped`, the sound begins with the first packet of
   * the track, and gaps are closed. Default: `kept`.
   */
  timeline: 'kept' | 'dropped';
  /**
   * The unit of the header `auth_timestamp`. A receiver of this package takes both. Default: `milliseconds`.
   *
   * Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0091.html
   */
  timestampUnit: 'milliseconds' | 'seconds';
}

/** What each assumption may be; the first one is the default. */
const choices: {
  [Name in keyof Assumptions]: readonly [Assumptions[Name], ...Assumptions[Name][]];
} = {
  defaultFormat: ['MP3', 'AAC'],
  cancelTakes: ['either', 'video', 'audio'],
  cancelSendsEvent: [false, true],
  secondExtraction: ['refused', 'allowed'],
  audioSource: ['refused', 'allowed'],
  publishedByDefault: [true, false],
  stateInDetails: ['always', 'after success'],
  timeline: ['kept', 'dropped'],
  timestampUnit: ['milliseconds', 'seconds'],
};

/**
 * All assumptions: the given ones, and the defaults of the others.
 *
 * @throws TypeError when a name or a value is wrong, which only JavaScript lets through.
 */
export function assumptionsOf(given: Partial<Assumptions> = {}): Assumptions {
  const known: Record<string, readonly unknown[]> = choices;
  const chosen = Object.entries<unknown>(given).filter(([, value]) => value !== undefined);
  for (const [name, value] of chosen) {
    const allowed = known[name];
    if (!allowed) {
      const names = Object.keys(known).join(', ');
      throw new TypeError(`assumptions.${name} does not exist. There are: ${names}.`);
    }
    if (!allowed.includes(value)) {
      throw new TypeError(`assumptions.${name} takes ${allowed.map(String).join(' or ')}.`);
    }
  }
  const defaults = Object.entries(known).map(([name, [usual]]) => [name, usual]);
  // The table has a default for every name, and the given values were compared with it.
  return Object.fromEntries([...defaults, ...chosen]) as Assumptions;
}
