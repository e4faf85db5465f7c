/** The assets of the service, in memory and in the store, and their files in one folder. */
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../new-id.js';
import type { Store } from '../store/store.js';
import { type Asset, hasFile, type NewAsset, newStoredNameOf } from './asset.js';

const storedKind = 'asset';

/** Where assets are kept. */
export interface AssetsOptions {
  /** The folder of their files. */
  folder: string;
  /** The clock, in milliseconds since 1970. */
  now: () => number;
  store: Store;
}

/** A file arrived for an asset that does not wait for one any more. */
export class FileNotAwaitedError extends Error {}

/**
 * The assets. A change takes effect in memory at once and is staged: wait for `saved` before you answer it, or start
 * work because of it.
 */
export class Assets {
  /** See `Store.saved`. */
  readonly saved: () => Promise<void>;
  /** See `Store.insist`. */
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

  /** Reads what an earlier run left in the store. */
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
      id: newId(),
      serial: this.#lastSerial,
      storedName: `${newId()}.${given.fileType.toLowerCase()}`,
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

  /** The audio assets that are or were made from an asset, the newest first. */
  extractionsFrom(sourceId: string): Asset[] {
    return this.newestFirst().filter((asset) => asset.sourceId === sourceId);
  }

  /** Whether an extraction from an asset waits or runs. */
  isExtracted(sourceId: string): boolean {
    return this.extractionsFrom(sourceId).some(({ fileState }) => fileState === 'awaited');
  }

  /** Whether a task works on an asset: it is fetched or extracted, or an audio is made from it. */
  isBusy(asset: Asset): boolean {
    const isMade = asset.maker !== 'upload' && asset.fileState === 'awaited';
    return isMade || this.isExtracted(asset.id);
  }

  update(asset: Asset, change: Partial<Asset>): void {
    this.#change(asset, { ...change, modifiedAt: this.#options.now() });
  }

  /** Changes an asset at the end of the task that makes it. */
  end(asset: Asset, change: Partial<Asset>): void {
    this.update(asset, { ...change, endedAt: this.#options.now() });
  }

  /** Changes the port in the URLs of all assets, because the service has moved. */
  move(from: string, to: string): void {
    for (const asset of this.#assets.values()) {
      const origin = new URL(asset.origin);
      if (origin.port !== from || from === to) continue;
      origin.port = to;
      this.#change(asset, { origin: origin.origin });
    }
  }

  /**
   * Makes a file that was uploaded or fetched the file of an asset, and waits until that is saved. Each file has a new
   * name, and the earlier file stays until the new one is saved. On failure the new file is removed.
   *
   * @param change changes the asset together with its file.
   * @param stage stages what has to be saved together with the file.
   * @throws FileNotAwaitedError when the asset does not wait for a file any more; Node's own error when the folder
   *   cannot be written; StoreError when the change could not be saved.
   */
  async replaceFile(
    asset: Asset,
    file: string,
    change: Pick<Asset, 'etag'> = {},
    stage: () => void = () => undefined,
  ): Promise<void> {
    const storedName = newStoredNameOf(asset);
    const path = this.inFolder(storedName);
    let replaced: string;
    try {
      await rename(file, path);
      // From here to `saved` there is no await, so that no confirmation can come between.
      if (asset.fileState !== 'awaited') throw new FileNotAwaitedError();
      replaced = this.fileOf(asset);
      this.update(asset, { ...change, storedName, uploaded: true });
      stage();
      await this.saved();
    } catch (error) {
      await Promise.all([this.remove(file), this.remove(path)]);
      throw error;
    }
    await this.remove(replaced);
  }

  /** Removes the file of an asset. The asset stays. */
  async deleteFile(asset: Asset): Promise<void> {
    this.update(asset, { fileState: 'deleted' });
    await this.saved();
    await this.removeUnwanted(asset);
  }

  /** Removes an asset and its file. If the file cannot be removed, the next start tries again. */
  async delete(asset: Asset): Promise<void> {
    // The file goes before the asset, so that the store has an asset for every file.
    this.update(asset, { fileState: 'deleted', isDiscarded: true });
    await this.saved();
    const isGone = await this.removeUnwanted(asset);
    this.#assets.delete(asset.id);
    if (!isGone) return;
    this.#stage(asset, () => this.#assets.set(asset.id, asset));
    await this.saved();
  }

  /** Removes all assets and their files. No asset can be used after the call. */
  async clear(): Promise<void> {
    await Promise.all([...this.#assets.values()].map((asset) => this.delete(asset)));
  }

  /** Removes a file at the path of an asset's file, unless the asset has its file. Returns whether it was removed. */
  async removeUnwanted(asset: Asset): Promise<boolean> {
    return !hasFile(asset) && this.remove(this.fileOf(asset));
  }

  /** Removes a file that is not needed any more. Returns whether it is gone; if not, the next start removes it. */
  async remove(file: string): Promise<boolean> {
    try {
      await rm(file, { force: true });
      return true;
    } catch (error) {
      // What was saved before stays valid.
      console.error(
        'The local VOD service could not remove a file, and will at its next start:',
        error,
      );
      return false;
    }
  }

  /** The path of the file of an asset, even if there is no file yet. */
  fileOf(asset: Asset): string {
    return this.inFolder(asset.storedName);
  }

  /** The path of a file in the folder. */
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
      // Sorted by age.
      id: String(asset.serial).padStart(12, '0'),
      // A task that ends late must not restore an asset that was deleted in the meantime.
      read: () => this.#assets.get(asset.id),
      undo,
    });
  }
}
