/** The checks of the samples that find, read, change, publish and delete assets. */
import assert from 'node:assert/strict';
import { clientOf, detailsOf } from '../../local/service.js';
import type { Check, SampleRuns } from './sample-runs.js';

/** What breaks a JSON text, a URL or a form when it is put into one as it is. */
const title = String.raw`Ode to "Joy" \ 50 % & more + ü`;

/** The checks of those that leave the assets where they are. */
export function assetChecks(samples: SampleRuns): Check[] {
  return [
    {
      name: 'listAssetList prints the ids of the newest assets, and of none behind the last page',
      run: async () => {
        const [first, second] = await Promise.all([
          samples.lines('listAssetList'),
          samples.lines('listAssetList', { PAGE: '1000' }),
        ]);
        assert.deepEqual(first.slice(0, 2), [samples.audioId, samples.videoId]);
        assert.deepEqual(second, []);
      },
    },
    {
      name: 'listAssetTaskInfo prints the id of the audio first',
      run: async () => {
        assert.equal((await samples.lines('listAssetTaskInfo'))[0], samples.audioId);
      },
    },
    {
      name: 'showAssetMeta prints PUBLISHED, and UNKNOWN of an asset that is none',
      run: async () => {
        const states = await Promise.all(
          [samples.audioId, 'f'.repeat(32)].map((id) =>
            samples.line('showAssetMeta', { ASSET_ID: id }),
          ),
        );
        assert.deepEqual(states, ['PUBLISHED', 'UNKNOWN']);
      },
    },
    {
      name: 'updateAssetMeta gives the audio another title',
      run: async () => {
        const given = { ASSET_ID: samples.audioId, TITLE: title };
        assert.equal(await samples.line('updateAssetMeta', given), 'updated');
        const { base_info: info } = await detailsOf(clientOf(samples.local), samples.audioId);
        assert.equal(info?.title, title);
      },
    },
    {
      name: 'unpublishAssets prints CREATED',
      run: async () => {
        const given = { ASSET_ID: samples.audioId };
        assert.equal(await samples.line('unpublishAssets', given), 'CREATED');
      },
    },
    {
      name: 'publishAssets prints PUBLISHED',
      run: async () => {
        const given = { ASSET_ID: samples.audioId };
        assert.equal(await samples.line('publishAssets', given), 'PUBLISHED');
      },
    },
  ];
}

/** The checks of the one that ends the job. */
export function deletionChecks(samples: SampleRuns): Check[] {
  return [
    {
      name: 'deleteAssets prints DELETED, and shows VOD.10062 when there is no such asset',
      run: async () => {
        const given = { ASSET_ID: samples.audioId };
        assert.equal(await samples.line('deleteAssets', given), 'DELETED');
        await samples.refusal('deleteAssets', given, 'VOD.10062', /./);
      },
    },
  ];
}
