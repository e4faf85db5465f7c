/** Finds out how an extraction ended: from its event, or by polling the details of its audio asset. */
import type { AudioExtractCompleteEvent, components } from '../../generated/schema.js';
import type { VodClient } from '../client/client.js';
import { isVodError } from '../client/errors.js';
import { delay } from '../platform/delay.js';
import { downloadFile } from './download.js';
import {
  type DownloadOptions,
  type ExtractedAudio,
  ExtractionFailedError,
  type ExtractionState,
} from './outcome.js';
import { PollLimit } from './poll-limit.js';

/** How an extraction ended. */
export type Outcome = ExtractedAudio | ExtractionFailedError;

type Details = components['schemas']['ShowAssetDetailResponse'];
type Row = components['schemas']['AssetInfo'];

/** The state of an extraction, and how it ended if it has. */
interface Progress {
  state: ExtractionState;
  outcome?: Outcome;
}

/** What polling has found so far. */
export interface PollingRecord {
  /** The states that were seen, in order. */
  states: ExtractionState[];
  /** Why the last poll failed, in whole or in its second source, if it did. */
  error?: unknown;
  /** Why the list is not asked again, if it refused for good. */
  listRefusal?: unknown;
}

/** How to poll; WaitOptions documents it. */
interface PollingOptions {
  firstPollMs?: number;
  deadlineMs: number;
  onState?: (state: ExtractionState) => void;
}

const longestPauseMs = 30_000;
/** The last poll comes so long before the deadline, because it takes a while itself. */
const lastPollMs = 2000;

/**
 * Polls until the extraction has ended, with pauses that grow and jitter.
 *
 * @param record filled as it goes; a timeout reports it.
 * @throws VodError when polling is refused for a reason that will not pass; the signal's reason.
 */
export async function pollUntilEnd(
  vod: VodClient,
  audioAssetId: string,
  { firstPollMs = 500, deadlineMs, onState }: PollingOptions,
  record: PollingRecord,
  signal: AbortSignal,
): Promise<Outcome> {
  const lastPollAt = Date.now() + deadlineMs - lastPollMs;
  const limit = PollLimit.of(vod);
  for (let pauseMs = firstPollMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    // Jitter keeps many jobs that started together from polling together.
    const jittered = pauseMs * (0.75 + Math.random() / 2);
    const leftMs = lastPollAt - Date.now();
    await delay(leftMs > 0 ? Math.min(jittered, leftMs) : jittered, signal);
    await limit.take(signal);
    let details: Details;
    try {
      ({ data: details } = await vod.GET('/v1.0/{project_id}/asset/details', {
        params: { query: { asset_id: audioAssetId, categories: ['base_info', 'transcode_info'] } },
        maxRetries: 0, // The next poll is the repetition.
        signal,
      }));
    } catch (error) {
      if (signal.aborted || !isVodError(error) || !error.retryable) throw error;
      record.error = error; // It passes; the next poll may succeed.
      continue;
    }
    delete record.error;
    let progress = readDetails(audioAssetId, details);
    if (!details.transcode_info && !progress.outcome) {
      await limit.take(signal);
      progress = readRow(audioAssetId, await rowOf(vod, audioAssetId, record, signal));
    }
    const { state, outcome } = progress;
    if (record.states.at(-1) !== state) {
      record.states.push(state);
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
  return audioOf({ audioAssetId, url, title, metadata, learnedBy: 'event' });
}

/**
 * Where the state of an extraction shows is not documented: a final `transcode_status` counts, and so does a
 * URL together with metadata when there is no status at all.
 */
function readDetails(
  audioAssetId: string,
  { base_info: info, transcode_info: task }: Details,
): Progress {
  const status = task?.transcode_status;
  if (status === 'TRANSCODE_FAILED') {
    return { state: 'failed', outcome: readFailure(audioAssetId, task?.exec_desc) };
  }
  const done =
    status === 'TRANSCODE_SUCCEED' || (status === undefined && info?.meta_data !== undefined);
  if (done && info?.video_url !== undefined) {
    const { video_url: url, title, meta_data: metadata } = info;
    const outcome = audioOf({ audioAssetId, url, title, metadata, learnedBy: 'poll' });
    return { state: 'succeeded', outcome };
  }
  return { state: status === 'WAITING_TRANSCODE' ? 'queued' : 'running' };
}

/**
 * A section of the details may be absent until its task succeeded, and then a failure shows in the list at most.
 * The list is only a second source: when it cannot be read, `record` has the reason, and the details are asked again.
 */
async function rowOf(
  vod: VodClient,
  audioAssetId: string,
  record: PollingRecord,
  signal: AbortSignal,
): Promise<Row | undefined> {
  if (record.listRefusal !== undefined) {
    record.error = record.listRefusal;
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
    record.error = error;
    // Without the permission, for example, each further question would only cost a call.
    if (isVodError(error) && !error.retryable) record.listRefusal = error;
    return undefined;
  }
}

function readRow(audioAssetId: string, row: Row | undefined): Progress {
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

function audioOf(facts: Omit<ExtractedAudio, 'download'>): ExtractedAudio {
  return {
    ...facts,
    download: (to: string, options: DownloadOptions = {}) => downloadFile(facts.url, to, options),
  };
}
