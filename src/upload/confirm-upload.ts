/** The last step of an upload: VOD is told that the file is complete. */
import type { VodClient } from '../client/client.js';
import { VodApiError } from '../client/errors.js';

/** The states of an asset whose upload was confirmed. */
const confirmedStates =
  /^(CREATED|PUBLISHED|WAITING_TRANSCODE|TRANSCODING|TRANSCODE_SUCCEED|TRANSCODE_FAILED)$/;

/**
 * Confirms an upload; a second time does no harm.
 *
 * @throws what the client throws.
 */
export async function confirmUpload(
  vod: VodClient,
  assetId: string,
  signal: AbortSignal,
): Promise<void> {
  const body = { asset_id: assetId, status: 'CREATED' as const };
  try {
    await vod.POST('/v1.0/{project_id}/asset/status/uploaded', { body, signal });
  } catch (error) {
    // Not waiting for an upload: perhaps an earlier confirmation arrived, and only its answer was lost.
    if (!(error instanceof VodApiError && error.code === 'VOD.10126')) throw error;
    const params = { query: { asset_id: [assetId] } };
    const { data } = await vod.GET('/v1.0/{project_id}/asset/info', { params, signal });
    if (!confirmedStates.test(data.asset_info_array?.[0]?.status?.trim() ?? '')) throw error;
  }
}
