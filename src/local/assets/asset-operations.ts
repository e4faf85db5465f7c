/** The operations that find, read, describe, publish and delete assets. */
import type { AssetInfo, DeleteResult } from '../../../generated/schema.js';
import type { Assumptions } from '../assumptions.js';
import type { Operations } from '../operation.js';
import { OperationError } from '../operation-error.js';
import { assetInfo, assetSummary, baseInfo, transcodeInfo } from './asset-answers.js';
import { cutPage, search } from './asset-search.js';
import { checkTexts } from './asset-texts.js';
import type { Asset } from './asset.js';
import type { Assets } from './assets.js';

type AssetOperationId =
  | 'showAssetDetail'
  | 'showAssetMeta'
  | 'listAssetList'
  | 'updateAssetMeta'
  | 'publishAssets'
  | 'unpublishAssets'
  | 'deleteAssets';

/** The limit for assets in one publish call. An assumption: the real limit is not documented. */
const mostToPublish = 100;

/**
 * Makes the operations.
 *
 * @param discardParts removes the unassembled parts that were uploaded for an asset. Resolves once this is saved.
 */
export function createAssetOperations(
  assets: Assets,
  discardParts: (asset: Asset) => Promise<void>,
  assumptions: Assumptions,
): Operations<AssetOperationId> {
  /**
   * Publishes or unpublishes assets. As in the real service's samples, an unknown id gets a row too, with
   * `unknownStatus`.
   */
  function publish(ids: readonly string[], published: boolean, unknownStatus: string): AssetInfo[] {
    if (ids.length > mostToPublish) {
      const text = `Too many media assets in one request; at most ${mostToPublish} are allowed.`;
      throw new OperationError('VOD.10137', text);
    }
    return ids.map((id) => {
      const asset = assets.get(id);
      if (!asset) return { asset_id: id, status: unknownStatus, description: 'no asset' };
      if (asset.fileState !== 'ready') return { ...assetInfo(asset), description: 'no file' };
      assets.update(asset, { published });
      return assetInfo(asset);
    });
  }

  function hasTranscodeInfo({ taskStatus }: Asset): boolean {
    if (taskStatus === 'UN_TRANSCODE') return false;
    return assumptions.stateInDetails === 'always' || taskStatus === 'TRANSCODE_SUCCEED';
  }

  async function deleteAsset(id: string, onlyFile: boolean): Promise<DeleteResult['status']> {
    const asset = assets.get(id);
    if (!asset) return 'UNKNOW';
    if (assets.isBusy(asset)) return 'FAILED';
    await (onlyFile ? assets.deleteFile(asset) : assets.delete(asset));
    await discardParts(asset);
    return 'DELETED';
  }

  return {
    showAssetDetail({ query: { asset_id: id, categories } }) {
      const asset = assets.get(id);
      if (!asset) throw new OperationError('VOD.10062');
      return {
        asset_id: asset.id,
        ...((categories?.includes('base_info') ?? true) ? { base_info: baseInfo(asset) } : {}),
        ...((categories?.includes('transcode_info') ?? true) && hasTranscodeInfo(asset)
          ? { transcode_info: transcodeInfo(asset) }
          : {}),
      };
    },

    showAssetMeta({ query }) {
      // When the query has ids, its times and its page are ignored.
      const byId = query.asset_id !== undefined;
      const filter = byId ? { ...query, start_time: undefined, end_time: undefined } : query;
      const { rows, total, isTruncated } = cutPage(
        search(assets.newestFirst(), filter),
        byId ? {} : query,
      );
      return { asset_info_array: rows.map(assetInfo), is_truncated: isTruncated ? 1 : 0, total };
    },

    listAssetList({ query }) {
      const ordered = assets.newestFirst(); // An assumption: the default order is not documented.
      if (query.order === 'asc') ordered.reverse();
      const { rows, total } = cutPage(search(ordered, query), query);
      return { total, assets: rows.map(assetSummary) };
    },

    /** Two assumptions: an absent field leaves the asset's value unchanged, and an empty text clears it. */
    updateAssetMeta({ body }): undefined {
      const { asset_id: id, title, description, tags } = body;
      const asset = assets.get(id);
      if (!asset) throw new OperationError('VOD.10062');
      checkTexts(body);
      assets.update(asset, {
        ...(title === undefined ? {} : { title }),
        ...(description === undefined ? {} : { description }),
        ...(tags === undefined ? {} : { tags }),
      });
    },

    publishAssets({ body }) {
      return { asset_info_array: publish(body.asset_id, true, 'UNCREATED') };
    },

    unpublishAssets({ body }) {
      return { asset_info_array: publish(body.asset_id, false, 'NOASSET') };
    },

    async deleteAssets({ query }) {
      const ids = new Set(query.asset_id);
      if (![...ids].some((id) => assets.get(id))) throw new OperationError('VOD.10062');
      const rows: DeleteResult[] = [];
      for (const id of ids) {
        const status = await deleteAsset(id, query.delete_type === 'origin');
        rows.push({ asset_id: id, ...(status === undefined ? {} : { status }) });
      }
      return { delete_result_array: rows };
    },
  };
}
