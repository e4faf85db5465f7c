/** The object storage beside the service: takes files through presigned URLs, and serves them. */
import { Hono } from 'hono';
import type { ObjectAddress } from '../../../generated/schema.js';
import { readBody } from '../../platform/read-body.js';
import {
  type Asset,
  awaitsUpload,
  hasFile,
  objectNameOf,
  pathOf,
  unfinishedNameOf,
} from '../assets/asset.js';
import { type Assets, FileNotAwaitedError } from '../assets/assets.js';
import { BackgroundWork } from '../background-work.js';
import { StoreError } from '../store/store-error.js';
import type { Store } from '../store/store.js';
import { MultipartUploads } from './multipart-uploads.js';
import { PresignedUrls } from './presigned-urls.js';
import { largestFile, receiveFile } from './received-file.js';
import { answerWithFile, contentTypes } from './served-file.js';
import { storageFailure, StorageError, uploadIsOver } from './storage-error.js';
import {
  completeResult,
  errorAnswer,
  initiateResult,
  listPartsResult,
  readCompleteMultipartUpload,
} from './xml.js';

/** How the object storage works. */
export interface ObjectStorageOptions {
  /** The folder of the files. */
  folder: string;
  /** The project, which is part of the address of each file. */
  projectId: string;
  /** The clock, in milliseconds since 1970. */
  now: () => number;
  /** Keeps the uploads that are open. */
  store: Store;
  /** Signs the URLs. */
  secret: string;
}

/** The routes set the error code of an answer, for the journal of the service. */
interface StorageEnvironment {
  Variables: { code?: string };
}

const bucket = 'vod-bucket-local';
const largestXml = 1024 * 1024;

/** Files of assets: the URLs for uploading them, and the routes under which they are uploaded and served. */
export class ObjectStorage {
  readonly #assets: Assets;
  readonly #options: ObjectStorageOptions;
  readonly #urls: PresignedUrls;
  readonly #multipart: MultipartUploads;
  readonly #work = new BackgroundWork();

  constructor(assets: Assets, options: ObjectStorageOptions) {
    this.#assets = assets;
    this.#options = options;
    this.#urls = new PresignedUrls(options);
    this.#multipart = new MultipartUploads(assets, { ...options, signal: () => this.#work.signal });
  }

  /** A URL for one request on the asset's file; without a query, for the PUT of the whole file. */
  urlFor(asset: Asset, method: string, query: Record<string, string> = {}): Promise<string> {
    return this.#urls.sign(method, `${asset.origin}/upload/${asset.id}`, query);
  }

  /** Where the file of an asset is, or will be. */
  addressOf(asset: Asset): ObjectAddress {
    const object = `${this.#options.projectId}/${asset.id}/${objectNameOf(asset)}`;
    return { bucket, location: 'local', object };
  }

  /** The asset whose file has that address, if there is one. */
  assetAt(address: Pick<ObjectAddress, 'bucket' | 'object'>): Asset | undefined {
    const asset = this.#assets.get(address.object.split('/')[1] ?? '');
    const isIt = asset && this.addressOf(asset).object === address.object;
    return isIt && address.bucket === bucket ? asset : undefined;
  }

