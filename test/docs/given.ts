/**
 * What a code block of a guide may assume: `<!-- given: vod, assetId -->` before it imports those names from
 * here. They are real: a local VOD service with an uploaded video, and an extraction that was started.
 */
import { signMfsMessage } from '../../src/webhooks/index.js';
import { extractAudio } from '../../src/index.js';
import { uploadAsset } from '../../src/upload/index.js';
import { callbackKey, vod } from './given-service.js';

export * from './given-service.js';
export const assetId = await uploadAsset(vod, 'my.mp4');
export const job = await extractAudio(vod, {
  assetId: await uploadAsset(vod, 'my.mp4'),
  format: 'AAC',
});
export const request = await callback();

/** A callback that says that `job` has ended. */
async function callback(): Promise<Request> {
  const message = JSON.stringify({
    event_type: 'audioExtractComplete',
    audio_extract_info: {
      status: 'SUCCEED',
      asset_id: job.audioAssetId,
      url: 'https://cdn.example.com/my.aac',
    },
  });
  const timestamp = String(Date.now());
  return new Request('https://receiver.example.com/', {
    method: 'POST',
    headers: {
      auth_sign: await signMfsMessage(callbackKey, timestamp, message),
      auth_timestamp: timestamp,
    },
    body: JSON.stringify({ message }),
  });
}
