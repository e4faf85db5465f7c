// Deletes an asset with its files for good, and prints what became of it: DELETED.
// Run, in a package with "type": "module": npx tsx deleteAssets.ts
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
const { data } = await vod.DELETE('/v1.0/{project_id}/asset', {
  params: { query: { asset_id: [assetId] } },
});
// Another state, such as FAILED for an asset that is being worked on, is no error to VOD.
console.log(data.delete_result_array?.[0]?.status);
