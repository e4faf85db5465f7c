/** The operations that find, read, describe, publish and delete assets. */
import type { AssetInfo, DeleteResult } from '../../../generated/schema.js';
import { assetInfo, assetSummary, baseInfo, transcodeInfo } from './asset-answers.js';
import { cutPage, search } from './asset-search.js';
import { checkTexts } from './asset-texts.js';
import type { Asset } from './asset.js';
import type { Assets } from './assets.js';
import type { ObjectStorage } from '../object-storage/object-storage.js';
import type { Operations } from '../http/operation.js';
import type { Readings } from '../assumptions.js';
import { invalidField, ServiceError } from '../http/service-error.js';

type AssetOperationId =
  | 'showAssetDetail'
  | 'showAssetMeta'
  | 'listAssetList'
  | 'updateAssetMeta'
  | 'publishAssets'
  | 'unpublishAssets'
  | 'deleteAssets';

/** How many assets one call may publish is not documented. */
const mostToPublish = 100;
const mostToDelete = 10;

/** Makes the operations. */
export function createAssetOperations(
  assets: Assets,
  storage: ObjectStorage,
  readings: Readings,
): Operations<AssetOperationId> {
  /** Unknown assets have a row as well: the samples of the service show one, with the state given here. */
  function publish(ids: readonly string[], published: boolean, unknownStatus: string): AssetInfo[] {
    if (ids.length > mostToPublish) {
      const text = `Too many media assets in one request; at most ${mostToPublish} are allowed.`;
      throw new ServiceError(403, 'VOD.10137', text);
    }
    return ids.map((id) => {
      const asset = assets.get(id);
      if (!asset) return { asset_id: id, status: unknownStatus, description: 'no asset' };
      if (asset.fileState !== 'ready') return { ...assetInfo(asset), description: 'no file' };
      assets.update(asset, { published });
      return assetInfo(asset);
    });
  }

  /** A section is absent until there is something to say in it. */
  function hasTranscodeInfo({ taskStatus }: Asset): boolean {
    if (taskStatus === 'UN_TRANSCODE') return false;
    return readings.stateInDetails === 'always' || taskStatus === 'TRANSCODE_SUCCEED';
  }

  async function deleteAsset(id: string, onlyFile: boolean): Promise<DeleteResult['status']> {
    const asset = assets.get(id);
    if (!asset) return 'UNKNOW';
    if (assets.isBusy(asset)) return 'FAILED';
    await (onlyFile ? assets.deleteFile(asset) : assets.delete(asset));
    await storage.discardParts(asset);
    return 'DELETED';
  }

  return {
    showAssetDetail({ query: { asset_id: id, categories } }) {
      const asset = assets.get(id);
      if (!asset) throw new ServiceError(400, 'VOD.10062');
      return {
        asset_id: asset.id,
        ...((categories?.includes('base_info') ?? true) ? { base_info: baseInfo(asset) } : {}),
        ...((categories?.includes('transcode_info') ?? true) && hasTranscodeInfo(asset)
          ? { transcode_info: transcodeInfo(asset) }
          : {}),
      };
    },

    showAssetMeta({ query }) {
      // With ids the times and the page do not count.
      const byId = query.asset_id !== undefined;
      const filter = byId ? { ...query, start_time: undefined, end_time: undefined } : query;
      const { rows, total, isTruncated } = cutPage(
        search(assets.newestFirst(), filter),
        byId ? {} : query,
      );
      return { asset_info_array: rows.map(assetInfo), is_truncated: isTruncated ? 1 : 0, total };
    },

    listAssetList({ query }) {
      const ordered = assets.newestFirst(); // The order when none is asked for is not documented.
      if (query.order === 'asc') ordered.reverse();
      const { rows, total } = cutPage(search(ordered, query), query);
      return { total, assets: rows.map(assetSummary) };
    },

    /** An absent field stays as it is, an empty text clears it: both are likely, neither is documented. */
    updateAssetMeta({ body }): undefined {
      const { asset_id: id, title, description, tags } = body;
      const asset = assets.get(id);
      if (!asset) throw new ServiceError(400, 'VOD.10062');
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

    /** Takes ids by commas, as the service's pages write them, and by repetition, as the SDKs do. */
    async deleteAssets({ query }) {
      const ids = new Set(query.asset_id.flatMap((each) => each.split(',')));
      if (ids.has('') || ids.size > mostToDelete) throw invalidField('asset_id');
      if (![...ids].some((id) => assets.get(id))) throw new ServiceError(403, 'VOD.10062');
      const rows: DeleteResult[] = [];
      for (const id of ids) {
        const status = await deleteAsset(id, query.delete_type === 'origin');
        rows.push({ asset_id: id, ...(status === undefined ? {} : { status }) });
      }
      return { delete_result_array: rows };
    },
  };
}
