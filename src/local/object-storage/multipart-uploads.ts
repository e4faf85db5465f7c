/** Files that are sent in parts: kept apart until the caller lists them, then put together in order. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { type Asset, awaitsUpload, unfinishedNameOf } from '../assets/asset.js';
import type { Assets } from '../assets/assets.js';
import { newId } from '../new-id.js';
import { chosenParts, etagOf, type Part, totalSize } from './multipart-parts.js';
import type { ListedPart, StoredPart } from './multipart-xml.js';
import { entityTooLarge, noSuchUpload, StorageError, uploadIsOver } from './storage-error.js';
import type { Store } from '../store/store.js';
import {
  announcedLength,
  checkMd5,
  flushToDisk,
  receiveFile,
  writeNewFile,
} from './written-file.js';

/** How uploads in parts work. */
export interface MultipartOptions {
  /** The clock, in milliseconds since 1970. */
  now: () => number;
  /** The largest file in bytes. */
  largestFile: number;
  /** Keeps the uploads and their parts. */
  store: Store;
  /** Ends what is being written now. */
  signal: () => AbortSignal;
}

interface MultipartUpload {
  asset: Asset;
  parts: Map<number, Part>;
  /** The bytes of the parts that are arriving now. */
  arriving: number;
  assembling: boolean;
}

/** VOD's own limit for a part. Object storage itself would take larger ones. */
const largestPart = 20 * 1024 * 1024;
/** Bounds what one asset can take up; the real storage has no such limit. */
const mostUploadsOfAsset = 10;

/** The uploads in parts that are open. */
export class MultipartUploads {
  readonly #uploads = new Map<string, MultipartUpload>();
  readonly #assets: Assets;
  readonly #options: MultipartOptions;

  constructor(assets: Assets, options: MultipartOptions) {
    this.#assets = assets;
    this.#options = options;
  }

  /**
   * Takes in what an earlier run has left in the store.
   *
   * @param files the names of the files that there are.
   * @returns the names of those that belong to parts.
   */
  load(files: ReadonlySet<string>): Set<string> {
    const { store } = this.#options;
    const parts = new Set<string>();
    for (const [id, { assetId }] of store.read<{ assetId: string }>('upload')) {
      const asset = this.#assets.get(assetId);
      const upload = { asset, parts: new Map<number, Part>(), arriving: 0, assembling: false };
      if (asset && awaitsUpload(asset)) this.#uploads.set(id, { ...upload, asset });
      else this.#stageUpload(id, () => undefined); // Its asset was on its way out.
    }
    for (const [id, part] of store.read<Part>('part')) {
      const upload = this.#uploads.get(id.slice(0, id.indexOf('/')));
      if (!upload || !files.has(part.file)) {
        store.stage({ kind: 'part', id, read: () => undefined, undo: () => undefined });
        continue;
      }
      upload.parts.set(part.partNumber, part);
      parts.add(part.file);
    }
    return parts;
  }

  /** Opens an upload. Returns its id when it is saved. */
  async start(asset: Asset): Promise<string> {
    if (this.#idsOf(asset).length >= mostUploadsOfAsset) {
      const message = `At most ${mostUploadsOfAsset} multipart uploads of a file are open at once.`;
      throw new StorageError(409, 'OperationAborted', message);
    }
    const id = newId();
    this.#uploads.set(id, { asset, parts: new Map(), arriving: 0, assembling: false });
    this.#stageUpload(id, () => this.#uploads.delete(id));
    await this.#options.store.saved();
    return id;
  }

