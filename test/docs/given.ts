/**
 * What a code block of a guide may assume: `<!-- given: vod, assetId -->` before it imports those names from
 * here. They are real: a local VOD service with an uploaded video, and an extraction that was started.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signMfsMessage } from '../../src/events/index.js';
import { createVodClient, extractAudio } from '../../src/index.js';
import { startLocalVod } from '../../src/local/index.js';
import { uploadAsset } from '../../src/upload/index.js';

export const callbackKey = 'a key of the test';
process.env['VOD_CALLBACK_KEY'] = callbackKey;
/** Where the guide's own receiver will listen. */
const port = (process.env['PORT'] = String(await freePort()));

export const local = await startLocalVod({
  callback: { url: `http://127.0.0.1:${port}/`, key: callbackKey, retryDelaysMs: [100, 100, 100] },
});
export const { url: endpoint, projectId, iamUrl, iamUser } = local;
export const { accessKeyId: ak, secretAccessKey: sk } = local.credentials;
export const vod = createVodClient({ endpoint, projectId, credentials: local.credentials });
export const assetId = await upload();
export const job = await extractAudio(vod, { assetId: await upload(), format: 'AAC' });
export const request = await callback();

function upload(): Promise<string> {
  return uploadAsset(vod, 'my.mp4');
}

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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: free } = server.address() as AddressInfo; // A TCP server that listens has one.
  await new Promise((resolve) => server.close(resolve));
  return free;
}
