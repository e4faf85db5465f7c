/** The asset as the service keeps it in memory and in the store, and the names of the asset's files. */
import { randomUUID } from 'node:crypto';
import type { FileType } from '../../../generated/schema.js';
import { newId } from '../new-id.js';
import type { MediaDescription } from './media-description.js';

/**
 * Where the file of an asset comes from: a caller uploads it, the service fetches it from a URL, or an extraction makes
 * it from a video.
 */
export type AssetMaker = 'upload' | 'pull' | 'extraction';

/** The state of an asset's file. It is `awaited` until the upload is confirmed, or the pull or extraction has ended. */
export type FileState = 'awaited' | 'ready' | 'failed' | 'cancelled' | 'deleted';

/** The state of the task that makes an asset; the API calls it `transcode_status`. */
export type TaskStatus =
  'UN_TRANSCODE' | 'WAITING_TRANSCODE' | 'TRANSCODING' | 'TRANSCODE_SUCCEED' | 'TRANSCODE_FAILED';

/** A media asset: an uploaded or fetched file, or the audio that was extracted from one. */
export interface Asset {
  readonly id: string;
  /** A number that grows with each asset that is created, so that assets can be ordered by creation. */
  readonly serial: number;
  readonly maker: AssetMaker;
  readonly fileType: FileType;
  readonly createdAt: number;
  /** The base URL at which the caller reached the service. The URLs of this asset begin with it. */
  readonly origin: string;
  /**
   * The name of the file, in the asset's URL and in the service's folder. It contains no text from a request. Each
   * upload gets a new name.
   */
  storedName: string;
  /** For an extracted audio: the id of the video asset that it comes from. */
  readonly sourceId?: string;
  readonly videoName?: string;
  /** The MD5 that the caller announced for the file, in base64. */
  readonly md5?: string;
  /** For a fetched file: the URL that it comes from. */
  readonly pullUrl?: string;
  title: string;
  description?: string;
  tags?: string;
  /** Whether the asset is published; before its file is ready, whether it will be. */
  published: boolean;
  modifiedAt: number;
  /** The time at which the task that makes this asset ended. */
  endedAt?: number;
  fileState: FileState;
  /** Set when the whole asset was deleted. The asset stays in the store until its file is removed. */
  isDiscarded?: true;
  /** Whether all bytes of the file have arrived. */
  uploaded: boolean;
  /** The ETag that the upload was answered with, without its quotes. Only an uploaded file has an ETag here. */
  etag?: string;
  taskStatus: TaskStatus;
  taskDescription?: string;
  media?: MediaDescription;
  /** Set when FFmpeg has read the file and found that it is not a media file. */
  isNoMedia?: true;
}

/** The properties of an asset that are given when it is created. */
export type NewAsset = Pick<Asset, 'title' | 'fileType' | 'origin' | 'maker' | 'published'> &
  Partial<
    Pick<
      Asset,
      'sourceId' | 'videoName' | 'description' | 'tags' | 'md5' | 'pullUrl' | 'taskStatus'
    >
  >;

const audioTypes: ReadonlySet<FileType> = new Set([
  ...(['MP3', 'AAC', 'WMA', 'APE', 'FLAC', 'AC3', 'MMF', 'AMR'] as const),
  ...(['M4A', 'M4R', 'OGG', 'WAV', 'WV', 'MP2'] as const),
]);

/** Whether an asset is audio, judged by its file type. */
export function isAudio(asset: Asset): boolean {
  return audioTypes.has(asset.fileType);
}

/** Whether the file of an asset is there: it is ready, or it was uploaded and not confirmed yet. */
export function hasFile({ fileState, uploaded }: Asset): boolean {
  return fileState === 'ready' || (fileState === 'awaited' && uploaded);
}

/** Whether the file of an asset may still be uploaded. */
export function awaitsUpload(asset: Asset): boolean {
  return asset.maker === 'upload' && asset.fileState === 'awaited';
}

/** The name of an asset's file in object storage. Every upload for an asset has the same object name. */
export function objectNameOf({ storedName, fileType }: Asset): string {
  return `${storedName.slice(0, 32)}.${fileType.toLowerCase()}`;
}

/** Makes a new name for an unfinished file of an asset. The next start of the service removes files with such names. */
export function unfinishedNameOf(asset: Asset): string {
  return `${objectNameOf(asset)}.${randomUUID()}.part`;
}

/** Whether a name belongs to an unfinished file. The unfinished file of an extraction ends with `.partial`. */
export function isUnfinishedName(name: string): boolean {
  // Only with the random part that the service gives it: a user can have files that end like this, too.
  return /^[0-9a-f]{32}\.[a-z0-9]+\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.part(ial)?$/.test(
    name,
  );
}

/** Whether a name is that of a file of an asset, finished or not. */
export function isFileName(name: string): boolean {
  return /^[0-9a-f]{32}(\.[0-9a-f]{32})?\.[a-z0-9]+$/.test(name) || isUnfinishedName(name);
}

/** Makes a new name for a file that was uploaded or fetched for an asset. */
export function newStoredNameOf(asset: Asset): string {
  return objectNameOf(asset).replace('.', `.${newId()}.`);
}

/**
 * The first 32 hexadecimal digits of a name that `newStoredNameOf` made. All file names of one asset begin with the same
 * digits. Returns undefined for any other name.
 */
export function digitsOfStoredName(name: string): string | undefined {
  return /^([0-9a-f]{32})\.[0-9a-f]{32}\.[a-z0-9]+$/.exec(name)?.[1];
}

/** The URL at which an asset's file is served. */
export function urlOf(asset: Asset): string {
  return `${asset.origin}${pathOf(asset)}`;
}

/** The path of the URL from `urlOf`. One sample in the documents shows an unpublished file below `/shield`. */
export function pathOf({ id, storedName, published }: Asset): string {
  return `${published ? '' : '/shield'}/asset/${id}/${storedName}`;
}
