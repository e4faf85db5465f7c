/** abandonUpload(): the end of an upload that will not be continued. */
import type { VodClient } from '../client/client.js';
import { MultipartRequests } from './multipart-requests.js';
import type { StorageOptions } from './storage.js';
import type { UploadState } from './upload-error.js';

/** How long each request may take: nobody waits long for a cleaning up. */
const limits = { timeoutMs: 5000, deadlineMs: 10_000, maxRetries: 1 };

/** The two ways in which an upload ends without a file. */
export type UnhappyEnd = 'FAILED' | 'CANCELLED';

/**
 * Gives up what `resume` could continue: its parts are removed from object storage, and VOD is told that the upload
 * is cancelled. The asset stays, without a file; `deleteAssets` removes it.
 *
 * @throws what the client throws when VOD cannot be told; that no parts could be removed is no error.
 * @example
 * if (error instanceof UploadError && error.state) await abandonUpload(vod, error.state);
 */
export function abandonUpload(
  vod: VodClient,
  state: UploadState,
  options: Pick<StorageOptions, 'fetch'> = {},
): Promise<void> {
  return endUpload(vod, state, 'CANCELLED', options);
}

/** Gives an upload up, and tells VOD why. */
export async function endUpload(
  vod: VodClient,
  { assetId, multipart }: UploadState,
  status: UnhappyEnd,
  { fetch }: Pick<StorageOptions, 'fetch'>,
): Promise<void> {
  if (multipart) {
    const signal = AbortSignal.timeout(limits.deadlineMs);
    const options = { ...limits, ...(fetch && { fetch }), signal };
    const requests = new MultipartRequests(vod, multipart, options);
    // It may be gone already; if not, that VOD knows matters more.
    await requests.abort(multipart.uploadId).catch(() => undefined);
  }
  const body = { asset_id: assetId, status };
  await vod.POST('/v1.0/{project_id}/asset/status/uploaded', { body, ...limits });
}
