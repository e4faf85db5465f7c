/** Files that are sent in parts: kept apart until the caller lists them, then put together in order. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type Asset, type Assets, awaitsUpload, hexadecimalId } from './assets.js';
import type { ListedPart, StoredPart } from './multipart-xml.js';
import { entityTooLarge, StorageError, uploadIsOver } from './storage-error.js';
import { announcedLength, checkMd5, receiveFile, writeNewFile } from './written-file.js';

/** How uploads in parts work. */
export interface MultipartOptions {
  /** The clock, in milliseconds since 1970. */
  now: () => number;
  /** The largest file in bytes. */
  largestFile: number;
  /** Ends what is being written. */
  signal: AbortSignal;
}

interface Part extends StoredPart {
  file: string;
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

  /** Opens an upload. Returns its id. */
  start(asset: Asset): string {
    if (this.#idsOf(asset).length >= mostUploadsOfAsset) {
      const message = `At most ${mostUploadsOfAsset} multipart uploads of a file are open at once.`;
      throw new StorageError(409, 'OperationAborted', message);
    }
    const id = hexadecimalId();
    this.#uploads.set(id, { asset, parts: new Map(), arriving: 0, assembling: false });
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
    const { largestFile, signal, now } = this.#options;
    if (totalSize(others) + upload.arriving + length > largestFile)
      throw entityTooLarge(largestFile);

    const file = this.#newFile(asset);
    const md5 = request.headers.get('content-md5');
    upload.arriving += length;
    const written = await receiveFile(request, file, length, [md5], signal).finally(() => {
      upload.arriving -= length;
    });
    if (this.#uploads.get(uploadId) !== upload || upload.assembling) {
      await rm(file, { force: true });
      throw noSuchUpload();
    }
    const etag = written.md5.toString('hex');
    const replaced = upload.parts.get(partNumber);
    upload.parts.set(partNumber, {
      partNumber,
      etag,
      file,
      size: written.size,
      modifiedAt: now(),
    });
    if (replaced) await rm(replaced.file, { force: true });
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
    const parts = chosenParts(upload, listed);
    const { largestFile: largest, signal } = this.#options;
    const assembled = this.#newFile(asset);
    upload.assembling = true;
    try {
      const written = await writeNewFile(assembled, Readable.from(bytesOf(parts)), {
        largest,
        signal,
      });
      // Object storage could not check the whole file; that VOD would is not documented.
      checkMd5(written, [asset.md5]);
      if (!awaitsUpload(asset)) throw uploadIsOver();
      await this.#assets.takeFile(asset, assembled);
      await this.#forget(uploadId);
      return etagOf(parts);
    } catch (error) {
      // Parts that vanish while they are read mean that the asset was deleted or confirmed meanwhile.
      throw awaitsUpload(asset) ? error : uploadIsOver();
    } finally {
      upload.assembling = false;
      await rm(assembled, { force: true });
    }
  }

  /** Gives an upload up. */
  async abort(asset: Asset, uploadId: string): Promise<void> {
    this.#find(asset, uploadId);
    await this.#forget(uploadId);
  }

  /** Gives all uploads of an asset up. */
  async abortAll(asset: Asset): Promise<void> {
    await Promise.all(this.#idsOf(asset).map((id) => this.#forget(id)));
  }

  async #forget(uploadId: string): Promise<void> {
    const parts = [...(this.#uploads.get(uploadId)?.parts.values() ?? [])];
    this.#uploads.delete(uploadId);
    await Promise.all(parts.map(({ file }) => rm(file, { force: true })));
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

  /** Beside the file of the asset, so that it can be renamed to it. */
  #newFile(asset: Asset): string {
    return `${this.#assets.fileOf(asset)}.${randomUUID()}.part`;
  }
}

/** The parts that the caller lists, once they are known to be the ones that arrived. */
function chosenParts({ parts }: MultipartUpload, listed: readonly ListedPart[]): Part[] {
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

async function* bytesOf(parts: readonly Part[]): AsyncGenerator<Buffer> {
  for (const { file } of parts) {
    // A stream without an encoding yields buffers, which its type does not say.
    yield* createReadStream(file) as AsyncIterable<Buffer>;
  }
}

/** As object storage makes it for files of several parts: the MD5 of the parts' MD5s, and their number. */
function etagOf(parts: readonly Part[]): string {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(etag, 'hex');
  return `${hash.digest('hex')}-${parts.length}`;
}

function totalSize(parts: readonly Part[]): number {
  return parts.reduce((sum, { size }) => sum + size, 0);
}

function noSuchUpload(): StorageError {
  return new StorageError(404, 'NoSuchUpload', 'The upload was never started, or is over.');
}
