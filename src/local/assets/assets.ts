/** What the local VOD service knows: the assets, and where their files are. */
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Asset, hasFile, hexadecimalId, type NewAsset, takenNameOf } from './asset.js';
import { storageFailure, uploadIsOver } from '../object-storage/storage-error.js';
import type { Store } from '../store/store.js';
import { flushToDisk } from '../object-storage/written-file.js';

const storedKind = 'asset';

/** Where assets are kept. */
export interface AssetsOptions {
  /** The folder of their files. */
  folder: string;
  /** The clock, in milliseconds since 1970. */
  now: () => number;
  store: Store;
  /** Called when the task that makes an asset ends, to stage an event together with the end. */
  onEnd?: (asset: Asset) => void;
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
  load(): void {
    for (const asset of this.#options.store.read<Asset>(storedKind).values()) {
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

  /** The audio assets that are made, or were, from an asset, the newest first. */
  extractionsFrom(sourceId: string): Asset[] {
    return this.newestFirst().filter((asset) => asset.sourceId === sourceId);
  }

  /** Whether audio is being made from an asset, or waits to be. */
  isExtracted(sourceId: string): boolean {
    return this.extractionsFrom(sourceId).some(({ fileState }) => fileState === 'awaited');
  }

  /** Whether a task is at work on an asset: it is fetched or extracted, or something is made from it. */
  isBusy(asset: Asset): boolean {
    const isMade = asset.maker !== 'upload' && asset.fileState === 'awaited';
    return isMade || this.isExtracted(asset.id);
  }

  update(asset: Asset, change: Partial<Asset>): void {
    this.#change(asset, { ...change, modifiedAt: this.#options.now() });
  }

  /** Tells how the task ended that makes an asset. */
  end(asset: Asset, change: Partial<Asset>): void {
    this.update(asset, { ...change, endedAt: this.#options.now() });
    this.#options.onEnd?.(asset);
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

  /**
   * Makes a file that was sent or fetched the asset's, and waits until that is saved. Each has a name of its own, and
   * the earlier one stays until then: so the asset's is always the last of those that succeeded. On failure it is gone.
   *
   * @param change what changes with it, in the asset.
   * @param stage stages what else has to be saved together with it.
   * @throws StorageError 409 when the asset does not wait for a file any more, 500 when the folder cannot be written.
   * @throws StoreError when it could not be saved.
   */
  async takeFile(
    asset: Asset,
    file: string,
    change: Pick<Asset, 'etag'> = {},
    stage: () => void = () => undefined,
  ): Promise<void> {
    const { store, folder } = this.#options;
    const storedName = takenNameOf(asset);
    const path = this.inFolder(storedName);
    let replaced: string;
    try {
      if (store.isLasting) await flushToDisk(file);
      await rename(file, path);
      if (store.isLasting) await flushToDisk(folder);
      // Nothing is awaited between this question and what is staged, so that no confirmation comes between them.
      if (asset.fileState !== 'awaited') throw uploadIsOver();
      replaced = this.fileOf(asset);
      this.update(asset, { ...change, storedName, uploaded: true });
      stage();
      await this.saved();
    } catch (error) {
      await Promise.all([rm(file, { force: true }).catch(() => undefined), this.remove(path)]);
      throw storageFailure(error, folder);
    }
    await this.remove(replaced);
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

  /** Removes an asset and its file. A file that cannot be removed is left to the next start, which does this again. */
  async delete(asset: Asset): Promise<void> {
    // In this order no file is ever left that no asset in the store accounts for.
    this.update(asset, { fileState: 'deleted', isDiscarded: true });
    await this.saved();
    const isGone = await this.removeUnwanted(asset);
    this.#assets.delete(asset.id);
    if (!isGone) return;
    this.#stage(asset, () => this.#assets.set(asset.id, asset));
    await this.saved();
  }

  /** Removes all assets and their files. From the call on none of them can be used. */
  async clear(): Promise<void> {
    await Promise.all([...this.#assets.values()].map((asset) => this.delete(asset)));
  }

  /** Removes what is there in the place of an asset's file, unless it is the asset's file. Returns as `remove` does. */
  async removeUnwanted(asset: Asset): Promise<boolean> {
    return !hasFile(asset) && this.remove(this.fileOf(asset));
  }

  /**
   * Removes a file that does not count any more, or never did. Returns whether it is gone; if not, the next start
   * removes it.
   */
  async remove(file: string): Promise<boolean> {
    try {
      await rm(file, { force: true });
      return true;
    } catch (error) {
      // What was saved is true all the same.
      console.error(
        'The local VOD service could not remove a file, and will at its next start:',
        error,
      );
      return false;
    }
  }

  /** Where the file of an asset is, or will be. */
  fileOf(asset: Asset): string {
    return this.inFolder(asset.storedName);
  }

  /** The path of a file beside those of the assets. */
  inFolder(name: string): string {
    return join(this.#options.folder, name);
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
