/** How an extraction stands or ended: read from its event or from the details of its audio asset. */
import type { AudioExtractCompleteEvent, MetaData } from '../generated/schema.js';
import type { VodData } from './client.js';
import { VodError } from './errors.js';

/** The state of an extraction. */
export type ExtractionState = 'queued' | 'running' | 'succeeded' | 'failed';

/** The result of an extraction. */
export interface ExtractedAudio {
  /** The id of the audio asset. */
  audioAssetId: string;
  /** Where the audio is. */
  url: string;
  /** The title of the audio asset, which is that of its video. */
  title: string | undefined;
  /** What VOD says of the file. An event says less than the asset's details do. */
  metadata: MetaData | undefined;
  /** How its end became known. */
  learnedBy: 'event' | 'poll';
}

/** The extraction ended without an audio file. */
export class ExtractionFailedError extends VodError {
  override name = 'ExtractionFailedError';
  /** The id of the audio asset that stays without a file. */
  readonly audioAssetId: string;
  /** The service's error code, when it gave one. */
  readonly code: string | undefined;
  /** What the service said, code and text where it gave them. */
  readonly detail: string;

  constructor(audioAssetId: string, code: string | undefined, text: string | undefined) {
    const detail =
      [code, text].filter((part) => part !== undefined).join(': ') || 'no reason given';
    super(
      `The extraction of ${audioAssetId} failed: ${detail} ` +
        'Check that the source is a whole video with an audio track.',
      { operation: 'extractAudio' },
    );
    this.audioAssetId = audioAssetId;
    this.code = code;
    this.detail = detail;
  }
}

/** The extraction had not ended when the deadline came. It goes on; wait again, or read the asset later. */
export class ExtractionTimeoutError extends VodError {
  override name = 'ExtractionTimeoutError';
  /** The id of the audio asset to ask for later. */
  readonly audioAssetId: string;
  /** The states that were seen, in order. */
  readonly states: readonly ExtractionState[];

  constructor(audioAssetId: string, deadlineMs: number, states: readonly ExtractionState[]) {
    super(
      `The extraction of ${audioAssetId} had not ended after ${String(deadlineMs / 1000)} s ` +
        `(states seen: ${states.join(', ') || 'none'}). It goes on: wait again or read the asset later.`,
      { operation: 'extractAudio' },
    );
    this.audioAssetId = audioAssetId;
    this.states = states;
  }
}

/** How an extraction ended. */
export type Outcome = ExtractedAudio | ExtractionFailedError;
/** The answer of showAssetDetail. */
export type Details = VodData<'get', '/v1.0/{project_id}/asset/details'>;

/** Reads the end of an extraction from its event. */
export function readEvent(info: AudioExtractCompleteEvent['audio_extract_info']): Outcome {
  if (info.status === 'FAILED' || info.url === undefined) {
    return new ExtractionFailedError(info.asset_id, info.error_code, info.error_msg);
  }
  return {
    audioAssetId: info.asset_id,
    url: info.url,
    title: info.title,
    metadata: info.meta_data,
    learnedBy: 'event',
  };
}

/** The details have no member for a code; it may lead the text. */
function readFailure(audioAssetId: string, text: string | undefined): ExtractionFailedError {
  const [, code, rest] = /^([A-Z]+\.\d+): (.*)$/s.exec(text ?? '') ?? [];
  return new ExtractionFailedError(audioAssetId, code, rest ?? text);
}

/**
 * Where the state of an extraction shows is not documented: a final `transcode_status` counts, and so does a
 * URL together with metadata when there is no status at all.
 */
export function readDetails(
  audioAssetId: string,
  { base_info: info, transcode_info: task }: Details,
): { state: ExtractionState; outcome?: Outcome } {
  const status = task?.transcode_status;
  if (status === 'TRANSCODE_FAILED') {
    return {
      state: 'failed',
      outcome: readFailure(audioAssetId, task?.exec_desc),
    };
  }
  const done =
    status === 'TRANSCODE_SUCCEED' || (status === undefined && info?.meta_data !== undefined);
  if (done && info?.video_url !== undefined) {
    const { video_url: url, title, meta_data: metadata } = info;
    return {
      state: 'succeeded',
      outcome: { audioAssetId, url, title, metadata, learnedBy: 'poll' },
    };
  }
  return { state: status === 'WAITING_TRANSCODE' ? 'queued' : 'running' };
}
