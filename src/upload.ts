/** Brings a file into VOD: create the asset, PUT the bytes to object storage, confirm. */
import { uploadContentTypes } from '../generated/contract.js';
import type { FileType } from '../generated/schema.js';
import type { VodClient } from './client.js';
import { VodAnswerError, VodConnectionError } from './errors.js';
import type { FetchFunction } from './http.js';

/** The file to upload. */
export interface UploadSource {
  /** The name of the file, at most 128 bytes. Its suffix tells the type, unless `fileType` does. */
  fileName: string;
  /** The format of the file. Default: from the suffix of `fileName`. */
  fileType?: FileType;
  /** The title of the asset, at most 128 bytes. Default: the file's name without its suffix. */
  title?: string;
  /** The length in bytes. Object storage wants to know it beforehand. */
  size: number;
  /** The bytes. A stream is read once. */
  body: ReadableStream<Uint8Array>;
}

/** How to upload. */
export interface UploadOptions {
  /** Called as bytes are handed to the connection, with their number so far. */
  onProgress?: (bytesSent: number) => void;
  /** Abandons the upload; VOD is told so. */
  signal?: AbortSignal;
  /** Used in place of the global `fetch` for the PUT. It is not given any credentials. */
  fetch?: FetchFunction;
}

/**
 * Uploads a file by one PUT, which the service means for files of up to 20 MB.
 *
 * @returns the id of the new asset, which is ready to be the source of an extraction.
 * @throws TypeError when the type of the file cannot be told.
 * @throws VodApiError, VodConnectionError or VodAnswerError when a step fails; the asset is then marked as
 *   failed, if VOD can be reached.
 * @example
 * const file = new File([bytes], 'clip.mp4');
 * const assetId = await uploadAsset(vod, { fileName: file.name, size: file.size, body: file.stream() });
 */
export async function uploadAsset(
  vod: VodClient,
  source: UploadSource,
  options: UploadOptions = {},
): Promise<string> {
  const { fileName } = source;
  const fileType = source.fileType ?? fileTypeOf(fileName);
  const abort = options.signal === undefined ? {} : { signal: options.signal };
  const { data: asset } = await vod.POST('/v1.0/{project_id}/asset', {
    body: {
      title: source.title ?? (fileName.replace(/\.[^.]*$/, '') || fileName),
      video_name: fileName,
      video_type: fileType,
    },
    ...abort,
  });
  const report = (
    status: 'CREATED' | 'FAILED' | 'CANCELLED',
    more: { signal?: AbortSignal } = {},
  ) =>
    vod.POST('/v1.0/{project_id}/asset/status/uploaded', {
      body: { asset_id: asset.asset_id, status },
      ...more,
    });
  try {
    await putFile(asset.video_upload_url, source, fileType, options);
  } catch (error) {
    // The upload's own error matters more than a failure to report it.
    await report(options.signal?.aborted ? 'CANCELLED' : 'FAILED').catch(() => undefined);
    throw error;
  }
  await report('CREATED', abort);
  return asset.asset_id;
}

/**
 * The type of a file, by its suffix.
 *
 * @throws TypeError when VOD does not take files with that suffix.
 */
export function fileTypeOf(fileName: string): FileType {
  const suffix = /\.([^.]+)$/.exec(fileName)?.[1]?.toUpperCase() ?? '';
  if (isFileType(suffix)) return suffix;
  throw new TypeError(
    `VOD does not take ${JSON.stringify(fileName)} by its suffix. It takes ${Object.keys(uploadContentTypes).join(', ')}.`,
  );
}

function isFileType(suffix: string): suffix is FileType {
  return Object.hasOwn(uploadContentTypes, suffix);
}

async function putFile(
  url: string,
  source: UploadSource,
  fileType: FileType,
  { fetch = globalThis.fetch, onProgress, signal }: UploadOptions,
): Promise<void> {
  const operation = `PUT of ${source.fileName} to object storage`;
  // `duplex` is what fetch asks for when a body is a stream; the DOM's types do not have it yet.
  const init: RequestInit & { duplex: 'half' } = {
    method: 'PUT',
    headers: {
      'content-type': uploadContentTypes[fileType],
      'content-length': String(source.size),
    },
    body: source.body.pipeThrough(counter(onProgress)),
    duplex: 'half',
    redirect: 'manual',
    ...(signal === undefined ? {} : { signal }),
  };
  const response = await fetch(url, init).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new VodConnectionError(`${operation} got no answer: ${detail}.`, { operation, cause });
  });
  const text = await response.text();
  if (!response.ok) {
    throw new VodAnswerError(
      `${operation} was answered with ${String(response.status)}: ${text.slice(0, 500)} ` +
        'The pre-signed URL may have expired; upload again.',
      { operation },
    );
  }
}

function counter(
  onProgress?: (bytesSent: number) => void,
): TransformStream<Uint8Array, Uint8Array> {
  let bytesSent = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytesSent += chunk.byteLength;
      onProgress?.(bytesSent);
      controller.enqueue(chunk);
    },
  });
}
