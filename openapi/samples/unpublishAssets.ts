// Takes an asset away from the public, and prints its state: CREATED.
// Run, in a package with "type": "module": npx tsx unpublishAssets.ts
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
const { data } = await vod.POST('/v1.0/{project_id}/asset/status/unpublish', {
  body: { asset_id: [assetId] },
});
// Another state, such as NOASSET for an asset that does not exist, is no error to VOD.
console.log(data.asset_info_array?.[0]?.status);
