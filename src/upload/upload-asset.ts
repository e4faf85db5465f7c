/** uploadAsset(): from a file, a Blob, bytes or a stream to an asset of which audio can be extracted. */
import { uploadContentTypes } from '../../generated/contract.js';
import type { VodClient } from '../client/client.js';
import { fileTypeOf, fittedName, titleOf } from './file-name.js';
import { largestPart, partSizeFor, sendParts } from './multipart.js';
import { multipartRequests } from './multipart-requests.js';
import { type OpenSource, openSource, type UploadSource } from './source.js';
import { confirmUpload, endUpload } from './upload-end.js';
import { type MultipartState, UploadError } from './upload-error.js';
import { type UploadOptions, UploadRun } from './upload-run.js';
import { putWhole, readWhole } from './whole-file.js';

/**
 * Uploads a video: up to 20 MB by one request, in parts beyond. A failed request to object storage is retried; parts
 * that are stored are not sent again. The upload is confirmed only if the source did not change meanwhile, and if
 * object storage has the same bytes, as far as its answers show.
 *
 * Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
 *
 * @param source the path of a file (Node, Deno and Bun), a Blob or File, bytes, or a stream of bytes.
 * @returns the id of the new asset, of which audio can be extracted now.
 * @throws TypeError if `source` is nothing of this, or the file has no name or a name without a known suffix.
 * @throws UploadError if the source cannot be read, or a step after the creation of the asset fails.
 * @throws what the client throws if the asset cannot be created.
 * @example
 * const assetId = await uploadAsset(vod, 'holiday.mp4', {
 *   onProgress: ({ bytesSent, totalBytes }) => console.log(bytesSent, totalBytes),
 * });
 */
export async function uploadAsset(
  vod: VodClient,
  source: UploadSource,
  options: UploadOptions = {},
): Promise<string> {
  const { resume, partSize = largestPart } = options;
  if (!(Number.isInteger(partSize) && partSize > 0 && partSize <= largestPart)) {
    throw new TypeError(`partSize is ${partSize}: give bytes, from 1 to ${largestPart}.`);
  }
  const run = new UploadRun(vod, options);
  const { signal } = run.options;
  signal.throwIfAborted();
  try {
    const assetId = resume && !resume.multipart ? resume.assetId : await store(run, source);
    run.state = { assetId };
    await run.step('confirming the upload', () => confirmUpload(vod, assetId, signal));
    return assetId;
  } catch (error) {
    const failure: unknown = signal.aborted ? signal.reason : error;
    await cleanUp(run, failure);
    throw failure;
  }
}

/** Brings the source to object storage. Returns the id of the asset. */
async function store(run: UploadRun, source: UploadSource): Promise<string> {
  const { fileName, size, resume } = run.options;
  if (typeof source === 'string') run.name = fileName ?? source;
  const file = await openSource(source, size ?? resume?.multipart?.size).catch((error: unknown) => {
    throw error instanceof TypeError ? error : run.failure('reading the source', error);
  });
  try {
    const name = fileName ?? file.name;
    run.name = name ?? run.name;
    if (resume?.multipart) {
      await storeRest(run, file, resume.multipart);
      return resume.assetId;
    }
    if (name === undefined) {
      throw new TypeError('The source has no name: give fileName, such as "holiday.mp4".');
    }
    return await storeNew(run, file, name);
  } finally {
    await file.close();
  }
}

async function storeNew(run: UploadRun, file: OpenSource, name: string): Promise<string> {
  const { vod, options } = run;
  const { asset: members, title = titleOf(name), signal } = options;
  const { fileType = fileTypeOf(name), partSize: largest = largestPart } = options;
  const contentType = uploadContentTypes[fileType];
  // Read first: a source that cannot be read leaves no asset behind.
  const [partSize, beginning] = await run.step('reading the source', async () => {
    const small = file.size === undefined || file.size <= largest;
    return [
      partSizeFor(file.size, options.partSize),
      small ? await readWhole(file, largest, signal) : undefined,
    ] as const;
  });
  const { fileName = fittedName(name) } = options;
  const body = { ...members, title, video_name: fileName, video_type: fileType };
  const { data } = await vod.POST('/v1.0/{project_id}/asset', { body, signal });
  const { asset_id: assetId, video_upload_url: url, target } = data;
  run.assetId = assetId;
  if (beginning && (file.size !== undefined || beginning.length < largest)) {
    const put = () => putWhole(url, beginning, contentType, run.progress, options);
    await run.step('sending the file', put);
    return assetId;
  }
  const multipart = await run.step('starting the multipart upload', async () => {
    if (!target) throw new Error('the answer of VOD has no target for the parts');
    const { bucket, object } = target;
    const uploadId = await multipartRequests(vod, target, options).start(contentType);
    const size = file.size === undefined ? {} : { size: file.size };
    return { bucket, object, uploadId, partSize, ...size };
  });
  run.state = { assetId, multipart };
  await sendParts(run, multipart, file, beginning);
  return assetId;
}

/** Stores the parts that an earlier attempt did not. */
async function storeRest(run: UploadRun, file: OpenSource, multipart: MultipartState) {
  const { size = file.size, uploadId } = multipart;
  if (file.size !== undefined && file.size !== size) {
    throw new TypeError(
      `resume is the state of another source: that one has ${size} bytes, this one ${file.size}.`,
    );
  }
  const requests = multipartRequests(run.vod, multipart, run.options);
  const stored = await run.step('listing the parts', () => requests.list(uploadId));
  await sendParts(run, multipart, file, undefined, stored);
}

/** Informs VOD and object storage that the upload has ended, unless it can be continued. */
async function cleanUp({ vod, options, assetId, state }: UploadRun, failure: unknown) {
  const failed = failure instanceof UploadError;
  const ended = failed ? failure.state === undefined : options.signal.aborted;
  if (assetId === undefined || !ended) return;
  const status = failed ? 'FAILED' : 'CANCELLED';
  // An error here is ignored: the failure matters more.
  await endUpload(vod, { ...state, assetId }, status, options).catch(() => undefined);
}
