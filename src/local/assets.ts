/** What the local VOD service knows: the assets, and where their files are. */
import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileType } from '../../generated/schema.js';
import type { Asset, NewAsset } from './asset.js';
import type { Store } from './store.js';
import { flushToDisk } from './written-file.js';

export type { Asset, NewAsset } from './asset.js';

const storedKind = 'asset';

const audioTypes: ReadonlySet<FileType> = new Set([
  ...(['MP3', 'AAC', 'WMA', 'APE', 'FLAC', 'AC3', 'MMF', 'AMR'] as const),
  ...(['M4A', 'M4R', 'OGG', 'WAV', 'WV', 'MP2'] as const),
]);

/** Where assets are kept. */
export interface AssetsOptions {
  /** The folder of their files. */
  folder: string;
  /** The clock, in milliseconds since 1970. */
  now: () => number;
  store: Store;
}

/**
 * The assets, in memory and in the store; their files in one folder. A change holds in memory at once and is
 * staged: whoever tells of it, or starts work because of it, waits for `saved`.
 */
export class Assets {
  /** Waits until all changes so far are on disk, or throws, and then they are undone. See `Store.saved`. */
  readonly saved: () => Promise<void>;
  /** Makes changes again and again until they are on disk. See `Store.insist`. */
  readonly insist: (change: () => void, signal: AbortSignal) => Promise<void>;
  readonly #assets = new Map<string, Asset>();
  readonly #options: AssetsOptions;
  #lastSerial = 0;

  constructor(options: AssetsOptions) {
    const { store } = options;
    this.#options = options;
    this.saved = () => store.saved();
    this.insist = (change, signal) => store.insist(change, signal);
  }

  /** Takes in what an earlier run has left in the store. */
  async load(): Promise<void> {
    for (const asset of (await this.#options.store.read<Asset>(storedKind)).values()) {
      this.#assets.set(asset.id, asset);
      this.#lastSerial = Math.max(this.#lastSerial, asset.serial);
    }
  }

  add(given: NewAsset): Asset {
    const createdAt = this.#options.now();
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
    this.#stage(asset, () => this.#assets.delete(asset.id));
    return asset;
  }

  get(id: string): Asset | undefined {
    return this.#assets.get(id);
  }

  /** All assets, the newest first. */
  newestFirst(): Asset[] {
    return [...this.#assets.values()].sort((a, b) => b.serial - a.serial);
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
    this.#change(asset, { ...change, modifiedAt: this.#options.now() });
  }

  /** Tells how the task ended that makes an asset. */
  end(asset: Asset, change: Partial<Asset>): void {
    this.update(asset, { ...change, endedAt: this.#options.now() });
  }

  /** Has the URLs of all assets lead to another port, because the service has moved there. */
  move(from: string, to: string): void {
    for (const asset of this.#assets.values()) {
      const origin = new URL(asset.origin);
      if (origin.port !== from || from === to) continue;
      origin.port = to;
      this.#change(asset, { origin: origin.origin });
    }
  }

  /** Puts a file that was sent or fetched into the place of the asset's, and waits until that is saved. */
  async takeFile(asset: Asset, file: string): Promise<void> {
    const { store, folder } = this.#options;
    if (store.isLasting) await flushToDisk(file);
    await rename(file, this.fileOf(asset));
    if (store.isLasting) await flushToDisk(folder);
    this.update(asset, { uploaded: true });
    await this.saved();
    await this.removeUnwanted(asset); // Deleted while the file was on its way.
  }

  /** Has the file that a task has made for an asset last. */
  async keepFile(asset: Asset): Promise<void> {
    const { store, folder } = this.#options;
    if (!store.isLasting) return;
    await flushToDisk(this.fileOf(asset));
    await flushToDisk(folder);
  }

  /** Removes the file of an asset, which stays as one without a file. */
  async deleteFile(asset: Asset): Promise<void> {
    this.update(asset, { fileState: 'deleted' });
    await this.saved();
    await this.removeUnwanted(asset);
  }

  /** Removes an asset and its file. */
  async delete(asset: Asset): Promise<void> {
    // In this order no file is ever left that no asset in the store accounts for.
    await this.deleteFile(asset);
    this.#assets.delete(asset.id);
    this.#stage(asset, () => this.#assets.set(asset.id, asset));
    await this.saved();
  }

  /** Removes all assets and their files. From the call on none of them can be used. */
  async clear(): Promise<void> {
    await Promise.all([...this.#assets.values()].map((asset) => this.delete(asset)));
  }

  /** Removes what is there in the place of an asset's file, unless it is the asset's file. */
  async removeUnwanted(asset: Asset): Promise<void> {
    if (!hasFile(asset)) await rm(this.fileOf(asset), { force: true });
  }

  /** Where the file of an asset is, or will be. */
  fileOf(asset: Asset): string {
    return this.inFolder(asset.storedName);
  }

  /** The path of a file beside those of the assets. */
  inFolder(name: string): string {
    return join(this.#options.folder, name);
  }

  #last(sourceId: string, matches: (asset: Asset) => boolean): Asset | undefined {
    return this.newestFirst().find((asset) => asset.sourceId === sourceId && matches(asset));
  }

  #change(asset: Asset, change: Partial<Asset>): void {
    const before = { ...asset };
    Object.assign(asset, change);
    this.#stage(asset, () => {
      for (const name of Object.keys(change)) {
        if (!(name in before)) Reflect.deleteProperty(asset, name);
      }
      Object.assign(asset, before);
    });
  }

  #stage(asset: Asset, undo: () => void): void {
    this.#options.store.stage({
      kind: storedKind,
      // In the order of their creation, so that new ones share a page of the file.
      id: String(asset.serial).padStart(12, '0'),
      // A task that ends late must not bring an asset back that was deleted meanwhile.
      read: () => this.#assets.get(asset.id),
      undo,
    });
  }
}

/** Whether an asset's file is there: no other file of its name counts. */
export function hasFile({ fileState, uploaded }: Asset): boolean {
  return fileState === 'ready' || (fileState === 'awaited' && uploaded);
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
  return randomUUID().replaceAll('-', ''); // Node draws the bits for many of them at once.
}
