/** Assets as tests need them: made, uploaded, confirmed, and extracted from. */
import { readFile } from 'node:fs/promises';
import { vi } from 'vitest';
import type { BodyOf } from '../../../src/local/operation.js';
import type { LocalVod } from '../../../src/local/index.js';
import { SAMPLE } from '../../make-media.js';
import { call } from '../answers.js';

type NewAsset = Partial<BodyOf<'createAssetByFileUpload'>>;

/** How long to wait for what the service does in the background. */
export const patient = { interval: 20, timeout: 20_000 };

/** Creates an asset without a file. */
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

/** A time as VOD writes it. */
export const asVod = (at: number) => new Date(at).toISOString().replace(/\D/g, '').slice(0, 14);

/** The answer that names a wrong field. */
export const illegal = (field: string) => ({
  status: 400,
  code: 'VOD.10053',
  text: `The request parameter is illegal, illegal field: {${field}}.`,
});
