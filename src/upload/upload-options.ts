/** One upload from beginning to end: read, create, store, confirm; and what is left behind when a step fails. */
import { uploadContentTypes } from '../../generated/contract.js';
import type { VodClient } from '../client/client.js';
import { endUpload } from './abandon-upload.js';
import { confirmUpload } from './confirm-upload.js';
import { fileTypeOf } from './file-type.js';
import { MultipartRequests } from './multipart-requests.js';
import { largestPart, partSizeFor, sendParts } from './multipart.js';
import { Progress } from './progress.js';
import { type OpenSource, openSource, type UploadSource } from './source.js';
import type { StorageOptions } from './storage.js';
import type { UploadOptions } from './upload-asset.js';
import { type MultipartState, UploadError, type UploadState } from './upload-error.js';
import { uploadErrorOf } from './upload-failure.js';
import { putWhole, readWhole } from './whole-file.js';

/** See `uploadAsset`. An instance is for one run. */
export class UploadRun {
  readonly #vod: VodClient;
  readonly #options: UploadOptions;
  readonly #progress: Progress;
  /** Aborted with whatever ends the upload before its time, so that all that runs ends. */
  readonly #stop = new AbortController();
  #name: string;
  #assetId: string | undefined;
  /** What could be continued from here. */
  #state: UploadState | undefined;

  constructor(vod: VodClient, options: UploadOptions) {
    this.#vod = vod;
    this.#options = options;
    this.#name = options.fileName ?? 'the source';
    this.#state = options.resume;
    this.#assetId = options.resume?.assetId;
    this.#progress = new Progress((progress) => {
      try {
        options.onProgress?.(progress);
      } catch (error) {
        this.#stop.abort(error);
      }
    });
  }

  /** See `uploadAsset`. */
  async run(source: UploadSource): Promise<string> {
    const { signal, resume } = this.#options;
    signal?.throwIfAborted();
    const abort = (): void => this.#stop.abort(signal?.reason);
    signal?.addEventListener('abort', abort);
    try {
      const stored = resume && !resume.multipart ? resume.assetId : await this.#store(source);
      this.#state = { assetId: stored };
      await this.#step('its confirmation', () =>
        confirmUpload(this.#vod, stored, this.#stop.signal),
      );
      return stored;
    } catch (error) {
      // Of what fails together, the first counts: it made the rest fail.
      const { aborted, reason } = this.#stop.signal as { aborted: boolean; reason: unknown }; // `any` in the DOM's types.
      const failure = aborted ? reason : error;
      await this.#cleanUp(failure);
      throw failure;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Brings the source to object storage. Returns the id of the asset. */
  async #store(source: UploadSource): Promise<string> {
    const { fileName, size, resume } = this.#options;
    if (typeof source === 'string') this.#name = fileName ?? source;
    const file = await openSource(source, size ?? resume?.multipart?.size).catch(
      (error: unknown) => {
        throw error instanceof TypeError ? error : this.#failure('reading its source', error);
      },
    );
    try {
      const name = fileName ?? file.name;
      this.#name = name ?? this.#name;
      if (resume?.multipart) {
        await this.#goOn(file, resume.multipart);
        return resume.assetId;
      }
      if (name === undefined) {
        throw new TypeError('The source has no name: give fileName, such as "holiday.mp4".');
      }
      return await this.#begin(file, name);
    } finally {
      await file.close();
    }
  }

  async #begin(file: OpenSource, name: string): Promise<string> {
    const fileType = this.#options.fileType ?? fileTypeOf(name);
    const contentType = uploadContentTypes[fileType];
    const { signal } = this.#stop;
    // Before anything is created: what cannot be read leaves nothing behind.
    const [partSize, begun] = await this.#step('reading its source', async () => {
      const small = file.size === undefined || file.size <= largestPart;
      return [
        partSizeFor(file.size),
        small ? await readWhole(file, largestPart, signal) : undefined,
      ] as const;
    });
    const { data: asset } = await this.#vod.POST('/v1.0/{project_id}/asset', {
      body: {
        ...this.#options.asset,
        title: this.#options.title ?? (name.replace(/\.[^.]*$/, '') || name),
        video_name: name,
        video_type: fileType,
      },
      signal,
    });
    const { asset_id: assetId, video_upload_url: url, target } = asset;
    this.#assetId = assetId;
    const isWhole = begun && (file.size !== undefined || begun.length < largestPart);
    if (isWhole) {
      await this.#step('its PUT', () =>
        putWhole(url, begun, contentType, this.#progress, this.#storage()),
      );
      return assetId;
    }
    const multipart = await this.#step('the start of its parts', async () => {
      if (!target) throw new Error('VOD did not say where the parts go: its answer has no target');
      const { bucket, object } = target;
      const uploadId = await this.#requests({ bucket, object }).start(contentType);
      const size = file.size === undefined ? {} : { size: file.size };
      return { bucket, object, uploadId, partSize, ...size };
    });
    this.#state = { assetId, multipart };
    await this.#sendParts(multipart, file, begun);
    return assetId;
  }

  async #goOn(file: OpenSource, multipart: MultipartState): Promise<void> {
    const { size = file.size, uploadId } = multipart;
    if (file.size !== undefined && file.size !== size) {
      throw new TypeError(
        `resume is of another source: that had ${size} bytes, and this one has ${file.size}.`,
      );
    }
    const stored = await this.#step('the list of its parts', () =>
      this.#requests(multipart).list(uploadId),
    );
    await this.#sendParts(multipart, file, undefined, stored);
  }

  #sendParts(
    multipart: MultipartState,
    source: OpenSource,
    ...have: [begun?: Uint8Array | undefined, stored?: Parameters<typeof sendParts>[4]]
  ): Promise<void> {
    const parallel = Math.max(1, this.#options.parallel ?? 3);
    const step = <Result>(name: string, work: () => Promise<Result>): Promise<Result> =>
      this.#step(name, work);
    const context = { source, parallel, step, progress: this.#progress, stop: this.#stop };
    return sendParts(this.#requests(multipart), multipart, context, ...have);
  }

  #requests(target: { bucket: string; object: string }): MultipartRequests {
    return new MultipartRequests(this.#vod, target, this.#storage());
  }

  #storage(): StorageOptions & { signal: AbortSignal } {
    return { ...this.#options, signal: this.#stop.signal };
  }

  /** Does a step; what it throws becomes an UploadError with its name. */
  async #step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      this.#stop.signal.throwIfAborted();
      throw this.#failure(name, error);
    }
  }

  #failure(step: string, error: unknown): UploadError {
    const [name, assetId, state] = [this.#name, this.#assetId, this.#state];
    return uploadErrorOf(error, { step, name, assetId, state });
  }

  /** Leaves nothing behind, unless it can be continued. */
  async #cleanUp(failure: unknown): Promise<void> {
    if (this.#assetId === undefined) return;
    const abandoned = this.#stop.signal.aborted && !(failure instanceof UploadError);
    const isOver = failure instanceof UploadError && failure.state === undefined;
    if (!abandoned && !isOver) return;
    const state = { ...this.#state, assetId: this.#assetId };
    // The failure itself matters more than one to report it.
    await endUpload(this.#vod, state, isOver ? 'FAILED' : 'CANCELLED', this.#options).catch(
      () => undefined,
    );
  }
}
