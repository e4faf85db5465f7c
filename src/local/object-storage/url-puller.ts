/** Fetches the files of assets from URLs of this machine and of allowed hosts. */
import { rm } from 'node:fs/promises';
import { type AssetEvent, creationEvent } from '../assets/asset-events.js';
import { type Asset, unfinishedNameOf } from '../assets/asset.js';
import type { Assets } from '../assets/assets.js';
import { invalidField, OperationError } from '../operation-error.js';
import { TaskQueue } from '../task-queue.js';
import { storageFailure, StorageError } from './storage-error.js';
import { streamOf, writeNewFile } from './received-file.js';

/** How files are fetched. */
export interface UrlPullerOptions {
  /** Names of hosts, without ports, from which files may be fetched in addition to this machine. */
  hosts: readonly string[];
  /** The largest file in bytes. */
  largest: number;
  /** How long one file may take, in milliseconds. */
  timeoutMs: number;
  /** Stages the event about the end of a fetch, to be saved together with the end itself. */
  stageEvent: (event: AssetEvent) => void;
  /** Called when a file has arrived. */
  onPulled: (asset: Asset) => void;
}

const atOnce = 4;
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Fetches files in the background, a few at a time. */
export class UrlPuller {
  readonly #assets: Assets;
  readonly #options: UrlPullerOptions;
  readonly #tasks = new TaskQueue(atOnce);

  /** @throws TypeError when a host is no host name. */
  constructor(assets: Assets, options: UrlPullerOptions) {
    const wrong = options.hosts.find(
      (host) => URL.parse(`http://${host}/`)?.hostname !== host.toLowerCase(),
    );
    if (wrong !== undefined) {
      throw new TypeError(
        `pullHosts takes names of hosts, without scheme, port and path (video.example.com, [2001:db8::1]); one is ${wrong}.`,
      );
    }
    this.#assets = assets;
    this.#options = options;
  }

  /** Why a URL is not fetched: it is wrong, or its host is not allowed. Undefined when it can be fetched. */
  refusal(given: string): OperationError | undefined {
    const url = URL.parse(given);
    const isWrong = !url || !/^https?:$/.test(url.protocol) || url.username || url.password;
    if (isWrong || !/\.[a-z0-9]+$/i.test(url.pathname)) return invalidField('url');
    const isAllowed = this.#options.hosts.some((host) => host.toLowerCase() === url.hostname);
    if (isAllowed || loopback.test(url.hostname)) return undefined;
    return new OperationError(
      'VOD.10121',
      `The local VOD service does not fetch from ${url.hostname}: name the host in pullHosts.`,
    );
  }

  /** Fetches the file of an asset from its URL, in the background. */
  pull(asset: Asset): void {
    this.#tasks.add(asset, async (signal) => {
      const isForgotten = () => asset.fileState !== 'awaited';
      if (isForgotten()) return; // A reset came before this task.
      try {
        await this.#fetchFile(asset, asset.pullUrl ?? '', signal);
        this.#options.onPulled(asset);
      } catch (error) {
        if (signal.aborted || isForgotten()) return; // The next run fetches it again, unless there was a reset.
        const failure = storageFailure(error, this.#assets.inFolder('.'));
        if (failure instanceof StorageError) {
          console.error(`The local VOD service could not store a fetched file. ${failure.message}`);
          throw failure; // The queue runs it again after a pause.
        }
        const taskDescription = `VOD.10121: The file could not be fetched: ${reasonOf(error)}`;
        await this.#assets.insist(() => {
          this.#end(asset, { fileState: 'failed', taskDescription });
        }, signal);
        await this.#assets.removeUnwanted(asset); // An earlier run may have left a file.
      }
    });
  }

  /** Ends all fetches, and resolves when they have ended. */
  clear(): Promise<void> {
    return this.#tasks.clear();
  }

  /** Does the same, and starts no further fetches. */
  close(): Promise<void> {
    return this.#tasks.close();
  }

  #end(asset: Asset, change: Partial<Asset>): void {
    this.#assets.end(asset, change);
    this.#options.stageEvent(creationEvent(asset));
  }

  async #fetchFile(asset: Asset, url: string, closed: AbortSignal): Promise<void> {
    const { largest, timeoutMs } = this.#options;
    const signal = AbortSignal.any([closed, AbortSignal.timeout(timeoutMs)]);
    const response = await fetch(url, {
      redirect: 'manual', // A redirect could lead to a host that is not allowed.
      headers: { 'accept-encoding': 'identity' }, // So that Content-Length is the size of the file.
      signal,
    });
    const isTooLong = Number(response.headers.get('content-length')) > largest;
    if (response.status !== 200 || isTooLong) {
      await response.body?.cancel();
      throw new Error(
        isTooLong ? `more than ${largest} bytes` : `the answer was ${response.status}`,
      );
    }
    const partial = this.#assets.inFolder(unfinishedNameOf(asset));
    try {
      await writeNewFile(partial, streamOf(response.body), { largest, signal });
      await this.#assets.replaceFile(asset, partial, {}, () => {
        this.#end(asset, { fileState: 'ready' });
      });
    } finally {
      await rm(partial, { force: true });
    }
  }
}

/** Why a fetch failed. `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
