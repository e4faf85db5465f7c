/**
 * What a code block of a guide may assume: `<!-- given: vod, assetId -->` before it imports those names from
 * here. They are real: a local VOD service with an uploaded video, and an extraction that was started.
 */
import { signedMfsRequest } from '../../src/webhooks/index.js';
import { extractAudio } from '../../src/index.js';
import { uploadAsset } from '../../src/upload/index.js';
import { callbackKey, vod } from './given-service.js';

export * from './given-service.js';
export const assetId = await uploadAsset(vod, 'my.mp4');
export const job = await extractAudio(vod, {
  assetId: await uploadAsset(vod, 'my.mp4'),
  format: 'AAC',
});
/** A callback that says that `job` has ended. */
export const request = await signedMfsRequest('https://receiver.example.com/', {
  key: callbackKey,
  message: {
    event_type: 'audioExtractComplete',
    audio_extract_info: {
      status: 'SUCCEED',
      asset_id: job.audioAssetId,
      url: 'https://cdn.example.com/my.aac',
    },
  },
});