  /** Takes a part, which replaces an earlier one of the same number. Returns its ETag. */
  async takePart(
    asset: Asset,
    uploadId: string,
    partNumber: number,
    request: Request,
  ): Promise<string> {
    const upload = this.#find(asset, uploadId);
    const length = announcedLength(request, largestPart);
    const others = [...upload.parts.values()].filter((part) => part.partNumber !== partNumber);
    const { largestFile, signal, now, store } = this.#options;
    if (totalSize(others) + upload.arriving + length > largestFile)
      throw entityTooLarge(largestFile);

    const name = unfinishedNameOf(asset);
    const file = this.#assets.inFolder(name);
    const md5 = request.headers.get('content-md5');
    upload.arriving += length;
    const written = await receiveFile(request, file, length, [md5], signal()).finally(() => {
      upload.arriving -= length;
    });
    const etag = written.md5.toString('hex');
    let replaced: Part | undefined;
    try {
      if (store.isLasting) await flushToDisk(file);
      if (this.#uploads.get(uploadId) !== upload || upload.assembling) throw noSuchUpload();
      replaced = upload.parts.get(partNumber);
      const part = { partNumber, etag, file: name, size: written.size, modifiedAt: now() };
      upload.parts.set(partNumber, part);
      this.#stagePart(uploadId, partNumber, () => {
        if (replaced) upload.parts.set(partNumber, replaced);
        else upload.parts.delete(partNumber);
      });
      await store.saved();
    } catch (error) {
      await this.#assets.remove(file);
      throw error;
    }
    if (replaced) await this.#assets.remove(this.#assets.inFolder(replaced.file));
    return etag;
  }

  /** The parts that have arrived, by number. */
  list(asset: Asset, uploadId: string): StoredPart[] {
    return [...this.#find(asset, uploadId).parts.values()].sort(
      (a, b) => a.partNumber - b.partNumber,
    );
  }

  /** Puts the listed parts together to the file of the asset. Returns its ETag. */
  async complete(asset: Asset, uploadId: string, listed: readonly ListedPart[]): Promise<string> {
    const upload = this.#find(asset, uploadId);
    const parts = chosenParts(upload.parts, listed);
    const { largestFile: largest, signal } = this.#options;
    const assembled = this.#assets.inFolder(unfinishedNameOf(asset));
    const stop = signal();
    upload.assembling = true;
    try {
      const written = await writeNewFile(assembled, Readable.from(this.#bytesOf(parts)), {
        largest,
        signal: stop,
      });
      // Object storage could not check the whole file; that VOD would is not documented.
      checkMd5(written, [asset.md5]);
      const etag = etagOf(parts);
      let dropped: Part[] = [];
      // Saved together: an answer other than 200 leaves the earlier file, and all parts to try again.
      await this.#assets.takeFile(asset, assembled, { etag }, () => {
        dropped = this.#drop(uploadId);
      });
      await this.#remove(dropped);
      return etag;
    } catch (error) {
      // Parts that vanish while they are read mean that the asset was deleted or confirmed meanwhile.
      throw awaitsUpload(asset) && !stop.aborted ? error : uploadIsOver();
    } finally {
      upload.assembling = false;
      await this.#assets.remove(assembled);
    }
  }

  /** Gives an upload up. */
  async abort(asset: Asset, uploadId: string): Promise<void> {
    this.#find(asset, uploadId);
    await this.#forget(uploadId);
  }

  /** Gives all uploads of an asset up, and waits until that is saved, with what was staged before. */
  async abortAll(asset: Asset): Promise<void> {
    await this.#forget(...this.#idsOf(asset));
  }

  /** Gives all uploads up, and waits until that is saved. */
  async clear(): Promise<void> {
    await this.#forget(...this.#uploads.keys());
  }

  async #forget(...uploadIds: string[]): Promise<void> {
    const parts = this.#drop(...uploadIds);
    await this.#options.store.saved();
    await this.#remove(parts);
  }

  /** Stages that uploads are over. Returns their parts, to be removed when that is saved. */
  #drop(...uploadIds: string[]): Part[] {
    const parts: Part[] = [];
    for (const id of uploadIds) {
      const upload = this.#uploads.get(id);
      if (!upload) continue;
      this.#uploads.delete(id);
      this.#stageUpload(id, () => this.#uploads.set(id, upload));
      for (const part of upload.parts.values()) {
        parts.push(part);
        this.#stagePart(id, part.partNumber, () => undefined);
      }
    }
    return parts;
  }

  async #remove(parts: readonly Part[]): Promise<void> {
    await Promise.all(parts.map(({ file }) => this.#assets.remove(this.#assets.inFolder(file))));
  }

  #stageUpload(id: string, undo: () => void): void {
    const read = () => {
      const upload = this.#uploads.get(id);
      return upload && { assetId: upload.asset.id };
    };
    this.#options.store.stage({ kind: 'upload', id, read, undo });
  }

  #stagePart(uploadId: string, partNumber: number, undo: () => void): void {
    const read = () => this.#uploads.get(uploadId)?.parts.get(partNumber);
    this.#options.store.stage({ kind: 'part', id: `${uploadId}/${partNumber}`, read, undo });
  }

  #idsOf(asset: Asset): string[] {
    return [...this.#uploads].filter(([, upload]) => upload.asset === asset).map(([id]) => id);
  }

  #find(asset: Asset, uploadId: string): MultipartUpload {
    const upload = this.#uploads.get(uploadId);
    if (upload?.asset !== asset) throw noSuchUpload();
    if (upload.assembling) {
      throw new StorageError(409, 'OperationAborted', 'The file is being put together.');
    }
    return upload;
  }

  async *#bytesOf(parts: readonly Part[]): AsyncGenerator<Buffer> {
    for (const { file } of parts) {
      // A stream without an encoding yields buffers, which its type does not say.
      yield* createReadStream(this.#assets.inFolder(file)) as AsyncIterable<Buffer>;
    }
  }
}
