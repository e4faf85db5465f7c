// Cancels the extraction of a video's audio while it is queued.
// Run, in a package with "type": "module": npx tsx cancelExtractAudioTask.ts
import { createVodClient } from 'huaweicloud-vod';

const {
  VOD_ENDPOINT: endpoint = 'https://vod.cn-north-4.myhuaweicloud.com',
  HUAWEICLOUD_SDK_PROJECT_ID: projectId = '',
  HUAWEICLOUD_SDK_AK: accessKeyId = '',
  HUAWEICLOUD_SDK_SK: secretAccessKey = '',
  ASSET_ID: assetId = '',
} = process.env;
const vod = createVodClient({ endpoint, projectId, credentials: { accessKeyId, secretAccessKey } });

// A VodApiError ends the program: VOD.10083 when the extraction runs or has ended.
await vod.DELETE('/v1.0/{project_id}/asset/extract_audio', {
  params: { query: { asset_id: assetId } }, // The id of the video.
});
console.log('cancelled');
