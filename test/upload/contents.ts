/** Bytes to upload, uploads on their way, and what has become of them. */
import type { VodClient } from '../../src/index.js';
import {
  uploadAsset,
  UploadError,
  type UploadOptions,
  type UploadSource,
  type UploadState,
} from '../../src/upload/index.js';
import { MultipartRequests } from '../../src/upload/multipart-requests.js';
import { detailsOf } from '../local/service.js';

/** So many bytes, of which no two parts are the same. */
export function content(size: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at + 4 <= size; at += 64) bytes.writeUInt32BE(at, at);
  return bytes;
}

/** An asset that waits for a file in small parts: as after an upload that failed at the first of them. */
export async function opened(vod: VodClient, size: number, partSize = 1000): Promise<UploadState> {
  const body = { title: 'clip', video_name: 'clip.mp4', video_type: 'MP4' as const };
  const { data } = await vod.POST('/v1.0/{project_id}/asset', { body });
  const { bucket = '', object = '' } = data.target ?? {};
  const { signal } = new AbortController();
  const requests = new MultipartRequests(vod, { bucket, object }, { signal });
  const uploadId = await requests.start('video/mp4');
  return { assetId: data.asset_id, multipart: { bucket, object, uploadId, partSize, size } };
}

/** Uploads, and returns the error with which that fails. */
export async function failing(
  vod: VodClient,
  source: UploadSource,
  options: UploadOptions = {},
): Promise<UploadError> {
  const error: unknown = await uploadAsset(vod, source, options).catch((reason: unknown) => reason);
  if (error instanceof UploadError) return error;
  throw new Error('It did not fail as it should.', { cause: error });
}

/** The bytes of an asset, as the service serves them. */
export async function storedIn(vod: VodClient, assetId: string): Promise<Buffer> {
  const { base_info: info } = await detailsOf(vod, assetId);
  const response = await fetch(info?.video_url ?? '');
  return Buffer.from(await response.arrayBuffer());
}

/** What an asset is like in `showAssetMeta`. */
export async function stateOf(vod: VodClient, assetId: string): Promise<string | undefined> {
  const params = { query: { asset_id: [assetId] } };
  const { data } = await vod.GET('/v1.0/{project_id}/asset/info', { params });
  return data.asset_info_array?.[0]?.status;
}
