/** The state of an asset, as the two status fields of the API show it. */
import type { AssetSummary } from '../../../generated/schema.js';
import type { Asset } from './asset.js';

/** The state of an asset, in the values of each of the two status fields. */
export interface AssetStatus {
  /** The field `status` in the answers of `showAssetMeta`, `publishAssets` and `unpublishAssets`. */
  status: string;
  /** The field `asset_status` in the answer of `listAssetList`. */
  assetStatus: AssetSummary['asset_status'];
}

/**
 * Returns the state of an asset. The documents list the values, but not their meaning. Three assumptions:
 *
 * - A file that is fetched from a URL is CREATING, then UPLOAD_FAILED or CREATED. The values that begin with OBS_ seem
 *   to belong to publishAssetFromObs.
 * - An extraction has the states of a transcoding, as in the console.
 * - An asset whose original file was deleted (`delete_type=origin`) is DELETED.
 */
export function statusOf({ fileState, maker, published, taskStatus }: Asset): AssetStatus {
  switch (fileState) {
    case 'awaited':
      return { status: maker === 'extraction' ? taskStatus : 'CREATING', assetStatus: 'CREATING' };
    case 'failed':
      return {
        status: maker === 'extraction' ? taskStatus : 'UPLOAD_FAILED',
        assetStatus: 'FAILED',
      };
    case 'cancelled':
      return { status: 'CANCELLED', assetStatus: 'FAILED' };
    case 'deleted':
      return { status: 'DELETED', assetStatus: 'DELETED' };
    case 'ready':
      return published
        ? { status: 'PUBLISHED', assetStatus: 'PUBLISHED' }
        : { status: 'CREATED', assetStatus: 'CREATED' };
  }
}