  /** Loads the open uploads of an earlier run. Returns the names of all files that are needed, parts included. */
  load(files: ReadonlySet<string>): Set<string> {
    const ofAssets = this.#assets.newestFirst().filter((asset) => hasFile(asset));
    return new Set([...this.#multipart.load(files), ...ofAssets.map((asset) => asset.storedName)]);
  }

  /** Aborts the multipart uploads of an asset, and waits until that is saved. */
  discardParts(asset: Asset): Promise<void> {
    return this.#multipart.abortAll(asset);
  }

  /** Below `/upload` the requests that presigned URLs allow; below `/asset` and `/shield/asset` the files. */
  routes(): Hono<StorageEnvironment> {
    const app = new Hono<StorageEnvironment>();
    app.onError((error, context) => {
      const answerable = this.#answerableError(error, context.req.raw.signal.aborted);
      context.set('code', answerable.code);
      return errorAnswer(answerable);
    });
    app.use('/upload/*', async (context, next) => {
      await next();
      // The unread rest of the body would be taken for the next request.
      if (!context.res.ok) context.header('Connection', 'close');
    });
    app.on(['PUT', 'POST', 'GET', 'DELETE'], '/upload/:assetId', (context) =>
      this.#work.run(() => this.#answerUpload(context.req.raw, context.req.param('assetId'))),
    );
    app.on('GET', ['/asset/:assetId/:name', '/shield/asset/:assetId/:name'], (context) => {
      const asset = this.#assets.get(context.req.param('assetId'));
      if (asset?.fileState !== 'ready' || pathOf(asset) !== context.req.path) {
        throw new StorageError(404, 'NoSuchKey', 'The file does not exist, or is not there yet.');
      }
      const { etag, fileType } = asset;
      // The name on disk comes from the asset, never from the request.
      const file = this.#assets.fileOf(asset);
      return answerWithFile(context.req.raw, file, contentTypes[fileType], etag);
    });
    return app;
  }

  /** Aborts multipart uploads and what is being written, and resolves when nothing of it is left. */
  async clear(): Promise<void> {
    await Promise.all([this.#work.reset(), this.#multipart.clear()]);
  }

  /** Ends what is being written, and resolves when nothing half-written is left. */
  close(): Promise<void> {
    return this.#work.close();
  }

  /** The error that a caller is answered. The log has it too when it is not the caller's fault. */
  #answerableError(error: unknown, isBrokenOff: boolean): StorageError {
    if (error instanceof FileNotAwaitedError) return uploadIsOver();
    if (error instanceof StoreError) return new StorageError(500, 'InternalError', error.message);
    // The caller has gone, and does not read this answer.
    if (isBrokenOff && !(error instanceof StorageError)) return uploadIsOver();
    const answerable = storageFailure(error, this.#options.folder);
    if (!(answerable instanceof StorageError)) {
      console.error('The local object storage failed inside; this is a defect of it:', error);
      return new StorageError(500, 'InternalError', 'Object storage failed inside.');
    }
    if (answerable.status >= 500) console.error(`The local VOD service: ${answerable.message}`);
    return answerable;
  }

  async #answerUpload(request: Request, assetId: string): Promise<Response> {
    await this.#urls.check(request);
    const asset = this.#assets.get(assetId);
    if (!asset || !awaitsUpload(asset)) throw uploadIsOver();
    const query = new URL(request.url).searchParams;
    const address = this.addressOf(asset);
    const uploadId = query.get('uploadId');
    if (uploadId === null) {
      if (request.method !== 'POST') return this.#putWhole(asset, request);
      return initiateResult(address, await this.#multipart.start(asset));
    }
    switch (request.method) {
      case 'PUT': {
        const partNumber = Number(query.get('partNumber')); // The URL was signed here, so it has one.
        const etag = await this.#multipart.takePart(asset, uploadId, partNumber, request);
        return new Response(null, { headers: { etag: `"${etag}"` } });
      }
      case 'GET':
        return listPartsResult(address, uploadId, this.#multipart.list(asset, uploadId));
      case 'DELETE':
        await this.#multipart.abort(asset, uploadId);
        return new Response(null, { status: 204 });
      default: {
        const etag = await this.#complete(asset, uploadId, request);
        return completeResult(address, `${asset.origin}/${bucket}/${address.object}`, etag);
      }
    }
  }

  async #complete(asset: Asset, uploadId: string, request: Request): Promise<string> {
    const body = await readBody(request.body, largestXml, 8 * largestXml);
    const listed = body && readCompleteMultipartUpload(new TextDecoder().decode(body));
    if (!listed) {
      const expected = 'a CompleteMultipartUpload of at most 1 MB with at least one part';
      throw new StorageError(400, 'MalformedXML', `The body is not ${expected}.`);
    }
    return this.#multipart.complete(asset, uploadId, listed);
  }

  async #putWhole(asset: Asset, request: Request): Promise<Response> {
    const unfinished = this.#assets.inFolder(unfinishedNameOf(asset));
    const limits = { longest: largestFile, md5: asset.md5, signal: this.#work.signal };
    const { md5 } = await receiveFile(request, unfinished, limits);
    const etag = md5.toString('base64');
    await this.#assets.takeFile(asset, unfinished, { etag });
    return new Response(null, { headers: { etag: `"${etag}"` } });
  }
}
