/** What the local VOD service knows: the assets, and where their files are. */
import { randomBytes } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
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
  Partial<Pick<Asset, 'sourceId' | 'videoName' | 'description' | 'tags' | 'md5' | 'taskStatus'>>;

const audioTypes: ReadonlySet<FileType> = new Set([
  ...(['MP3', 'AAC', 'WMA', 'APE', 'FLAC', 'AC3', 'MMF', 'AMR'] as const),
  ...(['M4A', 'M4R', 'OGG', 'WAV', 'WV', 'MP2'] as const),
]);

/** The assets, in memory; their files in one folder. */
export class Assets {
  readonly #assets = new Map<string, Asset>();
  readonly #folder: string;
  readonly #now: () => number;
  #lastSerial = 0;

  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
  }

  add(given: NewAsset): Asset {
    const createdAt = this.#now();
    this.#lastSerial += 1;
    const asset: Asset = {
      taskStatus: 'UN_TRANSCODE',
      ...given,
      id: hexadecimalId(),
      serial: this.#lastSerial,
      storedName: `${hexadecimalId()}.${given.fileType.toLowerCase()}`,
      createdAt,
      modifiedAt: createdAt,
      fileState: 'awaited',
      uploaded: false,
    };
    this.#assets.set(asset.id, asset);
    return asset;
  }

  get(id: string): Asset | undefined {
    return this.#assets.get(id);
  }

  /** All assets, the newest first. */
  newestFirst(): Asset[] {
    return [...this.#assets.values()].reverse();
  }

  /** The unfinished extraction from a video, if there is one. */
  runningExtraction(sourceId: string): Asset | undefined {
    return this.#last(sourceId, (asset) => asset.fileState === 'awaited');
  }

  /** The newest extraction from a video, if there is one. */
  lastExtraction(sourceId: string): Asset | undefined {
    return this.#last(sourceId, () => true);
  }

  /** Whether a task is at work on an asset: it is fetched or extracted, or something is made from it. */
  isBusy(asset: Asset): boolean {
    const isMade = asset.maker !== 'upload' && asset.fileState === 'awaited';
    return isMade || this.runningExtraction(asset.id) !== undefined;
  }

  update(asset: Asset, change: Partial<Asset>): void {
    Object.assign(asset, change, { modifiedAt: this.#now() });
  }

  /** Tells how the task ended that makes an asset. */
  end(asset: Asset, change: Partial<Asset>): void {
    this.update(asset, { ...change, endedAt: this.#now() });
  }

  /** Puts a file that was sent or fetched into the place of the asset's. */
  async takeFile(asset: Asset, file: string): Promise<void> {
    await rename(file, this.fileOf(asset));
    this.update(asset, { uploaded: true });
    // Deleted while the file was on its way.
    if (asset.fileState === 'deleted') await rm(this.fileOf(asset), { force: true });
  }

  /** Removes the file of an asset, which stays as one without a file. */
  async deleteFile(asset: Asset): Promise<void> {
    this.update(asset, { fileState: 'deleted' });
    await rm(this.fileOf(asset), { force: true });
  }

  /** Removes an asset and its file. */
  async delete(asset: Asset): Promise<void> {
    this.#assets.delete(asset.id);
    await this.deleteFile(asset);
  }

  /** Where the file of an asset is, or will be. */
  fileOf(asset: Asset): string {
    return join(this.#folder, asset.storedName);
  }

  #last(sourceId: string, matches: (asset: Asset) => boolean): Asset | undefined {
    return this.newestFirst().find((asset) => asset.sourceId === sourceId && matches(asset));
  }
}

/** Whether an asset is a sound, which cannot be the source of an extraction. */
export function isAudio(asset: Asset): boolean {
  return audioTypes.has(asset.fileType);
}

/** Whether the file of an asset may still be sent. */
export function awaitsUpload(asset: Asset): boolean {
  return asset.maker === 'upload' && asset.fileState === 'awaited';
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

/** An id as the service makes them: 32 lower-case hexadecimal digits. */
export function hexadecimalId(): string {
  return randomBytes(16).toString('hex');
}
