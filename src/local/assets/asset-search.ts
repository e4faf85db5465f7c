/** Finds assets by the filters of the lists, and cuts the pages out of what was found. */
import { formatTime, otherCategory } from './asset-answers.js';
import { statusOf } from './asset-status.js';
import type { Asset } from './asset.js';
import { invalidField } from '../http/service-error.js';

/** The filters of `showAssetMeta` and `listAssetList`. All that are given have to hold. */
export interface AssetFilter {
  asset_id?: string[];
  status?: string[];
  transcodeStatus?: string[];
  assetStatus?: string[];
  start_time?: string | undefined;
  end_time?: string | undefined;
  category_id?: number;
  tags?: string;
  query_string?: string;
  media_type?: string[];
}

/** A page of rows. */
export interface Page<Row> {
  rows: Row[];
  total: number;
  /** Whether there are rows after this page. */
  isTruncated: boolean;
}

/** The service neither counts nor shows more assets than these. */
const mostAssets = 20_000;

/** The assets that pass a filter, in the order in which they are given. */
export function search(assets: readonly Asset[], filter: AssetFilter): Asset[] {
  return assets.filter((asset) => passes(asset, filter)).slice(0, mostAssets);
}

/**
 * Where a filter names a state, that it may be the asset's own or that of its transcoding is a choice: the
 * `status` of the lists has the values of both. Where it names tags, one of them is enough, also a choice.
 */
function passes(asset: Asset, filter: AssetFilter): boolean {
  const { status, assetStatus } = statusOf(asset);
  const createdAt = formatTime(asset.createdAt);
  const text = filter.query_string?.toLowerCase() ?? '';
  return (
    (filter.asset_id?.includes(asset.id) ?? true) &&
    isOneOf(filter.status, status, assetStatus, asset.taskStatus) &&
    isOneOf(filter.transcodeStatus, asset.taskStatus) &&
    isOneOf(filter.assetStatus, assetStatus) &&
    (filter.start_time ?? '') <= createdAt &&
    createdAt <= (filter.end_time ?? '9') &&
    (filter.category_id ?? otherCategory.category_id) === otherCategory.category_id &&
    isOneOf(filter.tags?.split(','), ...(asset.tags?.split(',') ?? [])) &&
    [asset.title, asset.description ?? ''].some((each) => each.toLowerCase().includes(text)) &&
    isOneOf(filter.media_type, asset.fileType)
  );
}

function isOneOf(wanted: readonly string[] | undefined, ...values: string[]): boolean {
  return wanted === undefined || values.some((value) => wanted.includes(value));
}

/** @throws ServiceError when the page is behind the last row that the service would show. */
export function cutPage<Row>(
  rows: readonly Row[],
  { page = 0, size = 10 }: { page?: number; size?: number },
): Page<Row> {
  const end = (page + 1) * size;
  if (end > mostAssets) throw invalidField('page');
  return { rows: rows.slice(page * size, end), total: rows.length, isTruncated: end < rows.length };
}
