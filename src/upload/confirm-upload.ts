/** The last step of an upload: VOD is informed that the file is complete. */
import type { VodClient } from '../client/client.js';
import { VodApiError } from '../client/errors.js';

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
