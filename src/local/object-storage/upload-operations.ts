/** The operations that upload files, or fetch them from URLs. */
import type { FileType } from '../../../generated/schema.js';
import { type AssetEvent, creationEvent } from '../assets/asset-events.js';
import { type AssetTexts, checkTexts } from '../assets/asset-texts.js';
import { type Asset, awaitsUpload } from '../assets/asset.js';
import type { Assets } from '../assets/assets.js';
import type { Assumptions } from '../assumptions.js';
import type { Operations, QueryOf } from '../operation.js';
import { invalidField, notOffered, OperationError } from '../operation-error.js';
import type { ObjectStorage } from './object-storage.js';
import type { UrlPuller } from './url-puller.js';

/** The parts of the service that the operations use. */
export interface UploadContext {
  assets: Assets;
  storage: ObjectStorage;
  puller: UrlPuller;
  assumptions: Assumptions;
  /** Stages the event about a confirmed upload, to be saved together with the confirmation. */
  stageEvent: (event: AssetEvent) => void;
  /** Reads the media metadata of a confirmed upload, in the background. */
  describe: (asset: Asset) => void;
}

type UploadOperationId =
  | 'createAssetByFileUpload'
  | 'confirmAssetUpload'
  | 'showAssetTempAuthority'
  | 'uploadMetaDataByUrl'
  | 'publishAssetFromObs';

/** The options that this service does not support. It refuses them, unless their value turns the option off. */
const unsupportedOptions = [
  ...['cover_type', 'cover_md5', 'subtitles', 'template_group_name', 'auto_encrypt'],
  ...['auto_preheat', 'thumbnail', 'review', 'workflow_name'],
];

/** The fields that a request gives for an uploaded or a fetched file. */
interface GivenAsset extends AssetTexts {
  title: string;
  video_type: FileType;
  auto_publish?: 0 | 1;
}

/** Makes the operations. */
export function createUploadOperations({
  assets,
  storage,
  puller,
  assumptions,
  stageEvent,
  describe,
}: UploadContext): Operations<UploadOperationId> {
  const newAsset = ({ title, video_type, auto_publish, description, tags }: GivenAsset) => ({
    title,
    fileType: video_type,
    published: auto_publish === undefined ? assumptions.publishedByDefault : auto_publish === 1,
    ...(description !== undefined && { description }),
    ...(tags !== undefined && { tags }),
  });

  return {
    async createAssetByFileUpload({ body, origin }) {
      checkOptions(body);
      checkTexts(body);
      const asset = assets.add({
        ...newAsset(body),
        maker: 'upload',
        origin,
        videoName: body.video_name,
        ...(body.video_md5 !== undefined && { md5: body.video_md5 }),
      });
      return {
        asset_id: asset.id,
        video_upload_url: await storage.urlFor(asset, 'PUT'),
        cover_upload_url: null,
        subtitle_upload_urls: [],
        target: storage.addressOf(asset),
      };
    },

    async confirmAssetUpload({ body: { asset_id: id, status } }) {
      const asset = assets.get(id);
      if (!asset) throw new OperationError('VOD.10062');
      if (!awaitsUpload(asset)) throw new OperationError('VOD.10126');
      if (status === 'CREATED' && !asset.uploaded) throw new OperationError('VOD.10060');
      const ended = { CREATED: 'ready', FAILED: 'failed', CANCELLED: 'cancelled' } as const;
      assets.update(asset, { fileState: ended[status] });
      if (status === 'CREATED') stageEvent(creationEvent(asset));
      await storage.discardParts(asset);
      await assets.removeUnwanted(asset); // If the upload failed or was cancelled.
      if (status === 'CREATED') describe(asset);
      return { asset_id: asset.id };
    },

    async showAssetTempAuthority({ query }) {
      const asset = storage.assetAt({ bucket: query.bucket, object: query.object_key });
      // An assumption: a bucket and object that belong to no asset are refused as an invalid parameter.
      if (!asset) throw invalidField('object_key');
      if (!awaitsUpload(asset)) throw new OperationError('VOD.10135');
      return { sign_str: await storage.urlFor(asset, query.http_verb, presignedQueryOf(query)) };
    },

    async uploadMetaDataByUrl({ body: { upload_metadatas: files }, origin }) {
      files.forEach((file, index) => {
        checkOptions(file);
        checkTexts(file, `upload_metadatas.${index}.`);
      });
      const pulled: Asset[] = [];
      const rows = files.map((file) => {
        const refusal = puller.refusal(file.url);
        if (refusal) {
          return { url: file.url, error_code: refusal.code, error_msg: refusal.message };
        }
        const asset = assets.add({ ...newAsset(file), maker: 'pull', pullUrl: file.url, origin });
        pulled.push(asset);
        return { url: file.url, asset_id: asset.id };
      });
      await assets.saved();
      for (const asset of pulled) puller.pull(asset);
      return { upload_assets: rows };
    },

    publishAssetFromObs() {
      throw notOffered(
        'publishAssetFromObs',
        'It has no buckets: upload the file, or have it fetched by uploadMetaDataByUrl.',
      );
    },
  };
}

function checkOptions(given: object): void {
  const unsupported = Object.entries(given).find(
    ([option, value]) => unsupportedOptions.includes(option) && !turnsOff(value),
  );
  if (unsupported) throw notOffered(`the option ${unsupported[0]}`);
}

/** Whether a value turns an option off, as `auto_encrypt: 0`, `auto_preheat: '0'` and `subtitles: []` do. */
function turnsOff(value: unknown): boolean {
  return value === 0 || value === '0' || (Array.isArray(value) && value.length === 0);
}

/** The query of the presigned URL for one step of a multipart upload, from the query that asked for that URL. */
function presignedQueryOf(asked: QueryOf<'showAssetTempAuthority'>): Record<string, string> {
  const { http_verb: method, upload_id: uploadId, part_number: partNumber } = asked;
  const headers = {
    ...(asked.content_md5 !== undefined && { 'content-md5': asked.content_md5 }),
    ...(asked.content_type !== undefined && { 'content-type': asked.content_type }),
  };
  if (uploadId === undefined) {
    if (method !== 'POST') throw invalidField('upload_id');
    return { uploads: '', ...headers };
  }
  if (method !== 'PUT') return { uploadId, ...headers };
  if (partNumber === undefined) throw invalidField('part_number');
  return { partNumber: String(partNumber), uploadId, ...headers };
}
