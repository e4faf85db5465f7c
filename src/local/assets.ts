/** What the local VOD service knows: the assets, and where their files are. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FileType } from '../../generated/schema.js';
import type { MediaDescription } from './ffmpeg.js';

/** Where an asset's file stands: `awaited` until its upload is confirmed, or its extraction has ended. */
export type FileState = 'awaited' | 'ready' | 'failed';

/** The state of the task that makes an asset; `transcode_status` on the wire. */
export type TaskStatus =
  'UN_TRANSCODE' | 'WAITING_TRANSCODE' | 'TRANSCODING' | 'TRANSCODE_SUCCEED' | 'TRANSCODE_FAILED';

/** A media asset: an uploaded file, or the audio that was extracted from one. */
export interface Asset {
  readonly id: string;
  readonly title: string;
  readonly fileType: FileType;
  readonly createdAt: number;
  /** The base URL of the service as its caller saw it, for the URLs of this asset. */
  readonly origin: string;
  /** The name of the file in the asset's URL and in the service's folder; never made from input. */
  readonly storedName: string;
  /** Of an extracted audio, the id of its video. */
  readonly sourceId?: string;
  readonly videoName?: string;
  readonly description?: string;
  readonly tags?: string;
  /** The MD5 that was announced for the file, in base64. */
  readonly md5?: string;
  modifiedAt: number;
  fileState: FileState;
  /** Whether the bytes have arrived by PUT. */
  uploaded: boolean;
  taskStatus: TaskStatus;
  taskDescription?: string;
  media?: MediaDescription;
}

/** What is given when an asset is made; the rest has a beginning of its own. */
export type NewAsset = Pick<Asset, 'title' | 'fileType' | 'origin'> &
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

  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
  }

  add(given: NewAsset): Asset {
    const createdAt = this.#now();
    const asset: Asset = {
      taskStatus: 'UN_TRANSCODE',
      ...given,
      id: hexadecimalId(),
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

  /** The unfinished extraction from a video, if there is one. */
  runningExtraction(sourceId: string): Asset | undefined {
    return this.#last(sourceId, (asset) => asset.fileState === 'awaited');
  }

  /** The newest extraction from a video, if there is one. */
  lastExtraction(sourceId: string): Asset | undefined {
    return this.#last(sourceId, () => true);
  }

  update(asset: Asset, change: Partial<Asset>): void {
    Object.assign(asset, change, { modifiedAt: this.#now() });
  }

  /** Where the file of an asset is, or will be. */
  fileOf(asset: Asset): string {
    return join(this.#folder, asset.storedName);
  }

  #last(sourceId: string, matches: (asset: Asset) => boolean): Asset | undefined {
    return [...this.#assets.values()]
      .filter((asset) => asset.sourceId === sourceId && matches(asset))
      .at(-1);
  }
}

/** Whether an asset is a sound, which cannot be the source of an extraction. */
export function isAudio(asset: Asset): boolean {
  return audioTypes.has(asset.fileType);
}

/** The URL at which an asset's file is served. */
export function urlOf(asset: Asset): string {
  return `${asset.origin}/asset/${asset.id}/${asset.storedName}`;
}

/** An id as the service makes them: 32 lower-case hexadecimal digits. */
export function hexadecimalId(): string {
  return randomBytes(16).toString('hex');
}
