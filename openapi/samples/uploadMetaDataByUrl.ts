// Has VOD fetch a video from a URL, and prints the id of the asset that it becomes.
// Run, in a package with "type": "module": npx tsx uploadMetaDataByUrl.ts
import { createVodClient } from 'huaweicloud-vod';

const {
  VOD_ENDPOINT: endpoint = 'https://vod.cn-north-4.myhuaweicloud.com',
  HUAWEICLOUD_SDK_PROJECT_ID: projectId = '',
  HUAWEICLOUD_SDK_AK: accessKeyId = '',
  HUAWEICLOUD_SDK_SK: secretAccessKey = '',
  VIDEO_URL: url = '',
} = process.env;
const vod = createVodClient({ endpoint, projectId, credentials: { accessKeyId, secretAccessKey } });

// A VodApiError, which names code, text and request id, ends the program.
const { data, requestId } = await vod.POST('/v1.0/{project_id}/asset/upload_by_url', {
  body: { upload_metadatas: [{ title: 'My video', video_type: 'MP4', url }] },
});
const [file] = data.upload_assets ?? [];
if (file?.asset_id === undefined) {
  // A file that is not taken on has its error in its row of a success.
  throw new Error(`${file?.error_code} ${file?.error_msg} (request id ${requestId})`);
}
console.log(file.asset_id);
