/** Finds out how an extraction ended: from its event, or by polling the details of its audio asset. */
import type { AudioExtractCompleteEvent, components } from '../../generated/schema.js';
import type { VodClient } from '../client/client.js';
import { VodError } from '../client/errors.js';
import { ownFetchOf } from '../client/own-fetch.js';
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

/** The states and errors that polling has met so far. */
export interface PollingRecord {
  /** The states that were seen, in order. */
  states: ExtractionState[];
  /** The error of the last poll, if one of its calls failed: the call for the details, or the call for the list. */
  error?: unknown;
  /** The error of the list that is not retryable, if there was one. The list is not called again after it. */
  listRefusal?: unknown;
}

/** The options for polling; WaitOptions documents them. */
interface PollingOptions {
  firstPollMs?: number;
  deadlineMs: number;
  onState?: (state: ExtractionState) => void;
}

const longestPauseMs = 30_000;
/** How long before the deadline the last poll starts, because a poll takes time itself. */
const lastPollMs = 2000;

/**
 * Polls until the extraction has ended, with backoff and jitter.
 *
 * @param record is filled during polling, so that the error of a timeout can report it.
 * @throws VodError when a poll fails with an error that is not retryable; the signal's reason when it is aborted.
 */
export async function pollUntilEnd(
  vod: VodClient,
  audioAssetId: string,
  { firstPollMs = 500, deadlineMs, onState }: PollingOptions,
  record: PollingRecord,
  signal: AbortSignal,
): Promise<Outcome> {
  const lastPollAt = performance.now() + deadlineMs - lastPollMs;
  const limit = PollLimit.of(vod);
  for (let pauseMs = firstPollMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    // Without jitter, jobs that started at the same time would always poll at the same time.
    const jittered = pauseMs * (0.75 + Math.random() / 2);
    const leftMs = lastPollAt - performance.now();
    await delay(leftMs > 0 ? Math.min(jittered, leftMs) : jittered, signal);
    await limit.take(signal);
    let details: Details;
    try {
      ({ data: details } = await vod.GET('/v1.0/{project_id}/asset/details', {
        params: { query: { asset_id: audioAssetId, categories: ['base_info', 'transcode_info'] } },
        maxRetries: 0, // The next poll is the retry.
        signal,
      }));
    } catch (error) {
      if (signal.aborted || !(error instanceof VodError) || !error.retryable) throw error;
      record.error = error; // Retryable: the next poll may succeed.
      continue;
    }
    delete record.error;
    let progress = readDetails(vod, audioAssetId, details);
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

/** Reads from its event how an extraction ended. */
export function readEvent(
  vod: VodClient,
  info: AudioExtractCompleteEvent['audio_extract_info'],
): Outcome {
  if (info.status === 'FAILED' || info.url === undefined) {
    return new ExtractionFailedError(info.asset_id, info.error_code, info.error_msg);
  }
  const { asset_id: audioAssetId, url, title, meta_data: metadata } = info;
  return audioOf(vod, { audioAssetId, url, title, metadata, learnedBy: 'event' });
}

/**
 * Reads the state of an extraction from the details of its audio asset. The documents do not say which field shows it.
 * Two assumptions: a final `transcode_status` ends the extraction; if there is no status at all, a URL together with
 * metadata means success.
 */
function readDetails(
  vod: VodClient,
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
    const outcome = audioOf(vod, { audioAssetId, url, title, metadata, learnedBy: 'poll' });
    return { state: 'succeeded', outcome };
  }
  return { state: status === 'WAITING_TRANSCODE' ? 'queued' : 'running' };
}

/**
 * Reads the row of the audio asset from the list (`showAssetMeta`), the second source of its state. The details may
 * have no `transcode_info` until the extraction has succeeded; in that case only the list can show a failure. If the
 * list cannot be read, the error is put into `record`, and polling of the details goes on.
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
    // If the permission is missing, for example, each further call would fail too.
    if (error instanceof VodError && !error.retryable) record.listRefusal = error;
    return undefined;
  }
}

function readRow(audioAssetId: string, row: Row | undefined): Progress {
  if (row?.status === 'TRANSCODE_FAILED') {
    return { state: 'failed', outcome: readFailure(audioAssetId, row.description) };
  }
  return { state: row?.status === 'WAITING_TRANSCODE' ? 'queued' : 'running' };
}

/** Separates the error code from the text: the answer has no field for it, but the text may begin with it. */
function readFailure(audioAssetId: string, text: string | undefined): ExtractionFailedError {
  const [, code, rest] = /^([A-Z]+\.\d+): (.*)$/s.exec(text ?? '') ?? [];
  return new ExtractionFailedError(audioAssetId, code, rest ?? text);
}

function audioOf(vod: VodClient, facts: Omit<ExtractedAudio, 'download'>): ExtractedAudio {
  const fetch = ownFetchOf(vod);
  return {
    ...facts,
    download: (to: string, options: DownloadOptions = {}) =>
      downloadFile(facts.url, to, { ...(fetch && { fetch }), ...options }),
  };
}
