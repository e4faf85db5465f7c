/** A local VOD service as its users see it: by a client. */
import { readFile } from 'node:fs/promises';
import { createVodClient, type VodClient } from '../../src/client/client.js';
import type { FetchFunction } from '../../src/platform/fetch-function.js';
import type { LocalVod } from '../../src/local/index.js';
import { uploadAsset, type UploadOptions } from '../../src/upload/index.js';
import { checkingFetch } from '../contract-check.js';
import { SAMPLE } from '../make-media.js';

/** A client whose exchanges are all judged by the contract. */
export function clientOf(
  local: Pick<LocalVod, 'url' | 'projectId' | 'credentials'>,
  fetch: FetchFunction = globalThis.fetch,
): VodClient {
  const { url: endpoint, projectId, credentials } = local;
  return createVodClient({ endpoint, projectId, credentials, fetch: checkingFetch(fetch) });
}

/** Uploads bytes, or else the sample video, under a name; returns the id of the asset. */
export async function upload(
  vod: VodClient,
  fileName = 'sample.mp4',
  content?: string | Uint8Array,
  options: UploadOptions = {},
): Promise<string> {
  const given = content ?? (await readFile(SAMPLE));
  const bytes = typeof given === 'string' ? Buffer.from(given) : given;
  return uploadAsset(vod, bytes, { fileName, ...options });
}

/** The details of an asset, all sections. */
export async function detailsOf(vod: VodClient, assetId: string) {
  const params = { query: { asset_id: assetId } };
  return (await vod.GET('/v1.0/{project_id}/asset/details', { params })).data;
}
