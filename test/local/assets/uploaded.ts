/** Assets as the tests need them: made, uploaded, confirmed, and extracted from. */
import { readFile } from 'node:fs/promises';
import { vi } from 'vitest';
import type { BodyOf } from '../../../src/local/operation.js';
import type { LocalVod } from '../../../src/local/index.js';
import { SAMPLE } from '../../make-media.js';
import { call } from '../answers.js';

type NewAsset = Partial<BodyOf<'createAssetByFileUpload'>>;

/** For what the service does by itself, soon. */
export const patient = { interval: 20, timeout: 20_000 };

/** Creates an asset, of which no file has arrived. */
export async function create(local: LocalVod, given: NewAsset = {}) {
  const body = { title: 'clip', video_name: 'clip.mp4', video_type: 'MP4', ...given };
  return (await call(local, 'createAssetByFileUpload', { body })).body;
}

/** Creates an asset, uploads its file, the sample unless another is given, and confirms it. */
export async function upload(
  local: LocalVod,
  given: NewAsset = {},
  file?: string | Uint8Array<ArrayBuffer>,
): Promise<string> {
  const { asset_id: id, video_upload_url: url } = await create(local, given);
  await fetch(url, { method: 'PUT', body: file ?? new Uint8Array(await readFile(SAMPLE)) });
  await confirm(local, id);
  return id;
}

export function confirm(
  local: LocalVod,
  id: string,
  status: BodyOf<'confirmAssetUpload'>['status'] = 'CREATED',
) {
  return call(local, 'confirmAssetUpload', { body: { asset_id: id, status } });
}

/** Extracts the audio of an asset, and waits until that has ended. Returns the id of the audio. */
export async function extract(local: LocalVod, id: string): Promise<string> {
  const { body } = await call(local, 'createExtractAudioTask', { body: { asset_id: id } });
  const { audio_asset_id: audioId } = body;
  await vi.waitUntil(async () => {
    const { body: details } = await detailsOf(local, audioId);
    return /SUCCEED|FAILED/.test(details.transcode_info?.transcode_status ?? '');
  }, patient);
  return audioId;
}

export function detailsOf(local: LocalVod, id: string) {
  return call(local, 'showAssetDetail', { query: { asset_id: id } });
}

/** The row of an asset in `showAssetMeta`. */
export async function infoOf(local: LocalVod, id: string) {
  const { body } = await call(local, 'showAssetMeta', { query: { asset_id: id } });
  return body.asset_info_array?.[0];
}
