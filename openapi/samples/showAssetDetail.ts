// Reads an asset, and prints the state of its task and, when there is a file, its URL.
// Run, in a package with "type": "module": npx tsx showAssetDetail.ts
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
const { data } = await vod.GET('/v1.0/{project_id}/asset/details', {
  params: { query: { asset_id: assetId } },
});
// Either section may be missing until there is something to say in it.
console.log(data.transcode_info?.transcode_status ?? 'UNKNOWN', data.base_info?.video_url ?? '');
