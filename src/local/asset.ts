/** One asset, as it is kept in memory and in the store. */
import type { FileType } from '../../generated/schema.js';
import type { MediaDescription } from './ffmpeg.js';

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
  /** The name of the file in the asset's URL and in the service's folder; never made from input. */
  readonly storedName: string;
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
  /** Whether the bytes have arrived. */
  uploaded: boolean;
  taskStatus: TaskStatus;
  taskDescription?: string;
  media?: MediaDescription;
}

/** What is given when an asset is made; the rest has a beginning of its own. */
export type NewAsset = Pick<Asset, 'title' | 'fileType' | 'origin' | 'maker' | 'published'> &
  Partial<
    Pick<
      Asset,
      'sourceId' | 'videoName' | 'description' | 'tags' | 'md5' | 'pullUrl' | 'taskStatus'
    >
  >;
