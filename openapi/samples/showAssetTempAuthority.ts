// Starts a multipart upload, for a video of more than 20 MB, and prints its upload id.
// Run, in a package with "type": "module": npx tsx showAssetTempAuthority.ts
import { createVodClient } from 'huaweicloud-vod';

const {
  VOD_ENDPOINT: endpoint = 'https://vod.cn-north-4.myhuaweicloud.com',
  HUAWEICLOUD_SDK_PROJECT_ID: projectId = '',
  HUAWEICLOUD_SDK_AK: accessKeyId = '',
  HUAWEICLOUD_SDK_SK: secretAccessKey = '',
  OBS_BUCKET: bucket = '',
  OBS_OBJECT: object = '',
} = process.env;
const vod = createVodClient({ endpoint, projectId, credentials: { accessKeyId, secretAccessKey } });

// Bucket and object are those of the target that createAssetByFileUpload answered.
const { data } = await vod.GET('/v1.1/{project_id}/asset/authority', {
  params: { query: { http_verb: 'POST', content_type: 'video/mp4', bucket, object_key: object } },
});
// The URL carries its own authorisation: the client would add another.
const response = await fetch(data.sign_str, {
  method: 'POST',
  headers: { 'Content-Type': 'video/mp4' },
});
const text = await response.text();
const [, uploadId] = /<UploadId>(.+?)<\/UploadId>/.exec(text) ?? [];
if (uploadId === undefined) throw new Error(`${response.status} ${text}`);
// Each part needs a URL of its own: ask with http_verb=PUT, upload_id and part_number.
console.log(uploadId);
