/** One asset, as it is kept in memory and in the store, and the names of its files. */
import { randomUUID } from 'node:crypto';
import type { FileType } from '../../../generated/schema.js';
import { newId } from '../new-id.js';
import type { MediaDescription } from './media-description.js';

/** Where the file of an asset comes from: a caller uploads it, it is fetched from a URL, or made from a video. */
export type AssetMaker = 'upload' | 'pull' | 'extraction';

/** The state of an asset's file: `awaited` until its upload is confirmed, or its pull or extraction has ended. */
export type FileState = 'awaited' | 'ready' | 'failed' | 'cancelled' | 'deleted';

/** The state of the task that makes an asset; `transcode_status` on the wire. */
export type TaskStatus =
  'UN_TRANSCODE' | 'WAITING_TRANSCODE' | 'TRANSCODING' | 'TRANSCODE_SUCCEED' | 'TRANSCODE_FAILED';

/** A media asset: an uploaded or fetched file, or the audio that was extracted from one. */
export interface Asset {
  readonly id: string;
  /** Counts the assets in the order of their creation. */
  readonly serial: number;
  readonly maker: AssetMaker;
  readonly fileType: FileType;
  readonly createdAt: number;
  /** The base URL of the service as its caller saw it, for the URLs of this asset. */
  readonly origin: string;
  /** The name of the file in the asset's URL and in the service's folder; never made from input. Each upload has a new one. */
  storedName: string;
  /** Of an extracted audio, the id of its video. */
  readonly sourceId?: string;
  readonly videoName?: string;
  /** The MD5 that was announced for the file, in base64. */
  readonly md5?: string;
  /** Of a fetched file, the URL from which it comes. */
  readonly pullUrl?: string;
  title: string;
  description?: string;
  tags?: string;
  /** Whether the public may see it, as soon as its file is ready. */
  published: boolean;
  modifiedAt: number;
  /** When the task that makes it ended. */
  endedAt?: number;
  fileState: FileState;
  /** Whether the whole asset was deleted; the store has it until its file is removed. */
  isDiscarded?: true;
  /** Whether the bytes have arrived. */
  uploaded: boolean;
  /** The ETag of the upload's answer, without its quotes; only an uploaded file has one. */
  etag?: string;
  taskStatus: TaskStatus;
  taskDescription?: string;
  media?: MediaDescription;
  /** Whether its file was read and holds no media. */
  isNoMedia?: true;
}

/** What is given when an asset is made. */
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

/** Whether the file of an asset is an audio file by its type. */
export function isAudio(asset: Asset): boolean {
  return audioTypes.has(asset.fileType);
}

/** Whether an asset has its file. */
export function hasFile({ fileState, uploaded }: Asset): boolean {
  return fileState === 'ready' || (fileState === 'awaited' && uploaded);
}

/** Whether the file of an asset may still be uploaded. */
export function awaitsUpload(asset: Asset): boolean {
  return asset.maker === 'upload' && asset.fileState === 'awaited';
}

/** The name of an asset's file in object storage. It stays the same, however often a file is uploaded. */
export function objectNameOf({ storedName, fileType }: Asset): string {
  return `${storedName.slice(0, 32)}.${fileType.toLowerCase()}`;
}

/** A new name for an unfinished file of an asset. The next start removes files with such names. */
export function unfinishedNameOf(asset: Asset): string {
  return `${objectNameOf(asset)}.${randomUUID()}.part`;
}

/** Whether a name is that of an unfinished file; that of an extraction ends with `.partial`. */
export function isUnfinishedName(name: string): boolean {
  return /^[0-9a-f]{32}\.[a-z0-9]+\..+\.part(ial)?$/.test(name);
}

/** A new name for a file that was uploaded or fetched for an asset. */
export function takenNameOf(asset: Asset): string {
  return objectNameOf(asset).replace('.', `.${newId()}.`);
}

/** The digits with which all names of an asset begin, of a name by `takenNameOf`; undefined of any other name. */
export function digitsOfTakenName(name: string): string | undefined {
  return /^([0-9a-f]{32})\.[0-9a-f]{32}\.[a-z0-9]+$/.exec(name)?.[1];
}

/** The URL at which an asset's file is served. */
export function urlOf(asset: Asset): string {
  return `${asset.origin}${pathOf(asset)}`;
}

/** The path of that URL. One published sample shows an unpublished file below `/shield`. */
export function pathOf({ id, storedName, published }: Asset): string {
  return `${published ? '' : '/shield'}/asset/${id}/${storedName}`;
}
