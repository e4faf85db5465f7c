/**
 * Finds out how an extraction ended: from its event, or by polling the details of its audio asset.
 *
 * Loaded by the first `wait`, because a program that only starts jobs has no use for it.
 */
import type { AudioExtractCompleteEvent } from '../../generated/schema.js';
import type { VodClient, VodData } from '../client/client.js';
import { delay } from '../platform/delay.js';
import { isVodError } from '../client/errors.js';
import type { WaitOptions } from './extract-audio.js';
import {
  type DownloadOptions,
  type ExtractedAudio,
  ExtractionFailedError,
  type ExtractionState,
} from './outcome.js';

/** How an extraction ended. */
export type Outcome = ExtractedAudio | ExtractionFailedError;

type Details = VodData<'get', '/v1.0/{project_id}/asset/details'>;
type Row = NonNullable<VodData<'get', '/v1.0/{project_id}/asset/info'>['asset_info_array']>[number];
/** Where an extraction stands, and how it ended if it has. */
interface Standing {
  state: ExtractionState;
  outcome?: Outcome;
}

/** What polling has seen so far. */
export interface Seen {
  states: ExtractionState[];
  /** Why the last poll failed, in whole or in its second source, if it did. */
  error?: unknown;
  /** Why the list is not asked again, if it refused for good. */
  listRefusal?: unknown;
}

const longestPauseMs = 30_000;
/** The last poll comes so long before the deadline, because it takes a while itself. */
const lastPollMs = 2000;

/**
 * Polls until the extraction has ended, with pauses that grow and jitter.
 *
 * @param seen filled as it goes, for whoever gives up.
 * @throws VodError when polling is refused for a reason that will not pass; the signal's reason.
 */
export async function pollUntilEnd(
  vod: VodClient,
  audioAssetId: string,
  { firstPollMs = 2000, deadlineMs = Infinity, onState }: WaitOptions,
  seen: Seen,
  signal: AbortSignal,
): Promise<Outcome> {
  const lastPollAt = Date.now() + deadlineMs - lastPollMs;
  for (let pauseMs = firstPollMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    // Jitter keeps many jobs that started together from polling together.
    const jittered = pauseMs * (0.75 + Math.random() / 2);
    const leftMs = lastPollAt - Date.now();
    await delay(leftMs > 0 ? Math.min(jittered, leftMs) : jittered, signal);
    let details: Details;
    try {
      ({ data: details } = await vod.GET('/v1.0/{project_id}/asset/details', {
        params: { query: { asset_id: audioAssetId, categories: ['base_info', 'transcode_info'] } },
        maxRetries: 0, // The next poll is the repetition.
        signal,
      }));
    } catch (error) {
      if (signal.aborted || !passes(error)) throw error;
      seen.error = error; // It passes; the next poll may succeed.
      continue;
    }
    delete seen.error;
    let standing = readDetails(audioAssetId, details);
    if (!details.transcode_info && !standing.outcome) {
      standing = readRow(audioAssetId, await rowOf(vod, audioAssetId, seen, signal));
    }
    const { state, outcome } = standing;
    if (seen.states.at(-1) !== state) {
      seen.states.push(state);
      onState?.(state);
    }
    if (outcome) return outcome;
  }
}

/** Reads the end of an extraction from its event. */
export function readEvent(info: AudioExtractCompleteEvent['audio_extract_info']): Outcome {
  if (info.status === 'FAILED' || info.url === undefined) {
    return new ExtractionFailedError(info.asset_id, info.error_code, info.error_msg);
  }
  const { asset_id: audioAssetId, url, title, meta_data: metadata } = info;
  return new Audio({ audioAssetId, url, title, metadata, learnedBy: 'event' });
}

/**
 * Where the state of an extraction shows is not documented: a final `transcode_status` counts, and so does a
 * URL together with metadata when there is no status at all.
 */
function readDetails(
  audioAssetId: string,
  { base_info: info, transcode_info: task }: Details,
): Standing {
  const status = task?.transcode_status;
  if (status === 'TRANSCODE_FAILED') {
    return { state: 'failed', outcome: readFailure(audioAssetId, task?.exec_desc) };
  }
  const done =
    status === 'TRANSCODE_SUCCEED' || (status === undefined && info?.meta_data !== undefined);
  if (done && info?.video_url !== undefined) {
    const { video_url: url, title, meta_data: metadata } = info;
    const outcome = new Audio({ audioAssetId, url, title, metadata, learnedBy: 'poll' });
    return { state: 'succeeded', outcome };
  }
  return { state: status === 'WAITING_TRANSCODE' ? 'queued' : 'running' };
}

/**
 * A section of the details may be absent until its task succeeded, and then a failure shows in the list at most.
 * The list is only a second source: when it cannot be read, `seen` has the reason, and the details are asked again.
 */
async function rowOf(
  vod: VodClient,
  audioAssetId: string,
  seen: Seen,
  signal: AbortSignal,
): Promise<Row | undefined> {
  if (seen.listRefusal !== undefined) {
    seen.error = seen.listRefusal;
    return undefined;
  }
  try {
    const { data } = await vod.GET('/v1.0/{project_id}/asset/info', {
      params: { query: { asset_id: [audioAssetId] } },
      maxRetries: 0,
      signal,
    });
    return data.asset_info_array?.[0];
  } catch (error) {
    if (signal.aborted) throw error;
    seen.error = error;
    // Without the permission, say, each further question would only cost a call.
    if (!passes(error)) seen.listRefusal = error;
    return undefined;
  }
}

function passes(error: unknown): boolean {
  return isVodError(error) && error.retryable;
}

function readRow(audioAssetId: string, row: Row | undefined): Standing {
  if (row?.status === 'TRANSCODE_FAILED') {
    return { state: 'failed', outcome: readFailure(audioAssetId, row.description) };
  }
  return { state: row?.status === 'WAITING_TRANSCODE' ? 'queued' : 'running' };
}

/** The details have no member for a code; it may lead the text. */
function readFailure(audioAssetId: string, text: string | undefined): ExtractionFailedError {
  const [, code, rest] = /^([A-Z]+\.\d+): (.*)$/s.exec(text ?? '') ?? [];
  return new ExtractionFailedError(audioAssetId, code, rest ?? text);
}

type AudioFacts = Omit<ExtractedAudio, 'download'>;

class Audio implements ExtractedAudio {
  readonly audioAssetId: string;
  readonly url: string;
  readonly title: AudioFacts['title'];
  readonly metadata: AudioFacts['metadata'];
  readonly learnedBy: AudioFacts['learnedBy'];

  constructor(facts: AudioFacts) {
    this.audioAssetId = facts.audioAssetId;
    this.url = facts.url;
    this.title = facts.title;
    this.metadata = facts.metadata;
    this.learnedBy = facts.learnedBy;
  }

  async download(to: string, options: DownloadOptions = {}): Promise<void> {
    const { downloadFile } = await import('./download.js');
    await downloadFile(this.url, to, options);
  }
}
