/** Bytes to upload, and what became of them. */
import type { VodClient } from '../../src/index.js';
import {
  uploadAsset,
  UploadError,
  type UploadOptions,
  type UploadSource,
} from '../../src/upload/index.js';
import { detailsOf } from '../local/service.js';

/** So many bytes. No two parts of them are equal. */
export function content(size: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at + 4 <= size; at += 64) bytes.writeUInt32BE(at, at);
  return bytes;
}

/** Uploads, and returns the error with which that fails. */
export async function failing(
  vod: VodClient,
  source: UploadSource,
  options: UploadOptions = {},
): Promise<UploadError> {
  const error: unknown = await uploadAsset(vod, source, options).catch((reason: unknown) => reason);
  if (error instanceof UploadError) return error;
  throw new Error('The upload did not fail with an UploadError.', { cause: error });
}

/** The bytes of an asset, as the service serves them. */
export async function storedIn(vod: VodClient, assetId: string): Promise<Buffer> {
  const { base_info: info } = await detailsOf(vod, assetId);
  const response = await fetch(info?.video_url ?? '');
  return Buffer.from(await response.arrayBuffer());
}

/** The state of an asset in `showAssetMeta`. */
export async function stateOf(vod: VodClient, assetId = ''): Promise<string | undefined> {
  const params = { query: { asset_id: [assetId] } };
  const { data } = await vod.GET('/v1.0/{project_id}/asset/info', { params });
  return data.asset_info_array?.[0]?.status;
}
