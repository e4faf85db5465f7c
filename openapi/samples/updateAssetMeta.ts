// Gives an asset another title.
// Run, in a package with "type": "module": npx tsx updateAssetMeta.ts
import { createVodClient } from 'huaweicloud-vod';

const {
  VOD_ENDPOINT: endpoint = 'https://vod.cn-north-4.myhuaweicloud.com',
  HUAWEICLOUD_SDK_PROJECT_ID: projectId = '',
  HUAWEICLOUD_SDK_AK: accessKeyId = '',
  HUAWEICLOUD_SDK_SK: secretAccessKey = '',
  ASSET_ID: assetId = '',
  TITLE: title = '',
} = process.env;
const vod = createVodClient({ endpoint, projectId, credentials: { accessKeyId, secretAccessKey } });

// A VodApiError, which names code, text and request id, ends the program.
await vod.PUT('/v1.0/{project_id}/asset/info', { body: { asset_id: assetId, title } });
console.log('updated');
