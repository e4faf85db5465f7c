/** What the operations of the contract do here. Where the service's documents are silent, so is a note. */
import type {
  ConfirmAssetUploadRequest,
  ConfirmAssetUploadResponse,
  CreateAssetByFileUploadRequest,
  CreateAssetByFileUploadResponse,
  CreateExtractAudioTaskRequest,
  CreateExtractAudioTaskResponse,
  ShowAssetDetailResponse,
} from '../../generated/schema.js';
import type { OperationId } from '../../generated/contract.js';
import { type Asset, type Assets, isAudio, urlOf } from './assets.js';
import type { ExtractionQueue } from './extraction-queue.js';
import { detailMetadata } from './metadata.js';
import type { ObjectStorage } from './object-storage.js';
import { ServiceError } from './service-error.js';

/** A request that was authenticated and checked against the contract. */
export interface CheckedRequest {
  /** The parsed body; its shape was checked against the operation's schema. */
  body: unknown;
  query: URLSearchParams;
  /** The base URL of the service, as the caller sees it. */
  origin: string;
  projectId: string;
}

/** The body of an answer; undefined for 204. */
type Answer = object | undefined;

/** What the operations work on. */
export interface OperationContext {
  assets: Assets;
  queue: ExtractionQueue;
  storage: ObjectStorage;
}

/** The operations, by operation id: each answers a body or throws a ServiceError. */
export type Operations = Record<OperationId, (request: CheckedRequest) => Answer | Promise<Answer>>;

/** Options of an upload that the contract does not describe yet; ignoring them would fake their effect. */
const unsupportedOptions = [
  ...[
    'cover_type',
    'cover_md5',
    'subtitles',
    'template_group_name',
    'auto_encrypt',
    'auto_preheat',
  ],
  ...['thumbnail', 'review', 'workflow_name'],
];

/** Makes the operations. */
export function createOperations({ assets, queue, storage }: OperationContext): Operations {
  return {
    async createAssetByFileUpload({
      body,
      origin,
      projectId,
    }): Promise<CreateAssetByFileUploadResponse> {
      const given = body as CreateAssetByFileUploadRequest; // Checked against the contract.
      const unsupported = unsupportedOptions.find((option) => option in given);
      if (unsupported !== undefined) throw notOffered(`the option ${unsupported}`);
      checkBytes('title', given.title, 128);
      checkBytes('video_name', given.video_name, 128);
      checkBytes('description', given.description ?? '', 1024);
      if ((given.category_id ?? -1) !== -1) throw new ServiceError(403, 'VOD.10064');
      const asset = assets.add({
        title: given.title,
        fileType: given.video_type,
        origin,
        videoName: given.video_name,
        ...(given.description === undefined ? {} : { description: given.description }),
        ...(given.tags === undefined ? {} : { tags: given.tags }),
        ...(given.video_md5 === undefined ? {} : { md5: given.video_md5 }),
      });
      return {
        asset_id: asset.id,
        video_upload_url: await storage.uploadUrl(asset),
        cover_upload_url: null,
        subtitle_upload_urls: [],
        target: {
          bucket: 'vod-bucket-local',
          location: 'local',
          object: `${projectId}/${asset.id}/${asset.storedName}`,
        },
      };
    },

    confirmAssetUpload({ body }): ConfirmAssetUploadResponse {
      const { asset_id: id, status } = body as ConfirmAssetUploadRequest; // Checked against the contract.
      const asset = assets.get(id);
      if (!asset) throw new ServiceError(403, 'VOD.10062');
      if (asset.sourceId !== undefined || asset.fileState !== 'awaited') {
        throw new ServiceError(403, 'VOD.10126', 'The asset is not waiting for an upload.');
      }
      if (status !== 'CREATED') assets.update(asset, { fileState: 'failed' });
      else if (!asset.uploaded) throw new ServiceError(403, 'VOD.10060');
      else {
        assets.update(asset, { fileState: 'ready' });
        queue.describe(asset);
      }
      return { asset_id: asset.id };
    },

    createExtractAudioTask({ body, origin }): CreateExtractAudioTaskResponse {
      const { asset_id: id, parameter } = body as CreateExtractAudioTaskRequest; // Checked, too.
      const source = assets.get(id);
      if (!source) throw new ServiceError(400, 'VOD.10062');
      if (isAudio(source))
        throw new ServiceError(403, 'VOD.10063', 'The media type is not supported.');
      if (source.fileState !== 'ready') throw new ServiceError(403, 'VOD.10060');
      if (assets.runningExtraction(source.id)) throw new ServiceError(400, 'VOD.10083');
      const format = parameter?.format ?? 'MP3';
      const audio = assets.add({
        title: source.title,
        fileType: format,
        origin,
        sourceId: source.id,
        taskStatus: 'WAITING_TRANSCODE',
      });
      queue.extract(source, audio, format);
      return { asset_id: source.id, audio_asset_id: audio.id };
    },

    /** Takes either id, because which one the service wants is not documented. */
    cancelExtractAudioTask({ query }): undefined {
      const asset = assets.get(query.get('asset_id') ?? '');
      if (!asset) throw new ServiceError(400, 'VOD.10062');
      const audio = asset.sourceId === undefined ? assets.lastExtraction(asset.id) : asset;
      if (!audio || !queue.cancel(audio)) throw new ServiceError(400, 'VOD.10083');
      assets.update(audio, {
        fileState: 'failed',
        taskStatus: 'TRANSCODE_FAILED',
        taskDescription: 'The extraction was cancelled',
      });
    },

    showAssetDetail({ query }): ShowAssetDetailResponse {
      const asset = assets.get(query.get('asset_id') ?? '');
      if (!asset) throw new ServiceError(400, 'VOD.10062');
      const categories = query.getAll('categories');
      const wanted = (category: string) => categories.length === 0 || categories.includes(category);
      return {
        asset_id: asset.id,
        ...(wanted('base_info') ? { base_info: baseInfo(asset) } : {}),
        ...(wanted('transcode_info') ? { transcode_info: transcodeInfo(asset) } : {}),
      };
    },
  };
}

