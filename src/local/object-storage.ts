/** The object storage beside the service: takes uploads through pre-signed URLs, serves files by ranges. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { hmacSha256Hex, verifyHmacSha256Hex } from '../digest.js';
import type { Asset, Assets } from './assets.js';

/** How the object storage works. */
export interface ObjectStorageOptions {
  /** The folder of the files. */
  folder: string;
  /** The clock, in milliseconds since 1970. */
  now: () => number;
  /** The largest upload in bytes. Default: 5 GiB, over which the real service advises against uploads. */
  largestUpload?: number;
}

const oneHour = 60 * 60 * 1000;
const fiveGibibytes = 5 * 1024 ** 3;

/** Files of assets: their upload URLs, and the routes under which they are uploaded and served. */
export class ObjectStorage {
  readonly #assets: Assets;
  readonly #options: Required<ObjectStorageOptions>;
  readonly #secret = randomBytes(32).toString('hex');
  readonly #running = new Set<Promise<Response>>();
  readonly #closed = new AbortController();

  constructor(assets: Assets, options: ObjectStorageOptions) {
    this.#assets = assets;
    this.#options = { largestUpload: fiveGibibytes, ...options };
  }

  /** A URL that takes one PUT of the asset's file within an hour, without other credentials. */
  async uploadUrl(asset: Asset): Promise<string> {
    const expires = String(Math.floor((this.#options.now() + oneHour) / 1000));
    const signature = await hmacSha256Hex(this.#secret, uploadText(asset.id, expires));
    const query = new URLSearchParams({ Expires: expires, Signature: signature });
    return `${asset.origin}/upload/${asset.id}?${query.toString()}`;
  }

  /** `PUT /upload/{asset id}` and `GET /asset/{asset id}/{file name}`. */
  routes(): Hono {
    const serveFile = serveStatic({
      root: this.#options.folder,
      // The name on disk comes from the asset, never from the request.
      rewriteRequestPath: (_path, context) =>
        this.#servedAsset(context.req.param())?.storedName ?? '',
    });
    const app = new Hono();
    app.put('/upload/:assetId', (context) =>
      this.#takeUpload(context.req.raw, context.req.param('assetId')),
    );
    app.get('/asset/:assetId/:name', async (context, next) => {
      if (!this.#servedAsset(context.req.param())) {
        return failure(404, 'NoSuchKey', 'The file does not exist, or is not there yet.');
      }
      context.header('Accept-Ranges', 'bytes');
      return serveFile(context, next);
    });
    return app;
  }

  /** Breaks off the uploads that are under way, and resolves when none is written any more. */
  async close(): Promise<void> {
    this.#closed.abort();
    await Promise.all(this.#running);
  }

  #servedAsset({ assetId = '', name }: Record<string, string>): Asset | undefined {
    const asset = this.#assets.get(assetId);
    return asset?.fileState === 'ready' && asset.storedName === name ? asset : undefined;
  }

  async #takeUpload(request: Request, assetId: string): Promise<Response> {
    const query = new URL(request.url).searchParams;
    const expires = query.get('Expires') ?? '';
    const signature = query.get('Signature') ?? '';
    const asset = this.#assets.get(assetId);
    if (
      !asset ||
      !(await verifyHmacSha256Hex(this.#secret, uploadText(assetId, expires), signature))
    ) {
      return failure(
        403,
        'SignatureDoesNotMatch',
        'The URL was not made by this service, or was changed.',
      );
    }
    if (Number(expires) * 1000 < this.#options.now()) {
      return failure(403, 'AccessDenied', 'The URL has expired. Create the asset anew.');
    }
    if (asset.fileState !== 'awaited') {
      return failure(409, 'InvalidObjectState', 'The upload of this asset was already confirmed.');
    }
    const length = request.headers.get('content-length');
    if (length === null) return failure(411, 'MissingContentLength', 'Send Content-Length.');
    if (Number(length) > this.#options.largestUpload) {
      return failure(
        400,
        'EntityTooLarge',
        `At most ${String(this.#options.largestUpload)} bytes.`,
      );
    }
    const storing = this.#store(asset, request, Number(length));
    this.#running.add(storing);
    return storing.finally(() => this.#running.delete(storing));
  }

  /** Writes beside the final name and renames, so that a broken upload leaves no half-written file. */
  async #store(asset: Asset, request: Request, length: number): Promise<Response> {
    const file = this.#assets.fileOf(asset);
    const partial = `${file}.${randomUUID()}.part`;
    const hash = createHash('md5');
    let size = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        hash.update(chunk);
        done(size > length ? new Error('more bytes than announced') : null, chunk);
      },
    });
    try {
      // Node's own stream type, which is the same object.
      const body = request.body as import('node:stream/web').ReadableStream | null;
      const source = body ? Readable.fromWeb(body) : Readable.from([]);
      await pipeline(source, measure, createWriteStream(partial, { flags: 'wx' }), {
        signal: this.#closed.signal,
      });
      if (size !== length)
        return failure(400, 'IncompleteBody', 'Fewer bytes than Content-Length said.');
      const md5 = hash.digest('base64');
      const announced = [asset.md5, request.headers.get('content-md5')];
      if (announced.some((value) => typeof value === 'string' && value !== md5)) {
        return failure(
          400,
          'BadDigest',
          `The MD5 of the bytes is ${md5}, which is not the announced one.`,
        );
      }
      if (asset.fileState !== 'awaited') {
        return failure(409, 'InvalidObjectState', 'The upload was confirmed in the meantime.');
      }
      await rename(partial, file);
      this.#assets.update(asset, { uploaded: true });
      return new Response(null, { status: 200, headers: { etag: `"${md5}"` } });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return failure(400, 'RequestTimeout', `The upload did not complete: ${why}.`);
    } finally {
      await rm(partial, { force: true });
    }
  }
}

function uploadText(assetId: string, expires: string): string {
  return `PUT\n${assetId}\n${expires}`;
}

/** An error as object storage answers it, in XML. */
function failure(status: number, code: string, message: string): Response {
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>\n`,
    { status, headers: { 'content-type': 'application/xml' } },
  );
}
