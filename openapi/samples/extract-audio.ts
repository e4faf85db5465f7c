// Uploads a video of any size, has its audio extracted, and downloads the MP3.
//
// Run, in a package with "type": "module": npx tsx extract-audio.ts my.mp4 my.mp3
// It needs these environment variables: VOD_ENDPOINT, VOD_PROJECT_ID, HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.
import { createVodClient, extractAudio } from 'huaweicloud-vod';
import { uploadAsset } from 'huaweicloud-vod/upload';

const {
  VOD_ENDPOINT: endpoint = '',
  VOD_PROJECT_ID: projectId = '',
  HUAWEICLOUD_SDK_AK: accessKeyId = '',
  HUAWEICLOUD_SDK_SK: secretAccessKey = '',
} = process.env;
const vod = createVodClient({ endpoint, projectId, credentials: { accessKeyId, secretAccessKey } });
const [videoFile = '', audioFile = ''] = process.argv.slice(2);

const assetId = await uploadAsset(vod, videoFile);
const job = await extractAudio(vod, { assetId, format: 'MP3' });
const audio = await job.wait();
await audio.download(audioFile);
console.log(`${audioFile}: the audio of ${videoFile}`);
