/** The state of an asset, in the two spellings of the wire. */
import type { AssetSummary } from '../../../generated/schema.js';
import type { Asset } from './asset.js';

/** The states of an asset. */
export interface AssetStatus {
  /** `status` of `showAssetMeta`, `publishAssets` and `unpublishAssets`. */
  status: string;
  /** `asset_status` of `listAssetList`. */
  assetStatus: AssetSummary['asset_status'];
}

/**
 * The states of an asset. The documents list the values, but not their meaning. Assumed here: a fetched file is
 * CREATING, then UPLOAD_FAILED or CREATED, because the OBS_ values seem to be those of publishAssetFromObs; an
 * extraction has the states of a transcoding, as in the console; an asset without its original file
 * (`delete_type=origin`) is DELETED.
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
