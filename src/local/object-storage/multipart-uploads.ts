/** Multipart uploads: each part has its own file until the caller lists the parts; then they are assembled in order. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { type Asset, awaitsUpload, unfinishedNameOf } from '../assets/asset.js';
import type { Assets } from '../assets/assets.js';
import { newId } from '../new-id.js';
import type { Store } from '../store/store.js';
import { largestFile, receiveFile, writeNewFile } from './received-file.js';
import { noSuchUpload, StorageError, uploadIsOver } from './storage-error.js';
import type { ListedPart, StoredPart } from './xml.js';

/** What multipart uploads need from the service. */
export interface MultipartOptions {
  /** The clock, in milliseconds since 1970. */
  now: () => number;
  /** Keeps the uploads and their parts. */
  store: Store;
  /** Returns the signal that aborts all writes in progress. */
  signal: () => AbortSignal;
}

/** A part that has arrived. */
interface Part extends StoredPart {
  /** The name of the file that holds the part. */
  file: string;
}

interface MultipartUpload {
  asset: Asset;
  /** By ascending number. */
  parts: readonly Part[];
  assembling: boolean;
}

/** VOD's limit for a part, in bytes. Object storage itself would accept larger parts. */
const largestPart = 20 * 1024 * 1024;

/** Keeps the open multipart uploads. */
export class MultipartUploads {
  readonly #uploads = new Map<string, MultipartUpload>();
  readonly #assets: Assets;
  readonly #options: MultipartOptions;

  constructor(assets: Assets, options: MultipartOptions) {
    this.#assets = assets;
    this.#options = options;
  }

  /** Loads the uploads that an earlier run saved. Returns which of the `files` in the folder hold their parts. */
  load(files: ReadonlySet<string>): string[] {
    const uploads = this.#options.store.read<{ assetId: string; parts: Part[] }>('upload');
    for (const [id, { assetId, parts: stored }] of uploads) {
      const asset = this.#assets.get(assetId);
      const parts = stored.filter(({ file }) => files.has(file));
      if (asset && awaitsUpload(asset)) this.#uploads.set(id, { asset, parts, assembling: false });
      else this.#stage(id); // Its asset was being deleted.
    }
    return [...this.#uploads.values()].flatMap(({ parts }) => parts.map(({ file }) => file));
  }

  /** Opens an upload. Resolves with its id once the upload is saved. */
  async start(asset: Asset): Promise<string> {
    const id = newId();
    this.#uploads.set(id, { asset, parts: [], assembling: false });
    this.#stage(id, () => this.#uploads.delete(id));
    await this.#options.store.saved();
    return id;
  }

  /** Receives a part. It replaces an earlier part with the same number. Returns the part's ETag. */
  async takePart(
    asset: Asset,
    uploadId: string,
    partNumber: number,
    request: Request,
  ): Promise<string> {
    const upload = this.#find(asset, uploadId);
    const { signal, now, store } = this.#options;
    const others = () => upload.parts.filter((part) => part.partNumber !== partNumber);
    const room = others().reduce((rest, { size }) => rest - size, largestFile);
    const name = unfinishedNameOf(asset);
    const file = this.#assets.inFolder(name);
    const limits = { longest: Math.min(largestPart, room), signal: signal() };
    const { size, md5 } = await receiveFile(request, file, limits);
    const etag = md5.toString('hex');
    const before = upload.parts;
    try {
      if (this.#uploads.get(uploadId) !== upload || upload.assembling) throw noSuchUpload();
      const part = { partNumber, etag, file: name, size, modifiedAt: now() };
      upload.parts = [...others(), part].sort((a, b) => a.partNumber - b.partNumber);
      this.#stage(uploadId, () => (upload.parts = before));
      await store.saved();
    } catch (error) {
      await this.#assets.remove(file);
      throw error;
    }
    await this.#remove(before.filter((part) => part.partNumber === partNumber));
    return etag;
  }

  /** The parts that have arrived, by number. */
  list(asset: Asset, uploadId: string): readonly StoredPart[] {
    return this.#find(asset, uploadId).parts;
  }

  /** Assembles the listed parts into the file of the asset. Returns the file's ETag. */
  async complete(asset: Asset, uploadId: string, listed: readonly ListedPart[]): Promise<string> {
    const upload = this.#find(asset, uploadId);
    const parts = choose(upload.parts, listed);
    const assembled = this.#assets.inFolder(unfinishedNameOf(asset));
    const signal = this.#options.signal();
    upload.assembling = true;
    try {
      const bytes = Readable.from(this.#bytesOf(parts));
      // Object storage could not check the MD5 of the whole file; that VOD would is not documented.
      await writeNewFile(assembled, bytes, { largest: largestFile, md5s: [asset.md5], signal });
      const etag = etagOf(parts);
      let dropped: Part[] = [];
      // The new file and the end of the upload are saved together. After an answer other than 200 the earlier file
      // and all parts are still there, so that the caller can retry.
      await this.#assets.takeFile(asset, assembled, { etag }, () => {
        dropped = this.#drop(uploadId);
      });
      await this.#remove(dropped);
      return etag;
    } catch (error) {
      // If the asset was deleted or confirmed in the meantime, its parts were removed while they were read. Then
      // that is the reason to report, not the read error.
      throw awaitsUpload(asset) && !signal.aborted ? error : uploadIsOver();
    } finally {
      upload.assembling = false;
      await this.#assets.remove(assembled);
    }
  }

  /** Aborts an upload. */
  async abort(asset: Asset, uploadId: string): Promise<void> {
    this.#find(asset, uploadId);
    await this.#forget(uploadId);
  }

  /** Aborts all uploads of an asset. Resolves once this and all changes that were staged before are saved. */
  async abortAll(asset: Asset): Promise<void> {
    const uploads = [...this.#uploads].filter(([, upload]) => upload.asset === asset);
    await this.#forget(...uploads.map(([id]) => id));
  }

  /** Aborts all uploads. Resolves once this is saved. */
  async clear(): Promise<void> {
    await this.#forget(...this.#uploads.keys());
  }

  async #forget(...uploadIds: string[]): Promise<void> {
    const parts = this.#drop(...uploadIds);
    await this.#options.store.saved();
    await this.#remove(parts);
  }

  /** Removes uploads and stages their removal. Returns their parts, whose files can go once the removal is saved. */
  #drop(...uploadIds: string[]): Part[] {
    const parts: Part[] = [];
    for (const id of uploadIds) {
      const upload = this.#uploads.get(id);
      if (!upload) continue;
      this.#uploads.delete(id);
      this.#stage(id, () => this.#uploads.set(id, upload));
      parts.push(...upload.parts);
    }
    return parts;
  }

