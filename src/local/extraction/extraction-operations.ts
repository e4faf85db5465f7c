/** The operations on extractions. */
import type { AssetTask } from '../../../generated/schema.js';
import { type Asset, isAudio } from '../assets/asset.js';
import type { Assets } from '../assets/assets.js';
import type { Assumptions } from '../assumptions.js';
import type { Operations, QueryOf } from '../operation.js';
import { invalidField, OperationError } from '../operation-error.js';
import type { ExtractionQueue } from './extraction-queue.js';

type ExtractionOperationId =
  'createExtractAudioTask' | 'cancelExtractAudioTask' | 'listAssetTaskInfo';

/** An assumption: whether and how extractions are listed is not documented, nor is this name. */
const taskType = 'EXTRACT_AUDIO';

const taskStatuses = {
  UN_TRANSCODE: 'WAITING',
  WAITING_TRANSCODE: 'WAITING',
  TRANSCODING: 'PROCESSING',
  TRANSCODE_SUCCEED: 'SUCCEED',
  TRANSCODE_FAILED: 'FAILED',
} as const;

/** Makes the operations. */
export function createExtractionOperations(
  assets: Assets,
  queue: ExtractionQueue,
  assumptions: Assumptions,
): Operations<ExtractionOperationId> {
  return {
    async createExtractAudioTask({ body: { asset_id: id, parameter }, origin }) {
      const source = assets.get(id);
      if (!source) throw new OperationError('VOD.10062');
      if (assumptions.audioSource === 'refused' && isAudio(source)) {
        throw new OperationError('VOD.10063', 'The media type is not supported.');
      }
      if (source.fileState !== 'ready') throw new OperationError('VOD.10060');
      if (assumptions.secondExtraction === 'refused' && assets.isExtracted(source.id)) {
        throw new OperationError('VOD.10083');
      }
      const format = parameter?.format ?? assumptions.defaultFormat;
      const audio = assets.add({
        maker: 'extraction',
        title: source.title,
        fileType: format,
        origin,
        sourceId: source.id,
        published: true, // The URL in the one published event is that of a published file.
        taskStatus: 'WAITING_TRANSCODE',
      });
      await assets.saved(); // The job starts when it is on disk.
      queue.extract(source, audio, format);
      return { asset_id: source.id, audio_asset_id: audio.id };
    },

    /** The id of a video cancels the newest of its extractions that still wait. */
    async cancelExtractAudioTask({ query }): Promise<undefined> {
      const asset = assets.get(query.asset_id);
      if (!asset) throw new OperationError('VOD.10062');
      const { cancelTakes } = assumptions;
      const meant = [
        ...(asset.maker === 'extraction' && cancelTakes !== 'video' ? [asset] : []),
        ...(cancelTakes === 'audio' ? [] : assets.extractionsFrom(asset.id)),
      ];
      for (const audio of meant) if (await queue.cancel(audio)) return;
      throw new OperationError('VOD.10083');
    },

    /** The newest first; a marker is the serial number of the last row of its page. */
    listAssetTaskInfo({ query }) {
      const { marker = '', limit = 10 } = query;
      if (!/^\d{0,15}$/.test(marker)) throw invalidField('marker');
      const found = assets
        .newestFirst()
        .filter((asset) => asset.maker === 'extraction' && passes(asset, query));
      const rest = marker === '' ? found : found.filter(({ serial }) => serial < Number(marker));
      const page = rest.slice(0, limit);
      const last = page.at(-1);
      return {
        results: page.map(taskOf),
        count: found.length,
        ...(last && rest.length > page.length ? { next_marker: String(last.serial) } : {}),
      };
    },
  };
}

/** The asset of a task is the audio: its id tells two extractions of a video apart. */
function taskOf(audio: Asset): AssetTask {
  return {
    type: taskType,
    asset_id: audio.id,
    status: taskStatuses[audio.taskStatus],
    create_time: formatTime(audio.createdAt),
    ...(audio.endedAt === undefined ? {} : { end_time: formatTime(audio.endedAt) }),
  };
}

function passes(audio: Asset, filter: QueryOf<'listAssetTaskInfo'>): boolean {
  const { type, asset_id: id, status } = filter;
  return (
    filter.task_id === undefined && // Tasks have no ids here.
    (type ?? taskType) === taskType &&
    (id === undefined || id === audio.id || id === audio.sourceId) &&
    (status?.includes(taskStatuses[audio.taskStatus]) ?? true) &&
    isWithin(audio.createdAt, filter.create_time_after, filter.create_time_before) &&
    isWithin(audio.endedAt, filter.end_time_after, filter.end_time_before)
  );
}

/** Whether a time is `after` or later, and earlier than `before`. A task that has not ended is within no limits. */
function isWithin(at: number | undefined, after?: string, before?: string): boolean {
  if (at === undefined) return after === undefined && before === undefined;
  const seconds = Date.parse(formatTime(at));
  return !(seconds < Date.parse(after ?? '')) && !(seconds >= Date.parse(before ?? ''));
}

/** A time by RFC 3339, to the second. */
function formatTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+/, '');
}
