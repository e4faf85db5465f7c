/** What the documents of the real service leave open and this one had to choose: each choice, and its switch. */
import type { AudioFormat } from '../../generated/schema.js';

/**
 * How this service reads what the documents of the real one leave open. Each member has the likely reading as its
 * default; set another one to see that your code copes with it, too. All other choices are in docs/differences.md.
 *
 * @example
 * const local = await startLocalVod({ readings: { cancelTakes: 'audio', timestampUnit: 'seconds' } });
 */
export interface Readings {
  /**
   * The format of an extraction when none is asked for. No revision of the page tells; the console, the workflow and
   * the sample of the event know MP3 only. Default: `MP3`.
   *
   * Source: https://support.huaweicloud.com/api-vod/vod_04_0208.html
   */
  defaultFormat: AudioFormat;
  /**
   * The id that `cancelExtractAudioTask` takes: the page says "asset id" and not whether the video's or the audio's.
   * The other one is refused with 400 `VOD.10083`. Default: `either`.
   *
   * Source: https://support.huaweicloud.com/api-vod/vod_04_0193.html
   */
  cancelTakes: 'either' | 'video' | 'audio';
  /**
   * Whether a cancelled extraction sends `audioExtractComplete`, as FAILED. No page tells. Default: false.
   *
   * Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
   */
  cancelSendsEvent: boolean;
  /**
   * What becomes of a second extraction of a video while one runs: 400 `VOD.10083`, as a help page on "a former task"
   * suggests, or an audio asset of its own. Cancelling by the video's id then means the newest one that still waits.
   * Default: `refused`.
   */
  secondExtraction: 'refused' | 'allowed';
  /**
   * Whether an audio asset may be the source of an extraction: the console offers extraction for videos only, and the
   * API's page is silent. Refused with 403 `VOD.10063`. Default: `refused`.
   */
  audioSource: 'refused' | 'allowed';
  /**
   * Whether a file is published when `auto_publish` is absent: yes in the comments of the SDKs, no in the pages of
   * 2021. Default: true.
   *
   * Source: https://support.huaweicloud.com/api-vod/vod_04_0196.html
   */
  publishedByDefault: boolean;
  /**
   * When the details of an audio asset have `transcode_info`, in which the state of its extraction shows: from the
   * first moment on, or, as the page says of sections in general, not until the task has succeeded. With the latter
   * the details tell nothing of a failure: the event does, and `status` of `showAssetMeta`. Default: `always`.
   *
   * Source: https://support.huaweicloud.com/api-vod/vod_04_0202.html
   */
  stateInDetails: 'always' | 'after success';
  /**
   * The unit of the header `auth_timestamp`. No page tells; the page's sample declares a long. A receiver of this
   * package takes both. Default: `milliseconds`.
   *
   * Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0091.html
   */
  timestampUnit: 'milliseconds' | 'seconds';
}

/** What may be chosen; the first of each is the default. */
const choices: { [Name in keyof Readings]: readonly [Readings[Name], ...Readings[Name][]] } = {
  defaultFormat: ['MP3', 'AAC'],
  cancelTakes: ['either', 'video', 'audio'],
  cancelSendsEvent: [false, true],
  secondExtraction: ['refused', 'allowed'],
  audioSource: ['refused', 'allowed'],
  publishedByDefault: [true, false],
  stateInDetails: ['always', 'after success'],
  timestampUnit: ['milliseconds', 'seconds'],
};

/**
 * All readings: those that are given, and the defaults of the others.
 *
 * @throws TypeError when there is no such reading or no such choice, as a slip of the pen in JavaScript makes it.
 */
export function readingsOf(given: Partial<Readings> = {}): Readings {
  const known: Record<string, readonly unknown[]> = choices;
  for (const [name, value] of Object.entries<unknown>(given)) {
    const allowed = known[name];
    if (!allowed) {
      const names = Object.keys(known).join(', ');
      throw new TypeError(`readings.${name} is no reading. There are: ${names}.`);
    }
    if (value !== undefined && !allowed.includes(value)) {
      throw new TypeError(`readings.${name} takes ${allowed.map(String).join(' or ')}.`);
    }
  }
  const entries = Object.entries(known).map(([name, [usual]]) => [name, usual]);
  const chosen = Object.entries<unknown>(given).filter(([, value]) => value !== undefined);
  // Every name of the table has its default, and what is given was just compared with the table.
  return Object.fromEntries([...entries, ...chosen]) as Readings;
}
