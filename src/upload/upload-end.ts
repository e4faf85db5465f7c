/** How an upload ends: confirmed, failed or cancelled. VOD is informed of each. */
import type { VodClient } from '../client/client.js';
import { VodApiError } from '../client/errors.js';
import { ownFetchOf } from '../client/own-fetch.js';
import { multipartRequests } from './multipart-requests.js';
import type { StorageOptions } from './storage.js';
import type { UploadState } from './upload-error.js';

/** The limits of each request: cleaning up must not delay the caller for long. */
const limits = { timeoutMs: 5000, deadlineMs: 10_000, maxRetries: 1 };

/**
 * Ends an upload that could be continued: its parts are removed from object storage, and VOD is informed that it is
 * cancelled. The asset remains, without a file; `deleteAssets` removes it.
 *
 * @throws what the client throws if VOD cannot be informed. That parts could not be removed is not an error.
 * @example
 * if (error instanceof UploadError && error.state) await abandonUpload(vod, error.state);
 */
export function abandonUpload(
  vod: VodClient,
  state: UploadState,
  options: Pick<StorageOptions, 'fetch'> = {},
): Promise<void> {
  const { fetch = ownFetchOf(vod) } = options;
  return endUpload(vod, state, 'CANCELLED', fetch ? { fetch } : {});
}

/** Ends an upload, and informs VOD of the reason. */
export async function endUpload(
  vod: VodClient,
  { assetId, multipart }: UploadState,
  status: 'FAILED' | 'CANCELLED',
  { fetch }: Pick<StorageOptions, 'fetch'>,
): Promise<void> {
  if (multipart) {
    const signal = AbortSignal.timeout(limits.deadlineMs);
    const options = { ...limits, ...(fetch && { fetch }), signal };
    const requests = multipartRequests(vod, multipart, options);
    // An error is ignored: the parts may be gone already, and informing VOD matters more.
    await requests.abort(multipart.uploadId).catch(() => undefined);
  }
  const body = { asset_id: assetId, status };
  await vod.POST('/v1.0/{project_id}/asset/status/uploaded', { body, ...limits });
}

/** The states of an asset whose upload is confirmed. */
const confirmedStates =
  /^(CREATED|PUBLISHED|WAITING_TRANSCODE|TRANSCODING|TRANSCODE_SUCCEED|TRANSCODE_FAILED)$/;

/** Confirms an upload. It may be confirmed already. @throws what the client throws. */
export async function confirmUpload(
  vod: VodClient,
  assetId: string,
  signal: AbortSignal,
): Promise<void> {
  const body = { asset_id: assetId, status: 'CREATED' as const };
  try {
    await vod.POST('/v1.0/{project_id}/asset/status/uploaded', { body, signal });
  } catch (error) {
    // The asset does not wait for a confirmation: an earlier one may have arrived, and its answer been lost.
    if (!(error instanceof VodApiError && error.code === 'VOD.10126')) throw error;
    const params = { query: { asset_id: [assetId] } };
    const { data } = await vod.GET('/v1.0/{project_id}/asset/info', { params, signal });
    if (!confirmedStates.test(data.asset_info_array?.[0]?.status?.trim() ?? '')) throw error;
  }
}
