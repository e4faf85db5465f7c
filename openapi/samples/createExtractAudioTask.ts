// Starts the extraction of a video's audio, and prints the id of the audio asset to come.
// `extractAudio` of the package can also wait for its end.
// Run, in a package with "type": "module": npx tsx createExtractAudioTask.ts
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
const { data } = await vod.POST('/v1.0/{project_id}/asset/extract_audio', {
  body: { asset_id: assetId, parameter: { format: 'MP3' } },
});
console.log(data.audio_asset_id);