/** 501, for what the real service has and this one has not. */
export function notOffered(what: string): ServiceError {
  return new ServiceError(
    501,
    'LOCAL.501',
    `The local VOD service does not offer ${what} yet. It offers the operations of its contract, openapi.json.`,
  );
}

function baseInfo(asset: Asset): NonNullable<ShowAssetDetailResponse['base_info']> {
  return {
    title: asset.title,
    ...(asset.videoName === undefined ? {} : { video_name: asset.videoName }),
    ...(asset.description === undefined ? {} : { description: asset.description }),
    category_id: -1,
    category_name: 'Other',
    create_time: formatTime(asset.createdAt),
    last_modified: formatTime(asset.modifiedAt),
    video_type: asset.fileType,
    ...(asset.tags === undefined ? {} : { tags: asset.tags }),
    ...(asset.media ? { meta_data: detailMetadata(asset, asset.media) } : {}),
    ...(asset.fileState === 'ready' ? { video_url: urlOf(asset) } : {}),
  };
}

function transcodeInfo(asset: Asset): NonNullable<ShowAssetDetailResponse['transcode_info']> {
  return {
    template_group_name: '',
    output: [],
    transcode_status: asset.taskStatus,
    ...(asset.taskDescription === undefined ? {} : { exec_desc: asset.taskDescription }),
  };
}

/** The limits count bytes of UTF-8; JSON Schema's maxLength counts characters. */
function checkBytes(field: string, text: string, limit: number): void {
  if (Buffer.byteLength(text) > limit) throw invalidField(field);
}

/** 400 VOD.10053, naming the field in the way of the service's own example. */
export function invalidField(field: string): ServiceError {
  const named = `The request parameter is illegal, illegal field: {${field}}.`;
  return new ServiceError(400, 'VOD.10053', field === '' ? undefined : named);
}

function formatTime(at: number): string {
  return new Date(at).toISOString().replace(/\D/g, '').slice(0, 14);
}