  async #remove(parts: readonly Part[]): Promise<void> {
    await Promise.all(parts.map(({ file }) => this.#assets.remove(this.#assets.inFolder(file))));
  }

  /** @param undo restores in memory what was changed there, if that cannot be saved. */
  #stage(id: string, undo: () => unknown = () => undefined): void {
    const read = () => {
      const upload = this.#uploads.get(id);
      return upload && { assetId: upload.asset.id, parts: upload.parts };
    };
    this.#options.store.stage({ kind: 'upload', id, read, undo });
  }

  #find(asset: Asset, uploadId: string): MultipartUpload {
    const upload = this.#uploads.get(uploadId);
    if (upload?.asset !== asset) throw noSuchUpload();
    if (upload.assembling) {
      throw new StorageError(409, 'OperationAborted', 'The file is being assembled.');
    }
    return upload;
  }

  async *#bytesOf(parts: readonly Part[]): AsyncGenerator<Buffer> {
    for (const { file } of parts) {
      // A stream without an encoding yields buffers, but its type does not say so.
      yield* createReadStream(this.#assets.inFolder(file)) as AsyncIterable<Buffer>;
    }
  }
}

/** The parts that the caller lists. @throws StorageError when they are not the ones that arrived. */
function choose(arrived: readonly Part[], listed: readonly ListedPart[]): Part[] {
  const parts = new Map(arrived.map((part) => [part.partNumber, part]));
  let last = 0;
  return listed.map(({ partNumber, etag }) => {
    if (partNumber <= last) {
      throw new StorageError(400, 'InvalidPartOrder', 'List the parts by ascending number.');
    }
    last = partNumber;
    const part = parts.get(partNumber);
    if (part?.etag !== etag) {
      const message = `Part ${partNumber} has not arrived, or its ETag is another one.`;
      throw new StorageError(400, 'InvalidPart', message);
    }
    return part;
  });
}

/** The ETag of an assembled file, as object storage makes it: MD5 of the parts' MD5s, hyphen, number of parts. */
function etagOf(parts: readonly Part[]): string {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(etag, 'hex');
  return `${hash.digest('hex')}-${parts.length}`;
}
