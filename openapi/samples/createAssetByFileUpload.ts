// Creates an asset, uploads a video of up to 20 MB to it, and prints the id of the asset.
// `uploadAsset` of the package does this and the confirmation in one call.
// Run, in a package with "type": "module": npx tsx createAssetByFileUpload.ts
import { readFile } from 'node:fs/promises';
import { createVodClient } from 'huaweicloud-vod';

const {
  VOD_ENDPOINT: endpoint = 'https://vod.cn-north-4.myhuaweicloud.com',
  HUAWEICLOUD_SDK_PROJECT_ID: projectId = '',
  HUAWEICLOUD_SDK_AK: accessKeyId = '',
  HUAWEICLOUD_SDK_SK: secretAccessKey = '',
  VIDEO_FILE: videoFile = '',
} = process.env;
const vod = createVodClient({ endpoint, projectId, credentials: { accessKeyId, secretAccessKey } });

const { data: asset } = await vod.POST('/v1.0/{project_id}/asset', {
  body: { title: 'My video', video_name: 'my-video.mp4', video_type: 'MP4' },
});
// The URL carries its own authorisation: the client would add another.
const response = await fetch(asset.video_upload_url, {
  method: 'PUT',
  headers: { 'Content-Type': 'video/mp4' },
  body: await readFile(videoFile),
});
if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
console.log(asset.asset_id);
