// Lists a page of assets, the newest first, and prints the id of each.
// Run, in a package with "type": "module": npx tsx listAssetList.ts
import { createVodClient } from 'huaweicloud-vod';

const {
  VOD_ENDPOINT: endpoint = 'https://vod.cn-north-4.myhuaweicloud.com',
  HUAWEICLOUD_SDK_PROJECT_ID: projectId = '',
  HUAWEICLOUD_SDK_AK: accessKeyId = '',
  HUAWEICLOUD_SDK_SK: secretAccessKey = '',
  PAGE: page = '0', // The first page is 0.
} = process.env;
const vod = createVodClient({ endpoint, projectId, credentials: { accessKeyId, secretAccessKey } });

// A VodApiError, which names code, text and request id, ends the program.
const { data } = await vod.GET('/v1.0/{project_id}/asset/list', {
  params: { query: { page: Number(page), size: 10, order: 'desc' } },
});
// Ask for the next page while (page + 1) * size is less than data.total.
for (const asset of data.assets ?? []) console.log(asset.asset_id);
