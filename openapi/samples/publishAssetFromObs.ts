// Makes an asset of a video in a bucket of your own, and prints the id of the asset.
// Run, in a package with "type": "module": npx tsx publishAssetFromObs.ts
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

// A VodApiError, which names code, text and request id, ends the program.
const { data } = await vod.POST('/v1.0/{project_id}/asset/reproduction', {
  body: {
    title: 'My video',
    video_type: 'MP4',
    input: { bucket, location: 'cn-north-4', object }, // The bucket has to be in the region of VOD.
  },
});
console.log(data.asset_id);
