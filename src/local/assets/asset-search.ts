/** Finds assets by the filters of the lists, and divides them into pages. */
import { formatTime, otherCategory } from './asset-answers.js';
import { statusOf } from './asset-status.js';
import type { Asset } from './asset.js';
import { invalidField } from '../operation-error.js';

/** The filters of `showAssetMeta` and `listAssetList`. An asset has to pass all of them. */
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

/** The service counts and shows no more assets than this. */
const mostAssets = 20_000;

/** The assets that pass a filter, in the order in which they are given. */
export function search(assets: readonly Asset[], filter: AssetFilter): Asset[] {
  return assets.filter((asset) => passes(asset, filter)).slice(0, mostAssets);
}

/**
 * Two assumptions: `status` may be the state of the asset or of its transcoding, because it has the values of both;
 * of several `tags` one is enough.
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

/** @throws OperationError VOD.10053 when the page ends after the last row that the service shows. */
export function cutPage<Row>(
  rows: readonly Row[],
  { page = 0, size = 10 }: { page?: number; size?: number },
): Page<Row> {
  const end = (page + 1) * size;
  if (end > mostAssets) throw invalidField('page');
  return { rows: rows.slice(page * size, end), total: rows.length, isTruncated: end < rows.length };
}
