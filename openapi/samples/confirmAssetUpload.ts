// Tells VOD that the file of an asset is uploaded, and prints the id of the asset.
// Run, in a package with "type": "module": npx tsx confirmAssetUpload.ts
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
const { data } = await vod.POST('/v1.0/{project_id}/asset/status/uploaded', {
  body: { asset_id: assetId, status: 'CREATED' },
});
console.log(data.asset_id);
