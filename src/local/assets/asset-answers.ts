/** An asset in the words of the wire: its base information, its tasks, and the rows of the lists. */
import type {
  AssetInfo,
  AssetSummary,
  BaseInfo,
  TranscodeInfo,
} from '../../../generated/schema.js';
import { statusOf } from './asset-status.js';
import { type Asset, urlOf } from './asset.js';
import { detailMetadata } from './metadata.js';

/** The only category. */
export const otherCategory = { category_id: -1, category_name: 'Other' } as const;

/** `base_info`. */
export function baseInfo(asset: Asset): BaseInfo {
  return {
    title: asset.title,
    ...(asset.videoName === undefined ? {} : { video_name: asset.videoName }),
    ...(asset.description === undefined ? {} : { description: asset.description }),
    ...otherCategory,
    create_time: formatTime(asset.createdAt),
    last_modified: formatTime(asset.modifiedAt),
    video_type: asset.fileType,
    ...(asset.tags === undefined ? {} : { tags: asset.tags }),
    ...(asset.media ? { meta_data: detailMetadata(asset, asset.media) } : {}),
    ...(asset.fileState === 'ready' ? { video_url: urlOf(asset) } : {}),
  };
}

/** `transcode_info`. */
export function transcodeInfo(asset: Asset): TranscodeInfo {
  return {
    template_group_name: '',
    output: [],
    transcode_status: asset.taskStatus,
    ...(asset.taskDescription === undefined ? {} : { exec_desc: asset.taskDescription }),
  };
}

/** A row of `showAssetMeta`, `publishAssets` and `unpublishAssets`. */
export function assetInfo(asset: Asset): AssetInfo {
  return {
    asset_id: asset.id,
    status: statusOf(asset).status,
    description: asset.taskDescription ?? '',
    base_info: baseInfo(asset),
    play_info_array: [], // Nothing is transcoded here.
  };
}

/** A row of `listAssetList`. Numbers that are not known yet are 0. */
export function assetSummary(asset: Asset): AssetSummary {
  const { duration = 0, duration_ms = 0 } = asset.media ? detailMetadata(asset, asset.media) : {};
  return {
    asset_id: asset.id,
    title: asset.title,
    ...(asset.description === undefined ? {} : { description: asset.description }),
    duration,
    duration_ms,
    size: asset.media?.sizeBytes ?? 0,
    ...(asset.fileState === 'ready' ? { original_url: urlOf(asset) } : {}),
    category: otherCategory.category_name,
    covers: [],
    create_time: formatTime(asset.createdAt),
    asset_status: statusOf(asset).assetStatus,
    transcode_status: asset.taskStatus,
    thumbnail_status: 'UN_THUMBNAIL',
    review_status: 'UN_REVIEW',
    ...(asset.taskDescription === undefined ? {} : { exec_desc: asset.taskDescription }),
    media_type: asset.fileType,
  };
}

/** A time as VOD writes it: `YYYYMMDDhhmmss` in UTC. */
export function formatTime(at: number): string {
  return new Date(at).toISOString().replace(/\D/g, '').slice(0, 14);
}
