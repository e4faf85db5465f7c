// Reads the state of an asset, such as CREATED or PUBLISHED, and prints it.
// Run, in a package with "type": "module": npx tsx showAssetMeta.ts
import { createVodClient } from 'huaweicloud-vod';

const {
  VOD_ENDPOINT: endpoint = 'https://vod.cn-north-4.myhuaweicloud.com',
  HUAWEICLOUD_SDK_PROJECT_ID: projectId = '',
  HUAWEICLOUD_SDK_AK: accessKeyId = '',
  HUAWEICLOUD_SDK_SK: secretAccessKey = '',
  ASSET_ID: assetId = '',
} = process.env;
const vod = createVodClient({ endpoint, projectId, credentials: { accessKeyId, secretAccessKey } });

// A VodApiError, which names code, text and request id, ends the program.
const { data } = await vod.GET('/v1.0/{project_id}/asset/info', {
  params: { query: { asset_id: [assetId] } },
});
// An asset that VOD does not know has no row.
console.log(data.asset_info_array?.[0]?.status ?? 'UNKNOWN');
