/** One asset, as it is kept in memory and in the store, and what can be told of it. */
import { randomUUID } from 'node:crypto';
import type { FileType } from '../../../generated/schema.js';
import type { MediaDescription } from '../extraction/ffmpeg.js';

/** How the file of an asset comes to be: it is sent, fetched from a URL, or made from a video. */
export type AssetMaker = 'upload' | 'pull' | 'extraction';

/** Where an asset's file stands: `awaited` until its upload is confirmed, or its pull or extraction ended. */
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
  /** The name of the file in the asset's URL and in the service's folder; never made from input. Each upload has its own. */
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
  /** Deleted as a whole: nobody sees it any more, and the store has it until its file is gone. */
  isDiscarded?: true;
  /** Whether the bytes have arrived. */
  uploaded: boolean;
  /** The ETag with which their upload was answered, without its quotes; a file that was not sent has none. */
  etag?: string;
  taskStatus: TaskStatus;
  taskDescription?: string;
  media?: MediaDescription;
  /** Whether its file was read and holds no media. */
  isNoMedia?: true;
}

/** What is given when an asset is made; the rest has a beginning of its own. */
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

/** Whether an asset is a sound, which cannot be the source of an extraction. */
export function isAudio(asset: Asset): boolean {
  return audioTypes.has(asset.fileType);
}

/** Whether an asset's file is there: no other file of its name counts. */
export function hasFile({ fileState, uploaded }: Asset): boolean {
  return fileState === 'ready' || (fileState === 'awaited' && uploaded);
}

/** Whether the file of an asset may still be sent. */
export function awaitsUpload(asset: Asset): boolean {
  return asset.maker === 'upload' && asset.fileState === 'awaited';
}

/** The name by which object storage knows an asset's file from the beginning, whatever is uploaded how often. */
export function objectNameOf({ storedName, fileType }: Asset): string {
  return `${storedName.slice(0, 32)}.${fileType.toLowerCase()}`;
}

/** An id as the service makes them: 32 lower-case hexadecimal digits. */
export function hexadecimalId(): string {
  return randomUUID().replaceAll('-', ''); // Node draws the bits for many of them at once.
}

/** A new name for what may become an asset's file, or a part of it: the next start removes what is left of such. */
export function unfinishedNameOf(asset: Asset): string {
  return `${objectNameOf(asset)}.${randomUUID()}.part`;
}

/** Whether a file never came into its place; that of an extraction ends with `.partial`. */
export function isUnfinishedName(name: string): boolean {
  return /^[0-9a-f]{32}\.[a-z0-9]+\..+\.part(ial)?$/.test(name);
}

/** A new name for a file that was sent or fetched for an asset. */
export function takenNameOf(asset: Asset): string {
  return objectNameOf(asset).replace('.', `.${hexadecimalId()}.`);
}

/** The first digits of a name that `takenNameOf` has made, which the names of an asset share; undefined of any other. */
export function digitsOfTakenName(name: string): string | undefined {
  return /^([0-9a-f]{32})\.[0-9a-f]{32}\.[a-z0-9]+$/.exec(name)?.[1];
}

/** The URL at which an asset's file is served. */
export function urlOf(asset: Asset): string {
  return `${asset.origin}${pathOf(asset)}`;
}

/**
 * The path of that URL. That the files of unpublished assets are below `/shield` is a conclusion from one
 * published sample.
 */
export function pathOf({ id, storedName, published }: Asset): string {
  return `${published ? '' : '/shield'}/asset/${id}/${storedName}`;
}
